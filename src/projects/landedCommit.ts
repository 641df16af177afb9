import type { CreationPlan } from './creation';
import { ProjectError, type CreationPorts, type RemoteCommit } from './projectRemote';

/** A commit on the branch that may be a plan's. */
export interface LandedCommit {
  readonly commit: string;
  /** Paths at which it holds something else than planned; none when it is the one. */
  readonly differing: readonly string[];
}

/**
 * Looks for the plan's commit among those since `parent`: by its message, then by every file's content. One that differs is
 * told of only where none is equal. Two requests and one per file where it is the newest; rejects when looking fails.
 */
export async function findLandedCommit(
  ports: Pick<CreationPorts, 'listCommits' | 'readTexts'>,
  plan: CreationPlan,
  { tip, parent }: { readonly tip: RemoteCommit; readonly parent: string | undefined },
  signal?: AbortSignal,
): Promise<LandedCommit | undefined> {
  let differing: LandedCommit | undefined;
  const newest = isNamedLike(tip, plan) ? await compareWithPlan(ports, plan, tip.hash, signal) : undefined;
  if (newest?.differing.length === 0) return newest;
  differing = newest;
  for (const commit of await listEarlier(ports, plan, tip, parent, signal)) {
    if (commit.hash === tip.hash || !isNamedLike(commit, plan)) continue;
    const earlier = await compareWithPlan(ports, plan, commit.hash, signal);
    if (earlier.differing.length === 0) return earlier;
    differing ??= earlier;
  }
  return differing;
}

async function listEarlier(
  ports: Pick<CreationPorts, 'listCommits'>,
  { target }: CreationPlan,
  tip: RemoteCommit,
  parent: string | undefined,
  signal: AbortSignal | undefined,
): Promise<readonly RemoteCommit[]> {
  // Nothing is between them.
  if (parent !== undefined && tip.parents.length === 1 && tip.parents[0] === parent) return [];
  try {
    return await ports.listCommits(target, tip.hash, parent, signal);
  } catch (error) {
    // Without its parent the branch was rewritten, and the commit is not on it any more.
    if (error instanceof ProjectError && error.kind === 'notFound') return [];
    throw error;
  }
}

/** Git ends messages with a line break, and forms turn line breaks into two characters. */
function isNamedLike({ message }: RemoteCommit, plan: CreationPlan): boolean {
  const toPlain = (text: string): string => text.replaceAll('\r\n', '\n').trim();
  return toPlain(message) === toPlain(plan.message);
}

/** Which of the plan's files are something else at a commit. */
export async function compareWithPlan(
  ports: Pick<CreationPorts, 'readTexts'>,
  { target, files }: CreationPlan,
  commit: string,
  signal?: AbortSignal,
): Promise<LandedCommit> {
  const paths = files.map(({ path }) => path);
  const texts = await ports.readTexts(target, commit, paths, signal);
  return { commit, differing: files.filter(({ path, text }) => texts.get(path) !== text).map(({ path }) => path) };
}
