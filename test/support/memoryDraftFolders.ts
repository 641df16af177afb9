import { Emitter } from '../../src/base/event';
import type { DraftFolder, DraftFolders } from '../../src/repositories/drafts/draftFolder';

/** A folder of drafts as long as the test; several windows of a test may share it. */
export class MemoryDraftFolder implements DraftFolder {
  readonly records = new Map<string, Uint8Array>();
  /** Thrown at every write while set. */
  failure: Error | undefined;
  isDamaged = false;
  /** Names that were written or removed. */
  readonly changes: string[] = [];
  readonly #onDidChange = new Emitter<readonly string[] | undefined>();
  readonly onDidChange = this.#onDidChange.event;
  #last: Promise<unknown> = Promise.resolve();

  list(): Promise<readonly string[]> {
    return Promise.resolve([...this.records.keys()]);
  }

  read(name: string): Promise<Uint8Array | undefined> {
    return Promise.resolve(this.records.get(name));
  }

  hasDamaged(): Promise<boolean> {
    return Promise.resolve(this.isDamaged);
  }

  replace(name: string, bytes: Uint8Array): Promise<void> {
    return this.#write(name, () => this.records.set(name, new Uint8Array(bytes)));
  }

  remove(name: string): Promise<void> {
    return this.#write(name, () => this.records.delete(name));
  }

  exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #write(name: string, write: () => unknown): Promise<void> {
    await Promise.resolve();
    if (this.failure !== undefined) throw this.failure;
    write();
    this.changes.push(name);
    this.#onDidChange.fire([name]);
  }
}

/** Folders of drafts as long as the test. */
export class MemoryDraftFolders implements DraftFolders {
  readonly folders = new Map<string, MemoryDraftFolder>();
  readonly #onDidChange = new Emitter<DraftFolder>();
  readonly onDidChange = this.#onDidChange.event;

  open(key: string): MemoryDraftFolder {
    const known = this.folders.get(key);
    if (known !== undefined) return known;
    const folder = new MemoryDraftFolder();
    this.folders.set(key, folder);
    folder.onDidChange(() => {
      this.#onDidChange.fire(folder);
    });
    return folder;
  }

  list(): Promise<readonly DraftFolder[]> {
    return Promise.resolve([...this.folders.values()].filter(({ records }) => records.size > 0));
  }

  dispose(): void {
    this.#onDidChange.dispose();
  }
}
