import type { PipelineKind } from './pipelineDocument';
import type { Span } from './span';

/** What other files need to know of a pipeline file: plain data, so that it can be kept by the hash of the content. */
export interface FileFacts {
  readonly kind: PipelineKind | undefined;
  readonly components: readonly NamedPlace[];
  readonly variables: readonly NamedPlace[];
  /** In the order of the text. */
  readonly references: readonly FactReference[];
  /** Shared pipelines that are run, in the order of the text. */
  readonly sharedPipelines: readonly SharedPipelineUse[];
}

/** A name, and where it is defined. */
export interface NamedPlace {
  readonly name: string;
  /** Of a component its type, of a variable its own; `''` where there is none. */
  readonly type: string;
  readonly span: Span;
}

/** A place where a pipeline names a shared one. */
export interface SharedPipelineUse {
  /** `Project#id`. */
  readonly name: string;
  /** Of the value, quotes included. */
  readonly span: Span;
}

/** A place where a pipeline names another file. */
export interface FactReference {
  readonly kind: 'pipeline' | 'script';
  readonly component: string;
  /** The kind of pipeline that it must be. */
  readonly pipelineKind: PipelineKind | undefined;
  /** As it is written. */
  readonly written: string;
  /** Of the value, quotes included. */
  readonly span: Span;
}
