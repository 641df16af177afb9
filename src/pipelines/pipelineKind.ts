import type { PipelineKind } from './pipelineDocument';

const endings: readonly (readonly [string, PipelineKind])[] = [
  ['.orch.yaml', 'orchestration'],
  ['.tran.yaml', 'transformation'],
];

/** What a path says about a pipeline: its kind, and its name without folders and ending. `undefined` for other files. */
export function readPipelinePath(path: string): { readonly name: string; readonly kind: PipelineKind } | undefined {
  const fileName = path.slice(path.lastIndexOf('/') + 1);
  for (const [ending, kind] of endings) {
    if (fileName.endsWith(ending)) return { name: fileName.slice(0, -ending.length), kind };
  }
  return undefined;
}

/** The ending of the files of a kind, dot included. */
export function endingOf(kind: PipelineKind): string {
  return kind === 'orchestration' ? '.orch.yaml' : '.tran.yaml';
}
