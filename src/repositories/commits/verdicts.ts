import type { BranchDrafts } from '../drafts/branchDrafts';
import { toRebase, type Verdict } from './judgement';

/**
 * Gives the drafts what the tip makes of them: merged content, marks of conflicts, newer bases. Those whose content was
 * just read at the tip are dropped like committed ones.
 */
export async function applyVerdicts(drafts: BranchDrafts, verdicts: readonly Verdict[], tip: string): Promise<void> {
  const rebases = await Promise.all(
    verdicts.filter(({ kind }) => kind !== 'same').map((verdict) => toRebase(drafts, verdict, tip)),
  );
  const wanted = rebases.filter((rebase) => rebase !== undefined);
  if (wanted.length > 0) await drafts.rebase(wanted);
  await dropThere(drafts, verdicts, { commit: tip, branch: drafts.scope.branch });
}

/** Drops drafts whose content was just read in a commit of a branch as if they had been committed there. */
export async function dropThere(
  drafts: BranchDrafts,
  verdicts: readonly Verdict[],
  { commit, branch }: { readonly commit: string; readonly branch: string },
): Promise<void> {
  const there = verdicts.filter((verdict) => verdict.kind === 'same');
  if (there.length === 0) return;
  const files = there.map(({ draft: { path }, theirs }) => ({
    path,
    content: theirs && { hash: theirs.hash, mode: theirs.mode },
  }));
  await drafts.dropCommitted(commit, { branch, parent: undefined, message: '', startedMs: 0, files });
}
