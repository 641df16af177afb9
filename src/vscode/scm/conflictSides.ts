import * as vscode from 'vscode';
import type { Log } from '../../base/log';
import { hasConflictMarkers } from '../../repositories/commits/conflictMarkers';
import type { StateStore } from '../../repositories/cacheStore';
import { readLocationPath, toLocationPath } from '../../repositories/locationPath';
import { conflictScheme } from '../ids';
import { takeSideOfAll } from './conflictMarkers';
import { isBranchLocation } from './findOpenLocations';
import type { OpenBranch } from './openBranch';
import type { OpenBranches } from './openBranches';

export type Side = 'base' | 'mine' | 'theirs';

const sides: readonly Side[] = ['base', 'mine', 'theirs'];
const stateKey = 'maia.conflictSides';
const mostKept = 20;
/** A window's state is no place for more. */
const mostCharactersKept = 100_000;

/** What the user wrote, and on which commit: a later conflict of the same file is about something else. */
interface OwnSide {
  readonly text: string;
  readonly base: string;
}

/**
 * The sides of conflicts as documents that can be compared. The user's own side is kept as it was when the conflict was
 * first opened: while they merge, the draft becomes something else, at once where the editor saves by itself. It is
 * there again after a reload.
 */
export class ConflictSides implements vscode.TextDocumentContentProvider {
  readonly #mine = new Map<string, OwnSide>();
  readonly #branches: Pick<OpenBranches, 'open'>;
  readonly #state: StateStore;
  readonly #log: Pick<Log, 'warn'>;

  constructor(branches: Pick<OpenBranches, 'open'>, state: StateStore, log: Pick<Log, 'warn'>) {
    this.#branches = branches;
    this.#state = state;
    this.#log = log;
    for (const [key, side] of Object.entries(readKept(state))) this.#mine.set(key, side);
  }

  toUri(side: Side, { location }: OpenBranch, path: string): vscode.Uri {
    return vscode.Uri.from({ scheme: conflictScheme, path: `/${side}${toLocationPath(location, path)}` });
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const [, name, rest = ''] = /^\/(\w+)(\/.*)$/s.exec(uri.path) ?? [];
    const side = sides.find((it) => it === name);
    const place = readLocationPath(rest);
    if (side === undefined || place === undefined || !isBranchLocation(place.location)) return '';
    try {
      const branch = await this.#branches.open(place.location);
      return (await this.read(branch, place.path))[side] ?? '';
    } catch (error) {
      this.#log.warn(`A side of a conflict could not be read: ${String(error)}`);
      throw error;
    }
  }

  /** As texts; `undefined` for a side without the file. Rejects as `BitbucketError` where one must be read first and cannot. */
  async read(branch: OpenBranch, path: string): Promise<Readonly<Record<Side, string | undefined>>> {
    const { base, mine, theirs } = await branch.commits.readSides(branch.tree, path);
    const now = toText(mine);
    const before = await this.#findMine(branch, path);
    const own = now !== undefined && hasConflictMarkers(now) ? (before ?? takeSideOfAll(now, 'mine')) : (before ?? now);
    if (own !== undefined) await this.noteMine(branch, path, own);
    return { base: toText(base), mine: own, theirs: toText(theirs) };
  }

  /** What the user wrote, before it is merged. */
  async noteMine(branch: OpenBranch, path: string, text: string): Promise<void> {
    if ((await this.#findMine(branch, path)) === text) return;
    this.#mine.set(toKey(branch, path), { text, base: await findBase(branch, path) });
    this.#keep();
  }

  /** After the conflict ended. */
  forget(branch: OpenBranch, path: string): void {
    if (this.#mine.delete(toKey(branch, path))) this.#keep();
  }

  async #findMine(branch: OpenBranch, path: string): Promise<string | undefined> {
    const side = this.#mine.get(toKey(branch, path));
    return side?.base === (await findBase(branch, path)) ? side.text : undefined;
  }

  #keep(): void {
    const small = [...this.#mine].filter(([, { text }]) => text.length <= mostCharactersKept);
    this.#state.update(stateKey, Object.fromEntries(small.slice(-mostKept))).then(undefined, (error: unknown) => {
      this.#log.warn(`A side of a conflict is not kept for the next window: ${String(error)}`);
    });
  }
}

/** By place; what is not of this form was not written by this version. */
function readKept(state: StateStore): Readonly<Record<string, OwnSide>> {
  const kept = state.get(stateKey);
  if (typeof kept !== 'object' || kept === null) return {};
  return Object.fromEntries(Object.entries(kept).filter((entry): entry is [string, OwnSide] => isOwnSide(entry[1])));
}

function isOwnSide(value: unknown): value is OwnSide {
  if (typeof value !== 'object' || value === null) return false;
  return 'text' in value && typeof value.text === 'string' && 'base' in value && typeof value.base === 'string';
}

/** The commit that a draft was written on; empty for a new file. It stays until the conflict has ended. */
async function findBase({ tree }: OpenBranch, path: string): Promise<string> {
  return (await tree.drafts.find(path))?.base?.commit ?? '';
}

function toKey({ location }: OpenBranch, path: string): string {
  return toLocationPath(location, path);
}

function toText(bytes: Uint8Array | undefined): string | undefined {
  return bytes && new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
