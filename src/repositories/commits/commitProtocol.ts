import { isBranchName } from '../../base/branchName';
import { BitbucketError } from '../../bitbucket/bitbucketError';
import type { PendingCommit } from '../drafts/draft';
import type { CommitOutcome, CommitRequest, ConflictChoice, IncomingChanges } from './commitOutcome';
import type { CommitPorts } from './commitPorts';
import type { Commits, CommittedTree } from './commits';
import { CommitSender, type SendOutcome } from './commitSender';
import { ConflictSides } from './conflictSides';
import { readDraftStates, type DraftState } from './draftContent';
import { IncomingWatch } from './incomingWatch';
import { findBaseCommit } from './judgement';
import { addNeededPaths } from './neededPaths';
import { findParent } from './newBranchParent';
import { OneAtATime } from './oneAtATime';
import { TipJudge } from './tipJudge';
import { applyVerdicts, dropThere } from './verdicts';

/** How often a commit is sent to a branch that moves each time. */
const mostAttempts = 4;

/**
 * The one way from drafts to a branch: judge them against the tip, send one commit on exactly that tip, read it back,
 * and only then drop what was read back. Where a step fails, or the program ends, the drafts are still there.
 */
export class CommitProtocol implements Commits {
  readonly #ports: CommitPorts;
  readonly #sender: CommitSender;
  readonly #sides: ConflictSides;
  readonly #incoming: IncomingWatch;
  readonly #queue = new OneAtATime();

  constructor(ports: CommitPorts) {
    this.#ports = ports;
    this.#sender = new CommitSender(ports);
    this.#sides = new ConflictSides(ports);
    this.#incoming = new IncomingWatch(ports);
  }

  commit(tree: CommittedTree, request: CommitRequest): Promise<CommitOutcome> {
    return this.#queue.run(tree.drafts, request.signal, () => this.#commit(tree, request));
  }

  settle(tree: CommittedTree, signal?: AbortSignal): Promise<CommitOutcome | undefined> {
    return this.#queue.run(tree.drafts, signal, () => this.#sender.settle(tree, signal));
  }

  look(tree: CommittedTree, signal?: AbortSignal): Promise<IncomingChanges | undefined> {
    return this.#queue.run(tree.drafts, signal, () => this.#incoming.look(tree, signal));
  }

  merge(tree: CommittedTree, signal?: AbortSignal): Promise<IncomingChanges> {
    return this.#queue.run(tree.drafts, signal, () => this.#incoming.merge(tree, signal));
  }

  readSides(tree: CommittedTree, path: string, signal?: AbortSignal): ReturnType<Commits['readSides']> {
    return this.#sides.read(tree, path, signal);
  }

  resolve(tree: CommittedTree, path: string, choice: ConflictChoice): Promise<void> {
    return this.#queue.run(tree.drafts, undefined, () => this.#sides.resolve(tree, path, choice));
  }

  markResolved(tree: CommittedTree, path: string): Promise<void> {
    return this.#queue.run(tree.drafts, undefined, () => this.#sides.keepMine(tree, path));
  }

