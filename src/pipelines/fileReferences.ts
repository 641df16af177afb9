import type { KnownFiles } from './knownFiles';
import type { Component, PipelineDocument, PipelineKind } from './pipelineDocument';
import { endingOf, readPipelinePath } from './pipelineKind';
import { findScalar, type Scalar } from './yamlValue';

/** A parameter that names another file of the repository. */
export interface FileReference {
  readonly component: Component;
  readonly kind: 'pipeline' | 'script';
  /** The kind of pipeline that it must be. */
  readonly pipelineKind: PipelineKind | undefined;
  readonly parameter: string;
  readonly value: Scalar;
}

/** Where a reference leads, as far as the known files tell. */
export type FileResolution =
  | { readonly kind: 'found'; readonly path: string }
  /** Only from the folder of the file that refers, while Maia counts from the root. */
  | { readonly kind: 'relative'; readonly candidates: readonly string[] }
  /** Only the file's name agrees, as after a move of a folder. */
  | { readonly kind: 'moved'; readonly candidates: readonly string[] }
  /** There is such a file, of the other kind. */
  | { readonly kind: 'otherKind'; readonly path: string }
  | { readonly kind: 'missing' }
  /** It depends on a variable, is empty, or not all files are known. */
  | { readonly kind: 'unchecked' };

const jobParameters: ReadonlyMap<string, readonly [string, PipelineKind]> = new Map([
  ['run-orchestration', ['orchestrationJob', 'orchestration']],
  ['run-transformation', ['transformationJob', 'transformation']],
]);

/** Child pipelines and script files, in the order of the file; shared pipelines belong to another project. */
export function findFileReferences({ pipeline }: PipelineDocument): readonly FileReference[] {
  return pipeline.components.flatMap((component): readonly FileReference[] => {
    const [parameter, pipelineKind] = jobParameters.get(component.type?.text ?? '') ?? [];
    const job = parameter === undefined ? undefined : findScalar(component.parameters, parameter);
    if (parameter !== undefined && job !== undefined) {
      return [{ component, kind: 'pipeline', pipelineKind, parameter, value: job }];
    }
    if (findScalar(component.parameters, 'scriptLocation')?.text !== 'File') return [];
    const script = findScalar(component.parameters, 'fileName');
    if (script === undefined) return [];
    return [{ component, kind: 'script', pipelineKind: undefined, parameter: 'fileName', value: script }];
  });
}

/** What there is to know of a reference to say where it leads. */
export interface WrittenReference {
  readonly pipelineKind: PipelineKind | undefined;
  readonly value: { readonly text: string };
}

/** `from` is the path of the file that refers. */
export function resolveFile(reference: WrittenReference, from: string | undefined, files: KnownFiles): FileResolution {
  const written = toPath(reference.value.text);
  if (written === undefined) return { kind: 'unchecked' };
  const endings = endingsFor(written, reference.pipelineKind);
  const exact = endings.map((ending) => written + ending).find((path) => files.has(path));
  if (exact !== undefined) return { kind: 'found', path: exact };
  const areAllKnown = reference.pipelineKind === undefined ? files.isWhole : files.hasAllPipelines;
  if (!areAllKnown) return { kind: 'unchecked' };
  const relative = from === undefined ? undefined : resolvePath(from, written);
  const near = relative === undefined ? [] : endings.map((it) => relative + it).filter((path) => files.has(path));
  if (near.length > 0) return { kind: 'relative', candidates: near };
  const name = written.slice(written.lastIndexOf('/') + 1);
  const moved = endings.flatMap((ending) => files.findByName(name + ending));
  if (moved.length > 0) return { kind: 'moved', candidates: moved };
  const other = findOtherKind(written, reference.pipelineKind, files);
  return other === undefined ? { kind: 'missing' } : { kind: 'otherKind', path: other };
}

/**
 * The names of the files that a reference may lead to, whatever files there are: the last part of the path, and that of
 * the path from the folder of the file that refers.
 */
export function findPossibleNames({ pipelineKind, value }: WrittenReference, from: string): readonly string[] {
  const written = toPath(value.text);
  if (written === undefined) return [];
  const paths = [written, resolvePath(from, written) ?? written];
  const names = paths.map((path) => path.slice(path.lastIndexOf('/') + 1));
  return [...new Set(endingsFor(written, pipelineKind).flatMap((ending) => names.map((name) => name + ending)))];
}

/** A path as it has to be written so that it means a file: with the ending where the old one had it. */
export function toWrittenPath(path: string, old: string): string {
  const kind = readPipelinePath(path)?.kind;
  return kind === undefined || readPipelinePath(old) !== undefined ? path : path.slice(0, -endingOf(kind).length);
}

/** `undefined` where there is none, or it depends on a variable. */
function toPath(written: string): string | undefined {
  const path = written.trim().replace(/^\/+/, '');
  return path === '' || path.includes('${') ? undefined : path;
}

function endingsFor(written: string, kind: PipelineKind | undefined): readonly string[] {
  if (kind === undefined || written.endsWith(endingOf(kind))) return [''];
  return [endingOf(kind)];
}

function findOtherKind(written: string, kind: PipelineKind | undefined, files: KnownFiles): string | undefined {
  if (kind === undefined) return undefined;
  const ending = endingOf(kind === 'orchestration' ? 'transformation' : 'orchestration');
  return [written, written + ending].find((path) => path.endsWith(ending) && files.has(path));
}

/** `undefined` where the path leads out of the repository. */
function resolvePath(from: string, written: string): string | undefined {
  const parts = from.split('/').slice(0, -1);
  for (const part of written.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
