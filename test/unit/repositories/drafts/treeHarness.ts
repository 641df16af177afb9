import { BitbucketError } from '../../../../src/bitbucket/bitbucketError';
import { BranchTips } from '../../../../src/repositories/branchTips';
import { BranchWorkingTree } from '../../../../src/repositories/drafts/branchWorkingTree';
import { StoredBranchDrafts } from '../../../../src/repositories/drafts/storedBranchDrafts';
import { WorkingTreeError, type PathChange } from '../../../../src/repositories/drafts/workingTree';
import { RepositoryFiles } from '../../../../src/repositories/repositoryFiles';
import { FakeClock } from '../../../support/fakeClock';
import { FakeRemote, hashOf, sales, type FakeEntry } from '../../../support/fakeRemote';
import { MemoryDraftFolder } from '../../../support/memoryDraftFolders';
import { MemoryCache } from '../../../support/memoryStores';
import { silentLog } from '../../../support/silentLog';

export const onMain = { repository: sales, ref: { kind: 'branch', name: 'main' } } as const;
export const bytesOf = (text: string) => new TextEncoder().encode(text);
export const textOf = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);
export const anyway = { create: true, overwrite: true };

/** The working tree of `main` in as many windows as wanted, which share one folder of drafts. */
export function createTreeHarness(committed: Readonly<Record<string, string | FakeEntry>> | undefined) {
  const remote = new FakeRemote();
  if (committed !== undefined) remote.commit('main', hashOf('a'), committed);
  const folder = new MemoryDraftFolder();
  const clock = new FakeClock();
  const openWindow = (cache = new MemoryCache()) => {
    const tips = new BranchTips(remote.api);
    const files = new RepositoryFiles({ api: remote.api, cache, tips });
    const scope = { accountId: 'anna', repository: sales, branch: 'main' };
    const drafts = new StoredBranchDrafts(scope, { folder, clock, log: silentLog });
    const tree = new BranchWorkingTree({ location: onMain, drafts, files, api: remote.api, log: silentLog });
    const changes: PathChange[] = [];
    tree.onDidChange((told) => changes.push(...told));
    return { tips, files, drafts, tree, changes, cache };
  };
  return { remote, folder, clock, openWindow, ...openWindow() };
}

/** The failure a promise rejects with, where it is the working tree's own. */
export async function treeFailureOf(promise: Promise<unknown>): Promise<unknown> {
  const error: unknown = await promise.then(
    () => 'success',
    (reason: unknown) => reason,
  );
  return error instanceof WorkingTreeError ? error.failure : error;
}

/** A branch with whatever Git may hold. */
export const committed = {
  'README.md': 'Sales',
  'run.sh': { bytes: bytesOf('#!/bin/sh'), attributes: ['executable'] },
  latest: { bytes: bytesOf('README.md'), attributes: ['link'] },
  'big.bin': { bytes: bytesOf('real content'), attributes: ['lfs'] },
  'in/a.sql': 'a',
  'in/deep/b.sql': 'b',
  'only/one.sql': 'one',
  vendor: { attributes: ['subrepository'] },
} as const;

export const namesOf = (entries: readonly { readonly name: string }[]) => entries.map(({ name }) => name).sort();
export const unreachable = new BitbucketError({ kind: 'unreachable' }, 'offline');
