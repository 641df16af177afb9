import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../base/clock';
import type { NamedValues } from '../../base/namedValues';
import { createWizardState } from '../../wizard/createWizardState';
import { readWizardState } from '../../wizard/readWizardState';
import { toStoredWizard } from '../../wizard/toStoredWizard';
import type { WizardState } from '../../wizard/wizardState';

export interface KeptWizard {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly savedMs: number;
  readonly state: WizardState;
}

/** How keeping a wizard ended. */
export type Saving =
  /** `undefined` when there was nothing worth keeping. */
  | { readonly kind: 'saved'; readonly savedMs: number | undefined }
  /** Another window has gone on with it: nothing was written. */
  | { readonly kind: 'newer'; readonly kept: KeptWizard }
  /** Another window has finished it or thrown it away: nothing was written. */
  | { readonly kind: 'gone' };

/** The oldest go first. */
const mostKept = 20;
/** A finished wizard is kept only for a reload of its page. */
const longestFinishedMs = 24 * 60 * 60 * 1000;

/**
 * The wizards that were begun on this computer, each in a file of its own: windows do not disturb one another's. Not in the
 * editor's memento, which a browser writes only a moment after it has said so.
 */
export class WizardStore {
  readonly #files: NamedValues;
  readonly #clock: Pick<Clock, 'now'>;
  #hasTidied = false;

  constructor(files: NamedValues, clock: Pick<Clock, 'now'>) {
    this.#files = files;
    this.#clock = clock;
  }

  /** Those that can be gone on with, the last one first. */
  async listUnfinished(): Promise<readonly KeptWizard[]> {
    return (await this.#readAll()).filter(({ state }) => !isFinished(state));
  }

  async find(id: string): Promise<KeptWizard | undefined> {
    return readKept(id, await this.#files.read(id));
  }

  /**
   * What nobody has put anything into is not worth it, and is forgotten. `knownMs` is when what the window knows was saved;
   * with it nothing is written over what another window has done since.
   */
  async save(id: string, state: WizardState, knownMs?: number): Promise<Saving> {
    const kept = knownMs === undefined ? undefined : await this.find(id);
    if (knownMs !== undefined && kept?.savedMs !== knownMs) {
      return kept === undefined ? { kind: 'gone' } : { kind: 'newer', kept };
    }
    if (!isWorthKeeping(state)) {
      await this.remove(id);
      return { kind: 'saved', savedMs: undefined };
    }
    const stored = toStoredWizard(state);
    if (kept !== undefined && isSameState(kept.state, stored)) return { kind: 'saved', savedMs: kept.savedMs };
    // Never twice the same: it is what tells one saving from another.
    const savedMs = Math.max(this.#clock.now(), (knownMs ?? 0) + 1);
    await this.#files.write(id, { savedMs, state: stored });
    await this.#tidy(id);
    return { kind: 'saved', savedMs };
  }

  remove(id: string): Promise<void> {
    return this.#files.remove(id);
  }

  /** Once is enough: nobody begins twenty projects in one sitting. */
  async #tidy(saved: string): Promise<void> {
    if (this.#hasTidied) return;
    this.#hasTidied = true;
    for (const stale of await this.#findStale()) if (stale !== saved) await this.remove(stale);
  }

  async #readAll(): Promise<readonly KeptWizard[]> {
    const found = await Promise.all((await this.#files.list()).map((id) => this.find(id)));
    return found.filter((kept) => kept !== undefined).sort((a, b) => b.savedMs - a.savedMs);
  }

  async #findStale(): Promise<readonly string[]> {
    const isOld = ({ savedMs }: KeptWizard) => this.#clock.now() - savedMs > longestFinishedMs;
    return (await this.#readAll())
      .filter((kept, index) => index >= mostKept || (isFinished(kept.state) && isOld(kept)))
      .map(({ id }) => id);
  }
}

/** Whether all is done that this wizard is for. */
export function isFinished({ step }: WizardState): boolean {
  return step === 'handOver';
}

/** Whether somebody has put something into it. */
export function isWorthKeeping({ step, details, repository }: WizardState): boolean {
  const { name, description, dataPlatform } = details;
  const isFilled = name !== '' || description !== '' || dataPlatform !== createWizardState().details.dataPlatform;
  return step !== 'details' || isFilled || repository !== undefined;
}

/** As they lie on the disk, where no `undefined` is. */
function isSameState(one: WizardState, other: WizardState): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)));
}

function readKept(id: string, value: unknown): KeptWizard | undefined {
  if (typeof value !== 'object' || value === null || !('state' in value && 'savedMs' in value)) return undefined;
  const state = readWizardState(value.state);
  return state === undefined || typeof value.savedMs !== 'number' ? undefined : { id, savedMs: value.savedMs, state };
}
