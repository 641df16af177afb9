import { readdirSync, statSync, watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';
import type { Disposable } from '../base/event';

const settleMs = 25;
const pollMs = 2_000;

/** Tells which files of a folder have changed. Where the system does not say (network disks, too many watchers), it looks. */
export class WatchedFolder implements Disposable {
  readonly #folder: string;
  #watcher: FSWatcher | undefined;
  #timer: NodeJS.Timeout | undefined;
  #settling: NodeJS.Timeout | undefined;
  readonly #changed = new Set<string>();
  #known: ReadonlyMap<string, string> = new Map();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The folder exists. Several changes of a file within a moment are told once. */
  start(onDidChange: (fileName: string) => void): void {
    if (this.#watcher !== undefined || this.#timer !== undefined) return;
    this.#known = this.#look();
    try {
      this.#watcher = watch(this.#folder, { persistent: false }, (_kind, name) => {
        this.#gather(name ?? undefined, onDidChange);
      });
      this.#watcher.once('error', () => {
        this.#poll(onDidChange);
      });
    } catch {
      this.#poll(onDidChange);
    }
  }

  dispose(): void {
    this.#watcher?.close();
    clearInterval(this.#timer);
    clearTimeout(this.#settling);
  }

  #poll(onDidChange: (fileName: string) => void): void {
    this.#watcher?.close();
    this.#timer = setInterval(() => {
      this.#gather(undefined, onDidChange);
    }, pollMs);
    this.#timer.unref();
  }

  /** Without a name, all that look different. */
  #gather(name: string | undefined, onDidChange: (fileName: string) => void): void {
    if (name !== undefined) this.#changed.add(name);
    else {
      const now = this.#look();
      for (const it of new Set([...now.keys(), ...this.#known.keys()])) {
        if (now.get(it) !== this.#known.get(it)) this.#changed.add(it);
      }
      this.#known = now;
    }
    if (this.#changed.size === 0) return;
    this.#settling ??= setTimeout(() => {
      this.#settling = undefined;
      const names = [...this.#changed];
      this.#changed.clear();
      for (const it of names) onDidChange(it);
    }, settleMs);
    this.#settling.unref();
  }

  #look(): ReadonlyMap<string, string> {
    try {
      return new Map(readdirSync(this.#folder).map((name) => [name, toStamp(join(this.#folder, name))]));
    } catch {
      return new Map();
    }
  }
}

function toStamp(path: string): string {
  const { mtimeMs, size, ino } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: 0, size: 0, ino: 0 };
  return `${mtimeMs} ${size} ${ino}`;
}
