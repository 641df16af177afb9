import { DisposableStore } from '../../base/disposableStore';
import { Emitter, type Disposable } from '../../base/event';
import type { StateStore } from '../../repositories/cacheStore';
import type { Commits } from '../../repositories/commits/commits';
import type { IncomingChanges } from '../../repositories/commits/commitOutcome';
import type { WorkingTree } from '../../repositories/drafts/workingTree';
import type { RepositoryLocation } from '../../repositories/location';
import { toLocationPath } from '../../repositories/locationPath';
import type { Account } from '../../repositories/repositoryAccounts';
import type { RepositoryFiles } from '../../repositories/repositoryFiles';
import { toChanges, type Change } from './changes';
import { PickedPaths } from './pickedPaths';

/** A branch's own place: never one of a commit. */
export interface BranchLocation extends RepositoryLocation {
  readonly ref: Extract<RepositoryLocation['ref'], { kind: 'branch' }>;
}

export interface OpenBranchParts {
  readonly location: BranchLocation;
  /** Who commits. */
  readonly account: Account;
  readonly tree: WorkingTree;
  readonly commits: Commits;
  readonly files: Pick<RepositoryFiles, 'resolve' | 'read'>;
  /** Of this workspace. */
  readonly workspaceState: StateStore;
}

/** What is going on in a branch that is open in this window: its changes, what is picked, and what came in. */
export class OpenBranch implements Disposable {
  readonly #owned = new DisposableStore();
  readonly #onDidChange = this.#owned.add(new Emitter<void>());
  readonly location: BranchLocation;
  readonly account: Account;
  readonly tree: WorkingTree;
  readonly commits: Commits;
  readonly files: OpenBranchParts['files'];
  readonly picked: PickedPaths;
  /** Something that is shown of the branch may look different now. */
  readonly onDidChange = this.#onDidChange.event;
  #changes: readonly Change[] = [];
  #incoming: IncomingChanges | undefined;
  #renewal: Promise<void> = Promise.resolve();
  #isCommitting = false;

  constructor({ location, account, tree, commits, files, workspaceState }: OpenBranchParts) {
    this.location = location;
    this.account = account;
    this.tree = tree;
    this.commits = commits;
    this.files = files;
    this.picked = new PickedPaths(workspaceState, this.key);
    this.#owned.add(tree.drafts.onDidChange(() => void this.renew().catch(() => undefined)));
  }

  /** The same for every object that stands for this branch. */
  get key(): string {
    return toLocationPath(this.location, '');
  }

  /** `acme/sales-analytics @ main` */
  get name(): string {
    const { repository, ref } = this.location;
    return `${repository.workspace}/${repository.slug} @ ${ref.name}`;
  }

  get changes(): readonly Change[] {
    return this.#changes;
  }

  /** What somebody else did to files that have drafts, as long as it is not merged into them. */
  get incoming(): IncomingChanges | undefined {
    const incoming = this.#incoming;
    if (incoming === undefined) return undefined;
    const open = this.#changes.filter(({ original }) => original?.commit !== incoming.to);
    const paths = new Set(open.flatMap((change) => (change.isInConflict ? [] : change.paths)));
    const drafts = incoming.drafts.filter(({ path }) => paths.has(path));
    return drafts.length === 0 ? undefined : { ...incoming, drafts };
  }

  get isCommitting(): boolean {
    return this.#isCommitting;
  }

  /** Reads the drafts again; one reading after the other. */
  renew(): Promise<void> {
    const read = async () => {
      this.#changes = toChanges(await this.tree.drafts.all());
      await this.picked.keepOnly(this.#changes);
      this.#onDidChange.fire();
    };
    this.#renewal = this.#renewal.then(read, read);
    return this.#renewal;
  }

  async pick(changes: readonly Change[], isPicked: boolean): Promise<void> {
    await (isPicked ? this.picked.add(changes) : this.picked.remove(changes));
    this.#onDidChange.fire();
  }

  /** Looks whether somebody else committed: one request. */
  async look(signal?: AbortSignal): Promise<void> {
    const incoming = await this.commits.look(this.tree, signal);
    if (incoming === undefined) return;
    this.#incoming = incoming;
    await this.renew();
  }

  /** Runs alone; `undefined` when a commit of this branch is under way already. */
  async committing<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.#isCommitting) return undefined;
    this.#isCommitting = true;
    this.#onDidChange.fire();
    try {
      return await work();
    } finally {
      this.#isCommitting = false;
      await this.renew();
    }
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
