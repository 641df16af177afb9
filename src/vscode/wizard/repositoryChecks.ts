import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import type { Log } from '../../base/log';
import { prerequisiteIds, type Repair, type RepositoryCheck } from '../../projects/prerequisite';
import { isCheckDue } from '../../wizard/dueWork';
import { isSameRepository } from '../../wizard/sameRepository';
import type { ChosenRepository } from '../../wizard/wizardState';
import type { LiveWizard } from './liveWizard';
import type { AccountActions } from './projectActions';
import { toReason } from './toReason';

export interface RepositoryChecksPorts {
  readonly loadActions: (accountId: string) => Promise<AccountActions>;
  readonly log: Log;
}

/** Looks into the repository that is chosen, as soon as it is and somebody is authorized, and mends it. */
export class RepositoryChecks implements Disposable {
  readonly #wizard: LiveWizard;
  readonly #ports: RepositoryChecksPorts;
  readonly #owned = new DisposableStore();
  /** What is looked into now. */
  #current: { readonly accountId: string; readonly repository: ChosenRepository } | undefined;
  #cancellation = new AbortController();

  constructor(wizard: LiveWizard, ports: RepositoryChecksPorts) {
    this.#wizard = wizard;
    this.#ports = ports;
    this.#owned.add(
      wizard.onDidChange(() => {
        this.follow();
      }),
    );
  }

  /** Begins where something has to be looked into, and gives up what nobody waits for any more. */
  follow(): void {
    const { state, accountId } = this.#wizard;
    const current = this.#current;
    if (current !== undefined && (current.repository !== state.repository || current.accountId !== accountId)) {
      this.#cancellation.abort();
      this.#current = undefined;
    }
    if (this.#current === undefined && isCheckDue(state)) void this.#check();
  }

  /** Resolves when the results are there, or nobody waits for them any more. */
  checkAgain(): Promise<void> {
    return this.#check();
  }

  /** What mends a repository on Bitbucket; looks into it again afterwards. */
  async repair(repair: Repair): Promise<void> {
    const { state, accountId } = this.#wizard;
    const { repository, details } = state;
    if (repository === undefined || accountId === undefined || state.repair?.isRunning === true) return;
    this.#wizard.apply({ kind: 'repairing' });
    try {
      const actions = await this.#ports.loadActions(accountId);
      const readme = actions.createReadme({ ...details, name: details.name.trim() || repository.name });
      await actions.repairRepository(actions.ports, repository, repair, { readme });
    } catch (error) {
      this.#ports.log.warn(`A repository could not be prepared: ${String(error)}`);
      // Of a repository that was left meanwhile nobody wants to know.
      if (isSameRepository(repository, this.#wizard.state.repository)) {
        this.#wizard.apply({ kind: 'repairFailed', reason: toReason(error) });
      }
      return;
    }
    if (isSameRepository(repository, this.#wizard.state.repository)) await this.#check();
  }

  dispose(): void {
    this.#cancellation.abort();
    this.#owned.dispose();
  }

  async #check(): Promise<void> {
    const { state, accountId } = this.#wizard;
    const { repository } = state;
    if (repository === undefined || accountId === undefined) return;
    this.#cancellation.abort();
    const cancellation = new AbortController();
    this.#cancellation = cancellation;
    this.#current = { accountId, repository };
    const check = await this.#run(repository, accountId, cancellation.signal);
    if (cancellation.signal.aborted) return;
    // First the results: without them the wizard would have it looked into again.
    this.#wizard.apply({ kind: 'checked', repository, check });
    if (this.#cancellation === cancellation) this.#current = undefined;
  }

  async #run(repository: ChosenRepository, accountId: string, signal: AbortSignal): Promise<RepositoryCheck> {
    try {
      const { checkRepository, ports } = await this.#ports.loadActions(accountId);
      signal.throwIfAborted();
      return await checkRepository(
        ports,
        repository,
        (result) => {
          if (!signal.aborted) this.#wizard.apply({ kind: 'result', repository, result });
        },
        signal,
      );
    } catch (error) {
      if (!signal.aborted) this.#ports.log.warn(`A repository could not be looked into: ${String(error)}`);
      const reason = toReason(error);
      return { results: prerequisiteIds.map((id) => ({ id, state: 'unknown', reason })), branches: [] };
    }
  }
}
