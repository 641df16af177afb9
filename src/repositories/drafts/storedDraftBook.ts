import pLimit from 'p-limit';
import type { Clock } from '../../base/clock';
import type { Event } from '../../base/event';
import type { Log } from '../../base/log';
import type { DraftBook, ListedScope } from './branchDrafts';
import type { DraftScope } from './draft';
import type { DraftFolder, DraftFolders } from './draftFolder';
import { DraftRecords } from './draftRecords';
import { setAsideForMs, StoredBranchDrafts } from './storedBranchDrafts';

export interface StoredDraftBookPorts {
  readonly folders: DraftFolders;
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn'>;
}

const foldersAtOnce = 8;

/** All drafts of all accounts at one Bitbucket, a folder each. */
export class StoredDraftBook implements DraftBook {
  readonly #ports: StoredDraftBookPorts;
  readonly #open = new Map<string, StoredBranchDrafts>();
  readonly onDidChange: Event<DraftScope>;

  constructor(ports: StoredDraftBookPorts) {
    this.#ports = ports;
    this.onDidChange = (listener) =>
      ports.folders.onDidChange((folder) => {
        this.#tell(folder, listener).catch((error: unknown) => {
          ports.log.warn(`A folder of drafts that changed could not be read: ${String(error)}`);
        });
      });
  }

  open(scope: DraftScope): StoredBranchDrafts {
    const { workspace, slug } = scope.repository;
    const key = JSON.stringify([scope.accountId, workspace, slug, scope.branch]);
    const known = this.#open.get(key);
    if (known !== undefined) return known;
    const { folders, clock, log } = this.#ports;
    const drafts = new StoredBranchDrafts(scope, { folder: folders.open(key), clock, log });
    this.#open.set(key, drafts);
    return drafts;
  }

  async listScopes(): Promise<readonly ListedScope[]> {
    const { folders, clock } = this.#ports;
    const since = clock.now() - setAsideForMs;
    const scopes = await pLimit(foldersAtOnce).map(await folders.list(), (folder) => readScope(folder, since));
    return scopes.filter((it) => it !== undefined);
  }

  async #tell(folder: DraftFolder, listener: (scope: DraftScope) => unknown): Promise<void> {
    const scope = await new DraftRecords(folder).readScope();
    if (scope !== undefined) listener(scope);
  }
}

async function readScope(folder: DraftFolder, setAsideSinceMs: number): Promise<ListedScope | undefined> {
  const records = new DraftRecords(folder);
  const [scope, drafts] = await Promise.all([records.readScope(), records.readDrafts()]);
  let count = 0;
  let savedMs = 0;
  for (const record of drafts.values()) {
    if (record.kind !== 'draft' || record.draft.change.kind === 'folder') continue;
    count++;
    savedMs = Math.max(savedMs, record.draft.savedMs);
  }
  if (scope === undefined) return undefined;
  const isListed = count > 0 || (await records.readSetAside(setAsideSinceMs)).length > 0;
  return isListed ? { scope, count, savedMs } : undefined;
}
