import { DisposableStore } from '../../base/disposableStore';
import { Emitter, type Disposable, type Event } from '../../base/event';
import type { Log } from '../../base/log';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import { BitbucketError } from '../../bitbucket/bitbucketError';
import type { StateStore } from '../../repositories/cacheStore';
import type { Commits } from '../../repositories/commits/commits';
import type { WorkingTree } from '../../repositories/drafts/workingTree';
import { toLocationPath } from '../../repositories/locationPath';
import type { AccountSource } from '../../repositories/repositoryAccounts';
import type { RepositoryFiles } from '../../repositories/repositoryFiles';
import { BranchPanel } from './branchPanel';
import { findOpenLocations } from './findOpenLocations';
import { OpenBranch, type BranchLocation } from './openBranch';

/** What the account that serves a repository can do for one of its branches. */
export interface BranchServices {
  readonly accountId: string;
  readonly commits: Commits;
  readonly files: Pick<RepositoryFiles, 'resolve' | 'read'>;
  /** The same tree on every call. */
  workingTree(repository: RepositoryId, branch: string): WorkingTree;
}

export interface OpenBranchesPorts {
  readonly access: BranchAccess;
  readonly accounts: AccountSource;
  /** Of this workspace. */
  readonly workspaceState: StateStore;
  readonly log: Log;
}

/** Structurally met by `RepositoryAccess`. */
export interface BranchAccess {
  /** Never asks the user; rejects as `signedOut` when nobody is signed in. */
  get(repository: RepositoryId): Promise<BranchServices>;
  readonly choices: { readonly onDidChange: Event<unknown> };
}

/**
 * The branches in the Source Control view of this window. A branch comes when something of it is opened, and goes when
 * nothing of it is open and no draft is left.
 */
export class OpenBranches implements Disposable {
  readonly #ports: OpenBranchesPorts;
  readonly #owned = new DisposableStore();
  readonly #panels = new Map<string, BranchPanel>();
  readonly #onDidOpen = this.#owned.add(new Emitter<OpenBranch>());
  /** A branch came into the view. */
  readonly onDidOpen = this.#onDidOpen.event;
  readonly #onDidChange = this.#owned.add(new Emitter<OpenBranch>());
  /** What is shown of one of them changed. */
  readonly onDidChange = this.#onDidChange.event;
  #last: Promise<unknown> = Promise.resolve();

  constructor(ports: OpenBranchesPorts) {
    this.#ports = ports;
    this.#owned.add(ports.access.choices.onDidChange(() => void this.#followAccounts()));
  }

  get all(): readonly OpenBranch[] {
    return [...this.#panels.values()].map(({ branch }) => branch);
  }

  find(location: BranchLocation): OpenBranch | undefined {
    return this.#panels.get(toLocationPath(location, ''))?.branch;
  }

  panelOf(branch: OpenBranch): BranchPanel | undefined {
    return this.#panels.get(branch.key);
  }

  /** Brings the view in step with what is open in the window. Never asks, never rejects. */
  async follow(): Promise<void> {
    await this.#queue(async () => {
      const open = findOpenLocations();
      for (const location of open.values()) await this.#tryOpen(location);
      for (const [key, { branch }] of this.#panels) {
        if (!open.has(key) && branch.changes.length === 0 && !branch.isCommitting) this.#close(key);
      }
    });
  }

  /** Shows a branch whether or not something of it is open. Rejects as `BitbucketError` when nobody can. */
  async open(location: BranchLocation): Promise<OpenBranch> {
    return this.#queue(() => this.#open(location));
  }

  dispose(): void {
    for (const key of [...this.#panels.keys()]) this.#close(key);
    this.#owned.dispose();
  }

  #queue<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work, work);
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #tryOpen(location: BranchLocation): Promise<void> {
    try {
      await this.#open(location);
    } catch (error) {
      // Signed out, or offline before it was known who reads this repository: it comes when that is known.
      if (!BitbucketError.is(error)) this.#ports.log.warn(`Source control was not opened: ${String(error)}`);
    }
  }

  async #open(location: BranchLocation): Promise<OpenBranch> {
    const key = toLocationPath(location, '');
    const known = this.#panels.get(key);
    if (known !== undefined) return known.branch;
    const { access, accounts, workspaceState } = this.#ports;
    const { repository, ref } = location;
    const services = await access.get(repository);
    const { accountId, commits, files } = services;
    const account = (await accounts.accounts()).find(({ id }) => id === accountId) ?? {
      id: accountId,
      label: accountId,
    };
    const tree = services.workingTree(repository, ref.name);
    const branch = new OpenBranch({ location, account, tree, commits, files, workspaceState });
    await branch.renew();
    this.#panels.set(key, new BranchPanel(branch));
    branch.onDidChange(() => {
      this.#onDidChange.fire(branch);
      // The last draft of a branch that is not open any more may have gone.
      if (branch.changes.length === 0) void this.follow();
    });
    this.#onDidOpen.fire(branch);
    return branch;
  }

  #close(key: string): void {
    const panel = this.#panels.get(key);
    this.#panels.delete(key);
    panel?.dispose();
    panel?.branch.dispose();
  }

  /** Another account may serve a repository now. Who signed out keeps what is open until somebody else takes over. */
  async #followAccounts(): Promise<void> {
    await this.#queue(async () => {
      for (const [key, { branch }] of this.#panels) {
        const { repository } = branch.location;
        const services = await this.#ports.access.get(repository).catch(() => undefined);
        if (services !== undefined && services.accountId !== branch.account.id) this.#close(key);
      }
    });
    await this.follow();
  }
}
