import type { FileCommandContext } from '../files/fileCommandContext';

/** What the features of pipelines are built from. */
export type PipelineOptions = Pick<FileCommandContext, 'access' | 'webUrl' | 'clock' | 'log'>;
