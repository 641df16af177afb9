import type { Component, PipelineDocument } from '../pipelineDocument';
import type { Renames } from './findRenames';

/** Two versions of a pipeline, and who is who in them. */
export interface Versions extends Renames {
  readonly before: PipelineDocument;
  readonly after: PipelineDocument;
}

/** A component that both versions have. */
export interface ComponentPair {
  readonly before: Component;
  readonly after: Component;
}

/** In the order of the newer version. */
export function pairComponents({ before, after, toOld }: Versions): readonly ComponentPair[] {
  return [...after.pipeline.componentsByName.values()].flatMap((it) => {
    const name = it.name.text;
    const old = before.pipeline.componentsByName.get(toOld.get(name) ?? name);
    return old === undefined ? [] : [{ before: old, after: it }];
  });
}
