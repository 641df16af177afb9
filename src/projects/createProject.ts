import type { Creation, CreationFailure, CreationPlan, CreationStep } from './creation';
import { compareWithPlan, findLandedCommit } from './landedCommit';
import type { ProjectError, CreationPorts, RemoteCommit } from './projectRemote';
import { explainForbidden, toObstacleError, toProjectError } from './toProjectError';

/** How often a commit is sent to a branch that moves each time. */
const mostAttempts = 4;
/** Waits before looking once more: what was sent may still be under way, or not be visible everywhere yet. */
const patienceMs: readonly number[] = [0, 1_000, 2_000, 4_000];

/**
 * Carries a plan out: check, commit, verify, open. Goes on where `before` stopped and recognises a commit of an earlier
 * run, so that there is one however often it is run. What went wrong is in the result; rejects only when aborted.
 */
export function createProject(
  ports: CreationPorts,
  plan: CreationPlan,
  before: Creation,
  onChange: (creation: Creation) => void,
  signal?: AbortSignal,
): Promise<Creation> {
  return new CreationRun(ports, plan, onChange, signal).run(before);
}

/** What the branch is before anything is sent to it. */
type Situation =
  /** An earlier run's commit is there, or somebody's who did the same. */
  | { readonly kind: 'landed'; readonly commit: string }
  | { readonly kind: 'ready'; readonly parent: string | undefined };

class CreationRun {
  readonly #ports: CreationPorts;
  readonly #plan: CreationPlan;
  readonly #onChange: (creation: Creation) => void;
  readonly #signal: AbortSignal | undefined;
  #step: CreationStep = 'check';
  #commit: string | undefined;

  constructor(
    ports: CreationPorts,
    plan: CreationPlan,
    onChange: (creation: Creation) => void,
    signal: AbortSignal | undefined,
  ) {
    this.#ports = ports;
    this.#plan = plan;
    this.#onChange = onChange;
    this.#signal = signal;
  }

  async run(before: Creation): Promise<Creation> {
    this.#commit = before.commit;
    try {
      if (this.#commit === undefined) await this.#makeCommit();
      else if (before.step !== 'open') await this.#verify(this.#commit);
      this.#enter('open');
      await this.#ports.open(this.#plan.target);
      return this.#end(undefined);
    } catch (error) {
      this.#signal?.throwIfAborted();
      return this.#end(toFailure(this.#step, toProjectError(this.#ports, error)));
    }
  }

  #enter(step: CreationStep): void {
    this.#step = step;
    this.#onChange({ step, isRunning: true, commit: this.#commit });
  }

  #end(failure: CreationFailure | undefined): Creation {
    const creation = { step: this.#step, isRunning: false, failure, commit: this.#commit };
    this.#onChange(creation);
    return creation;
  }

  async #makeCommit(): Promise<void> {
    this.#enter('check');
    if (this.#plan.files.length === 0) return;
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      if (attempt > 0) this.#enter('check');
      const situation = await this.#look();
      if (situation.kind === 'landed') {
        this.#commit = situation.commit;
        this.#enter('verify');
        return;
      }
      await this.#requireNoDrafts();
      this.#enter('commit');
      if (await this.#send(situation.parent)) return;
    }
    throw toObstacleError(this.#ports, { kind: 'movedTooOften' });
  }

  /** Rejects as `changed` when somebody committed what is in the way. */
  async #look(): Promise<Situation> {
    const { target, baseCommit, files } = this.#plan;
    const tip = await this.#ports.findTip(target, target.branch, this.#signal);
    if (tip === undefined) {
      if (baseCommit === undefined) await this.#requireEmptyRepository();
      return { kind: 'ready', parent: baseCommit };
    }
    if (tip.hash === baseCommit) return { kind: 'ready', parent: baseCommit };
    const landed = await findLandedCommit(this.#ports, this.#plan, { tip, parent: baseCommit }, this.#signal);
    if (landed?.differing.length === 0) return this.#toLanded(tip, landed.commit);
    const paths = files.map(({ path }) => path);
    const texts = await this.#ports.readTexts(target, tip.hash, paths, this.#signal);
    if (files.every(({ path, text }) => texts.get(path) === text)) return this.#toLanded(tip, tip.hash);
    const changed = files.filter(({ path, before }) => texts.get(path) !== before).map(({ path }) => path);
    if (changed.length > 0) throw toObstacleError(this.#ports, { kind: 'changed', paths: changed });
    return { kind: 'ready', parent: tip.hash };
  }

  async #toLanded(tip: RemoteCommit, commit: string): Promise<Situation> {
    await this.#ports.noteTip(this.#plan.target, tip);
    return { kind: 'landed', commit };
  }

  /** A branch that is missing may begin without a parent only where there is nothing it could begin from. */
  async #requireEmptyRepository(): Promise<void> {
    const defaultBranch = await this.#ports.findDefaultBranch(this.#plan.target, this.#signal);
    if (defaultBranch !== undefined) throw toObstacleError(this.#ports, { kind: 'changed', paths: [] });
  }

  /** What is committed below an edit would be hidden by it, and taken back by its own commit later. */
  async #requireNoDrafts(): Promise<void> {
    const { target, files } = this.#plan;
    const paths = await this.#ports.findDrafts(
      target,
      files.map(({ path }) => path),
    );
    if (paths.length > 0) throw toObstacleError(this.#ports, { kind: 'drafts', paths });
  }

