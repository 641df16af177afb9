import type { Event } from '../base/event';
import type { FactReference, FileFacts, SharedPipelineUse } from './fileFacts';
import type { FileResolution } from './fileReferences';
import type { KnownFiles } from './knownFiles';
import type { QualityRule } from './quality/qualityRules';

/** One pipeline names a file. */
export interface Referrer {
  /** The pipeline that refers. */
  readonly path: string;
  readonly reference: FactReference;
  /** How it leads to the file: `found` by its path from the root; `moved` and `relative` only probably. */
  readonly match: Extract<FileResolution['kind'], 'found' | 'moved' | 'relative'>;
}

/** One pipeline runs a shared one. */
export interface SharedUse {
  /** The pipeline that runs it. */
  readonly path: string;
  readonly use: SharedPipelineUse;
}

/**
 * A repository, or a clone of one, as far as its pipelines have been read: what one file has to do with the others.
 * Answers from memory; reading is the business of whoever fills it. Paths count from the repository's root.
 */
export interface RepositoryIndex {
  readonly files: KnownFiles;
  /** Every pipeline that is known to be there, sorted. */
  readonly pipelines: readonly string[];
  /** Those whose content was not read yet, sorted: what is said about all pipelines leaves them out. */
  readonly unread: readonly string[];
  /** What the repository's own file enables; `undefined` where there is none, or it was not read. */
  readonly qualityRules: readonly QualityRule[] | undefined;
  /** Paths that are different now; the path `''` stands for anything. */
  readonly onDidChange: Event<readonly string[]>;
  /** `undefined` for what was not read. */
  facts(path: string): FileFacts | undefined;
  /** Who names a pipeline or script, sorted by path and place; linear in what refers to it, not in the repository. */
  findReferrers(path: string): readonly Referrer[];
  /** Whether any pipeline that was read runs a shared one. */
  readonly hasSharedUses: boolean;
  /** Where a shared pipeline is run, sorted by path and place; `id` is what stands behind the project's name. */
  findSharedUses(id: string): readonly SharedUse[];
}
