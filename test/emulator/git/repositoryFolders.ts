import { LRUCache } from 'lru-cache';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type BitbucketState } from '../state/bitbucketState';
import { type StoredRepository } from '../state/model';
import { createBareRepository, importContent } from './fastImport';
import { GitRepository } from './gitRepository';

/** Open repositories hold two Git processes each; more than this are never asked at the same time. */
const maximumOpen = 64;

/** The Git repositories in the state folder. Each is made from its seed when it is first needed. */
export class RepositoryFolders {
  readonly root: string;
  readonly #state: BitbucketState;
  readonly #making = new Map<string, Promise<void>>();
  readonly #open = new LRUCache<string, GitRepository>({
    max: maximumOpen,
    dispose: (repository) => {
      repository.dispose();
    },
  });

  constructor(root: string, state: BitbucketState) {
    this.root = root;
    this.#state = state;
  }

  /** The Git repository, made first where needed. */
  async open(repository: StoredRepository): Promise<GitRepository> {
    const folder = this.#folderOf(repository);
    const making = this.#making.get(folder) ?? this.#make(repository, folder);
    this.#making.set(folder, making);
    await making;
    const known = this.#open.get(folder);
    if (known !== undefined) return known;
    const opened = new GitRepository(folder);
    this.#open.set(folder, opened);
    return opened;
  }

  async remove(repository: StoredRepository): Promise<void> {
    const folder = this.#folderOf(repository);
    this.#open.delete(folder);
    this.#making.delete(folder);
    await rm(folder, { recursive: true, force: true });
  }

  dispose(): void {
    this.#open.clear();
  }

  #folderOf({ workspace, slug }: StoredRepository): string {
    return join(this.root, workspace, `${slug}.git`);
  }

  async #make(repository: StoredRepository, folder: string): Promise<void> {
    const content = this.#state.findContent(repository);
    if (content === undefined) {
      if (!existsSync(folder)) await createBareRepository(folder, repository.mainBranch ?? 'main');
      return;
    }
    // What an interrupted start left behind is not whole.
    await rm(folder, { recursive: true, force: true });
    await createBareRepository(folder, repository.mainBranch ?? 'main');
    await importContent(folder, content, `${repository.workspace}/${repository.slug}`);
    const made = new GitRepository(folder);
    const tips = new Map((await made.branches()).map(({ name, commit }) => [name, commit]));
    this.#open.set(folder, made);
    this.#state.contentMade(repository, tips);
  }
}
