import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type * as vscode from 'vscode';
import { AuthError } from '../../auth/authError';
import type { RenewalLock } from '../../auth/sessionStore';
import type { Clock } from '../../base/clock';
import type { SealingKey } from '../../node/sealedFiles';
import { writePrivateFile } from '../../node/writePrivateFile';

const secretKey = 'maia.sealingKey';
const keyBytes = 32;

/** Whether this window can open what the windows of its browser keep in files. */
export type BrowserKeyState =
  | { readonly kind: 'ready'; readonly key: SealingKey }
  /** Nothing was ever sealed. */
  | { readonly kind: 'none' }
  /** The window is older than a key, so it cannot see it, and what it wrote to the secrets would take it from all. */
  | { readonly kind: 'reload' }
  /** The browser is another one, or has forgotten its key: its data were cleared, or another extension wrote over them. */
  | { readonly kind: 'lost' };

export interface BrowserKeyOptions {
  /** Of a web workbench: read once when the window starts, and replaced as a whole by whoever writes. */
  readonly secrets: vscode.SecretStorage;
  /** Says which keys are in use, not what they are; on the disk that all windows share. */
  readonly markerPath: string;
  /** When this window started, in milliseconds since the epoch. */
  readonly startedAt: number;
  readonly lock: RenewalLock;
  readonly clock: Clock;
}

/** A key to seal with, and the names of all keys with which something may still be opened. */
export interface KeyInUse {
  readonly key: SealingKey;
  readonly inUse: ReadonlySet<string>;
}

/** Times are in milliseconds since the epoch. */
interface KeyName {
  readonly id: string;
  readonly createdAt: number;
}

interface MarkedKey extends KeyName {
  /** Renewed once a day. */
  readonly usedAt: number;
}

interface Look {
  readonly state: BrowserKeyState;
  readonly marked: readonly MarkedKey[];
  /** Of the key that is ready, where the disk does not know it yet or was not told for long that it is used. */
  readonly toMark?: KeyName;
}

/** A window reads its secrets some time before its extensions start: a key this much older may be unknown to it. */
const startMarginMs = 60_000;
const dayMs = 24 * 60 * 60_000;
/** One for each browser; private windows leave keys behind that nobody has any more. */
const mostKeys = 8;

/** The one secret that the web workbench keeps: written once, because every write may undo those of other windows. */
export class BrowserKey {
  readonly #options: BrowserKeyOptions;

  constructor(options: BrowserKeyOptions) {
    this.#options = options;
  }

  async read(): Promise<BrowserKeyState> {
    return (await this.#look()).state;
  }

  /** The key to seal with; the browser’s first one is made now, or a new one after a loss. Rejects as `reloadNeeded`. */
  async ensure(): Promise<KeyInUse> {
    const { state, marked, toMark } = await this.#look();
    if (state.kind === 'ready' && toMark === undefined) return { key: state.key, inUse: toIds(marked) };
    return this.#options.lock.run('key', async () => {
      // Another window may have made one while this one waited.
      const now = await this.#look();
      if (now.state.kind === 'reload') throw new AuthError({ kind: 'reloadNeeded' });
      if (now.state.kind !== 'ready') return this.#create(now.marked);
      return { key: now.state.key, inUse: toIds(await this.#mark(now.marked, now.toMark)) };
    });
  }

  async #look(): Promise<Look> {
    const { secrets, markerPath, startedAt, clock } = this.#options;
    const [secret, marked] = [readSecret(await secrets.get(secretKey)), await readMarker(markerPath)];
    const own = marked.find(({ id }) => id === secret?.id);
    const newestAt = Math.max(...marked.map(({ createdAt }) => createdAt));
    // Whoever made a key newer than all others was ended before it could say so.
    if (secret !== undefined && (own !== undefined || newestAt < secret.createdAt)) {
      const { id, createdAt } = secret;
      const isFresh = own !== undefined && own.usedAt > clock.now() - dayMs;
      return { state: { kind: 'ready', key: secret }, marked, ...(!isFresh && { toMark: { id, createdAt } }) };
    }
    if (marked.length === 0) return { state: { kind: 'none' }, marked };
    return { state: { kind: startedAt - startMarginMs < newestAt ? 'reload' : 'lost' }, marked };
  }

  /** The secret comes first: named on the disk and not there, it would look lost. */
  async #create(marked: readonly MarkedKey[]): Promise<KeyInUse> {
    const { secrets, clock } = this.#options;
    const name: KeyName = { id: randomUUID(), createdAt: clock.now() };
    const bytes = randomBytes(keyBytes);
    await secrets.store(secretKey, JSON.stringify({ version: 1, ...name, key: bytes.toString('base64') }));
    return { key: { id: name.id, bytes }, inUse: toIds(await this.#mark(marked, name)) };
  }

  /** Resolves with those that are marked then: the ones that were used last. */
  async #mark(marked: readonly MarkedKey[], name: KeyName | undefined): Promise<readonly MarkedKey[]> {
    if (name === undefined) return marked;
    const { markerPath, clock } = this.#options;
    const others = marked.filter(({ id }) => id !== name.id).sort((a, b) => b.usedAt - a.usedAt);
    const keys = [{ ...name, usedAt: clock.now() }, ...others].slice(0, mostKeys);
    await writePrivateFile(markerPath, JSON.stringify({ version: 1, keys }));
    return keys;
  }
}

function toIds(marked: readonly MarkedKey[]): ReadonlySet<string> {
  return new Set(marked.map(({ id }) => id));
}

async function readMarker(path: string): Promise<readonly MarkedKey[]> {
  try {
    const { keys } = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
    return Array.isArray(keys) ? keys.flatMap(readMarkedKey) : [];
  } catch {
    return [];
  }
}

function readMarkedKey(value: unknown): readonly MarkedKey[] {
  const name = readName(value);
  const { usedAt } = (value ?? {}) as Record<string, unknown>;
  return name === undefined || typeof usedAt !== 'number' ? [] : [{ ...name, usedAt }];
}

function readSecret(text: string | undefined): (SealingKey & KeyName) | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    const name = readName(value);
    const { key } = value as Record<string, unknown>;
    const bytes = Buffer.from(typeof key === 'string' ? key : '', 'base64');
    return name === undefined || bytes.length !== keyBytes ? undefined : { ...name, bytes };
  } catch {
    return undefined;
  }
}

function readName(value: unknown): KeyName | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, createdAt } = value as Record<string, unknown>;
  return typeof id === 'string' && typeof createdAt === 'number' ? { id, createdAt } : undefined;
}
