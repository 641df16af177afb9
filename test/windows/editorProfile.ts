import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Emulator } from '../emulator/emulator';
import { createTemporaryFolder, type TemporaryFolder } from '../support/temporaryFolder';
import { WindowProcess } from './windowProcess';

/**
 * What the windows of a profile have in common. `web`: a disk, and secrets that each window reads at its start and
 * replaces as a whole when it writes. `desktop`: a disk, and secrets whose changes reach every window after a moment.
 * `remote`: such secrets, and a disk for each window, as a local window and one over SSH have.
 */
export type ProfileKind = 'web' | 'desktop' | 'remote';

/** A desktop editor hands a secret on within about a tenth of a second; here both are shorter, so that races fit into a test. */
const longestDelayMs = 40;
const usualPropagationMs = 60;

/** An editor with windows that are real processes. */
export class EditorProfile {
  readonly #kind: ProfileKind;
  readonly #emulator: Emulator;
  readonly #folder: TemporaryFolder;
  readonly #windows = new Set<WindowProcess>();
  readonly #onTheirWay = new Set<Promise<void>>();
  #secrets: Record<string, string> = {};
  #opened = 0;

  constructor(kind: ProfileKind, emulator: Emulator) {
    this.#kind = kind;
    this.#emulator = emulator;
    this.#folder = createTemporaryFolder('windows');
  }

  /** A longer time where a busy computer that hands on late would decide the end. */
  async openWindow(propagationMs = usualPropagationMs): Promise<WindowProcess> {
    const { webUrl, apiUrl, oauthUrl, consumer } = this.#emulator;
    const disk = this.#kind === 'remote' ? `computer-${++this.#opened}` : 'computer';
    const window = await WindowProcess.start(
      {
        isWeb: this.#kind === 'web',
        secrets: this.#secrets,
        storageFolder: join(this.#folder.path, disk),
        endpoints: { webUrl, apiUrl, oauthUrl },
        consumer,
        propagationMs,
      },
      ({ key, value, all }) => {
        if (this.#kind === 'web') this.#secrets = { ...all };
        else this.#handOn(key, value);
      },
    );
    this.#windows.add(window);
    return window;
  }

  /** Where files of the profile lie; of one of several disks where each window has its own. */
  get storageFolder(): string {
    return this.#folder.path;
  }

  /** Resolves when every window has been told of what was written so far. */
  async settle(): Promise<void> {
    while (this.#onTheirWay.size > 0) await Promise.all(this.#onTheirWay);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#windows].map((window) => window.kill()));
    this.#folder.remove();
  }

  #handOn(key: string, value: string | undefined): void {
    if (value === undefined) Reflect.deleteProperty(this.#secrets, key);
    else this.#secrets[key] = value;
    const handing = this.#tellWindows(key).finally(() => this.#onTheirWay.delete(handing));
    this.#onTheirWay.add(handing);
  }

  /** The newest write that has arrived counts in all windows in the end, that of the writer included. */
  async #tellWindows(key: string): Promise<void> {
    await sleep(Math.random() * longestDelayMs);
    for (const window of this.#windows) window.tellSecret(key, this.#secrets[key]);
  }
}
