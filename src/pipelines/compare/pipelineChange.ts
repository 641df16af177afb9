import type { TransitionKind } from '../pipelineDocument';
import type { Span } from '../span';

/** Where a change is in the two texts; `undefined` on the side that has nothing of it. */
interface ChangePlaces {
  readonly before: Span | undefined;
  readonly after: Span | undefined;
}

/** Something that is another one now, as text; `undefined` where it was not there or is not there any more. */
interface ValueChange {
  readonly old: string | undefined;
  readonly new: string | undefined;
}

/** `source` is how components of a transformation are connected. */
export type ConnectionKind = TransitionKind | 'source';

/**
 * What makes one version of a pipeline mean something else than another one. Names are those of the side that has the
 * thing; of what both sides have, the newer one.
 */
export type PipelineChange = { readonly places: ChangePlaces } & (
  | { readonly kind: 'componentAdded'; readonly name: string; readonly type: string | undefined }
  | { readonly kind: 'componentRemoved'; readonly name: string; readonly type: string | undefined }
  /** The same content under another name; that others name it so now is no change of theirs. */
  | { readonly kind: 'componentRenamed'; readonly name: string; readonly oldName: string }
  | ({ readonly kind: 'componentType'; readonly name: string } & ValueChange)
  /** `path` begins below `section`, which is `parameters`, `postProcessing` or what else a component has. */
  | ({
      readonly kind: 'parameter';
      readonly name: string;
      readonly section: string;
      readonly path: readonly string[];
    } & ValueChange)
  | { readonly kind: 'skipped'; readonly name: string }
  | { readonly kind: 'unskipped'; readonly name: string }
  | {
      readonly kind: 'connectionAdded';
      readonly from: string;
      readonly to: string;
      readonly connection: ConnectionKind;
    }
  | {
      readonly kind: 'connectionRemoved';
      readonly from: string;
      readonly to: string;
      readonly connection: ConnectionKind;
    }
  | ({ readonly kind: 'iterationTarget'; readonly name: string } & ValueChange)
  | { readonly kind: 'variableAdded'; readonly name: string }
  | { readonly kind: 'variableRemoved'; readonly name: string }
  | ({ readonly kind: 'variable'; readonly name: string; readonly path: readonly string[] } & ValueChange)
  /** Of the pipeline itself: its type, version, description or whatever else stands beside the components. */
  | ({ readonly kind: 'metadata'; readonly path: readonly string[] } & ValueChange)
  | { readonly kind: 'noteAdded'; readonly text: string }
  | { readonly kind: 'noteRemoved'; readonly text: string }
  | ({ readonly kind: 'note' } & ValueChange)
  /** Things stand elsewhere on the canvas: one entry for all of them. `moved` names the components. */
  | { readonly kind: 'layout'; readonly moved: readonly string[] }
  /** It means the same and is written in another way or order; only where there is nothing else but layout. */
  | { readonly kind: 'writing' }
  /** Not all of a side can be read: what is listed besides is what can be told. */
  | { readonly kind: 'unreadable'; readonly sides: 'before' | 'after' | 'both' }
);

/** Whether a change leaves what the pipeline does as it was. */
export function isLayoutOnly(changes: readonly PipelineChange[]): boolean {
  return changes.length > 0 && changes.every(({ kind }) => kind === 'layout');
}
