import * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import type { Log } from '../../base/log';
import type { NamedValues } from '../../base/namedValues';
import { hasConflictMarkers } from '../../repositories/commits/conflictMarkers';
import { readText } from '../../repositories/commits/threeWayMerge';
import { hashContent } from '../../repositories/drafts/contentHash';
import { readLocationPath, toLocationPath } from '../../repositories/locationPath';
import { conflictScheme } from '../ids';
import { takeSideOfAll } from './conflictMarkers';
import { copyByteOrderMark, decodeText, withoutByteOrderMark } from './byteOrderMark';
import { isBranchLocation } from './findOpenLocations';
import type { OpenBranch } from './openBranch';
import type { OpenBranches } from './openBranches';

export type Side = 'base' | 'mine' | 'theirs';

const sides: readonly Side[] = ['base', 'mine', 'theirs'];
/** Conflicts that end elsewhere, as by a commit from a clone, leave theirs behind: the oldest go first. */
const mostKept = 100;

/** As good as they can be shown; `undefined` for a side without the file. Byte order marks are kept. */
interface SideTexts extends Readonly<Record<Side, string | undefined>> {
  /** Whether all that are there are UTF-8 without NUL bytes: of others, the texts do not say what the files hold. */
  readonly areExact: boolean;
}

/** What the user wrote, and on which commit: a later conflict of the same file is about something else. */
interface OwnSide {
  readonly text: string;
  readonly base: string;
  /** Milliseconds since 1970. */
  readonly notedMs: number;
}

export interface ConflictSidesPorts {
  readonly branches: Pick<OpenBranches, 'open'>;
  /** Holds nothing else. */
  readonly kept: NamedValues;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Pick<Log, 'warn'>;
}

/**
 * The sides of conflicts as documents that can be compared. The user's own side is kept as it was when the conflict was
 * first opened: while they merge, the draft becomes something else, at once where the editor saves by itself. It lies on
 * the disk, for the time after a reload and for other windows.
 */
export class ConflictSides implements vscode.TextDocumentContentProvider {
  readonly #mine = new Map<string, OwnSide>();
  readonly #ports: ConflictSidesPorts;

  constructor(ports: ConflictSidesPorts) {
    this.#ports = ports;
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
      const branch = await this.#ports.branches.open(place.location);
      return (await this.read(branch, place.path))[side] ?? '';
    } catch (error) {
      this.#ports.log.warn(`A side of a conflict could not be read: ${String(error)}`);
      throw error;
    }
  }

  /** Rejects as `BitbucketError` where a side must be read first and cannot. */
  async read(branch: OpenBranch, path: string): Promise<SideTexts> {
    const { base, mine, theirs } = await branch.commits.readSides(branch.tree, path);
    const own = (await this.#findMine(branch, path)) ?? (mine && takeOwnSide(mine));
    return {
      base: base && decodeText(base),
      mine: own,
      theirs: theirs && decodeText(theirs),
      areExact: [base, mine, theirs].every((side) => side === undefined || readText(side) !== undefined),
    };
  }

  /** What the user wrote, before it is merged. It is on the disk when this resolves, unless the disk refuses. */
  async noteMine(branch: OpenBranch, path: string, text: string): Promise<void> {
    if ((await this.#findMine(branch, path)) === text) return;
    const side: OwnSide = { text, base: await findBase(branch, path), notedMs: this.#ports.clock.now() };
    this.#mine.set(toKey(branch, path), side);
    await this.#try(async () => {
      await this.#ports.kept.write(await toName(branch, path), side);
      await this.#tidy();
    });
  }

  /** After the conflict ended. */
  async forget(branch: OpenBranch, path: string): Promise<void> {
    this.#mine.delete(toKey(branch, path));
    await this.#try(async () => this.#ports.kept.remove(await toName(branch, path)));
  }

  async #findMine(branch: OpenBranch, path: string): Promise<string | undefined> {
    const key = toKey(branch, path);
    const base = await findBase(branch, path);
    const known = this.#mine.get(key);
    const side = known?.base === base ? known : toOwnSide(await this.#ports.kept.read(await toName(branch, path)));
    if (side?.base !== base) return undefined;
    this.#mine.set(key, side);
    return side.text;
  }

  async #tidy(): Promise<void> {
    const { kept } = this.#ports;
    const names = await kept.list();
    if (names.length <= mostKept) return;
    const noted = new Map<string, number>();
    for (const name of names) noted.set(name, toOwnSide(await kept.read(name))?.notedMs ?? 0);
    const oldest = [...names].sort((a, b) => (noted.get(b) ?? 0) - (noted.get(a) ?? 0)).slice(mostKept);
    for (const name of oldest) await kept.remove(name);
  }

  async #try(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#ports.log.warn(`A side of a conflict is not kept for the next window: ${String(error)}`);
    }
  }
}

/** What is not of this form was not written by this version. */
function toOwnSide(value: unknown): OwnSide | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { text, base, notedMs } = value as Record<string, unknown>;
  const isOwn = typeof text === 'string' && typeof base === 'string' && typeof notedMs === 'number';
  return isOwn ? { text, base, notedMs } : undefined;
}

/** The commit that a draft was written on; empty for a new file. It stays until the conflict has ended. */
async function findBase({ tree }: OpenBranch, path: string): Promise<string> {
  return (await tree.drafts.find(path))?.base?.commit ?? '';
}

function toKey({ account, location }: OpenBranch, path: string): string {
  return `${account.id} ${toLocationPath(location, path)}`;
}

/** Of a file: a path may hold more than a file's name can. */
function toName(branch: OpenBranch, path: string): Promise<string> {
  return hashContent(new TextEncoder().encode(toKey(branch, path)));
}

/** What of a draft is the user's own where nobody noted it before it was merged. */
function takeOwnSide(draft: Uint8Array): string {
  const whole = readText(draft);
  if (whole === undefined) return decodeText(draft);
  const text = withoutByteOrderMark(whole);
  return hasConflictMarkers(text) ? copyByteOrderMark(whole, takeSideOfAll(text, 'mine')) : whole;
}
