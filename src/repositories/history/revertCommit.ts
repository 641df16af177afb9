import pLimit from 'p-limit';
import type { BitbucketApi, RepositoryId } from '../../bitbucket/bitbucketApi';
import type { Commit, SourceEntry } from '../../bitbucket/model';
import { hashContent } from '../drafts/contentHash';
import type { DraftEdit } from '../drafts/branchDrafts';
import type { WorkingTree } from '../drafts/workingTree';
import { toFileMode } from '../fileMode';
import type { RepositoryFiles } from '../repositoryFiles';
import type { RepositoryHistory } from './repositoryHistory';
import { planRevert, toTouchedPaths, type FileState, type RevertStep } from './revertPlan';

export interface RevertPorts {
  readonly api: Pick<BitbucketApi, 'findSourceEntries'>;
  readonly files: Pick<RepositoryFiles, 'read' | 'resolve'>;
  readonly history: Pick<RepositoryHistory, 'fetchCommitChanges'>;
}

/** Why a path of a reverted commit was left as it is. */
export interface LeftOut {
  readonly path: string;
  readonly reason: 'draft' | 'conflict' | 'lfs' | 'submodule';
}

export type RevertOutcome =
  | {
      readonly kind: 'reverted';
      /** Paths that have a draft now. */
      readonly drafts: readonly string[];
      readonly leftOut: readonly LeftOut[];
    }
  /** More files than can be read for this; nothing was changed. */
  | { readonly kind: 'tooMany' };

/** Each of them is read up to three times. */
const mostFiles = 200;
const readsAtOnce = 6;

type Side = ReadonlyMap<string, SourceEntry>;

interface Sides {
  readonly before: { readonly commit: string | undefined; readonly entries: Side };
  readonly after: { readonly commit: string; readonly entries: Side };
  readonly now: { readonly commit: string; readonly entries: Side };
}

/**
 * Turns the inverse of a commit into drafts on a branch, all of them at once; of a merge, what it brought to its first
 * parent. Paths that have a draft are left alone, and so is what was changed since on the same lines. Rejects with
 * `BitbucketError`, or the draft store's error, having changed nothing.
 */
export async function revertCommit(
  ports: RevertPorts,
  tree: Pick<WorkingTree, 'location' | 'drafts'>,
  commit: Commit,
  signal?: AbortSignal,
): Promise<RevertOutcome> {
  const { repository } = tree.location;
  const found = await ports.history.fetchCommitChanges(repository, commit, {
    most: mostFiles + 1,
    ...(signal && { signal }),
  });
  if (!found.isComplete || found.changes.length > mostFiles) return { kind: 'tooMany' };
  const drafted = await readDraftedPaths(tree);
  const paths = toTouchedPaths(found.changes);
  const free = paths.filter((path) => !drafted.has(path));
  const tip = (await ports.files.resolve(tree.location, signal)).commit;
  const sides = await readSides(ports, repository, { commit, tip, paths: free }, signal);
  const limit = pLimit(readsAtOnce);
  const planned = await limit.map(free, (path) => planPath(ports, repository, sides, path, signal));
  signal?.throwIfAborted();
  const draftedMeanwhile = await readDraftedPaths(tree);
  const steps = [
    ...planned.filter(({ path }) => !draftedMeanwhile.has(path)),
    ...paths.filter((path) => draftedMeanwhile.has(path)).map((path): Planned => ({ path, leftOut: 'draft' })),
  ];
  const edits = await Promise.all(steps.map((step) => toEdit(step, tip)));
  const drafts = edits.filter((edit) => edit !== undefined);
  if (drafts.length > 0) await tree.drafts.save(withRenames(drafts, found.changes));
  const leftOut = steps.flatMap(({ path, leftOut: reason }) => (reason === undefined ? [] : [{ path, reason }]));
  return { kind: 'reverted', drafts: drafts.map(({ path }) => path), leftOut };
}

