import type { PersonEvent } from '../../wizard/wizardEvent';
import type { Journal } from './journal';

const delayMs = 120;

/**
 * Holds what is typed for a moment, so that a word is one message; the newest per field wins. What the host has not
 * answered yet is in the journal, in which the page before may have left something.
 */
export class Outbox {
  readonly #send: (event: PersonEvent) => Promise<void>;
  readonly #journal: Pick<Journal, 'read' | 'write'>;
  readonly #waiting = new Map<string, PersonEvent>();
  readonly #underWay = new Map<string, number>();
  /** Not answered yet. */
  readonly #open = new Map<string, PersonEvent>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (event: PersonEvent) => Promise<void>, journal: Pick<Journal, 'read' | 'write'>) {
    this.#send = send;
    this.#journal = journal;
    for (const [field, event] of journal.read()) this.#note(field, event);
  }

  put(field: string, event: PersonEvent): void {
    this.#note(field, event);
    this.#journal.write(this.#open);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      void this.flush();
    }, delayMs);
  }

  /** Sends what waits; resolves when the host has kept it. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    const events = [...this.#waiting];
    this.#waiting.clear();
    await Promise.all(events.map(([field, event]) => this.#sendOne(field, event)));
  }

  /** Whether the host knows all that was typed into the field. */
  isSettled(field: string): boolean {
    return !this.#waiting.has(field) && !this.#underWay.has(field);
  }

  /** Moves to the end: what came last is sent last. */
  #note(field: string, event: PersonEvent): void {
    for (const events of [this.#waiting, this.#open]) {
      events.delete(field);
      events.set(field, event);
    }
  }

  async #sendOne(field: string, event: PersonEvent): Promise<void> {
    this.#underWay.set(field, (this.#underWay.get(field) ?? 0) + 1);
    await this.#send(event);
    const left = (this.#underWay.get(field) ?? 1) - 1;
    if (left === 0) this.#underWay.delete(field);
    else this.#underWay.set(field, left);
    if (this.#open.get(field) !== event) return;
    this.#open.delete(field);
    this.#journal.write(this.#open);
  }
}
