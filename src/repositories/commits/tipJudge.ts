import pLimit from 'p-limit';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import { BitbucketError } from '../../bitbucket/bitbucketError';
import type { ChangedPath, FileMode } from '../../bitbucket/model';
import { hashContent } from '../drafts/contentHash';
import type { BranchDrafts } from '../drafts/branchDrafts';
import type { Draft } from '../drafts/draft';
import type { CommitPorts } from './commitPorts';
import { toFileMode } from '../fileMode';
import { findDraftState, type DraftState } from './draftContent';
import { findBaseCommit, hasClash, isTouched, judgeByContent, type FileState, type Verdict } from './judgement';

/** Reads that wait for each other's sockets only. */
export const readsAtOnce = 8;

/** Compares drafts with one commit; what it learnt it does not ask for again. */
export class TipJudge {
  readonly #ports: Pick<CommitPorts, 'api' | 'files'>;
  readonly #repository: RepositoryId;
  readonly #tip: string;
  readonly #signal: AbortSignal | undefined;
  readonly #changes = new Map<string, Promise<readonly ChangedPath[] | undefined>>();

  constructor(
    ports: Pick<CommitPorts, 'api' | 'files'>,
    repository: RepositoryId,
    tip: string,
    signal: AbortSignal | undefined,
  ) {
    this.#ports = ports;
    this.#repository = repository;
    this.#tip = tip;
    this.#signal = signal;
  }

  /**
   * What differs since a commit: `undefined` when that is gone (the branch was rewritten) or too much to be told. Noted,
   * so that only what differs has to be fetched: a branch that moved is to be told of after this.
   */
  findChangesSince(commit: string): Promise<readonly ChangedPath[] | undefined> {
    const known = this.#changes.get(commit) ?? this.#fetchChanges(commit);
    this.#changes.set(commit, known);
    return known;
  }

  /** In the order of the drafts; a draft that went away meanwhile gets none. Without anything to compare: no request. */
  async judge(drafts: BranchDrafts, judged: readonly (Draft | DraftState)[]): Promise<readonly Verdict[]> {
    const states = judged.map((it) => ('draft' in it ? it : { draft: it, content: undefined, isUnread: true }));
    const touched: typeof states = [];
    for (const state of states) {
      if (await this.#mayBeTouched(state.draft)) touched.push(state);
    }
    const modes = await this.#findModes(touched.map(({ draft }) => draft.path));
    const limit = pLimit(readsAtOnce);
    const verdicts = states.map((state): Promise<Verdict | undefined> => {
      if (touched.includes(state)) return limit(() => this.#judgeTouched(drafts, state, modes));
      return Promise.resolve({ kind: 'untouched', draft: state.draft });
    });
    return (await Promise.all(verdicts)).filter((verdict) => verdict !== undefined);
  }

  async #mayBeTouched(draft: Draft): Promise<boolean> {
    const commit = findBaseCommit(draft);
    if (commit === this.#tip) return draft.conflict !== undefined;
    const changes = commit === undefined ? undefined : await this.findChangesSince(commit);
    return changes === undefined || isTouched(draft, changes);
  }

  async #judgeTouched(
    drafts: BranchDrafts,
    state: DraftState & { readonly isUnread?: boolean },
    modes: ReadonlyMap<string, FileMode>,
  ): Promise<Verdict | undefined> {
    const read = state.isUnread === true ? await findDraftState(drafts, state.draft) : state;
    if (read === undefined) return undefined;
    const { draft, content } = read;
    const mode = modes.get(draft.path);
    const bytes = mode && (await this.#fetchFile(this.#tip, draft.path));
    const theirs = mode && bytes && { mode, bytes, hash: await hashContent(bytes) };
    if (theirs === undefined && content !== undefined && (await this.#isInTheWay(draft))) {
      return { kind: 'conflict', draft, theirs: undefined };
    }
    return judgeByContent(draft, content, theirs, () => this.#readBase(drafts, draft));
  }

  async #isInTheWay(draft: Draft): Promise<boolean> {
    const commit = findBaseCommit(draft);
    const changes = commit === undefined ? undefined : await this.findChangesSince(commit);
    return changes !== undefined && hasClash(draft.path, changes);
  }

  async #readBase(drafts: BranchDrafts, { path, base }: Draft): Promise<FileState | undefined> {
    if (base === undefined) return undefined;
    const kept = await drafts.readBase(path);
    const bytes = kept ?? (await this.#fetchFile(base.commit, path));
    return bytes && { bytes, mode: base.mode, hash: base.hash ?? (await hashContent(bytes)) };
  }

  async #findModes(paths: readonly string[]): Promise<ReadonlyMap<string, FileMode>> {
    if (paths.length === 0) return new Map();
    const entries = await this.#ports.api.findSourceEntries(this.#repository, this.#tip, paths, this.#signal);
    return new Map(entries.map((entry) => [entry.path, toFileMode(entry)]));
  }

  async #fetchFile(commit: string, path: string): Promise<Uint8Array | undefined> {
    try {
      const signal = this.#signal && AbortSignal.any([this.#signal]);
      return await this.#ports.api.fetchFile(this.#repository, commit, path, signal);
    } catch (error) {
      if (BitbucketError.is(error, 'notFound')) return undefined;
      throw error;
    }
  }

  async #fetchChanges(from: string): Promise<readonly ChangedPath[] | undefined> {
    const changes: ChangedPath[] = [];
    const options = this.#signal && { signal: this.#signal };
    try {
      for await (const { values } of this.#ports.api.listChanges(this.#repository, { from, to: this.#tip }, options)) {
        changes.push(...values);
      }
      await this.#ports.files.noteChanges(this.#repository, { from, to: this.#tip, changes });
      return changes;
    } catch (error) {
      if (BitbucketError.is(error, 'notFound') || BitbucketError.is(error, 'tooLarge')) return undefined;
      throw error;
    }
  }
}
