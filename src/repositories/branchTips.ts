import { Emitter } from '../base/event';
import type { BitbucketApi, RepositoryId } from '../bitbucket/bitbucketApi';
import { BitbucketError } from '../bitbucket/bitbucketError';
import type { Branch } from '../bitbucket/model';
import type { Clock } from '../base/clock';
import { untilAborted } from '../base/untilAborted';
import type { LoadFailure } from './loadFailure';
import { isPassing, OfflineStretch } from './offlineStretch';
import type { OfflineTips, SeenTip } from './offlineTips';
import { SharedRequest } from './sharedRequest';

/** Where a branch pointed when it was last looked at in this window. */
export interface BranchTip {
  readonly repository: RepositoryId;
  readonly branch: string;
  /** Forty hexadecimal digits. */
  readonly commit: string;
  /** ISO 8601, of the commit. */
  readonly date: string;
}

/** A branch that is shown where it was last seen, because Bitbucket could not be asked in this window. */
export interface OutdatedTip extends BranchTip {
  /** When Bitbucket last said so, in milliseconds since the epoch. */
  readonly seenMs: number;
  /** Why it could not be asked, as of the last attempt. */
  readonly failure: LoadFailure;
}

/** What lets branches outlive the window. */
export interface TipMemory {
  readonly offlineTips: OfflineTips;
  readonly clock: Clock;
}

interface Outdated {
  readonly tip: BranchTip;
  readonly seenMs: number;
  readonly stretch: OfflineStretch;
}

/** Nobody waits longer for a tip when an earlier one is at hand; an answer that comes later still counts. */
const patienceMs = 4000;

/**
 * What this window believes the branches of one account to be. The tree and the files read through the same belief, so
 * that a file shown in the tree can be opened; it moves only when somebody looks again. Where Bitbucket cannot be asked,
 * the branch stands where it was last seen in any session, and is asked for again when it is used or `askAgain` is called.
 */
export class BranchTips {
  readonly #api: Pick<BitbucketApi, 'findBranches'>;
  readonly #tips = new Map<string, BranchTip>();
  readonly #requests = new SharedRequest<BranchTip>();
  readonly #onDidMove = new Emitter<BranchTip>();
  /** A branch that was known before points elsewhere now, or one that was missed is there. */
  readonly onDidMove = this.#onDidMove.event;
  /** Those that were asked for and did not exist. */
  readonly #missing = new Set<string>();
  readonly #memory: TipMemory | undefined;
  readonly #outdated = new Map<string, Outdated>();
  readonly #onDidChangeOutdated = new Emitter<void>();
  /** Bitbucket stopped or began to answer about a branch that is in use. */
  readonly onDidChangeOutdated = this.#onDidChangeOutdated.event;

  /** Without a memory nothing outlives the window. */
  constructor(api: Pick<BitbucketApi, 'findBranches'>, memory?: TipMemory) {
    this.#api = api;
    this.#memory = memory;
  }

