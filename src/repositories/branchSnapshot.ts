import type { RepositoryId } from '../bitbucket/bitbucketApi';

export type PipelineKind = 'orchestration' | 'transformation';

export interface PipelineFile {
  /** From the repository's root. */
  readonly path: string;
  readonly kind: PipelineKind;
}

/** Why this branch is the one shown: the user's last choice, else `main`, else the repository's default. */
export type BranchReason = 'lastUsed' | 'main' | 'default';

/** The pipelines of a repository at the commit its branch pointed to when it was looked at. */
export interface BranchSnapshot {
  readonly branch: string;
  readonly reason: BranchReason;
  /** Forty hexadecimal digits. */
  readonly commit: string;
  /** ISO 8601, of the commit. */
  readonly commitDate: string;
  /** Sorted by path. */
  readonly pipelines: readonly PipelineFile[];
}

/** What there is to show of a repository. */
export type RepositoryContent =
  | { readonly kind: 'snapshot'; readonly snapshot: BranchSnapshot }
  /** No commit yet, so no branch either. */
  | { readonly kind: 'empty' }
  /** It has commits, but none of these branches; the user has to choose one. */
  | { readonly kind: 'noBranch'; readonly lookedFor: readonly string[] };

/** Finds the pipelines of repositories, for one account. Implemented in `repositories/`, used by the views. */
export interface SnapshotSource {
  /**
   * The branch's tip and its pipelines: one request when the commit is cached. Rejects with `BitbucketError`.
   * `defaultBranch` is `undefined` in an empty repository.
   */
  fetchContent(
    repository: RepositoryId,
    defaultBranch: string | undefined,
    signal?: AbortSignal,
  ): Promise<RepositoryContent>;
  /** The last content seen, without any request; `undefined` when never looked at. */
  readCachedContent(repository: RepositoryId): Promise<RepositoryContent | undefined>;
}
