import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import type { Log } from '../../base/log';
import type { LiveWizard } from './liveWizard';
import type { WizardStore } from './wizardStore';

/** Keeps what a wizard knows on disk: at once, and what changes while that goes on afterwards, all in one. */
export class WizardKeeper implements Disposable {
  readonly #wizard: LiveWizard;
  readonly #store: Pick<WizardStore, 'save' | 'remove'>;
  readonly #log: Log;
  readonly #owned = new DisposableStore();
  #isDirty = false;
  #isForgotten = false;
  #saving: Promise<void> | undefined;

  constructor(wizard: LiveWizard, ports: { readonly store: Pick<WizardStore, 'save' | 'remove'>; readonly log: Log }) {
    this.#wizard = wizard;
    this.#store = ports.store;
    this.#log = ports.log;
    this.#owned.add(
      wizard.onDidChange(() => {
        this.#isDirty = true;
        void this.flush();
      }),
    );
  }

  /** Resolves when everything is kept. Never rejects; what could not be kept is in the log. */
  flush(): Promise<void> {
    if (!this.#isDirty || this.#isForgotten) return this.#saving ?? Promise.resolve();
    this.#saving ??= this.#save();
    return this.#saving;
  }

  /** Nothing of it is kept, whatever still happens. */
  async forget(): Promise<void> {
    this.#isForgotten = true;
    await this.#saving;
    await this.#store.remove(this.#wizard.id);
  }

  /** Saves what is not saved yet. */
  dispose(): void {
    void this.flush();
    this.#owned.dispose();
  }

  async #save(): Promise<void> {
    while (this.#isDirty && !this.#isForgotten) {
      this.#isDirty = false;
      try {
        await this.#store.save(this.#wizard.id, this.#wizard.state);
      } catch (error) {
        this.#log.warn(`A project that is being created could not be kept: ${String(error)}`);
      }
    }
    // In the same turn as the last look, so that no change falls between the two.
    this.#saving = undefined;
  }
}
