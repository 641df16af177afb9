import type { Clock } from '../../base/clock';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import type { Log } from '../../base/log';
import type { Creation, CreationPlan } from '../../projects/creation';
import { canCreate, isPlanDue, needsSamePlan } from '../../wizard/dueWork';
import type { WizardState } from '../../wizard/wizardState';
import type { LiveWizard } from './liveWizard';
import type { AccountActions } from './projectActions';
import { toReason } from './toReason';

/** Whoever types the name of a branch is not asked about after each letter. */
const typingPauseMs = 400;

export interface WizardCreationPorts {
  readonly loadActions: (accountId: string) => Promise<AccountActions>;
  readonly clock: Clock;
  readonly log: Log;
}

interface Planning {
  readonly cancellation: AbortController;
  /** What is planned for; `undefined` while nothing is. */
  readonly current: { readonly accountId: string; readonly state: WizardState } | undefined;
}

/** Plans what is to be committed while the review is shown, and carries it out. */
export class WizardCreation implements Disposable {
  readonly #wizard: LiveWizard;
  readonly #ports: WizardCreationPorts;
  readonly #owned = new DisposableStore();
  readonly #end = new AbortController();
  #planning: Planning = { cancellation: new AbortController(), current: undefined };
  #underWay: Promise<void> | undefined;

  constructor(wizard: LiveWizard, ports: WizardCreationPorts) {
    this.#wizard = wizard;
    this.#ports = ports;
    this.#owned.add(
      wizard.onDidChange(() => {
        this.follow();
      }),
    );
  }

  /** Resolves when a commit that may be on its way has come to its end; `undefined` while there is none. */
  get underWay(): Promise<void> | undefined {
    return this.#underWay;
  }

  /** Begins to plan where a plan is missing, and gives up what nobody waits for any more. */
  follow(): void {
    const { state, accountId } = this.#wizard;
    const { current } = this.#planning;
    const isOfUse = current !== undefined && accountId === current.accountId && needsSamePlan(current.state, state);
    if (!isPlanDue(state) || accountId === undefined) {
      if (!isOfUse || state.step !== 'review') this.#giveUp();
      return;
    }
    if (isOfUse) return;
    const pauseMs = current === undefined ? 0 : typingPauseMs;
    void this.#plan(accountId, pauseMs);
  }

  /** After something was in the way. */
  async planAgain(): Promise<void> {
    const { accountId } = this.#wizard;
    if (accountId !== undefined && this.#underWay === undefined) await this.#plan(accountId, 0);
  }

  /** Goes on where an earlier attempt stopped. Resolves when it is done or has failed; the state says which. */
  async create(): Promise<void> {
    const { state, accountId } = this.#wizard;
    const { plan } = state;
    if (this.#underWay !== undefined || plan === undefined || accountId === undefined) return;
    if (!canCreate(state)) return;
    const planned = { ...plan, message: state.message.trim() || plan.message };
    this.#underWay = this.#create(planned, state.creation, accountId).finally(() => {
      this.#underWay = undefined;
    });
    await this.#underWay;
  }

  dispose(): void {
    this.#end.abort();
    this.#giveUp();
    this.#owned.dispose();
  }

  #giveUp(): void {
    this.#planning.cancellation.abort();
    this.#planning = { ...this.#planning, current: undefined };
  }

  async #plan(accountId: string, pauseMs: number): Promise<void> {
    this.#planning.cancellation.abort();
    const cancellation = new AbortController();
    const { signal } = cancellation;
    this.#planning = { cancellation, current: { accountId, state: this.#wizard.state } };
    try {
      if (pauseMs > 0) await this.#ports.clock.sleep(pauseMs, signal);
      const { planCreation, ports } = await this.#ports.loadActions(accountId);
      const { state } = this.#wizard;
      const { repository } = state;
      signal.throwIfAborted();
      if (repository === undefined) return;
      const plan = await planCreation(ports, { ...state, repository }, signal);
      signal.throwIfAborted();
      this.#wizard.apply({ kind: 'planned', plan });
    } catch (error) {
      if (isAborted(signal)) return;
      this.#ports.log.warn(`What a project needs could not be planned: ${String(error)}`);
      this.#wizard.apply({ kind: 'planFailed', reason: toReason(error) });
    }
    if (!isAborted(signal)) this.#planning = { cancellation, current: undefined };
  }

  async #create(plan: CreationPlan, before: Creation, accountId: string): Promise<void> {
    const wizard = this.#wizard;
    wizard.apply({ kind: 'creating', step: before.step ?? 'check' });
    try {
      const { createProject, ports } = await this.#ports.loadActions(accountId);
      const end = await createProject(
        ports,
        plan,
        before,
        (now) => {
          this.#tell(now);
        },
        this.#end.signal,
      );
      this.#tell(end);
      if (end.failure === undefined) wizard.apply({ kind: 'created' });
    } catch (error) {
      if (isAborted(this.#end.signal)) return;
      this.#ports.log.error(`A project could not be created: ${String(error)}`);
      const step = wizard.state.creation.step ?? 'check';
      wizard.apply({ kind: 'creationFailed', failure: { step, kind: 'unreachable', reason: toReason(error) } });
    }
  }

  #tell({ step, commit, failure, isRunning }: Creation): void {
    const known = this.#wizard.state.creation;
    if (commit !== undefined && commit !== known.commit) this.#wizard.apply({ kind: 'committed', commit });
    if (failure !== undefined) this.#wizard.apply({ kind: 'creationFailed', failure });
    else if (isRunning && step !== undefined && step !== known.step) this.#wizard.apply({ kind: 'creating', step });
  }
}

/** Asked anew: what is awaited in between may have aborted it. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
