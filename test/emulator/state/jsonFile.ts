import { existsSync, readFileSync } from 'node:fs';
import writeFileAtomic from 'write-file-atomic';

/** Changes that arrive within this time are written together. */
const saveDelayMs = 50;

/** One JSON document in the state folder: written soon after a change, and whole or not at all. */
export class JsonFile {
  readonly #path: string;
  readonly #content: () => unknown;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  /** `content` is asked whenever the file is written. */
  constructor(path: string, content: () => unknown) {
    this.#path = path;
    this.#content = content;
  }

  static read(path: string): unknown {
    return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
  }

  changed(): void {
    this.#timer ??= setTimeout(() => void this.flush(), saveDelayMs);
  }

  /** Writes what has not been written yet. */
  async flush(): Promise<void> {
    if (this.#timer !== undefined) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#writing = this.#writing.then(() => writeFileAtomic(this.#path, JSON.stringify(this.#content())));
    }
    await this.#writing;
  }
}
