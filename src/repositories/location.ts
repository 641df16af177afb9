import type { RepositoryId } from '../bitbucket/bitbucketApi';

/** A branch moves; a commit (forty hexadecimal digits) never does. */
export type Ref =
  { readonly kind: 'branch'; readonly name: string } | { readonly kind: 'commit'; readonly hash: string };

/** One tree of files: a repository at a branch or commit. */
export interface RepositoryLocation {
  readonly repository: RepositoryId;
  readonly ref: Ref;
}
