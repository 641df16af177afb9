import { withDeadline } from '../../base/withDeadline';
import { BitbucketError } from '../../bitbucket/bitbucketError';
import type { NewCommit } from '../../bitbucket/model';
import type { PendingCommit } from '../drafts/draft';
import type { CommittedTree } from './commits';
import type { CommitOutcome, UnknownOutcome } from './commitOutcome';
import type { CommitPorts } from './commitPorts';
import { findCommitMade, type Sighting } from './commitSearch';
import { findBaseCommit, toRebase } from './judgement';
import { isAnswered, isRefusal } from './refusal';

/** How sending ended: `moved` when the branch is not at the parent any more and nothing was committed. */
export type SendOutcome = CommitOutcome | { readonly kind: 'moved' };

/** Waits before looking once more: what was sent may still be under way, or not be visible everywhere yet. */
const patienceMs = [0, 1_000, 2_000, 4_000];
/** A commit that was sent by a window that may still wait for its answer. */
const mayBeUnderWayMs = 30_000;
const longestLookMs = 120_000;
const mostSends = 2;

/** Sends commits and finds out how they ended: nothing is dropped before it was read back from the branch. */
export class CommitSender {
  readonly #ports: CommitPorts;

  constructor(ports: CommitPorts) {
    this.#ports = ports;
  }

  /** Rejects with `BitbucketError` when Bitbucket refused, and with the abort reason when nothing came of it. */
  async send(
    tree: CommittedTree,
    pending: PendingCommit,
    commit: NewCommit,
    signal: AbortSignal | undefined,
  ): Promise<SendOutcome> {
    signal?.throwIfAborted();
    // Before it is sent: whoever finds it after a crash can look how it ended.
    await tree.drafts.setPendingCommit(pending);
    for (let sends = 1; ; sends++) {
      const failure = await this.#post(tree, commit, signal);
      const isMade = failure === undefined;
      // The parent lets one of two equal commits through: when the second is refused, the first may be why.
      if (!isMade && isRefusal(failure.error) && sends === 1)
        return this.#toRefused(tree, pending, failure.error, signal);
      const sighting = await this.#lookPatiently(tree, pending, isMade);
      if (sighting.kind === 'unknown') return sighting;
      if (sighting.kind === 'there') return this.#finish(tree, pending, sighting);
      if (isMade) return this.#toMissing(tree, sighting);
      if (isRefusal(failure.error)) return this.#toRefused(tree, pending, failure.error, signal);
      this.#ports.log.warn(`A commit had no clear end and is not there: ${String(failure.error)}`);
      if (signal?.aborted === true) await this.#clear(tree);
      signal?.throwIfAborted();
      if (sends < mostSends) continue;
      if (!isAnswered(failure.error)) return { kind: 'unknown' };
      await this.#clear(tree);
      throw failure.error;
    }
  }

  /** Looks how an earlier commit ended; `undefined` when there is none, or when it was never made and is forgotten now. */
  async settle(tree: CommittedTree, signal: AbortSignal | undefined): Promise<CommitOutcome | undefined> {
    const pending = await tree.drafts.pendingCommit();
    if (pending === undefined) return undefined;
    for (const waitMs of patienceMs) {
      if (waitMs > 0) await this.#ports.clock.sleep(waitMs, signal);
      const sighting = await this.#look(tree, pending, signal);
      signal?.throwIfAborted();
      if (sighting.kind === 'unknown') return sighting;
      if (sighting.kind === 'there') return this.#finish(tree, pending, sighting);
      const ageMs = this.#ports.clock.now() - pending.startedMs;
      if (ageMs < 0 || ageMs >= mayBeUnderWayMs) {
        this.#ports.log.info('A commit that was asked for earlier was not made; its drafts are still there.');
        await this.#clear(tree);
        return undefined;
      }
    }
    return { kind: 'unknown' };
  }

