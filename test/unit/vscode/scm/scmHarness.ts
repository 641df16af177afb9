import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Emitter } from '../../../../src/base/event';
import type { CommitOutcome, CommitRequest, IncomingChanges } from '../../../../src/repositories/commits/commitOutcome';
import type { Commits } from '../../../../src/repositories/commits/commits';
import type { BranchDrafts, DraftBook, DraftEdit } from '../../../../src/repositories/drafts/branchDrafts';
import { StoredDraftBook } from '../../../../src/repositories/drafts/storedDraftBook';
import type { WorkingTree } from '../../../../src/repositories/drafts/workingTree';
import type { RepositoryId } from '../../../../src/bitbucket/bitbucketApi';
import { BitbucketError } from '../../../../src/bitbucket/bitbucketError';
import type { Account } from '../../../../src/repositories/repositoryAccounts';
import { toUri } from '../../../../src/vscode/files/locationUri';
import type { BranchServices } from '../../../../src/vscode/scm/openBranches';
import type { BranchLocation } from '../../../../src/vscode/scm/openBranch';
import { registerSourceControl } from '../../../../src/vscode/scm/registerSourceControl';
import '../../../../src/vscode/scm/sourceControlRoom';
import { FakeClock } from '../../../support/fakeClock';
import { hashOf, sales } from '../../../support/fakeRemote';
import { MemoryDraftFolders } from '../../../support/memoryDraftFolders';
import { MemoryFiles } from '../../../support/memoryFiles';
import { MemoryState } from '../../../support/memoryStores';
import { silentLog } from '../../../support/silentLog';
import { settle, watched } from './settling';

export const anna: Account = { id: '{anna}', label: 'Anna Schmidt' };
const onMain: BranchLocation = { repository: sales, ref: { kind: 'branch', name: 'main' } };
const site = 'https://bitbucket.example';
/** Where drafts start from, unless a test says otherwise. */
export const tip = hashOf('a');

const toBytes = (text: string) => new TextEncoder().encode(text);

/** Commits that do what a test set beforehand, and note what they were asked. */
class FakeCommits {
  readonly requests: Omit<CommitRequest, 'signal'>[] = [];
  readonly calls: string[] = [];
  outcomes: (CommitOutcome | Error)[] = [];
  incoming: IncomingChanges | Error | undefined;
  settled: CommitOutcome | undefined;
  sides: Awaited<ReturnType<Commits['readSides']>> | undefined;
  /** When set, why a conflict cannot be ended as it was chosen. */
  refusal: Error | undefined;
  /** When set, a commit waits until it resolves. */
  gate: Promise<void> | undefined;

  readonly commits: Commits = {
    commit: async (tree, request) => {
      const { paths, message, newBranch } = request;
      this.requests.push({ paths, message, ...(newBranch !== undefined && { newBranch }) });
      await this.gate;
      const outcome = this.outcomes.shift() ?? assert.fail('No outcome was set.');
      if (outcome instanceof Error) throw outcome;
      if (outcome.kind === 'committed') await tree.drafts.discard(request.paths);
      return outcome;
    },
    settle: () => {
      this.calls.push('settle');
      return Promise.resolve(this.settled);
    },
    look: () => {
      this.calls.push('look');
      return this.incoming instanceof Error ? Promise.reject(this.incoming) : Promise.resolve(this.incoming);
    },
    merge: () => {
      this.calls.push('merge');
      const incoming = this.incoming ?? assert.fail('Nothing came in.');
      return incoming instanceof Error ? Promise.reject(incoming) : Promise.resolve(incoming);
    },
    readSides: () => Promise.resolve(this.sides ?? assert.fail('No sides were set.')),
    resolve: (_tree, path, choice) => {
      this.calls.push(`resolve ${path} ${choice}`);
      return this.refusal === undefined ? Promise.resolve() : Promise.reject(this.refusal);
    },
    markResolved: (_tree, path) => {
      this.calls.push(`mark ${path}`);
      return Promise.resolve();
    },
  };
}

