import { hashContent } from '../../../../src/repositories/drafts/contentHash';
import type { DraftEdit } from '../../../../src/repositories/drafts/branchDrafts';
import type { DraftScope, PendingCommit } from '../../../../src/repositories/drafts/draft';
import { StoredBranchDrafts } from '../../../../src/repositories/drafts/storedBranchDrafts';
import { FakeClock } from '../../../support/fakeClock';
import { hashOf, sales } from '../../../support/fakeRemote';
import { MemoryDraftFolder } from '../../../support/memoryDraftFolders';
import { silentLog } from '../../../support/silentLog';

export const scope: DraftScope = { accountId: 'anna', repository: sales, branch: 'main' };
export const bytesOf = (text: string) => new TextEncoder().encode(text);
export const textOf = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);
export const dayMs = 24 * 60 * 60 * 1000;

export async function toBase(text: string, commit = hashOf('a')) {
  return { commit, hash: await hashContent(bytesOf(text)), mode: 'file' as const, bytes: bytesOf(text) };
}

export const content = (path: string, text: string, rest: Partial<DraftEdit> = {}): DraftEdit => ({
  path,
  base: undefined,
  change: { kind: 'content', bytes: bytesOf(text), mode: 'file' },
  ...rest,
});
export const deletion = (path: string, base?: DraftEdit['base']): DraftEdit => ({
  path,
  base,
  change: { kind: 'deleted' },
});

export function createHarness() {
  const folder = new MemoryDraftFolder();
  const clock = new FakeClock();
  const openWindow = () => new StoredBranchDrafts(scope, { folder, clock, log: silentLog });
  return { folder, clock, openWindow, drafts: openWindow() };
}

export const pendingOf = async (path: string, text: string | undefined, branch = 'main'): Promise<PendingCommit> => ({
  branch,
  parent: hashOf('a'),
  message: 'm',
  startedMs: 1,
  files: [{ path, content: text === undefined ? undefined : { hash: await hashContent(bytesOf(text)), mode: 'file' } }],
});
