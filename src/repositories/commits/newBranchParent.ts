import type { CommittedTree } from './commits';
import type { CommitPorts } from './commitPorts';
import type { DraftState } from './draftContent';
import { findBaseCommit } from './judgement';
import { TipJudge } from './tipJudge';

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
): Promise<{ readonly parent: string | undefined } | { readonly conflicts: readonly string[] }> {
  const bases = new Set(states.map(({ draft }) => findBaseCommit(draft)));
  const [only] = bases;
  if (bases.size === 1 && only !== undefined) return { parent: only };
  const candidates = new Set([tip, ...bases].filter((commit) => commit !== undefined));
  if (candidates.size === 0) return { parent: undefined };
  let conflicts: readonly string[] = [];
  for (const parent of candidates) {
    const verdicts = await new TipJudge(ports, repository, parent, signal).judge(drafts, states);
    conflicts = verdicts.filter(({ kind }) => kind === 'conflict' || kind === 'merged').map(({ draft }) => draft.path);
    if (conflicts.length === 0) return { parent };
  }
  return { conflicts };
}