/** Source control over drafts in memory, for one branch of one account. */
export function createScmHarness({
  accounts = [anna],
  folders = new MemoryDraftFolders(),
  conflictSides = new MemoryFiles(),
}: {
  readonly accounts?: readonly Account[];
  readonly folders?: MemoryDraftFolders;
  readonly conflictSides?: MemoryFiles;
} = {}) {
  const clock = new FakeClock();
  const book = createBook(clock, folders);
  const fake = new FakeCommits();
  const state = new MemoryState();
  const workspaceState = new MemoryState();
  const accountsChanged = new Emitter<undefined>();
  const people = [...accounts];
  const trees = new Map<string, WorkingTree>();
  const workingTree = (repository: RepositoryId, branch: string) => {
    const tree = trees.get(branch) ?? createTree(book, repository, branch);
    trees.set(branch, tree);
    return tree;
  };
  const services = (): BranchServices => ({
    accountId: people[0]?.id ?? assert.fail('Nobody is signed in.'),
    commits: fake.commits,
    files: { resolve: () => Promise.resolve({ commit: tip, date: undefined }), read: () => assert.fail() },
    workingTree,
  });
  const registration = registerSourceControl({
    access: {
      get: () =>
        people.length === 0
          ? Promise.reject(new BitbucketError({ kind: 'signedOut' }, 'Nobody is signed in.'))
          : Promise.resolve(services()),
      choices: { onDidChange: accountsChanged.event },
    },
    accounts: { accounts: () => Promise.resolve(people), onDidChange: accountsChanged.event },
    loadDrafts: () => Promise.resolve(book),
    conflictSides,
    state,
    workspaceState,
    webUrl: () => site,
    clock,
    log: silentLog,
  });
  const drafts = book.open({ accountId: anna.id, repository: sales, branch: 'main' });
  const save = async (...edits: readonly DraftEdit[]) => {
    await drafts.save(edits);
    await settle();
  };
  const at = (path: string) => toUri(onMain, path);
  return {
    ...{ clock, folders, conflictSides, book, drafts, fake, state, workspaceState },
    ...{ people, accountsChanged, registration, save, at },
  };
}

function createBook(clock: FakeClock, folders: MemoryDraftFolders): DraftBook {
  const stored = new StoredDraftBook({ folders, clock, log: silentLog });
  const opened = new Map<BranchDrafts, BranchDrafts>();
  return {
    onDidChange: stored.onDidChange,
    listScopes: () => stored.listScopes(),
    open: (scope) => {
      const drafts = stored.open(scope);
      const known = opened.get(drafts) ?? watched<BranchDrafts>(drafts);
      opened.set(drafts, known);
      return known;
    },
  };
}

/** An edit of a file that was there. */
export function changed(path: string, text = 'new', before = 'old'): DraftEdit {
  return { path, base: baseOf(before), change: { kind: 'content', bytes: toBytes(text), mode: 'file' } };
}

export function added(path: string, text = 'new'): DraftEdit {
  return { path, base: undefined, change: { kind: 'content', bytes: toBytes(text), mode: 'file' } };
}

export function deleted(path: string): DraftEdit {
  return { path, base: baseOf('old'), change: { kind: 'deleted' } };
}

export function moved(from: string, to: string): readonly DraftEdit[] {
  return [{ ...added(to, 'old'), renamedFrom: from }, deleted(from)];
}

export function baseOf(text: string): NonNullable<DraftEdit['base']> {
  const bytes = toBytes(text);
  return { commit: tip, hash: createHash('sha256').update(bytes).digest('hex'), mode: 'file', bytes };
}

function createTree(book: DraftBook, repository: RepositoryId, branch: string): WorkingTree {
  const drafts = book.open({ accountId: anna.id, repository, branch });
  const notFaked = () => assert.fail('Nothing was faked for this.');
  return {
    location: { repository, ref: { kind: 'branch', name: branch } },
    drafts,
    onDidChange: new Emitter<never>().event,
    stat: notFaked,
    list: notFaked,
    holdBase: notFaked,
    releaseBase: notFaked,
    noteMove: notFaked,
    read: async (path) => {
      const bytes = await drafts.readContent(path);
      if (bytes === undefined) throw new BitbucketError({ kind: 'notFound' }, path);
      return bytes;
    },
    readOriginal: (path) => drafts.readBase(path),
    write: (path, bytes) => drafts.save([{ path, base: undefined, change: { kind: 'content', bytes, mode: 'file' } }]),
    createFolder: notFaked,
    rename: notFaked,
    copy: notFaked,
    delete: notFaked,
  };
}
