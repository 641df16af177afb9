import { Emitter } from '../base/event';
import type { RepositoryId } from '../bitbucket/bitbucketApi';
import type { StateStore } from './cacheStore';
import { SavedStrings } from './savedStrings';

const mostClones = 200;

interface Clone {
  readonly webUrl: string;
  readonly name: string;
  readonly folder: string;
}

/** Folders on this computer that were found to be clones of repositories, the latest found first. Windows share them. */
export class Clones {
  readonly #saved: SavedStrings;
  readonly #webUrl: () => string;
  readonly #onDidChange = new Emitter<void>();
  /** A clone was found or forgotten in this window. */
  readonly onDidChange = this.#onDidChange.event;

  /** `webUrl` is Bitbucket's website as set now: another Bitbucket has other clones. */
  constructor(state: StateStore, webUrl: () => string) {
    this.#saved = new SavedStrings(state, 'clones');
    this.#webUrl = webUrl;
  }

  /** Absolute paths; whether they are still there is another matter. */
  find(repository: RepositoryId): readonly string[] {
    const name = toName(repository);
    const webUrl = this.#webUrl();
    return this.#read()
      .filter((clone) => clone.webUrl === webUrl && clone.name === name)
      .map(({ folder }) => folder);
  }

  /** Every folder that counts as a clone. */
  readFolders(): readonly string[] {
    return [...new Set(this.#read().map(({ folder }) => folder))];
  }

  /** A folder is a clone of these repositories now, and of no others. */
  async set(folder: string, repositories: readonly RepositoryId[]): Promise<void> {
    const before = this.#read();
    const names = [...new Set(repositories.map(toName))];
    const known = before.filter((clone) => clone.folder === folder && clone.webUrl === this.#webUrl());
    if (known.length === names.length && known.every(({ name }) => names.includes(name))) return;
    const found = names.map((name) => ({ webUrl: this.#webUrl(), name, folder }));
    await this.#write([...found, ...before.filter((clone) => !known.includes(clone))]);
  }

  /** The folder is gone. */
  async forget(folder: string): Promise<void> {
    const clones = this.#read();
    if (clones.some((clone) => clone.folder === folder)) {
      await this.#write(clones.filter((clone) => clone.folder !== folder));
    }
  }

  #read(): readonly Clone[] {
    return this.#saved.read().flatMap((line) => {
      const [webUrl, name, ...folder] = line.split('\n');
      return webUrl === undefined || name === undefined ? [] : [{ webUrl, name, folder: folder.join('\n') }];
    });
  }

  async #write(clones: readonly Clone[]): Promise<void> {
    const lines = clones.slice(0, mostClones).map(({ webUrl, name, folder }) => [webUrl, name, folder].join('\n'));
    await this.#saved.write(lines);
    this.#onDidChange.fire();
  }
}

/** Bitbucket takes an address in any case, and a clone keeps the one it was made with. */
function toName({ workspace, slug }: RepositoryId): string {
  return `${workspace}/${slug}`.toLowerCase();
}
