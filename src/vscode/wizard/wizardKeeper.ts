import { DisposableStore } from '../../base/disposableStore';
import { Emitter, type Disposable, type Event } from '../../base/event';
import type { Log } from '../../base/log';
import type { LiveWizard } from './liveWizard';
import type { Saving, WizardStore } from './wizardStore';

export interface WizardKeeperPorts {
  readonly store: Pick<WizardStore, 'find' | 'save' | 'remove'>;
  readonly log: Log;
}

/**
 * Keeps what a wizard knows on disk: at once, and what changes while that goes on afterwards, all in one. Where another
 * window has gone on with the same wizard, that is taken over and nothing of it is overwritten.
 */
export class WizardKeeper implements Disposable {
  readonly #wizard: LiveWizard;
  readonly #store: WizardKeeperPorts['store'];
  readonly #log: Log;
  readonly #owned = new DisposableStore();
  readonly #tookOver: Emitter<undefined>;
  /** After another window's state has become the wizard's. */
  readonly onDidTakeOver: Event<undefined>;
  readonly #lost: Emitter<undefined>;
  /** Another window has finished the wizard or thrown it away; nothing is kept any more. */
  readonly onDidLose: Event<undefined>;
  /** When what this window knows was saved; `undefined` while nothing is. */
  #savedMs: number | undefined;
  #isDirty = false;
  #isForgotten = false;
  #isTakingOver = false;
  #saving: Promise<void> | undefined;

  /** `savedMs` is when the wizard was saved, where it comes from the disk. */
  constructor(wizard: LiveWizard, ports: WizardKeeperPorts, savedMs?: number) {
    this.#wizard = wizard;
    this.#store = ports.store;
    this.#log = ports.log;
    this.#savedMs = savedMs;
    this.#tookOver = this.#owned.add(new Emitter<undefined>());
    this.onDidTakeOver = this.#tookOver.event;
    this.#lost = this.#owned.add(new Emitter<undefined>());
    this.onDidLose = this.#lost.event;
    this.#owned.add(
      wizard.onDidChange(() => {
        if (this.#isTakingOver) return;
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

  /** Looks whether another window has gone on with the wizard. Never rejects. */
  async catchUp(): Promise<void> {
    const savedMs = this.#savedMs;
    if (savedMs === undefined || this.#isBusy()) return;
    const kept = await this.#store.find(this.#wizard.id);
    // What happened here meanwhile looks for itself.
    if (kept?.savedMs === savedMs || this.#savedMs !== savedMs || this.#isBusy()) return;
    this.#settle(kept === undefined ? { kind: 'gone' } : { kind: 'newer', kept });
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

  #isBusy(): boolean {
    return this.#saving !== undefined || this.#wizard.state.creation.isRunning;
  }

  async #save(): Promise<void> {
    while (this.#isDirty && !this.#isForgotten) {
      this.#isDirty = false;
      const { id, state } = this.#wizard;
      try {
        // A commit that is under way here is what counts.
        this.#settle(await this.#store.save(id, state, state.creation.isRunning ? undefined : this.#savedMs));
      } catch (error) {
        this.#log.warn(`A project that is being created could not be kept: ${String(error)}`);
      }
    }
    // In the same turn as the last look, so that no change falls between the two.
    this.#saving = undefined;
  }

  #settle(saving: Saving): void {
    if (this.#isForgotten) return;
    switch (saving.kind) {
      case 'saved':
        this.#savedMs = saving.savedMs;
        return;
      case 'newer':
        this.#savedMs = saving.kept.savedMs;
        this.#isTakingOver = true;
        this.#wizard.replace(saving.kept.state);
        this.#isTakingOver = false;
        this.#isDirty = false;
        this.#tookOver.fire(undefined);
        return;
      case 'gone':
        this.#isForgotten = true;
        this.#lost.fire(undefined);
    }
  }
}
