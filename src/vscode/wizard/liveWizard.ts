import { Emitter, type Disposable, type Event } from '../../base/event';
import { advance } from '../../wizard/advance';
import type { WizardEvent } from '../../wizard/wizardEvent';
import type { WizardState } from '../../wizard/wizardState';

/** One wizard as it goes on. Everything that happens in this window goes through `apply`. */
export class LiveWizard implements Disposable {
  readonly id: string;
  readonly #changed = new Emitter<undefined>();
  /** `state` is the new one by then. */
  readonly onDidChange: Event<undefined> = this.#changed.event;
  #state: WizardState;

  constructor(id: string, state: WizardState) {
    this.id = id;
    this.#state = state;
  }

  get state(): WizardState {
    return this.#state;
  }

  /** `undefined` while nobody is signed in. */
  get accountId(): string | undefined {
    const { authorization } = this.#state;
    return authorization.kind === 'authorized' ? authorization.accountId : undefined;
  }

  apply(event: WizardEvent): void {
    const next = advance(this.#state, event);
    if (next === this.#state) return;
    this.#state = next;
    this.#changed.fire(undefined);
  }

  /** Goes on with what was done about it elsewhere. */
  replace(state: WizardState): void {
    this.#state = state;
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
