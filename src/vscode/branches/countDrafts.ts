import type { BranchDrafts } from '../../repositories/drafts/branchDrafts';

/** Empty folders are never committed and do not count. */
export async function countDrafts(drafts: Pick<BranchDrafts, 'all'>): Promise<number> {
  return (await drafts.all()).filter(({ change }) => change.kind !== 'folder').length;
}
