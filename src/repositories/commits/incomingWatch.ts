import type { Commit } from '../../bitbucket/model';
import type { BranchDrafts } from '../drafts/branchDrafts';
import type { Draft } from '../drafts/draft';
import { BranchGoneError } from './branchGone';
import type { CommittedTree } from './commits';
import type { Incoming, IncomingChanges } from './commitOutcome';
import type { CommitPorts } from './commitPorts';
import { findBaseCommit, type Verdict } from './judgement';
import { TipJudge } from './tipJudge';
import { applyVerdicts } from './verdicts';

/** Notices that branches moved, and what that means for drafts. */
export class IncomingWatch {
  readonly #ports: CommitPorts;
  /** The tip that all drafts were last compared with in this window. */
  readonly #judged = new WeakMap<BranchDrafts, string>();

  constructor(ports: CommitPorts) {
    this.#ports = ports;
  }

  async look(tree: CommittedTree, signal: AbortSignal | undefined): Promise<IncomingChanges | undefined> {
    const { repository } = tree.location;
    const known = this.#ports.tips.peek(repository, tree.drafts.scope.branch)?.commit;
    const tip = await this.#ports.api.findTip(repository, tree.drafts.scope.branch, signal);
    if (tip === undefined) {
      const drafts = await listFileDrafts(tree.drafts);
      // An empty repository has no branch to move, and nothing that drafts could have started from.
      const isNew = known === undefined && drafts.every((draft) => findBaseCommit(draft) === undefined);
      if (isNew) return undefined;
      throw new BranchGoneError(tree.drafts.scope.branch);
    }
    if (known === tip.hash && this.#judged.get(tree.drafts) === tip.hash) return undefined;
    const from = await this.#findFrom(tree, known, tip.hash);
    if (from === undefined) {
      this.note(tree, tip);
      this.#judged.set(tree.drafts, tip.hash);
      return undefined;
    }
    return this.#judge(tree, tip, from, signal, (verdicts) => verdicts.filter(({ kind }) => kind === 'untouched'));
  }

  async merge(tree: CommittedTree, signal: AbortSignal | undefined): Promise<IncomingChanges> {
    const { repository } = tree.location;
    const known = this.#ports.tips.peek(repository, tree.drafts.scope.branch)?.commit;
    const tip = await this.#ports.api.findTip(repository, tree.drafts.scope.branch, signal);
    if (tip === undefined) throw new BranchGoneError(tree.drafts.scope.branch);
    const from = (await this.#findFrom(tree, known, tip.hash)) ?? tip.hash;
    return this.#judge(tree, tip, from, signal, (verdicts) => verdicts);
  }

  /** The branch was seen there: what this window shows of it follows. */
  note({ location: { repository }, drafts }: CommittedTree, { hash, date }: Pick<Commit, 'hash' | 'date'>): void {
    try {
      this.#ports.tips.note(repository, { name: drafts.scope.branch, commit: hash, date });
    } catch (error) {
      this.#ports.log.warn(`A branch that moved could not be shown: ${String(error)}`);
    }
  }

  async #judge(
    tree: CommittedTree,
    tip: Commit,
    from: string,
    signal: AbortSignal | undefined,
    choose: (verdicts: readonly Verdict[]) => readonly Verdict[],
  ): Promise<IncomingChanges> {
    const { drafts, location } = tree;
    const judge = new TipJudge(this.#ports, location.repository, tip.hash, signal);
    const changes = from === tip.hash ? [] : await judge.findChangesSince(from);
    const verdicts = await judge.judge(drafts, await listFileDrafts(drafts));
    this.note(tree, tip);
    await applyVerdicts(drafts, choose(verdicts), tip.hash);
    this.#judged.set(drafts, tip.hash);
    return { from, to: tip.hash, changes: changes ?? [], drafts: verdicts.flatMap(toIncoming) };
  }

  /** Where this window or, after a reload, a draft still is; `undefined` when both are at the tip. */
  async #findFrom({ drafts }: CommittedTree, known: string | undefined, tip: string): Promise<string | undefined> {
    if (known !== undefined && known !== tip) return known;
    const bases = (await listFileDrafts(drafts)).map(findBaseCommit);
    return bases.find((commit) => commit !== undefined && commit !== tip);
  }
}

async function listFileDrafts(drafts: BranchDrafts): Promise<readonly Draft[]> {
  return (await drafts.all()).filter(({ change }) => change.kind !== 'folder');
}

function toIncoming({ kind, draft: { path } }: Verdict): readonly Incoming[] {
  return kind === 'untouched' ? [] : [{ path, kind }];
}