  async #commit(tree: CommittedTree, request: CommitRequest): Promise<CommitOutcome> {
    const { newBranch, signal } = request;
    if (newBranch !== undefined && !isBranchName(newBranch)) return { kind: 'badBranchName', branch: newBranch };
    const earlier = await this.#sender.settle(tree, signal);
    if (earlier?.kind === 'unknown') return earlier;
    const paths = addNeededPaths(request.paths, await tree.drafts.all());
    const states = await readDraftStates(tree.drafts, paths);
    if (states.length === 0 && earlier !== undefined) return earlier;
    if (newBranch !== undefined) return this.#commitToNewBranch(tree, states, newBranch, request);
    const open = states.filter(({ draft }) => draft.conflict !== undefined).map(({ draft }) => draft.path);
    if (open.length > 0) return { kind: 'conflict', paths: open };
    return this.#commitToOwnBranch(tree, states, request);
  }

  async #commitToOwnBranch(
    tree: CommittedTree,
    states: readonly DraftState[],
    { message, signal }: CommitRequest,
  ): Promise<CommitOutcome> {
    const { branch } = tree.drafts.scope;
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const tip = await this.#ports.api.findTip(tree.location.repository, branch, signal);
      if (tip === undefined) {
        if (!(await this.#isInEmptyRepository(tree, states, signal))) return { kind: 'branchGone', branch };
        const sent = await this.#send(tree, states, { branch, parent: undefined, message }, signal);
        if (sent.kind !== 'moved') return sent;
        continue;
      }
      const judge = new TipJudge(this.#ports, tree.location.repository, tip.hash, signal);
      const verdicts = await judge.judge(tree.drafts, states);
      this.#incoming.note(tree, tip);
      await applyVerdicts(tree.drafts, verdicts, tip.hash);
      const pathsOf = (kind: string): string[] =>
        verdicts.filter((it) => it.kind === kind).map(({ draft }) => draft.path);
      if (pathsOf('conflict').length > 0) return { kind: 'conflict', paths: pathsOf('conflict') };
      if (pathsOf('merged').length > 0) return { kind: 'merged', paths: pathsOf('merged') };
      const left = new Set(pathsOf('untouched'));
      if (left.size === 0) return { kind: 'alreadyThere', commit: tip.hash };
      const chosen = states.filter(({ draft }) => left.has(draft.path));
      const sent = await this.#send(tree, chosen, { branch, parent: tip.hash, message }, signal);
      if (sent.kind !== 'moved') return sent;
    }
    return { kind: 'movedTooOften' };
  }

  async #commitToNewBranch(
    tree: CommittedTree,
    states: readonly DraftState[],
    branch: string,
    { message, signal }: CommitRequest,
  ): Promise<CommitOutcome> {
    const { api } = this.#ports;
    const { repository } = tree.location;
    // Both in one request.
    const found = await api.findBranches(repository, [tree.drafts.scope.branch, branch], signal);
    if (found.some(({ name }) => name === branch)) return { kind: 'branchExists', branch };
    const own = found.find(({ name }) => name === tree.drafts.scope.branch);
    if (states.length === 0) throw new BitbucketError({ kind: 'notFound' }, 'There is no draft to commit.');
    const start = await findParent(this.#ports, tree, states, own?.commit, signal);
    if ('conflicts' in start) return { kind: 'conflict', paths: start.conflicts };
    const { parent, changed, same } = start;
    if (changed.length === 0 && parent !== undefined) {
      if (own?.commit === parent) {
        this.#incoming.note(tree, { hash: parent, date: own.date });
        await applyVerdicts(tree.drafts, same, parent);
      }
      return { kind: 'alreadyThere', commit: parent };
    }
    const sent = await this.#send(tree, changed, { branch, parent, message }, signal);
    if (sent.kind === 'committed') await dropThere(tree.drafts, same, sent);
    // Nobody else's commit is wanted below ours: the name was taken meanwhile.
    return sent.kind === 'moved' ? { kind: 'branchExists', branch } : sent;
  }

  #send(
    tree: CommittedTree,
    states: readonly DraftState[],
    target: Pick<PendingCommit, 'branch' | 'parent' | 'message'>,
    signal: AbortSignal | undefined,
  ): Promise<SendOutcome> {
    const pending: PendingCommit = {
      ...target,
      startedMs: this.#ports.clock.now(),
      files: states.map(({ draft: { path, savedMs }, content }) => ({
        path,
        content: content && { hash: content.hash, mode: content.mode },
        savedMs,
      })),
    };
    const files = states.flatMap(({ draft: { path }, content }) =>
      content === undefined ? [] : [{ path, bytes: content.bytes, mode: content.mode }],
    );
    const deletions = states.filter(({ content }) => content === undefined).map(({ draft }) => draft.path);
    return this.#sender.send(tree, pending, { ...target, files, deletions }, signal);
  }

  /** A branch that is missing is new only in a repository without any commit; elsewhere somebody deleted it. */
  async #isInEmptyRepository(
    { location: { repository } }: CommittedTree,
    states: readonly DraftState[],
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    const isNew = states.length > 0 && states.every(({ draft }) => findBaseCommit(draft) === undefined);
    return isNew && (await this.#ports.api.fetchRepository(repository, signal)).mainBranch === undefined;
  }
}