  /** Whether the commit is there and holds what was planned; not when the branch moved, so that nothing was made. */
  async #send(parent: string | undefined): Promise<boolean> {
    const { target, message, files } = this.#plan;
    const { branch } = target;
    let failure: ProjectError | undefined;
    try {
      const sent = files.map(({ path, text }) => ({ path, text }));
      await this.#ports.commit(target, { branch, parent, message, files: sent }, this.#signal);
      this.#enter('verify');
    } catch (error) {
      this.#signal?.throwIfAborted();
      failure = toProjectError(this.#ports, error);
      // Perhaps an earlier one of our own was in time after all; looking tells.
      if (failure.kind === 'conflict') return false;
      if (failure.isCertain) throw await explainForbidden(this.#ports, target, branch, failure, this.#signal);
    }
    if (await this.#find(parent, failure)) return true;
    throw failure ?? toObstacleError(this.#ports, { kind: 'notSeenYet' });
  }

  /** Looks patiently for what was sent. */
  async #find(parent: string | undefined, failure: ProjectError | undefined): Promise<boolean> {
    const { target } = this.#plan;
    for (const waitMs of patienceMs) {
      if (waitMs > 0) await this.#ports.sleep(waitMs, this.#signal);
      try {
        const tip = await this.#ports.findTip(target, target.branch, this.#signal);
        if (tip === undefined || tip.hash === parent) continue;
        const landed = await findLandedCommit(this.#ports, this.#plan, { tip, parent }, this.#signal);
        // Without an answer only one that is equal is known to be ours.
        if (landed === undefined || (failure !== undefined && landed.differing.length > 0)) continue;
        await this.#accept(tip, landed);
        return true;
      } catch (error) {
        this.#signal?.throwIfAborted();
        if (this.#commit !== undefined) throw error;
        throw failure ?? error;
      }
    }
    return false;
  }

  async #accept(
    tip: RemoteCommit,
    { commit, differing }: { commit: string; differing: readonly string[] },
  ): Promise<void> {
    this.#commit = commit;
    if (this.#step !== 'verify') this.#enter('verify');
    await this.#ports.noteTip(this.#plan.target, tip);
    if (differing.length > 0) throw toObstacleError(this.#ports, { kind: 'differs', paths: differing });
  }

  /** Of a commit that an earlier run knew. */
  async #verify(commit: string): Promise<void> {
    this.#enter('verify');
    const { differing } = await compareWithPlan(this.#ports, this.#plan, commit, this.#signal);
    if (differing.length > 0) throw toObstacleError(this.#ports, { kind: 'differs', paths: differing });
  }
}

function toFailure(step: CreationStep, { kind, reason }: ProjectError): CreationFailure {
  switch (kind) {
    case 'conflict':
      return { step, kind: 'changed', reason };
    case 'forbidden':
    case 'notFound':
    case 'tooLarge':
      return { step, kind: 'refused', reason };
    case 'protected':
    case 'changed':
    case 'unreachable':
    case 'limited':
    case 'refused':
    case 'signedOut':
    case 'invalid':
      return { step, kind, reason };
  }
}
