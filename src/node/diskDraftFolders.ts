import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Emitter, whileListened, type Disposable, type Event } from '../base/event';
import type { Log } from '../base/log';
import type { DraftFolder, DraftFolders } from '../repositories/drafts/draftFolder';
import { DiskDraftFolder, type DamagedRecord } from './diskDraftFolder';
import { FolderWatch } from './folderWatch';

const folderName = /^[0-9a-f]{64}$/;

/** Folders of drafts in one folder of the disk, each named by the hash of its key. */
export class DiskDraftFolders implements DraftFolders {
  readonly #root: string;
  readonly #log: Pick<Log, 'warn'>;
  readonly #open = new Map<string, DiskDraftFolder>();
  readonly #watch: FolderWatch;
  readonly #onDidChange = new Emitter<DraftFolder>();
  readonly #onDidKeepDamaged = new Emitter<DamagedRecord & { readonly folder: DraftFolder }>();
  /** Told once for each, by the window that put it aside. */
  readonly onDidKeepDamaged = this.#onDidKeepDamaged.event;
  readonly #watched = new Map<string, Disposable>();
  #rootSubscription: Disposable | undefined;

  constructor({ root, log }: { readonly root: string; readonly log: Pick<Log, 'warn'> }) {
    this.#root = root;
    this.#log = log;
    this.#watch = new FolderWatch(root, log);
  }

  readonly onDidChange: Event<DraftFolder> = whileListened(
    this.#onDidChange,
    () => void this.#listen(),
    () => {
      this.#stopListening();
    },
  );

  open(key: string): DraftFolder {
    return this.#openNamed(createHash('sha256').update(key).digest('hex'));
  }

  async list(): Promise<readonly DraftFolder[]> {
    // A root that is not there yet, or cannot be read, holds nothing that could be shown.
    const names = await readdir(this.#root).catch(() => []);
    return names.filter((name) => folderName.test(name)).map((name) => this.#openNamed(name));
  }

  dispose(): void {
    this.#stopListening();
    this.#watch.dispose();
    this.#onDidChange.dispose();
    this.#onDidKeepDamaged.dispose();
    for (const folder of this.#open.values()) folder.dispose();
  }

  #openNamed(name: string): DiskDraftFolder {
    const known = this.#open.get(name);
    if (known !== undefined) return known;
    const folder = new DiskDraftFolder({ folder: join(this.#root, name), log: this.#log });
    folder.onDidKeepDamaged((record) => {
      this.#onDidKeepDamaged.fire({ ...record, folder });
    });
    this.#open.set(name, folder);
    return folder;
  }

  async #listen(): Promise<void> {
    if (this.#rootSubscription !== undefined) return;
    this.#rootSubscription = this.#watch.onDidChange(() => void this.#watchAll(true));
    await this.#watch.start();
    await this.#watchAll(false);
  }

  /** Also folders that come about later. */
  async #watchAll(isNews: boolean): Promise<void> {
    for (const folder of await this.list()) {
      if (!this.#onDidChange.hasListeners) return;
      if (!(folder instanceof DiskDraftFolder) || this.#watched.has(folder.path)) continue;
      const tell = () => {
        this.#onDidChange.fire(folder);
      };
      this.#watched.set(folder.path, folder.onDidChange(tell));
      if (isNews) tell();
    }
  }

  #stopListening(): void {
    this.#rootSubscription?.dispose();
    this.#rootSubscription = undefined;
    for (const subscription of this.#watched.values()) subscription.dispose();
    this.#watched.clear();
  }
}
