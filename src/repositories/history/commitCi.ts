import pLimit from 'p-limit';
import { Emitter, type Disposable } from '../../base/event';
import type { Log } from '../../base/log';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import type { Commit } from '../../bitbucket/model';
import type { CiState } from '../ciState';
import type { CiStateSource } from '../ciStates';

const requestsAtOnce = 3;

/**
 * What CI says about the commits of a history that somebody looks at: each is asked for once while the history is
 * shown, and final results are known from earlier sessions. What fails is logged and asked for at the next look.
 */
export class CommitCi implements Disposable {
  readonly #source: CiStateSource;
  readonly #repository: RepositoryId;
  readonly #log: Pick<Log, 'debug'>;
  readonly #limit = pLimit(requestsAtOnce);
  readonly #closing = new AbortController();
  readonly #asked = new Map<string, Promise<void>>();
  readonly #states = new Map<string, CiState>();
  readonly #onDidLearn = new Emitter<string>();
  /** The hash of a commit of which CI says something. */
  readonly onDidLearn = this.#onDidLearn.event;

  constructor(source: CiStateSource, repository: RepositoryId, log: Pick<Log, 'debug'>) {
    this.#source = source;
    this.#repository = repository;
    this.#log = log;
  }

  find(hash: string): CiState | undefined {
    return this.#states.get(hash);
  }

  /** Resolves when it is known, or cannot be. */
  look(commit: Commit): Promise<void> {
    const asked = this.#asked.get(commit.hash) ?? this.#limit(() => this.#ask(commit));
    this.#asked.set(commit.hash, asked);
    return asked;
  }

  dispose(): void {
    this.#closing.abort();
    this.#onDidLearn.dispose();
  }

  #isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  async #ask(commit: Commit): Promise<void> {
    if (this.#isClosed()) return;
    try {
      const options = { signal: this.#closing.signal };
      const state = await this.#source.fetchCiState(this.#repository, commit, options);
      if (state === undefined || this.#isClosed()) return;
      this.#states.set(commit.hash, state);
      this.#onDidLearn.fire(commit.hash);
    } catch (error) {
      this.#asked.delete(commit.hash);
      if (!this.#isClosed()) this.#log.debug(`No CI state of ${commit.hash}: ${String(error)}`);
    }
  }
}
