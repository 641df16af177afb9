import { DisposableStore } from '../../base/disposableStore';
import { Emitter, type Disposable } from '../../base/event';
import { lazy } from '../../base/lazy';
import type { BranchDrafts, DraftBook } from '../../repositories/drafts/branchDrafts';
import type { DraftScope } from '../../repositories/drafts/draft';
import { toLocationPath } from '../../repositories/locationPath';
import { toChanges, type Change } from './changes';
import type { BranchLocation } from './openBranch';

/** The drafts of one account on one branch, as they were last read. */
export interface DraftedBranch {
  readonly scope: DraftScope;
  readonly location: BranchLocation;
  readonly drafts: BranchDrafts;
  readonly changes: readonly Change[];
}

/** All drafts on this computer, in memory: of every account, signed in or not. */
export class DraftIndex implements Disposable {
  readonly #book: DraftBook;
  readonly #owned = new DisposableStore();
  readonly #branches = new Map<string, DraftedBranch>();
  readonly #followed = new Set<string>();
  readonly #onDidChange = this.#owned.add(new Emitter<readonly DraftedBranch[]>());
  /** The branch as it was and as it is, one of them without changes at times. */
  readonly onDidChange = this.#onDidChange.event;
  readonly #load = lazy(() => this.#readAll());
  #renewal: Promise<void> = Promise.resolve();

  constructor(book: DraftBook) {
    this.#book = book;
    this.#owned.add(
      book.onDidChange((scope) => {
        // Drafts that are listed tell of themselves.
        if (!this.#followed.has(toKey(scope))) this.#follow(scope);
      }),
    );
  }

  /** Most recently saved first. */
  async branches(): Promise<readonly DraftedBranch[]> {
    await this.#load();
    const savedMs = ({ changes }: DraftedBranch) => Math.max(0, ...changes.map((it) => it.savedMs));
    return [...this.#branches.values()].sort((a, b) => savedMs(b) - savedMs(a));
  }

  /** A branch for each who has drafts on it. */
  async findBranches(location: BranchLocation): Promise<readonly DraftedBranch[]> {
    await this.#load();
    const key = toLocationPath(location, '');
    return [...this.#branches.values()].filter((it) => toLocationPath(it.location, '') === key);
  }

  /** Also lists a branch without drafts, which may have discarded ones to give back. */
  async include(scope: DraftScope): Promise<void> {
    await this.#load();
    if (!this.#branches.has(toKey(scope))) await this.#renew(scope);
  }

  dispose(): void {
    this.#owned.dispose();
  }

  readonly #follow = (scope: DraftScope) => {
    // What cannot be read now stays as it was; opening a draft says why.
    this.#renew(scope).catch(() => undefined);
  };

  async #readAll(): Promise<void> {
    for (const { scope } of await this.#book.listScopes()) this.#branches.set(toKey(scope), await this.#read(scope));
  }

  async #read(scope: DraftScope): Promise<DraftedBranch> {
    const { repository, branch } = scope;
    const drafts = this.#book.open(scope);
    if (!this.#followed.has(toKey(scope))) {
      this.#followed.add(toKey(scope));
      this.#owned.add(
        drafts.onDidChange(() => {
          this.#follow(scope);
        }),
      );
    }
    const location: BranchLocation = { repository, ref: { kind: 'branch', name: branch } };
    return { scope, location, drafts, changes: toChanges(await drafts.all()) };
  }

  #renew(scope: DraftScope): Promise<void> {
    const renew = async () => {
      const before = this.#branches.get(toKey(scope));
      const after = await this.#read(scope);
      this.#branches.set(toKey(scope), after);
      this.#onDidChange.fire(before === undefined ? [after] : [before, after]);
    };
    this.#renewal = this.#renewal.then(renew, renew);
    return this.#renewal;
  }
}

function toKey({ accountId, repository, branch }: DraftScope): string {
  return JSON.stringify([accountId, repository.workspace, repository.slug, branch]);
}
