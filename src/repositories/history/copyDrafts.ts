import type { BranchDrafts, DraftEdit } from '../drafts/branchDrafts';
import type { Draft } from '../drafts/draft';

/**
 * Copies the drafts of one branch to another one, all at once; they stay where they were. A path that has a draft there
 * is passed over. Resolves with the paths that were copied.
 */
export async function copyDrafts(from: BranchDrafts, to: BranchDrafts): Promise<readonly string[]> {
  const taken = new Set((await to.all()).map(({ path }) => path));
  const drafts = (await from.all()).filter(({ path }) => !taken.has(path));
  const edits: DraftEdit[] = [];
  for (const draft of drafts) {
    const edit = await toEdit(from, draft);
    if (edit !== undefined) edits.push(edit);
  }
  if (edits.length > 0) await to.save(edits);
  return edits.map(({ path }) => path);
}

async function toEdit(
  drafts: BranchDrafts,
  { path, base, change, renamedFrom }: Draft,
): Promise<DraftEdit | undefined> {
  const kept = base && { ...base, bytes: await drafts.readBase(path) };
  const about = { path, base: kept, ...(renamedFrom === undefined ? {} : { renamedFrom }) };
  if (change.kind !== 'content') return { ...about, change: { kind: change.kind } };
  const bytes = await drafts.readContent(path);
  // Gone since it was listed: committed or discarded in another window.
  return bytes && { ...about, change: { kind: 'content', bytes, mode: change.mode } };
}