  /** The branches in use that stand where they were last seen; none while Bitbucket answers. */
  get outdated(): readonly OutdatedTip[] {
    return [...this.#outdated.values()].map(({ tip, seenMs, stretch }) => ({
      ...tip,
      seenMs,
      failure: stretch.failure,
    }));
  }

  /**
   * The tip known in this window, else one request, else (when that gets no answer) the tip last seen. Rejects as
   * `notFound` when the branch does not exist.
   */
  async resolve(repository: RepositoryId, branch: string, signal?: AbortSignal): Promise<BranchTip> {
    const key = toKey(repository, branch);
    const known = this.#tips.get(key);
    if (known === undefined) return this.#fetchOrRecall(repository, branch, signal);
    const outdated = this.#outdated.get(key);
    if (outdated?.stretch.isWorthAsking === true) void this.#askAgain(outdated);
    return known;
  }

  /** Asks again about the branches that could not be asked for: at once when forced, else as far as it is worth it. */
  async askAgain({ isForced = false } = {}): Promise<void> {
    const worth = [...this.#outdated.values()].filter(({ stretch }) => isForced || stretch.isWorthAsking);
    await Promise.all(worth.map((outdated) => this.#askAgain(outdated)));
  }

  /** Whether any session of this account has seen a branch of the repository; no request. */
  async hasSeen(repository: RepositoryId): Promise<boolean> {
    return (await this.#memory?.offlineTips.hasSeen(repository)) === true;
  }

  /** Those of the named branches that exist, as they are now: one request. */
  async find(repository: RepositoryId, names: readonly string[], signal?: AbortSignal): Promise<readonly Branch[]> {
    const found = await this.#api.findBranches(repository, names, signal);
    for (const branch of found) this.#note(repository, branch);
    return found;
  }

  /** Looks again: one request. */
  fetch(repository: RepositoryId, branch: string, signal?: AbortSignal): Promise<BranchTip> {
    return this.#requests.run(toKey(repository, branch), signal, async (shared) => {
      const found = await this.find(repository, [branch], shared);
      const tip = this.#tips.get(toKey(repository, branch));
      if (tip !== undefined && found.some(({ name }) => name === branch)) return tip;
      this.#tips.delete(toKey(repository, branch));
      this.#missing.add(toKey(repository, branch));
      this.#end(toKey(repository, branch));
      void this.#memory?.offlineTips.forget(repository, branch);
      throw new BitbucketError(
        { kind: 'notFound' },
        `No branch ${branch} in ${repository.workspace}/${repository.slug}`,
      );
    });
  }

  /** The tip known in this window, without a request. */
  peek(repository: RepositoryId, branch: string): BranchTip | undefined {
    return this.#tips.get(toKey(repository, branch));
  }

  /** The branch was seen there in another way, as after a commit of this window: no request. */
  note(repository: RepositoryId, branch: Branch): BranchTip {
    return this.#note(repository, branch);
  }

  #note(repository: RepositoryId, { name: branch, commit, date }: Branch): BranchTip {
    const key = toKey(repository, branch);
    void this.#memory?.offlineTips.record(repository, { name: branch, commit, date });
    this.#end(key);
    const before = this.#tips.get(key);
    if (before?.commit === commit) return before;
    const { workspace, slug } = repository;
    const tip = { repository: { workspace, slug }, branch, commit, date };
    this.#tips.set(key, tip);
    if (this.#missing.delete(key) || before !== undefined) this.#onDidMove.fire(tip);
    return tip;
  }

  async #fetchOrRecall(repository: RepositoryId, branch: string, signal: AbortSignal | undefined): Promise<BranchTip> {
    const seen = await this.#memory?.offlineTips.find(repository, branch);
    if (this.#memory === undefined || seen === undefined) return this.fetch(repository, branch, signal);
    // Not the caller's signal: the request goes on when nobody waits for it any more.
    const asked = this.fetch(repository, branch);
    const patience = new AbortController();
    const recalled = this.#memory.clock.sleep(patienceMs, patience.signal).then(() => {
      const late = new BitbucketError({ kind: 'unreachable' }, 'No answer yet about a branch.');
      return this.#recall(repository, branch, seen, late);
    });
    recalled.catch(() => undefined);
    const answered = asked.catch((error: unknown) => {
      if (!isPassing(error)) throw error;
      return this.#recall(repository, branch, seen, error);
    });
    answered.catch(() => undefined);
    try {
      return await untilAborted(Promise.race([answered, recalled]), signal);
    } finally {
      patience.abort();
    }
  }

  /** The branch stands where it was last seen, unless Bitbucket has answered meanwhile. */
  #recall(repository: RepositoryId, branch: string, { commit, date, seenMs }: SeenTip, error: BitbucketError) {
    const key = toKey(repository, branch);
    const known = this.#tips.get(key);
    if (known !== undefined) {
      this.#outdated.get(key)?.stretch.fail(error);
      return known;
    }
    const { workspace, slug } = repository;
    const tip = { repository: { workspace, slug }, branch, commit, date };
    this.#tips.set(key, tip);
    if (this.#memory !== undefined) {
      this.#outdated.set(key, { tip, seenMs, stretch: new OfflineStretch(this.#memory.clock, error) });
      this.#onDidChangeOutdated.fire();
    }
    return tip;
  }

  async #askAgain({ tip: { repository, branch }, stretch }: Outdated): Promise<void> {
    const key = toKey(repository, branch);
    if (this.#requests.isUnderWay(key)) return;
    try {
      await this.fetch(repository, branch);
    } catch (error) {
      if (!isPassing(error)) return;
      stretch.fail(error);
      this.#onDidChangeOutdated.fire();
      return;
    }
    // One answer shows that Bitbucket can be asked: whatever else waits need not wait longer.
    await this.askAgain({ isForced: true });
  }

  #end(key: string): void {
    if (this.#outdated.delete(key)) this.#onDidChangeOutdated.fire();
  }
}

function toKey({ workspace, slug }: RepositoryId, branch: string): string {
  return `${workspace}/${slug}/${branch}`;
}
