import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writePrivateFile } from './writePrivateFile';

const extension = '.json';
/** No name leads out of the folder. */
const safeName = /^[\w-]{1,64}$/;

/**
 * Values under names, each in a file of its own, for their owner alone. A value is on the disk when its write resolves.
 * Several windows may share a folder: each sees at once what another has written.
 */
export class JsonFolder {
  readonly #folder: string;

  /** A folder below `parent`: created when something is written, and holds nothing else. */
  constructor(parent: string, name: string) {
    this.#folder = join(parent, name);
  }

  /** Names of all values, in no order. */
  async list(): Promise<readonly string[]> {
    const files = await readdir(this.#folder).catch(() => []);
    return files.filter((file) => file.endsWith(extension)).map((file) => file.slice(0, -extension.length));
  }

  /** `undefined` when there is none, or none that can be read. */
  async read(name: string): Promise<unknown> {
    if (!safeName.test(name)) return undefined;
    try {
      return JSON.parse(await readFile(this.#toPath(name), 'utf8')) as unknown;
    } catch {
      return undefined;
    }
  }

  /** Rejects for names with other characters than letters, digits, `_` and `-`. */
  async write(name: string, value: unknown): Promise<void> {
    if (!safeName.test(name)) throw new RangeError(`"${name}" is no name for a file.`);
    await writePrivateFile(this.#toPath(name), JSON.stringify(value));
  }

  async remove(name: string): Promise<void> {
    if (safeName.test(name)) await rm(this.#toPath(name), { force: true });
  }

  #toPath(name: string): string {
    return join(this.#folder, name + extension);
  }
}
