import type { BitbucketApi, RepositoryId } from '../../src/bitbucket/bitbucketApi';
import { BitbucketError } from '../../src/bitbucket/bitbucketError';
import type { Branch, Page, SourceEntry } from '../../src/bitbucket/model';

export interface FakeEntry {
  readonly bytes?: Uint8Array;
  readonly attributes?: SourceEntry['attributes'];
}

/** Forty hexadecimal digits made of one. */
export const hashOf = (digit: string) => digit.repeat(40);
export const commitDate = '2026-11-20T10:00:00+00:00';
export const sales: RepositoryId = { workspace: 'acme', slug: 'sales-analytics' };

/** A Bitbucket with one repository, `acme/sales-analytics`, and a list of the requests it was asked. */
export class FakeRemote {
  readonly requests: string[] = [];
  readonly branches = new Map<string, string>();
  readonly #trees = new Map<string, ReadonlyMap<string, FakeEntry>>();
  /** Folders (`''` is the root) whose deep listing Bitbucket refuses. */
  readonly tooLarge = new Set<string>();
  /** Thrown at every request while set. */
  failure: Error | undefined;
  isVanished = false;
  pageLength = 100;
  /** When set, requests wait until it resolves. */
  gate: Promise<void> | undefined;
  readonly signals: (AbortSignal | undefined)[] = [];

  readonly api: BitbucketApi = {
    fetchUser: notFaked,
    listWorkspaces: notFaked,
    listWritableRepositories: notFaked,
    listBranches: notFaked,
    fetchCommitStatuses: notFaked,
    fetchSourceEntry: notFaked,
    findSourceEntries: notFaked,
    findTip: notFaked,
    findPermission: notFaked,
    fetchCommit: notFaked,
    listCommits: notFaked,
    listFileHistory: notFaked,
    listChanges: notFaked,
    findMergeBase: notFaked,
    createBranch: notFaked,
    commitFiles: notFaked,
    fetchRepository: async (repository) => {
      await this.#request('repository', repository);
      return {
        uuid: '{1}',
        ...repository,
        name: repository.slug,
        workspaceName: repository.workspace,
        description: '',
        isPrivate: true,
        updatedOn: commitDate,
        mainBranch: [...this.branches.keys()][0],
      };
    },
    findBranches: async (repository, names, signal): Promise<readonly Branch[]> => {
      await this.#request(`branches ${names.join(' ')}`, repository, signal);
      return names.flatMap((name) => {
        const commit = this.branches.get(name);
        return commit === undefined ? [] : [{ name, commit, date: commitDate }];
      });
    },
    findCommit: async (repository, hash, signal) => {
      await this.#request(`commit ${hash}`, repository, signal);
      return [...this.#trees.keys()].find((it) => it.startsWith(hash));
    },
    listSource: (repository, commit, directory, options) => this.#list(repository, commit, directory, options),
    fetchFile: async (repository, commit, path, signal) => {
      await this.#request(`file ${path}`, repository, signal);
      const entry = this.#trees.get(commit)?.get(path);
      if (entry?.bytes === undefined) throw notFound(path);
      return entry.bytes;
    },
  };

  /** Makes a commit of all files and points the branch to it. */
  commit(branch: string, hash: string, files: Readonly<Record<string, string | FakeEntry>>): this {
    const entries = Object.entries(files).map(
      ([path, file]) => [path, typeof file === 'string' ? { bytes: new TextEncoder().encode(file) } : file] as const,
    );
    this.#trees.set(hash, new Map(entries));
    this.branches.set(branch, hash);
    return this;
  }

  /** The requests since the last call. */
  takeRequests(): readonly string[] {
    return this.requests.splice(0);
  }

  async *#list(
    repository: RepositoryId,
    commit: string,
    directory: string,
    { maxDepth = 1, pathContains, signal }: NonNullable<Parameters<BitbucketApi['listSource']>[3]> = {},
  ): AsyncIterable<Page<SourceEntry>> {
    const entries = this.#walk(commit, directory, maxDepth, pathContains);
    const name = `${maxDepth === 1 ? 'folder' : 'deep'}${pathContains === undefined ? '' : ' filtered'} /${directory}`;
    for (let start = 0; start === 0 || start < entries.length; start += this.pageLength) {
      await this.#request(name, repository, signal);
      if (maxDepth > 1 && this.tooLarge.has(directory)) throw new BitbucketError({ kind: 'tooLarge' }, 'too large');
      if (directory !== '' && !this.#hasFolder(commit, directory)) throw notFound(directory);
      yield { values: entries.slice(start, start + this.pageLength), size: undefined };
    }
  }

  #hasFolder(commit: string, directory: string): boolean {
    return [...(this.#trees.get(commit)?.keys() ?? [])].some((path) => path.startsWith(`${directory}/`));
  }

  #walk(commit: string, directory: string, maxDepth: number, pathContains: readonly string[] | undefined) {
    const prefix = directory === '' ? '' : `${directory}/`;
    const found = new Map<string, SourceEntry>();
    for (const [path, { bytes, attributes = [] }] of this.#trees.get(commit) ?? []) {
      if (!path.startsWith(prefix)) continue;
      const names = path.slice(prefix.length).split('/');
      for (let depth = 1; depth < Math.min(names.length, maxDepth + 1); depth++) {
        const folder = prefix + names.slice(0, depth).join('/');
        found.set(folder, { kind: 'directory', path: folder, size: undefined, attributes: [] });
      }
      if (names.length <= maxDepth) found.set(path, { kind: 'file', path, size: bytes?.length, attributes });
    }
    return [...found.values()].filter(
      ({ kind, path }) =>
        pathContains === undefined || (kind === 'file' && pathContains.some((it) => path.includes(it))),
    );
  }

  async #request(name: string, { workspace, slug }: RepositoryId, signal?: AbortSignal): Promise<void> {
    this.requests.push(name);
    this.signals.push(signal);
    await this.gate;
    signal?.throwIfAborted();
    if (this.failure !== undefined) throw this.failure;
    const isThere = workspace === sales.workspace && slug === sales.slug && !this.isVanished;
    if (!isThere) throw notFound(`${workspace}/${slug}`);
  }
}

function notFound(what: string): BitbucketError {
  return new BitbucketError({ kind: 'notFound' }, `${what} not found`);
}

function notFaked(): never {
  throw new Error('Nothing was faked for this request.');
}
