import { Emitter } from '../../../../src/base/event';
import { StoredDraftBook } from '../../../../src/repositories/drafts/storedDraftBook';
import type { RepositoryLocation } from '../../../../src/repositories/location';
import type { Account } from '../../../../src/repositories/repositoryAccounts';
import { BitbucketFileSystem } from '../../../../src/vscode/files/bitbucketFileSystem';
import { toUri } from '../../../../src/vscode/files/locationUri';
import { RepositoryAccess } from '../../../../src/vscode/files/repositoryAccess';
import { createTestServices } from '../../../support/createTestServices';
import { FakeClock } from '../../../support/fakeClock';
import { FakeRemote, hashOf, sales, type FakeEntry } from '../../../support/fakeRemote';
import { MemoryDraftFolders } from '../../../support/memoryDraftFolders';
import { MemoryCache, MemoryState } from '../../../support/memoryStores';
import { silentLog } from '../../../support/silentLog';

const toBranch = (name: string): RepositoryLocation => ({ repository: sales, ref: { kind: 'branch', name } });
const anna: Account = { id: '1', label: 'Anna' };

/** One account and one repository, whose branch `main` holds the files; windows onto it share what is on the disk. */
export function createWindows(files: Readonly<Record<string, string | FakeEntry>>) {
  const remote = new FakeRemote().commit('main', hashOf('a'), files);
  const folders = new MemoryDraftFolders();
  const clock = new FakeClock();
  const cache = new MemoryCache();

  const openWindow = () => {
    const state = new MemoryState();
    const accountsChanged = new Emitter<undefined>();
    const signedIn = { accounts: [anna] };
    const drafts = new StoredDraftBook({ folders, clock, log: silentLog });
    const services = createTestServices(remote.api, cache, state, { accountId: anna.id, drafts, clock });
    const access = new RepositoryAccess({
      accounts: { accounts: () => Promise.resolve(signedIn.accounts), onDidChange: accountsChanged.event },
      services: () => Promise.resolve(services),
      loadDrafts: () => Promise.resolve(drafts),
      state,
      ask: () => Promise.resolve(undefined),
    });
    const provider = new BitbucketFileSystem(access, { warn: () => undefined });
    const events: string[] = [];
    provider.onDidChangeFile((changes) => {
      events.push(...changes.map(({ type, uri }) => `${type} ${uri.path.replace(/^\/[^/]*\/?/, '')}`));
    });
    const setSignedIn = (isSignedIn: boolean) => {
      signedIn.accounts = isSignedIn ? [anna] : [];
      accountsChanged.fire(undefined);
    };
    const treeOf = (branch: string) => services.workingTree(sales, branch);
    return { provider, events, setSignedIn, treeOf, access, services };
  };
  return { remote, folders, clock, openWindow };
}

/** The address of a path, on `main` unless another branch is named. */
export function at(path: string, branch = 'main') {
  return toUri(toBranch(branch), path);
}

/** The provider over one account and one repository, whose branch `main` holds the files. */
export function createFileSystem(files: Readonly<Record<string, string | FakeEntry>>) {
  const { remote, openWindow } = createWindows(files);
  return { provider: openWindow().provider, remote, at: (path: string) => at(path) };
}
