import { advance } from '../../src/wizard/advance';
import { findProblems } from '../../src/wizard/findProblems';
import { listSteps } from '../../src/wizard/listSteps';
import type { HostMessage, PageStart, WizardRequest, WizardRequests } from '../../src/wizard/protocol';
import { readWizardRequest } from '../../src/wizard/readWizardRequest';
import type { WizardEvent } from '../../src/wizard/wizardEvent';
import type { WizardState } from '../../src/wizard/wizardState';

type Answers = { [K in keyof WizardRequests]?: (argument: WizardRequests[K][0]) => WizardRequests[K][1] };

/** The host's side of a page, with the real machine behind it; what nobody answers here fails. */
export class FakeHost {
  readonly requests: WizardRequest[] = [];
  /** Takes the messages of the host; the page is there as soon as it is set. */
  post: (message: HostMessage) => Promise<void> = () => Promise.resolve();
  /** As when the editor goes away in this very moment: nothing arrives any more. */
  isGone = false;
  readonly #answers: Answers;
  #state: WizardState;

  constructor(state: WizardState, answers: Answers = {}) {
    this.#state = state;
    this.#answers = answers;
  }

  get state(): WizardState {
    return this.#state;
  }

  get start(): PageStart {
    return { id: 'wizard-1', language: 'en', first: this.#toMessage() };
  }

  /** As when something happened at the host; resolves when the page shows it. */
  async apply(event: WizardEvent): Promise<void> {
    this.#state = advance(this.#state, event);
    await this.post(this.#toMessage());
  }

  /** Shows any state, also one that takes long to reach. */
  async show(state: WizardState): Promise<void> {
    this.#state = state;
    await this.post(this.#toMessage());
  }

  receive(message: unknown): void {
    if (this.isGone) return;
    const request = readWizardRequest(message);
    if (request === undefined) throw new Error(`This is no request of the page: ${JSON.stringify(message)}`);
    this.requests.push(request);
    try {
      void this.post({ kind: 'answer', id: request.id, value: this.#answer(request) });
    } catch (error) {
      void this.post({
        kind: 'failure',
        id: request.id,
        reason: error instanceof Error ? error.message : String(error),
      });
    }
  }

  /** Arguments of the requests of one kind. */
  argumentsOf<K extends keyof WizardRequests>(method: K): readonly WizardRequests[K][0][] {
    return this.requests.filter((it) => it.method === method).map((it) => it.argument as WizardRequests[K][0]);
  }

  #answer(request: WizardRequest): unknown {
    if (request.method === 'event') void this.apply(request.argument);
    if (request.method === 'event' || request.method === 'ready') return undefined;
    const answer = this.#answers[request.method] as ((argument: unknown) => unknown) | undefined;
    if (answer === undefined) throw new Error(`Nobody answers ${request.method} here.`);
    return answer(request.argument);
  }

  #toMessage(): PageStart['first'] {
    return { kind: 'state', state: this.#state, problems: findProblems(this.#state), steps: listSteps(this.#state) };
  }
}
