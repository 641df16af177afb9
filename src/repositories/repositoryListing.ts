import type { Page, Repository, Workspace } from '../bitbucket/model';
import type { LoadFailure } from './loadFailure';

/** The repositories of one workspace as they arrive: one object that stays the same while its content grows. */
export interface RepositoryListing {
  readonly workspace: Workspace;
  /** The workspace's display name; its slug until the first repository tells. */
  readonly name: string;
  /** What is known so far, in no particular order. Outdated entries stay until a complete list replaced them. */
  readonly repositories: readonly Repository[];
  /** How many there will be; `undefined` until Bitbucket says so or the list is complete. */
  readonly size: number | undefined;
  readonly isLoading: boolean;
  /** Why the last attempt ended early. */
  readonly failure: LoadFailure | undefined;
  /** When the list was last known to be complete, in milliseconds since the epoch. */
  readonly loadedAt: number | undefined;
}

/** A complete list as it was once seen. */
export interface SavedListing {
  readonly repositories: readonly Repository[];
  /** When it was last found to be complete. */
  readonly loadedAt: number;
  /** When every page of it was last read. */
  readonly listedAt: number;
}

/** The listing as its owner sees it: pages go in on top of what was known before. */
export class GrowingListing implements RepositoryListing {
  readonly workspace: Workspace;
  readonly #known = new Map<string, Repository>();
  #seen = new Set<string>();
  #repositories: readonly Repository[] | undefined;
  #size: number | undefined;
  #isLoading = false;
  #failure: LoadFailure | undefined;
  #loadedAt: number | undefined;
  #listedAt: number | undefined;

  constructor(workspace: Workspace) {
    this.workspace = workspace;
  }

  get name(): string {
    const [first] = this.#known.values();
    return first?.workspaceName === undefined || first.workspaceName === '' ? this.workspace.slug : first.workspaceName;
  }

  get repositories(): readonly Repository[] {
    return (this.#repositories ??= [...this.#known.values()]);
  }

  get size(): number | undefined {
    return this.#size;
  }

  get isLoading(): boolean {
    return this.#isLoading;
  }

  get failure(): LoadFailure | undefined {
    return this.#failure;
  }

  get loadedAt(): number | undefined {
    return this.#loadedAt;
  }

  /** When every page was last read; `undefined` when that never happened. */
  get listedAt(): number | undefined {
    return this.#listedAt;
  }

  /** Shows what was known earlier. What has arrived meanwhile is newer and stays. */
  restore(saved: SavedListing): void {
    if (this.#loadedAt !== undefined) return;
    this.show(saved.repositories);
    this.#loadedAt = saved.loadedAt;
    this.#listedAt = saved.listedAt;
  }

  /** Shows entries that a coming page will confirm or the complete list will drop. */
  show(repositories: readonly Repository[]): void {
    for (const repository of repositories) {
      if (!this.#known.has(repository.uuid)) this.#known.set(repository.uuid, repository);
    }
    this.#repositories = undefined;
  }

  begin(): void {
    this.#isLoading = true;
    this.#seen = new Set();
  }

  add(page: Page<Repository>): void {
    for (const repository of page.values) {
      this.#known.set(repository.uuid, repository);
      this.#seen.add(repository.uuid);
    }
    if (page.size !== undefined) this.#size = page.size;
    this.#failure = undefined;
    this.#repositories = undefined;
  }

  /**
   * Whether the pages after this one can only repeat what is known. Pages come last updated first: once an entry is
   * unchanged, so are all after it, and a matching number rules out that one came or went.
   */
  isCompleteAfter(page: Page<Repository>): boolean {
    const last = page.values.at(-1);
    if (last === undefined || page.size === undefined || this.#loadedAt === undefined) return false;
    const isUnchanged = last.updatedOn !== '' && this.#known.get(last.uuid)?.updatedOn === last.updatedOn;
    const added = page.values.filter(({ uuid }) => !this.#known.has(uuid)).length;
    return isUnchanged && this.#known.size + added === page.size;
  }

  /** All pages were read: what they did not hold is gone. */
  complete(at: number): void {
    for (const uuid of this.#known.keys()) {
      if (!this.#seen.has(uuid)) this.#known.delete(uuid);
    }
    this.#repositories = undefined;
    this.#listedAt = at;
    this.confirm(at);
  }

  /** The list is as complete as it was before, and current. */
  confirm(at: number): void {
    this.#size = this.#known.size;
    this.#failure = undefined;
    this.#loadedAt = at;
    this.#isLoading = false;
  }

  fail(failure: LoadFailure): void {
    this.#failure = failure;
    this.#isLoading = false;
  }

  /** Ends loading without a result: somebody no longer wants it. */
  stop(): void {
    this.#isLoading = false;
  }
}
