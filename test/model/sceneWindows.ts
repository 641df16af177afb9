import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { marksOfAll } from './ledger';
import type { Stage } from './stage';
import { WindowDied, WindowProcess, WindowRefused } from './windowProcess';
import type { SeenDraft, WindowSettings } from './windowProtocol';

const longAgo = new Date(0);

/** The windows of a scene, started when somebody does something in them. */
export class SceneWindows {
  readonly #settings: WindowSettings;
  readonly #open: (WindowProcess | undefined)[] = [undefined, undefined];

  constructor(stage: Stage, { branch, draftsFolder }: Pick<WindowSettings, 'branch' | 'draftsFolder'>) {
    const { apiUrl, token, workspace, slug, sabotage } = stage;
    const startedMs = Date.now();
    this.#settings = { apiUrl, token, workspace, slug, sabotage, startedMs, branch, draftsFolder };
  }

  /** Those that run. */
  get open(): readonly WindowProcess[] {
    return this.#open.filter((window) => window !== undefined);
  }

  async get(index: number): Promise<WindowProcess> {
    const open = this.#open[index] ?? (await WindowProcess.open(this.#settings));
    this.#open[index] = open;
    return open;
  }

  async kill(index: number): Promise<void> {
    const open = this.#open[index];
    this.#open[index] = undefined;
    await open?.kill();
    await this.#ageLocks();
  }

  /**
   * What the dead one holds is free after two seconds. Where nobody else can be holding it, the time is made to have
   * passed: most of a sequence would be waiting for it.
   */
  async #ageLocks(): Promise<void> {
    const others = await Promise.all(this.open.map((window) => window.call('isAtWork').catch(() => true)));
    if (others.some((isAtWork) => isAtWork)) return;
    const root = join(this.#settings.draftsFolder, 'drafts');
    for (const folder of await readdir(root).catch(() => [])) {
      await utimes(join(root, folder, 'lock'), longAgo, longAgo).catch(() => undefined);
    }
  }

  /** Nothing where it is not open. */
  async reload(index: number): Promise<void> {
    if (this.#open[index] !== undefined) await this.act(index, (it) => it.reopen(this.#settings));
  }

  async closeAll(): Promise<void> {
    for (const window of this.#open.splice(0)) await window?.close();
  }

  /** Runs one action of a person. A refusal is one of the things that happen, and so is a crash; the checks judge the rest. */
  async act(index: number, action: (it: WindowProcess) => Promise<unknown>): Promise<void> {
    const it = await this.get(index);
    try {
      await action(it);
    } catch (error) {
      if (error instanceof WindowDied) {
        if (this.#open[index] === it) this.#open[index] = undefined;
      } else if (!(error instanceof WindowRefused)) {
        throw error;
      }
    }
  }
}

/** One of the files as the window shows them. */
export async function pickFile(it: WindowProcess, file: number): Promise<string | undefined> {
  const paths = await it.call('list');
  return paths[file % Math.max(paths.length, 1)];
}

/** A file that has a draft, where there is one. */
export async function pickDrafted(it: WindowProcess, file: number): Promise<string | undefined> {
  const drafted = (await it.call('drafts')).filter(({ text }) => text !== undefined);
  return drafted[file % Math.max(drafted.length, 1)]?.path ?? (await pickFile(it, file));
}

export async function readDraftMarks(it: WindowProcess): Promise<ReadonlySet<string>> {
  const drafts: readonly SeenDraft[] = await it.call('drafts');
  return marksOfAll(drafts.map(({ text }) => text ?? ''));
}

/** A file that was moved is one row to a person: the place it went to and the one it left are committed together. */
export function withOtherHalves(chosen: readonly SeenDraft[], all: readonly SeenDraft[]): readonly string[] {
  const paths = new Set(chosen.map(({ path }) => path));
  for (const { path, renamedFrom } of all) {
    if (renamedFrom === undefined) continue;
    if (paths.has(path) || paths.has(renamedFrom)) paths.add(path).add(renamedFrom);
  }
  return [...paths];
}
