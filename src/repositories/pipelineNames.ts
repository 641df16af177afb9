import type { PipelineKind } from './branchSnapshot';

/** Why Maia would not take a name for a pipeline, or could not keep it apart from another one. */
export type PipelineNameProblem =
  | { readonly kind: 'empty' | 'edgeSpace' | 'doubleSpace' | 'tooLong' | 'reserved' }
  | { readonly kind: 'character'; readonly character: string }
  /** `by` is the file that has the name, which may be a pipeline of the other kind. */
  | { readonly kind: 'taken'; readonly by: string };

const endings: Readonly<Record<PipelineKind, string>> = {
  orchestration: '.orch.yaml',
  transformation: '.tran.yaml',
};

/** With its ending a name has to fit into the 255 bytes that file systems give it. */
const mostCharacters = 240;
/** Names that stand for devices on Windows, whatever follows their first dot. */
const windowsDevices = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

export function toPipelineFileName(name: string, kind: PipelineKind): string {
  return name + endings[kind];
}

/** A pipeline's name is its file's name without the ending; `undefined` for any other file. */
export function readPipelineFileName(
  fileName: string,
): { readonly name: string; readonly kind: PipelineKind } | undefined {
  for (const kind of ['orchestration', 'transformation'] as const) {
    const name = fileName.slice(0, -endings[kind].length);
    if (name !== '' && fileName.endsWith(endings[kind])) return { name, kind };
  }
  return undefined;
}

/** What a person typed as a pipeline's name, without an ending they need not have typed. */
export function readTypedName(typed: string, kind: PipelineKind): string {
  const ending = endings[kind];
  return typed.toLowerCase().endsWith(ending) ? typed.slice(0, -ending.length) : typed;
}

/**
 * Letters, digits, underscores, single spaces, parentheses and hyphens, once per folder: Maia's rules. Names that
 * differ in case only count as the same one, because a clone on Windows or macOS cannot hold both. `fileNames` are
 * those of the folder, without the pipeline itself.
 */
export function findPipelineNameProblem(name: string, fileNames: Iterable<string>): PipelineNameProblem | undefined {
  if (name.trim() === '') return { kind: 'empty' };
  const character = /[^A-Za-z0-9_ ()-]/u.exec(name)?.[0];
  if (character !== undefined) return { kind: 'character', character };
  if (name !== name.trim()) return { kind: 'edgeSpace' };
  if (name.includes('  ')) return { kind: 'doubleSpace' };
  if (name.length > mostCharacters) return { kind: 'tooLong' };
  if (windowsDevices.test(name)) return { kind: 'reserved' };
  const wanted = name.toLowerCase();
  for (const fileName of fileNames) {
    if (readPipelineFileName(fileName)?.name.toLowerCase() === wanted) return { kind: 'taken', by: fileName };
  }
  return undefined;
}
