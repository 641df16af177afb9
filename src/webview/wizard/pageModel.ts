import type { HostMessage, PageStart, WizardRequests } from '../../wizard/protocol';
import type { PersonEvent } from '../../wizard/wizardEvent';
import type { HostConnection } from '../hostConnection';
import type { Journal } from './journal';
import { Outbox } from './outbox';

/** What the host says without being asked. */
export type HostNews = Exclude<HostMessage, { kind: 'answer' | 'failure' }>;

/** The newest state that the host has told, with the problems of its step. */
export type Shown = PageStart['first'];

/** What the parts of the page share: the host's state, a way to tell it what was done, and a voice. */
export class PageModel extends EventTarget {
  /** For numbers and times. */
  readonly language: string;
  readonly #connection: HostConnection<WizardRequests>;
  readonly #outbox: Outbox;
  #shown: Shown;
  #failure: string | undefined;
  #announcement = '';

  /** What the page before could not hand over any more is sent first. */
  constructor(connection: HostConnection<WizardRequests>, start: PageStart, journal: Journal) {
    super();
    this.language = start.language;
    this.#connection = connection;
    this.#shown = start.first;
    this.#outbox = new Outbox((event) => this.#request('event', event), journal);
  }

  get shown(): Shown {
    return this.#shown;
  }

  /** The host's sentence about the last request that failed. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** What a screen reader is told next. */
  get announcement(): string {
    return this.#announcement;
  }

  accept(news: HostNews): void {
    if (news.kind === 'repositoriesChanged') {
      this.dispatchEvent(new Event('repositories'));
      return;
    }
    this.#shown = news;
    this.#changed();
  }

  announce(text: string): void {
    this.#announcement = text;
    this.#changed();
  }

  /** Tells the host soon, and at once when anything else is asked of it. */
  edit(field: string, event: PersonEvent): void {
    this.#outbox.put(field, event);
  }

  isSettled(field: string): boolean {
    return this.#outbox.isSettled(field);
  }

  async flush(): Promise<void> {
    await this.#outbox.flush();
    this.#changed();
  }

  /** Tells the host what was done, after all that was typed before. What was chosen is kept like what was typed. */
  async send(event: PersonEvent): Promise<void> {
    const field = findField(event);
    if (field === undefined) return this.do('event', event);
    this.#outbox.put(field, event);
    await this.#outbox.flush();
  }

  /** For requests whose only result is a new state; a failure is shown at the top of the step. */
  async do<K extends keyof WizardRequests>(method: K, argument: WizardRequests[K][0]): Promise<void> {
    await this.#outbox.flush();
    await this.#request(method, argument);
  }

  /** Rejects with the host's sentence, for those who show it in its place. */
  async ask<K extends keyof WizardRequests>(method: K, argument: WizardRequests[K][0]): Promise<WizardRequests[K][1]> {
    await this.#outbox.flush();
    return this.#connection.request(method, argument);
  }

  dismissFailure(): void {
    this.#failure = undefined;
    this.#changed();
  }

  async #request<K extends keyof WizardRequests>(method: K, argument: WizardRequests[K][0]): Promise<void> {
    try {
      await this.#connection.request(method, argument);
      this.#failure = undefined;
    } catch (error) {
      this.#failure = error instanceof Error ? error.message : String(error);
    }
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

/** What an event changes; `undefined` when it only leads to another step. */
function findField(event: PersonEvent): string | undefined {
  switch (event.kind) {
    case 'continue':
    case 'back':
    case 'goTo':
    case 'skipPreparation':
      return undefined;
    case 'details':
    case 'preparation':
      return `${event.kind}.${Object.keys(event.change).join('.')}`;
    case 'configuration':
    case 'provider':
    case 'repository':
    case 'branch':
    case 'starter':
    case 'message':
      return event.kind;
  }
}
