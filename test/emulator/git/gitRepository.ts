import { LRUCache } from 'lru-cache';
import pLimit from 'p-limit';
import { importCommit, type NewCommit } from './fastImport';
import { type GitBranch, type GitCommit, type GitTreeEntry, type GitTreeLine, readCommit, readTree } from './gitModel';
import { ObjectReader } from './objectReader';
import { runGit } from './runGit';

/** Git refuses to move a branch that is not where the writer thought it was. */
export class BranchMovedError extends Error {
  override readonly name = 'BranchMovedError';
}

export interface LogQuery {
  /** Hashes whose history is wanted, and hashes whose history is not. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly path: string | undefined;
  readonly skip: number;
  readonly count: number;
}

/** One bare repository on disk. Nothing but the emulator writes to it. */
export class GitRepository {
  readonly folder: string;
  readonly #objects: ObjectReader;
  readonly #sizes: ObjectReader;
  readonly #commits = new LRUCache<string, GitCommit>({ max: 2000 });
  readonly #listings = new LRUCache<string, Promise<readonly GitTreeEntry[]>>({ max: 20 });
  /** Of single directories and files, by what never changes: from one commit to the next most of them stay. */
  readonly #trees = new LRUCache<string, Promise<readonly GitTreeLine[]>>({ max: 20_000 });
  readonly #fileSizes = new LRUCache<string, Promise<number>>({ max: 50_000 });
  readonly #moves = pLimit(1);
  #branches: Promise<readonly GitBranch[]> | undefined;

  constructor(folder: string) {
    this.folder = folder;
    this.#objects = new ObjectReader(folder);
    this.#sizes = new ObjectReader(folder, 'sizes');
  }

  /** In Git's own order, by name. */
  branches(): Promise<readonly GitBranch[]> {
    this.#branches ??= this.#readBranches();
    return this.#branches;
  }

  /** To be called after anything else than this object moved a branch: a push, for instance. */
  forgetBranches(): void {
    this.#branches = undefined;
  }

  async findBranch(name: string): Promise<GitBranch | undefined> {
    return (await this.branches()).find((branch) => branch.name === name);
  }

  /** A commit by its hash or by at least seven digits of it. */
  async findCommit(hash: string): Promise<GitCommit | undefined> {
    if (!/^[0-9a-f]{7,40}$/.test(hash)) return undefined;
    const cached = this.#commits.get(hash);
    if (cached !== undefined) return cached;
    const object = await this.#objects.read(`${hash}^{commit}`);
    if (object === undefined) return undefined;
    const commit = readCommit(object.hash, object.bytes.toString('utf8'));
    this.#commits.set(hash, commit);
    return commit;
  }

  /** Everything below a commit's root, directories included, in Git's order. */
  tree(commit: string): Promise<readonly GitTreeEntry[]> {
    return readOnce(this.#listings, commit, () => this.#listTree(`${commit}^{tree}`, ''));
  }

  /** The bytes of a file or a tag. */
  async readObject(hash: string): Promise<Buffer> {
    const object = await this.#objects.read(hash);
    if (object === undefined) throw new Error(`There is no object ${hash} in ${this.folder}.`);
    return object.bytes;
  }

  /** Hashes, newest first. */
  async log({ include, exclude, path, skip, count }: LogQuery): Promise<readonly string[]> {
    if (include.length === 0) return [];
    const range = [...include, ...exclude.map((hash) => `^${hash}`)];
    const paths = path === undefined ? [] : [`:(literal)${path}`];
    const args = ['rev-list', '--date-order', `--skip=${skip}`, `--max-count=${count}`, ...range, '--', ...paths];
    const output = await runGit(this.folder, args);
    return output.toString('utf8').split('\n').filter(Boolean);
  }

  /**
   * Makes a commit and moves the branch to it, but only if the branch is still at `tip` (`undefined`: does not exist yet);
   * otherwise rejects with `BranchMovedError`. Resolves with the new hash.
   */
  commitToBranch(branch: string, tip: string | undefined, commit: NewCommit): Promise<string> {
    return this.#moving(branch, tip, () => importCommit(this.folder, branch, commit));
  }

  /** Creates, moves or (`to` is `undefined`) deletes a branch that is at `from`; else rejects with `BranchMovedError`. */
  async moveBranch(branch: string, from: string | undefined, to: string | undefined): Promise<void> {
    await this.#moving(branch, from, async () => {
      const nothing = '0'.repeat(40);
      await runGit(this.folder, ['update-ref', `refs/heads/${branch}`, to ?? nothing, from ?? nothing]);
      return to;
    });
  }

