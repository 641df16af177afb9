import { array, number, object, optional, string } from 'valibot';
import type { RepositoryId } from '../bitbucket/bitbucketApi';
import { readCachedJson } from './cachedJson';
import type { OfflineStore } from './offlineStore';

/** A branch that the user wants to have without a network. */
export interface KeptBranch {
  readonly repository: RepositoryId;
  readonly branch: string;
  /** Whose text files are all here; `undefined` while none are complete. */
  readonly commit: string | undefined;
  /** Whose files are on their way, or were when the download stopped. */
  readonly pending: string | undefined;
  readonly files: number;
  readonly bytes: number;
  /** When the copy was last complete, in milliseconds since the epoch; 0 before. */
  readonly completeMs: number;
}

const bookKey = 'offline/book';
const savedBranch = object({
  workspace: string(),
  slug: string(),
  branch: string(),
  commit: optional(string()),
  pending: optional(string()),
  files: number(),
  bytes: number(),
  completeMs: number(),
});
const savedBook = array(savedBranch);
const savedKeys = array(string());

/** What is kept offline for one account: which branches, and which entries of the store belong to a commit. */
export class OfflineBook {
  readonly #store: OfflineStore;
  #changing: Promise<unknown> = Promise.resolve();

  constructor(store: OfflineStore) {
    this.#store = store;
  }

  /** As any window left it. */
  async readAll(): Promise<readonly KeptBranch[]> {
    const saved = (await readCachedJson(this.#store, bookKey, savedBook)) ?? [];
    return saved.map(({ workspace, slug, commit, pending, ...rest }) => ({
      repository: { workspace, slug },
      commit,
      pending,
      ...rest,
    }));
  }

  /** Replaces what is written of a branch; `undefined` strikes it out. */
  async write(repository: RepositoryId, branch: string, kept: KeptBranch | undefined): Promise<void> {
    await this.#inOrder(async () => {
      const others = (await this.readAll()).filter((it) => !isSameBranch(it, repository, branch));
      const all = kept === undefined ? others : [...others, kept];
      const saved = all.map(({ repository: { workspace, slug }, ...rest }) => ({ workspace, slug, ...rest }));
      await this.#write(bookKey, saved);
    });
  }

  /** The entries that belong to a commit. */
  async readKeys(repository: RepositoryId, commit: string): Promise<readonly string[]> {
    return (await readCachedJson(this.#store, toKeysKey(repository, commit), savedKeys)) ?? [];
  }

  /** To be written before the entries themselves, so that whatever is there can be found and removed. */
  async writeKeys(repository: RepositoryId, commit: string, keys: readonly string[]): Promise<void> {
    await this.#write(toKeysKey(repository, commit), keys);
  }

  /** Removes the entries of a commit unless a branch in the book still needs them. */
  async removeCommit(repository: RepositoryId, commit: string): Promise<void> {
    const isNeeded = (await this.readAll()).some(
      (it) =>
        it.repository.workspace === repository.workspace &&
        it.repository.slug === repository.slug &&
        (it.commit === commit || it.pending === commit),
    );
    if (isNeeded) return;
    for (const key of await this.readKeys(repository, commit)) await this.#store.remove(key);
    await this.#store.remove(toKeysKey(repository, commit));
  }

  async #write(key: string, value: unknown): Promise<void> {
    await this.#store.write(key, new TextEncoder().encode(JSON.stringify(value)));
  }

  #inOrder(change: () => Promise<void>): Promise<void> {
    const next = this.#changing.then(change, change);
    this.#changing = next.catch(() => undefined);
    return next;
  }
}

export function isSameBranch(kept: KeptBranch, { workspace, slug }: RepositoryId, branch: string): boolean {
  return kept.repository.workspace === workspace && kept.repository.slug === slug && kept.branch === branch;
}

function toKeysKey({ workspace, slug }: RepositoryId, commit: string): string {
  return `offline/keys/${workspace}/${slug}/${commit}`;
}
