import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import { BitbucketError } from '../../bitbucket/bitbucketError';
import type { FileMode } from '../../bitbucket/model';
import type { Draft } from '../drafts/draft';
import type { ConflictChoice } from './commitOutcome';
import type { CommitPorts } from './commitPorts';
import type { Commits, CommittedTree } from './commits';
import { findDraftState } from './draftContent';
import { findBaseCommit, hasClash, mergeValues, toTheirBase, type FileState } from './judgement';
import { mergeByLines, toUnion } from './threeWayMerge';
import { TipJudge } from './tipJudge';

/** The choice cannot be made of these files: only text can hold both sides, and only one thing can be at a path. */
export class ConflictChoiceError extends Error {
  override readonly name = 'ConflictChoiceError';
  readonly reason: 'inTheWay' | 'noText';
  readonly path: string;

  constructor(reason: ConflictChoiceError['reason'], path: string) {
    super(`${reason}: ${path}`);
    this.reason = reason;
    this.path = path;
  }
}

/** Shows and ends conflicts of single drafts. */
export class ConflictSides {
  readonly #ports: Pick<CommitPorts, 'api' | 'tips' | 'files'>;

  constructor(ports: Pick<CommitPorts, 'api' | 'tips' | 'files'>) {
    this.#ports = ports;
  }

  async read(tree: CommittedTree, path: string, signal?: AbortSignal): ReturnType<Commits['readSides']> {
    const draft = await requireDraft(tree, path);
    const kept = await tree.drafts.readBase(path);
    const base = kept ?? (draft.base && (await this.#fetch(tree.location.repository, draft.base.commit, path, signal)));
    return { base, mine: await tree.drafts.readContent(path), theirs: await this.#readTheirs(tree, draft, signal) };
  }

  async resolve(tree: CommittedTree, path: string, choice: ConflictChoice): Promise<void> {
    const draft = await requireDraft(tree, path);
    if (draft.conflict === undefined) return;
    const isWanted = choice === 'mine' || (choice === 'both' && draft.conflict.theirs === undefined);
    if (isWanted) await this.keepMine(tree, path);
    else if (choice === 'theirs' || draft.change.kind !== 'content') await tree.drafts.discard([path], 'merged');
    else await this.#keepBoth(tree, draft);
  }

  /** The draft as it is stands on theirs. */
  async keepMine(tree: CommittedTree, path: string): Promise<void> {
    const draft = await requireDraft(tree, path);
    if (draft.conflict === undefined) return;
    if (await this.#isInTheWay(tree, draft)) throw new ConflictChoiceError('inTheWay', path);
    const state = await findDraftState(tree.drafts, draft);
    if (state === undefined) return;
    const theirs = await this.#requireTheirs(tree, draft);
    const stand = toTheirBase(theirs, draft.conflict.commit);
    const content = state.content && { bytes: state.content.bytes, mode: chooseMode(draft, state.content, theirs) };
    await tree.drafts.rebase([{ path, expectedHash: state.content?.hash, ...stand, ...(content && { content }) }]);
  }

  async #keepBoth(tree: CommittedTree, draft: Draft): Promise<void> {
    const { path, conflict } = draft;
    const state = await findDraftState(tree.drafts, draft);
    const theirs = await this.#requireTheirs(tree, draft);
    if (state?.content === undefined || theirs === undefined || conflict === undefined) return;
    const { bytes: mine, hash } = state.content;
    const regions = await mergeByLines({ base: await tree.drafts.readBase(path), mine, theirs: theirs.bytes });
    if (regions === undefined || [state.content.mode, theirs.mode].includes('link')) {
      throw new ConflictChoiceError('noText', path);
    }
    const content = { bytes: toUnion(regions), mode: chooseMode(draft, state.content, theirs) };
    await tree.drafts.rebase([{ path, expectedHash: hash, ...toTheirBase(theirs, conflict.commit), content }]);
  }

  /** They made a folder of the file, or a file of its folder: committing mine would remove theirs unseen. */
  async #isInTheWay(tree: CommittedTree, draft: Draft): Promise<boolean> {
    const { conflict, change, path } = draft;
    const from = findBaseCommit(draft);
    if (conflict === undefined || conflict.theirs !== undefined || change.kind !== 'content') return false;
    if (from === undefined) return false;
    const judge = new TipJudge(this.#ports, tree.location.repository, conflict.commit, undefined);
    return hasClash(path, (await judge.findChangesSince(from)) ?? []);
  }

  async #requireTheirs(tree: CommittedTree, { path, conflict }: Draft): Promise<FileState | undefined> {
    if (conflict?.theirs === undefined) return undefined;
    const bytes = await this.#ports.api.fetchFile(tree.location.repository, conflict.commit, path);
    return { ...conflict.theirs, bytes };
  }

  async #readTheirs(
    { location: { repository }, drafts }: CommittedTree,
    { path, conflict }: Draft,
    signal: AbortSignal | undefined,
  ): Promise<Uint8Array | undefined> {
    if (conflict !== undefined) {
      return conflict.theirs && (await this.#ports.api.fetchFile(repository, conflict.commit, path, signal));
    }
    const { branch } = drafts.scope;
    const known = this.#ports.tips.peek(repository, branch)?.commit;
    const tip = known ?? (await this.#ports.api.findTip(repository, branch, signal))?.hash;
    return tip === undefined ? undefined : this.#fetch(repository, tip, path, signal);
  }

  async #fetch(
    repository: RepositoryId,
    commit: string,
    path: string,
    signal: AbortSignal | undefined,
  ): Promise<Uint8Array | undefined> {
    try {
      return await this.#ports.api.fetchFile(repository, commit, path, signal);
    } catch (error) {
      if (BitbucketError.is(error, 'notFound')) return undefined;
      throw error;
    }
  }
}

/** Their mode where only they changed it, else mine. The content of a file is none of a link, nor the other way round. */
function chooseMode({ base }: Draft, mine: FileState, theirs: FileState | undefined): FileMode {
  if (base === undefined || theirs === undefined) return mine.mode;
  if ([base.mode, mine.mode, theirs.mode].includes('link')) return mine.mode;
  return mergeValues(base.mode, mine.mode, theirs.mode) ?? mine.mode;
}

async function requireDraft({ drafts }: CommittedTree, path: string): Promise<Draft> {
  const draft = await drafts.find(path);
  if (draft === undefined) throw new Error(`No draft at ${JSON.stringify(path)}.`);
  return draft;
}