  /** What a clone checks out. */
  async setHead(branch: string): Promise<void> {
    await runGit(this.folder, ['symbolic-ref', 'HEAD', `refs/heads/${branch}`]);
  }

  dispose(): void {
    this.#objects.dispose();
    this.#sizes.dispose();
  }

  /** One after the other; `move` resolves with where the branch is then, and rejects where Git does not move it. */
  #moving<To extends string | undefined>(
    branch: string,
    from: string | undefined,
    move: () => Promise<To>,
  ): Promise<To> {
    return this.#moves(async () => {
      if ((await this.findBranch(branch))?.commit !== from) throw new BranchMovedError(branch);
      try {
        const to = await move();
        // What is being read may know it already or not: afterwards it does.
        this.#branches = this.#branches?.then((branches) => withBranch(branches, branch, to));
        return to;
      } catch (error) {
        // Git has other reasons as well: a name that is not allowed, or one that is a folder of other branches.
        this.forgetBranches();
        const hasMoved = (await this.findBranch(branch))?.commit !== from;
        throw hasMoved ? new BranchMovedError(branch, { cause: error }) : error;
      }
    });
  }

  async #listTree(tree: string, folder: string): Promise<readonly GitTreeEntry[]> {
    const lines = await this.#readTree(tree);
    const entries = lines.map(async ({ name, mode, type, hash }): Promise<readonly GitTreeEntry[]> => {
      const path = `${folder}${name}`;
      const size = type === 'blob' ? await this.#readSize(hash) : 0;
      const below = type === 'tree' ? await this.#listTree(hash, `${path}/`) : [];
      return [{ path, mode, type, hash, size }, ...below];
    });
    return (await Promise.all(entries)).flat();
  }

  #readTree(name: string): Promise<readonly GitTreeLine[]> {
    return readOnce(this.#trees, name, async () => readTree(await this.readObject(name)));
  }

  #readSize(hash: string): Promise<number> {
    return readOnce(this.#fileSizes, hash, async () => (await this.#sizes.read(hash))?.size ?? 0);
  }

  async #readBranches(): Promise<readonly GitBranch[]> {
    const output = await runGit(this.folder, ['for-each-ref', '--format=%(objectname) %(refname)', 'refs/heads/']);
    return output
      .toString('utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => ({ commit: line.slice(0, 40), name: line.slice(41 + 'refs/heads/'.length) }));
  }
}

/** What is under way is not asked for a second time either. */
function readOnce<V>(cache: LRUCache<string, Promise<V>>, key: string, read: () => Promise<V>): Promise<V> {
  const reading = cache.get(key) ?? read();
  cache.set(key, reading);
  return reading;
}

/** In Git's own order, which is that of the bytes. */
function withBranch(branches: readonly GitBranch[], name: string, commit: string | undefined): readonly GitBranch[] {
  const others = branches.filter((branch) => branch.name !== name);
  if (commit === undefined) return others;
  const bytes = Buffer.from(name);
  const at = others.findIndex((branch) => Buffer.compare(Buffer.from(branch.name), bytes) > 0);
  return others.toSpliced(at === -1 ? others.length : at, 0, { name, commit });
}
