import type { CommitOutcome } from '../../../../src/repositories/commits/commitOutcome';
import type { CommitPorts, KnownTips } from '../../../../src/repositories/commits/commitPorts';
import type { KnownStep } from '../../../../src/repositories/repositoryFiles';
import type { CommittedTree } from '../../../../src/repositories/commits/commits';
import { CommitProtocol } from '../../../../src/repositories/commits/commitProtocol';
import { hashContent } from '../../../../src/repositories/drafts/contentHash';
import type { BranchDrafts } from '../../../../src/repositories/drafts/branchDrafts';
import { StoredBranchDrafts } from '../../../../src/repositories/drafts/storedBranchDrafts';
import { MemoryDraftFolder } from '../../../support/memoryDraftFolders';
import { silentLog } from '../../../support/silentLog';
import { QuickClock } from '../../../support/quickClock';
import { CommitRemote, toFile, type Changes, type RemoteFile } from './commitRemote';

const repository = { workspace: 'acme', slug: 'sales-analytics' };

/** One window: a protocol over drafts that other windows may share. */
export interface CommitWindow {
  readonly protocol: CommitProtocol;
  readonly tree: CommittedTree;
  readonly drafts: BranchDrafts;
  readonly tips: Map<string, string>;
  readonly steps: KnownStep[];
  /** What was learnt of others' commits: where from and to, where the branch was believed then, and what differs. */
  readonly noted: NotedChanges[];
}

interface NotedChanges {
  readonly from: string;
  readonly to: string;
  readonly tip: string | undefined;
  readonly paths: readonly string[];
}

/** A repository with a branch `main`, and drafts on it that live in memory. */
export class CommitHarness {
  readonly remote = new CommitRemote();
  readonly folder = new MemoryDraftFolder();
  readonly clock = new QuickClock();
  readonly window: CommitWindow;

  constructor(files: Changes = {}) {
    if (Object.keys(files).length > 0) this.remote.push('main', files, 'First');
    this.window = this.openWindow();
  }

  /** Another window, or the same one after a crash. */
  openWindow(wrap: (drafts: BranchDrafts) => BranchDrafts = (drafts) => drafts): CommitWindow {
    const scope = { accountId: '{anna}', repository, branch: 'main' };
    const drafts = wrap(new StoredBranchDrafts(scope, { folder: this.folder, clock: this.clock, log: silentLog }));
    const tips = new Map<string, string>();
    const steps: KnownStep[] = [];
    const noted: NotedChanges[] = [];
    const knownTips: KnownTips = {
      peek: (_, branch) => {
        const commit = tips.get(branch);
        return commit === undefined ? undefined : { commit };
      },
      note: (_, { name, commit }) => tips.set(name, commit),
    };
    const files = {
      noteStep: (step: KnownStep) => {
        steps.push(step);
        return Promise.resolve();
      },
      noteChanges: (_: unknown, { from, to, changes }: Parameters<CommitPorts['files']['noteChanges']>[1]) => {
        noted.push({ from, to, tip: tips.get('main'), paths: changes.map(({ path }) => path) });
        return Promise.resolve();
      },
    };
    const tree = { location: { repository, ref: { kind: 'branch', name: 'main' } }, drafts } as const;
    const protocol = new CommitProtocol({
      api: this.remote.api,
      tips: knownTips,
      files,
      clock: this.clock,
      log: silentLog,
    });
    return { protocol, tree, drafts, tips, steps, noted };
  }

  /** Saves what the user made of files as they are on the branch now. */
  async edit(changes: Changes, { drafts } = this.window): Promise<void> {
    const commit = this.remote.branches.get('main');
    for (const [path, change] of Object.entries(changes)) {
      const there = this.remote.tree('main').get(path);
      const base = there && commit !== undefined && { commit, ...there, hash: await hashContent(there.bytes) };
      const content = typeof change === 'string' ? toFile(change, there?.mode) : change;
      await drafts.save([
        {
          path,
          base: base === false ? undefined : base,
          ...(base === undefined && commit !== undefined && { absentAt: commit }),
          change: content === undefined ? { kind: 'deleted' } : { kind: 'content', ...content },
        },
      ]);
    }
  }

  /** Commits all drafts, or those given. */
  async commit(
    { newBranch, signal, paths }: { newBranch?: string; signal?: AbortSignal; paths?: readonly string[] } = {},
    { protocol, tree, drafts }: CommitWindow = this.window,
  ): Promise<CommitOutcome> {
    const chosen = paths ?? (await drafts.all()).map(({ path }) => path);
    const request = { paths: chosen, message: 'Mine', ...(newBranch !== undefined && { newBranch }) };
    return protocol.commit(tree, signal === undefined ? request : { ...request, signal });
  }

  /** Every draft as text; `undefined` for a deletion, with an exclamation mark behind the path of a conflict. */
  async drafts({ drafts } = this.openWindow()): Promise<Readonly<Record<string, string | undefined>>> {
    const found = await drafts.all();
    const entries = found.map(async ({ path, conflict }) => {
      const bytes = await drafts.readContent(path);
      return [conflict === undefined ? path : `${path}!`, bytes && new TextDecoder().decode(bytes)] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  }

  /** The branch as text. */
  files(branch = 'main'): Readonly<Record<string, string>> {
    const toText = ([path, { bytes }]: readonly [string, RemoteFile]) =>
      [path, new TextDecoder().decode(bytes)] as const;
    return Object.fromEntries([...this.remote.tree(branch)].map(toText).sort());
  }

  takeRequests(): string[] {
    return this.remote.requests.splice(0);
  }
}
