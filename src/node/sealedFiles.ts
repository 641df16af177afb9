import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../base/clock';
import type { Disposable } from '../base/event';
import type { Log } from '../base/log';
import { WatchedFolder } from './watchedFolder';
import { writePrivateFile } from './writePrivateFile';

/** 256 bits, and a name for them that tells nothing and has no dot. */
export interface SealingKey {
  readonly id: string;
  readonly bytes: Uint8Array;
}

export interface SealedText {
  /** `undefined` for one that was removed and whose file stays, to say so. */
  readonly text: string | undefined;
}

/**
 * What is sealed. The generation grows with every write, so that an older file put back is noticed; it is not less than
 * the time in milliseconds, so that it grows past a file that was removed, too, which a sleeping window still knows.
 */
interface Content {
  readonly generation: number;
  readonly text: string | null;
}

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
const suffix = '.sealed';

/**
 * Texts in files that only holders of the key can read or make: AES-256-GCM with a fresh nonce for each write, and the
 * text's name and the key's in what is authenticated, so that no file passes for another. Replaced in one step, for
 * the owner of the disk alone. Several windows may share a folder, and several keys: each has its own files.
 */
export class SealedFiles implements Disposable {
  readonly #folder: string;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #watch: WatchedFolder;
  /** The newest that this window has seen of each. */
  readonly #seen = new Map<string, Content>();

  constructor({ folder, clock, log }: { folder: string; clock: Clock; log: Log }) {
    this.#folder = folder;
    this.#clock = clock;
    this.#log = log;
    this.#watch = new WatchedFolder(folder);
  }

  /** Calls with the name of each text that may have changed, whichever window changed it. Creates the folder. */
  async startWatching(onDidChange: (name: string) => void): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    this.#watch.start((fileName) => {
      const name = readFileName(fileName)?.name;
      if (name !== undefined) onDidChange(name);
    });
  }

  /** `undefined` when there is none, or none that this key opens: a damaged, forged or exchanged file is reported. */
  async read(name: string, key: SealingKey): Promise<SealedText | undefined> {
    const sealed = await this.#readFile(name, key.id);
    const seen = this.#seen.get(name);
    if (sealed === undefined) {
      this.#seen.delete(name);
      return undefined;
    }
    const found = sealed.keyId === key.id ? open(sealed, name, key) : undefined;
    if (found === undefined) {
      this.#log.warn('A file with Bitbucket secrets was damaged or changed by others.');
      return seen && toText(seen);
    }
    if (seen !== undefined && found.generation < seen.generation) {
      this.#log.warn('A file with Bitbucket secrets was replaced by an older one.');
      return toText(seen);
    }
    this.#seen.set(name, found);
    return toText(found);
  }

  /** Resolves once it is on the disk. */
  async write(name: string, text: string | undefined, key: SealingKey): Promise<void> {
    await this.read(name, key);
    const generation = Math.max(this.#clock.now(), (this.#seen.get(name)?.generation ?? 0) + 1);
    const content: Content = { generation, text: text ?? null };
    await writePrivateFile(this.#toPath(name, key.id), seal(content, name, key));
    this.#seen.set(name, content);
  }

  async remove(name: string, keyId: string): Promise<void> {
    await rm(this.#toPath(name, keyId), { force: true });
    this.#seen.delete(name);
  }

  /** Whether anything is kept, whoever can open it. */
  async hasAny(): Promise<boolean> {
    return (await this.#list()).length > 0;
  }

  /** What nobody can open any more goes. */
  async removeExcept(keyIds: ReadonlySet<string>): Promise<void> {
    for (const { name, keyId } of await this.#list()) if (!keyIds.has(keyId)) await this.remove(name, keyId);
  }

  dispose(): void {
    this.#watch.dispose();
  }

  async #list(): Promise<readonly FileName[]> {
    const names = await readdir(this.#folder).catch((): string[] => []);
    return names.flatMap((it) => readFileName(it) ?? []);
  }

  async #readFile(name: string, keyId: string): Promise<Sealed | undefined> {
    try {
      return readSealed(await readFile(this.#toPath(name, keyId), 'utf8'));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  }

  #toPath(name: string, keyId: string): string {
    return join(this.#folder, `${encodeURIComponent(name)}.${keyId}${suffix}`);
  }
}

interface FileName {
  readonly name: string;
  readonly keyId: string;
}

/** `undefined` for other files of the folder. */
function readFileName(fileName: string): FileName | undefined {
  if (!fileName.endsWith(suffix)) return undefined;
  const stem = fileName.slice(0, -suffix.length);
  const dot = stem.lastIndexOf('.');
  try {
    return dot < 1 ? undefined : { name: decodeURIComponent(stem.slice(0, dot)), keyId: stem.slice(dot + 1) };
  } catch {
    return undefined;
  }
}

interface Sealed {
  /** Empty when the file is not one of these. */
  readonly keyId: string;
  readonly nonce: Buffer;
  readonly sealed: Buffer;
}

function toAuthenticated(name: string, keyId: string): Buffer {
  return Buffer.from(JSON.stringify(['maia-sealed', 1, keyId, name]));
}

function seal(content: Content, name: string, key: SealingKey): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key.bytes, nonce, { authTagLength: tagBytes });
  cipher.setAAD(toAuthenticated(name, key.id));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return JSON.stringify({
    version: 1,
    keyId: key.id,
    nonce: nonce.toString('base64'),
    sealed: sealed.toString('base64'),
  });
}

function open({ nonce, sealed }: Sealed, name: string, key: SealingKey): Content | undefined {
  try {
    const decipher = createDecipheriv(algorithm, key.bytes, nonce, { authTagLength: tagBytes });
    decipher.setAAD(toAuthenticated(name, key.id));
    decipher.setAuthTag(sealed.subarray(-tagBytes));
    const text = Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()]).toString('utf8');
    // What passed the check was written by `seal`.
    return JSON.parse(text) as Content;
  } catch {
    return undefined;
  }
}

function readSealed(text: string): Sealed {
  const none = { keyId: '', nonce: Buffer.alloc(0), sealed: Buffer.alloc(0) };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return none;
    const { keyId, nonce, sealed } = value as Record<string, unknown>;
    if (typeof keyId !== 'string' || typeof nonce !== 'string' || typeof sealed !== 'string') return none;
    return { keyId, nonce: Buffer.from(nonce, 'base64'), sealed: Buffer.from(sealed, 'base64') };
  } catch {
    return none;
  }
}

function toText({ text }: Content): SealedText {
  return { text: text ?? undefined };
}