  async #post(
    tree: CommittedTree,
    commit: NewCommit,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly error: unknown } | undefined> {
    try {
      await this.#ports.api.commitFiles(tree.location.repository, commit, signal);
      return undefined;
    } catch (error) {
      return { error };
    }
  }

  /** Not stopped by the user: what was sent cannot be taken back, only found. */
  async #lookPatiently(
    tree: CommittedTree,
    pending: PendingCommit,
    isMade: boolean,
  ): Promise<Sighting | UnknownOutcome> {
    let last: Sighting | UnknownOutcome = { kind: 'unknown' };
    for (const waitMs of patienceMs) {
      if (waitMs > 0) await this.#ports.clock.sleep(waitMs);
      last = await this.#look(tree, pending, undefined);
      if (last.kind === 'there' || (isMade && last.kind === 'differs')) return last;
      // Only the user can change that.
      if (last.kind === 'unknown' && last.isSignInNeeded === true) return last;
    }
    return last;
  }

  async #look(
    tree: CommittedTree,
    pending: PendingCommit,
    signal: AbortSignal | undefined,
  ): Promise<Sighting | UnknownOutcome> {
    const { api, clock, log } = this.#ports;
    const late = (): Error => new BitbucketError({ kind: 'unreachable' }, 'Looking for a commit took too long.');
    try {
      return await withDeadline({ clock, ms: longestLookMs, signal, late }, (own) =>
        findCommitMade(api, tree.location.repository, pending, own),
      );
    } catch (error) {
      log.warn(`Cannot look for a commit: ${String(error)}`);
      const isSignInNeeded = BitbucketError.is(error, 'signedOut') || BitbucketError.is(error, 'unauthorized');
      return { kind: 'unknown', ...(isSignInNeeded && { isSignInNeeded }) };
    }
  }

  async #finish(
    tree: CommittedTree,
    pending: PendingCommit,
    { commit, tip, files }: Extract<Sighting, { kind: 'there' }>,
  ): Promise<CommitOutcome> {
    const { repository } = tree.location;
    const { branch, parent } = pending;
    try {
      await this.#ports.files.noteStep({ repository, parent, commit: commit.hash, files });
      // Before the drafts go, so that nobody sees the files as they were.
      this.#ports.tips.note(repository, { name: branch, commit: tip.hash, date: tip.date });
    } catch (error) {
      this.#ports.log.warn(`A commit could not be shown: ${String(error)}`);
    }
    await tree.drafts.dropCommitted(commit.hash, pending);
    await this.#clear(tree);
    if (branch === tree.drafts.scope.branch && tip.hash === commit.hash)
      await this.#carryOn(tree, pending, commit.hash);
    return { kind: 'committed', commit: commit.hash, branch, paths: pending.files.map(({ path }) => path) };
  }

  /** Bitbucket said it made the commit. */
  async #toMissing(tree: CommittedTree, sighting: Exclude<Sighting, { kind: 'there' }>): Promise<CommitOutcome> {
    if (sighting.kind === 'absent') return { kind: 'unknown' };
    await this.#clear(tree);
    return { kind: 'differs', commit: sighting.commit.hash, paths: sighting.paths };
  }

  async #toRefused(
    tree: CommittedTree,
    { branch }: PendingCommit,
    error: BitbucketError,
    signal: AbortSignal | undefined,
  ): Promise<SendOutcome> {
    await this.#clear(tree);
    if (error.failure.kind === 'conflict') return { kind: 'moved' };
    if (error.failure.kind !== 'forbidden' || error.failure.requiredScopes.length > 0) throw error;
    const permission = await this.#ports.api.findPermission(tree.location.repository, signal).catch(() => {
      throw error;
    });
    if (permission !== 'write' && permission !== 'admin') return { kind: 'notAllowed' };
    return { kind: 'protected', branch };
  }

  #clear(tree: CommittedTree): Promise<void> {
    return tree.drafts.setPendingCommit(undefined);
  }

  /** Drafts that were not committed stand on the new commit as well: it is known not to touch them. */
  async #carryOn({ drafts }: CommittedTree, pending: PendingCommit, commit: string): Promise<void> {
    if (pending.parent === undefined) return;
    const committed = new Set(pending.files.map(({ path }) => path));
    try {
      const left = (await drafts.all()).filter(
        (draft) =>
          findBaseCommit(draft) === pending.parent &&
          draft.change.kind !== 'folder' &&
          draft.conflict === undefined &&
          !committed.has(draft.path),
      );
      const rebases = await Promise.all(left.map((draft) => toRebase(drafts, { kind: 'untouched', draft }, commit)));
      await drafts.rebase(rebases.filter((rebase) => rebase !== undefined));
    } catch (error) {
      this.#ports.log.warn(`Drafts that were not committed keep their older base: ${String(error)}`);
    }
  }
}
