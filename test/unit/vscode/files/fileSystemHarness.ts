import { Emitter } from '../../../../src/base/event';
import type { RepositoryLocation } from '../../../../src/repositories/location';
import type { Account } from '../../../../src/repositories/repositoryAccounts';
import { createRepositoryServices } from '../../../../src/repositories/repositoryServices';
import { BitbucketFileSystem } from '../../../../src/vscode/files/bitbucketFileSystem';
import { toUri } from '../../../../src/vscode/files/locationUri';
import { RepositoryAccess } from '../../../../src/vscode/files/repositoryAccess';
import { FakeRemote, hashOf, sales, type FakeEntry } from '../../../support/fakeRemote';
import { MemoryCache, MemoryState } from '../../../support/memoryStores';

const onMain: RepositoryLocation = { repository: sales, ref: { kind: 'branch', name: 'main' } };

/** The provider over one account and one repository, whose branch `main` holds the files. */
export function createFileSystem(files: Readonly<Record<string, string | FakeEntry>>) {
  const remote = new FakeRemote().commit('main', hashOf('a'), files);
  const state = new MemoryState();
  const services = createRepositoryServices(remote.api, new MemoryCache(), state);
  const anna: Account = { id: '1', label: 'Anna' };
  const access = new RepositoryAccess({
    accounts: { accounts: () => Promise.resolve([anna]), onDidChange: new Emitter<undefined>().event },
    services: () => Promise.resolve(services),
    state,
    ask: () => Promise.resolve(undefined),
  });
  const provider = new BitbucketFileSystem(access, { warn: () => undefined });
  return { provider, remote, at: (path: string) => toUri(onMain, path) };
}
