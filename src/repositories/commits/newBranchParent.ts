import type { CommittedTree } from './commits';
import type { CommitPorts } from './commitPorts';
import type { DraftState } from './draftContent';
import { findBaseCommit, type Verdict } from './judgement';
import { TipJudge } from './tipJudge';

interface NewBranchStart {
  readonly parent: string | undefined;
  /** What is still to be changed there: Bitbucket refuses to delete what is not there. */
  readonly changed: readonly DraftState[];
  /** What is there already just as the drafts have it. */
  readonly same: readonly Verdict[];
}

/**
 * The commit that a new branch of these drafts starts from: the one they all started from, else the tip, else the base
 * of one of them, whichever the others fit on. `conflicts` names those that do not fit where there is none.
 */
export async function findParent(
  ports: Pick<CommitPorts, 'api' | 'files'>,
  { drafts, location: { repository } }: CommittedTree,
  states: readonly DraftState[],
  tip: string | undefined,
  signal: AbortSignal | undefined,
): Promise<NewBranchStart | { readonly conflicts: readonly string[] }> {
  const bases = new Set(states.map(({ draft }) => findBaseCommit(draft)));
  const [only] = bases;
  if (bases.size === 1 && only !== undefined) return { parent: only, changed: states, same: [] };
  const candidates = new Set([tip, ...bases].filter((commit) => commit !== undefined));
  if (candidates.size === 0) return { parent: undefined, changed: states, same: [] };
  let conflicts: readonly string[] = [];
  for (const parent of candidates) {
    const verdicts = await new TipJudge(ports, repository, parent, signal).judge(drafts, states);
    conflicts = verdicts.filter(({ kind }) => kind === 'conflict' || kind === 'merged').map(({ draft }) => draft.path);
    if (conflicts.length > 0) continue;
    const same = verdicts.filter(({ kind }) => kind === 'same');
    const paths = new Set(same.map(({ draft }) => draft.path));
    return { parent, changed: states.filter(({ draft }) => !paths.has(draft.path)), same };
  }
  return { conflicts };
}
