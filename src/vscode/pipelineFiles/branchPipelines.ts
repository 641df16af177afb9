import { BitbucketError } from '../../bitbucket/bitbucketError';
import { toDraftedContent } from '../../repositories/draftedPipelines';
import type { EditTarget } from './editTarget';

/** The pipelines of a branch with its drafts. */
export interface BranchPipelines {
  readonly paths: readonly string[];
  /** Folders that hold nothing yet. */
  readonly emptyFolders: readonly string[];
  /** `false` where the branch could not be asked: only drafts are known then. */
  readonly isComplete: boolean;
}

/** No request where the branch was looked into before. Rejects with the store's error, or the abort reason. */
export async function readBranchPipelines(
  { location, services, tree }: Pick<EditTarget, 'location' | 'services' | 'tree'>,
  signal: AbortSignal,
): Promise<BranchPipelines> {
  const { files, snapshots } = services;
  const drafts = await tree.drafts.all();
  const toPaths = (onTip: Parameters<typeof toDraftedContent>[0], isComplete: boolean): BranchPipelines => {
    const { pipelines, folders } = toDraftedContent(onTip, drafts);
    const paths = pipelines.filter(({ draft }) => draft !== 'deleted').map(({ path }) => path);
    return { paths, emptyFolders: folders, isComplete };
  };
  try {
    const { commit } = await files.resolve(location, signal);
    return toPaths(await snapshots.fetchPipelines(location.repository, commit, signal), true);
  } catch (error) {
    if (!BitbucketError.is(error)) throw error;
    return toPaths([], false);
  }
}
