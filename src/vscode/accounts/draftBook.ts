import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/event';
import { lazy } from '../../base/lazy';
import type { Log } from '../../base/log';
import type { DamagedRecord } from '../../node/diskDraftFolder';
import { DiskDraftFolders } from '../../node/diskDraftFolders';
import { readDamagedRecord } from '../../repositories/drafts/damagedRecord';
import type { DraftFolder } from '../../repositories/drafts/draftFolder';
import { StoredDraftBook } from '../../repositories/drafts/storedDraftBook';
import type { DamagedDrafts } from './damagedDrafts';

export interface DraftBookPorts {
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn'>;
  readonly storageFolder: string;
}

/** Where on the disk the drafts for one Bitbucket are, of all accounts. Signing out leaves them alone. */
function toDraftsFolder(storageFolder: string, apiUrl: string): string {
  return join(storageFolder, 'drafts', createHash('sha256').update(apiUrl).digest('hex'));
}

/** The drafts for one Bitbucket, and what watches their folders. */
export function createDraftBook(
  apiUrl: string,
  { clock, log, storageFolder }: DraftBookPorts,
): { readonly book: StoredDraftBook; readonly folders: Disposable } {
  const folders = new DiskDraftFolders({ root: toDraftsFolder(storageFolder, apiUrl), log });
  // Rare, and whoever measures drafts has no editor to be told in.
  const loadDamaged = lazy(async () => new (await import('./damagedDrafts')).DamagedDrafts());
  folders.onDidKeepDamaged((record) => {
    void tellDamaged(loadDamaged, record);
  });
  return { book: new StoredDraftBook({ folders, clock, log }), folders };
}

async function tellDamaged(
  loadDamaged: () => Promise<DamagedDrafts>,
  { folder, ...record }: DamagedRecord & { readonly folder: DraftFolder },
): Promise<void> {
  const found = await readDamagedRecord(folder, record);
  if (found === undefined) return;
  const { scope, file } = found;
  const branch = scope && `${scope.repository.workspace}/${scope.repository.slug} @ ${scope.branch}`;
  await (await loadDamaged()).tell({ branch, file, path: record.path });
}
