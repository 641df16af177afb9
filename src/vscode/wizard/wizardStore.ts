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

  /** What nobody has put anything into is not worth it, and is forgotten. */
  async save(id: string, state: WizardState): Promise<void> {
    if (!isWorthKeeping(state)) return this.remove(id);
    await this.#files.write(id, { savedMs: this.#clock.now(), state: toStoredWizard(state) });
    // Once is enough: nobody begins twenty projects in one sitting.
    if (this.#hasTidied) return;
    this.#hasTidied = true;
    for (const stale of await this.#findStale()) if (stale !== id) await this.remove(stale);
  }

  remove(id: string): Promise<void> {
    return this.#files.remove(id);
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

function isWorthKeeping({ step, details, repository }: WizardState): boolean {
  const { name, description, dataPlatform } = details;
  const isFilled = name !== '' || description !== '' || dataPlatform !== createWizardState().details.dataPlatform;
  return step !== 'details' || isFilled || repository !== undefined;
}

function readKept(id: string, value: unknown): KeptWizard | undefined {
  if (typeof value !== 'object' || value === null || !('state' in value && 'savedMs' in value)) return undefined;
  const state = readWizardState(value.state);
  return state === undefined || typeof value.savedMs !== 'number' ? undefined : { id, savedMs: value.savedMs, state };
}
