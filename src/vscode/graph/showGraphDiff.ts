import type { GraphDifferences } from '../../graph/createDiffGraph';
import type { PipelineDocument } from '../../pipelines/pipelineDocument';

/** What the two versions are called. */
export interface GraphDiffTitles {
  /** Of the pipeline. */
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** Two versions of a pipeline to be shown as one graph. An empty text stands for one that is not there. */
export interface GraphComparison {
  readonly before: PipelineDocument | string;
  readonly after: PipelineDocument | string;
  readonly titles: GraphDiffTitles;
  /** What a comparison of the two has found, where there is one. */
  readonly differences?: GraphDifferences | undefined;
  /** The differences in words, for the list beside the graph. */
  readonly summary?: readonly string[] | undefined;
}

/** Opens a tab with two versions as one graph. */
export type ShowGraphDiff = (comparison: GraphComparison) => Promise<void>;
