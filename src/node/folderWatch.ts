import { watch, type FSWatcher } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { Emitter, whileListened, type Disposable, type Event } from '../base/event';
import type { Log } from '../base/log';

/** Changes come in bursts: a file that is replaced is at least two. */
const coalesceMs = 25;

/**
 * Tells the names of the files that change in a folder, while somebody listens. Where a system or a network disk does
 * not tell, nothing comes; `undefined` stands for names that are not known.
 */
export class FolderWatch implements Disposable {
  readonly #folder: string;
  readonly #log: Pick<Log, 'warn'>;
  readonly #emitter = new Emitter<readonly string[] | undefined>();
  readonly #names = new Set<string>();
  #isUnknown = false;
  #isDisposed = false;
  #watcher: FSWatcher | undefined;
  #starting: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(folder: string, log: Pick<Log, 'warn'>) {
    this.#folder = folder;
    this.#log = log;
  }

  readonly onDidChange: Event<readonly string[] | undefined> = whileListened(
    this.#emitter,
    () => void this.start(),
    () => {
      this.#stop();
    },
  );

  /** Watches from now on if somebody listens; resolves when it does. Only a folder that is there can be watched, so it is made. */
  start(): Promise<void> {
    this.#starting ??= this.#start().finally(() => (this.#starting = undefined));
    return this.#starting;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#stop();
    this.#emitter.dispose();
  }

  async #start(): Promise<void> {
    if (!this.#isWanted()) return;
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      if (!this.#isWanted()) return;
      const watcher = watch(this.#folder, { persistent: false }, (_, name) => {
        this.#note(name);
      });
      watcher.on('error', (error) => {
        this.#log.warn(`A folder of drafts is not watched any more: ${error.message}`);
        this.#stop();
      });
      this.#watcher = watcher;
      // What changed before it was watched was not told.
      this.#note(null);
    } catch (error) {
      this.#log.warn(`A folder of drafts cannot be watched: ${String(error)}`);
    }
  }

  #isWanted(): boolean {
    return this.#watcher === undefined && this.#emitter.hasListeners && !this.#isDisposed;
  }

  #note(name: string | null): void {
    if (name === null) this.#isUnknown = true;
    else this.#names.add(name);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const names = this.#isUnknown ? undefined : [...this.#names];
      this.#names.clear();
      this.#isUnknown = false;
      this.#emitter.fire(names);
    }, coalesceMs);
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#watcher?.close();
    this.#watcher = undefined;
  }
}
