import type { Clock } from '../base/clock';
import { Emitter, type Disposable, type Event } from '../base/event';
import type { Log } from '../base/log';
import type { Repository } from '../bitbucket/model';
import { AfterLimit } from './afterLimit';
import type { RepositoryContent, SnapshotSource } from './branchSnapshot';
import type { CiState } from './ciState';
import type { CiStateSource } from './ciStates';
import { limitedUntil, toLoadFailure, type LoadFailure } from './loadFailure';

/** Unfolding again within this time costs no request. */
const currentForMs = 60_000;

/** What is known of a repository since somebody unfolded it. */
export interface UnfoldedRepository {
  readonly content: RepositoryContent | undefined;
  readonly isLoading: boolean;
  /** Why the content is missing or may be outdated. */
  readonly failure: LoadFailure | undefined;
  /** When Bitbucket last confirmed the content; `undefined` for what an earlier session saw. */
  readonly loadedAt: number | undefined;
  /** Of the commit in `content`; `undefined` also where no CI reported or it could not be read. */
  readonly ci: CiState | undefined;
}

export interface UnfoldedRepositoriesDependencies {
  readonly snapshots: SnapshotSource;
  readonly ciStates: CiStateSource;
  readonly clock: Clock;
  readonly log: Log;
}

const nothingYet: UnfoldedRepository = {
  content: undefined,
  isLoading: false,
  failure: undefined,
  loadedAt: undefined,
  ci: undefined,
};

/**
 * Looks into repositories when they are unfolded, for one account. Nothing rejects: failures are part of the state. What
 * a rate limit has kept from being seen is looked at when the limit is over, unless it was folded meanwhile.
 */
export class UnfoldedRepositories implements Disposable {
  readonly #snapshots: SnapshotSource;
  readonly #ciStates: CiStateSource;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #states = new Map<string, UnfoldedRepository>();
  readonly #underWay = new Map<string, AbortController>();
  readonly #changes = new Emitter<Repository>();
  readonly #afterLimit: AfterLimit<string>;

  constructor(dependencies: UnfoldedRepositoriesDependencies) {
    this.#snapshots = dependencies.snapshots;
    this.#ciStates = dependencies.ciStates;
    this.#clock = dependencies.clock;
    this.#log = dependencies.log;
    this.#afterLimit = new AfterLimit(dependencies.clock);
  }

  get onDidChange(): Event<Repository> {
    return this.#changes.event;
  }

  /** `undefined` when it was never unfolded. */
  find(repositoryUuid: string): UnfoldedRepository | undefined {
    return this.#states.get(repositoryUuid);
  }

  /** Shows what an earlier look saw, and looks again unless that was a moment ago. */
  async unfold(repository: Repository): Promise<void> {
    const state = this.#states.get(repository.uuid);
    if (state?.isLoading === true) return;
    const isCurrent = state?.loadedAt !== undefined && this.#clock.now() - state.loadedAt < currentForMs;
    if (isCurrent && state.failure === undefined) return;
    if (state?.failure !== undefined && limitedUntil(state.failure) > this.#clock.now()) {
      this.#lookAfterLimit(repository, state.failure);
      return;
    }
    await this.#look(repository);
  }

  /** Nobody sees it any more: what is under way ends, but nothing new begins. */
  fold(repository: Repository): void {
    this.#afterLimit.cancel(repository.uuid);
  }

  /** Looks again now, in place of a look under way; also asks for CI results that seemed final. */
  async refresh(repository: Repository): Promise<void> {
    await this.#look(repository, true);
  }

  /** Another branch was chosen: what was shown of the former one makes room. */
  async showAnotherBranch(repository: Repository): Promise<void> {
    this.#states.delete(repository.uuid);
    await this.#look(repository);
  }

  dispose(): void {
    for (const cancellation of this.#underWay.values()) cancellation.abort();
    this.#afterLimit.dispose();
    this.#changes.dispose();
  }

  async #look(repository: Repository, isForced = false): Promise<void> {
    this.#underWay.get(repository.uuid)?.abort();
    this.#afterLimit.cancel(repository.uuid);
    const cancellation = new AbortController();
    const { signal } = cancellation;
    this.#underWay.set(repository.uuid, cancellation);
    this.#change(repository, { isLoading: true }, signal);
    try {
      await this.#showCached(repository, signal);
      const content = await this.#snapshots.fetchContent(repository, repository.mainBranch, signal);
      const isSameCommit = commitOf(content) === commitOf(this.#states.get(repository.uuid)?.content);
      const outdated = isSameCommit ? {} : { ci: undefined };
      const loadedAt = this.#clock.now();
      this.#change(repository, { content, isLoading: false, failure: undefined, loadedAt, ...outdated }, signal);
      await this.#addCiState(repository, content, isForced, signal);
    } catch (error) {
      if (signal.aborted) return;
      this.#log.warn(`${repository.workspace}/${repository.slug} could not be read: ${String(error)}`);
      const failure = toLoadFailure(error, this.#clock.now());
      this.#change(repository, { isLoading: false, failure }, signal);
      this.#lookAfterLimit(repository, failure);
    } finally {
      if (this.#underWay.get(repository.uuid) === cancellation) this.#underWay.delete(repository.uuid);
    }
  }

  #lookAfterLimit(repository: Repository, failure: LoadFailure): void {
    this.#afterLimit.schedule(repository.uuid, failure, () => this.#look(repository));
  }

  async #showCached(repository: Repository, signal: AbortSignal): Promise<void> {
    if (this.#states.get(repository.uuid)?.content !== undefined) return;
    const content = await this.#snapshots.readCachedContent(repository);
    if (content !== undefined) this.#change(repository, { content }, signal);
  }

  /** CI is an extra: when it cannot be read, the pipelines are shown without it. */
  async #addCiState(
    repository: Repository,
    content: RepositoryContent,
    isForced: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    if (content.kind !== 'snapshot') return;
    const { commit, commitDate } = content.snapshot;
    try {
      const ci = await this.#ciStates.fetchCiState(
        repository,
        { hash: commit, date: commitDate },
        { isForced, signal },
      );
      this.#change(repository, { ci }, signal);
    } catch (error) {
      if (!signal.aborted) this.#log.warn(`CI results of ${commit} could not be read: ${String(error)}`);
    }
  }

  #change(repository: Repository, change: Partial<UnfoldedRepository>, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#states.set(repository.uuid, { ...nothingYet, ...this.#states.get(repository.uuid), ...change });
    this.#changes.fire(repository);
  }
}

function commitOf(content: RepositoryContent | undefined): string | undefined {
  return content?.kind === 'snapshot' ? content.snapshot.commit : undefined;
}