/** Empty folders are no edits. */
async function readDraftedPaths(tree: Pick<WorkingTree, 'drafts'>): Promise<ReadonlySet<string>> {
  const drafts = await tree.drafts.all();
  return new Set(drafts.filter(({ change }) => change.kind !== 'folder').map(({ path }) => path));
}

/** What the paths are at the three commits: a request each, none twice. */
async function readSides(
  { api }: RevertPorts,
  repository: RepositoryId,
  { commit, tip, paths }: { readonly commit: Commit; readonly tip: string; readonly paths: readonly string[] },
  signal: AbortSignal | undefined,
): Promise<Sides> {
  const listed = new Map<string, Promise<Side>>();
  const list = (hash: string | undefined): Promise<Side> => {
    if (hash === undefined || paths.length === 0) return Promise.resolve(new Map());
    const entries =
      listed.get(hash) ??
      api.findSourceEntries(repository, hash, paths, signal).then((all) => new Map(all.map((it) => [it.path, it])));
    listed.set(hash, entries);
    return entries;
  };
  const parent = commit.parents[0];
  const [before, after, now] = await Promise.all([list(parent), list(commit.hash), list(tip)]);
  return {
    before: { commit: parent, entries: before },
    after: { commit: commit.hash, entries: after },
    now: { commit: tip, entries: now },
  };
}

interface Planned {
  readonly path: string;
  readonly step?: RevertStep;
  /** As it is at the tip. */
  readonly now?: FileState | undefined;
  readonly leftOut?: LeftOut['reason'];
}

async function planPath(
  { files }: RevertPorts,
  repository: RepositoryId,
  sides: Sides,
  path: string,
  signal: AbortSignal | undefined,
): Promise<Planned> {
  const entries = [sides.before, sides.after, sides.now].map((side) => side.entries.get(path));
  if (entries.every((entry) => entry === undefined)) return { path, leftOut: 'submodule' };
  if (entries.some((entry) => entry?.attributes.includes('lfs'))) return { path, leftOut: 'lfs' };
  const read = async (side: Sides['before']): Promise<FileState | undefined> => {
    const entry = side.entries.get(path);
    if (entry === undefined || side.commit === undefined) return undefined;
    const location = { repository, ref: { kind: 'commit', hash: side.commit } } as const;
    return { bytes: await files.read(location, path, signal), mode: toFileMode(entry) };
  };
  const [before, after, now] = await Promise.all([read(sides.before), read(sides.after), read(sides.now)]);
  const step = await planRevert({ path, before, after, now });
  return step.kind === 'conflict' ? { path, leftOut: 'conflict' } : { path, step, now };
}

async function toEdit(planned: Planned, tip: string): Promise<DraftEdit | undefined> {
  const { path, step, now } = planned;
  if (step?.kind !== 'write' && step?.kind !== 'delete') return undefined;
  const base = now && { commit: tip, hash: await hashContent(now.bytes), mode: now.mode, bytes: now.bytes };
  const change = step.kind === 'delete' ? { kind: 'deleted' as const } : { kind: 'content' as const, ...step.state };
  return { path, base, change };
}

/** A file that the commit renamed goes back to its old name as one move, where both ends do. */
function withRenames(
  edits: readonly DraftEdit[],
  changes: readonly { readonly path: string; readonly oldPath: string }[],
): readonly DraftEdit[] {
  const deleted = new Set(edits.filter(({ change }) => change.kind === 'deleted').map(({ path }) => path));
  const newNames = new Map(changes.filter((it) => it.path !== it.oldPath).map((it) => [it.oldPath, it.path]));
  return edits.map((edit) => {
    const renamedFrom = newNames.get(edit.path);
    const isMove = renamedFrom !== undefined && deleted.has(renamedFrom) && edit.change.kind === 'content';
    return isMove ? { ...edit, renamedFrom } : edit;
  });
}
