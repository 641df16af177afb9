import type { BitbucketApi } from '../bitbucket/bitbucketApi';
import type { BitbucketLink } from './bitbucketLink';
import type { BranchTips } from './branchTips';
import type { RepositoryLocation } from './location';
import type { LocationPath } from './locationPath';

/** Branch names with more slashes than this are not looked for. */
const mostNamesInBranch = 20;

/**
 * The place a link points to. Where a branch's name ends and the path begins is asked of Bitbucket, in one request; of
 * two branches that would fit (Git allows no such pair, but they may come and go) the longer counts. What is no branch,
 * but could be the beginning of a commit's hash, costs a second request. `undefined` when there is neither; a link to
 * the repository itself has its default branch.
 */
export async function findLinkedPlace(
  { api, tips }: { readonly api: Pick<BitbucketApi, 'fetchRepository' | 'findCommit'>; readonly tips: BranchTips },
  { repository, names }: BitbucketLink,
  signal?: AbortSignal,
): Promise<LocationPath | undefined> {
  const [first] = names;
  if (first === undefined) {
    const { mainBranch } = await api.fetchRepository(repository, signal);
    if (mainBranch === undefined) return undefined;
    return { location: { repository, ref: { kind: 'branch', name: mainBranch } }, path: '' };
  }
  const atCommit = (hash: string): LocationPath => {
    const location: RepositoryLocation = { repository, ref: { kind: 'commit', hash } };
    return { location, path: names.slice(1).join('/') };
  };
  if (/^[0-9a-f]{40}$/i.test(first)) return atCommit(first.toLowerCase());
  const candidates = names.slice(0, mostNamesInBranch).map((_, index) => names.slice(0, index + 1).join('/'));
  const found = new Set((await tips.find(repository, candidates, signal)).map(({ name }) => name));
  const branch = candidates.findLast((name) => found.has(name));
  if (branch === undefined) {
    if (!/^[0-9a-f]{7,39}$/i.test(first)) return undefined;
    const hash = await api.findCommit(repository, first.toLowerCase(), signal);
    return hash === undefined ? undefined : atCommit(hash);
  }
  return {
    location: { repository, ref: { kind: 'branch', name: branch } },
    path: names.join('/').slice(branch.length + 1),
  };
}
