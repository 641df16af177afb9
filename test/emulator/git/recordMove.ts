import { type BitbucketState } from '../state/bitbucketState';
import { type StoredRepository } from '../state/model';
import { type GitRepository } from './gitRepository';

/** To be called after a branch was created or moved, before anybody is answered: the first branch becomes the main branch. */
export async function recordMove(
  state: BitbucketState,
  git: GitRepository,
  repository: StoredRepository,
  branch: string,
): Promise<void> {
  if (repository.mainBranch === null) await git.setHead(branch);
  state.branchMoved(repository, branch);
}
