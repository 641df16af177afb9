import { BitbucketError } from '../../../../src/bitbucket/bitbucketError';
import type { ChangedPath, Commit, FileMode, NewCommit, Page } from '../../../../src/bitbucket/model';
import type { CommitApi } from '../../../../src/repositories/commits/commitPorts';

export interface RemoteFile {
  readonly bytes: Uint8Array;
  readonly mode: FileMode;
}
export type Tree = ReadonlyMap<string, RemoteFile>;
/** Text, a file with its mode, or nothing for a deletion. */
export type Changes = Readonly<Record<string, string | RemoteFile | undefined>>;

/** What goes wrong with a request; `before` leaves the remote as it was, `after` strikes when it has done its part. */
export interface Fault {
  readonly request: keyof CommitApi;
  /** The how-manieth such request from now on; the first is 1. */
  readonly nth?: number;
  readonly before?: () => unknown;
  readonly after?: () => unknown;
}

interface Stored {
  readonly commit: Commit;
  readonly tree: Tree;
}

/** Branches with Bitbucket's compare-and-swap in memory, which fails where a test tells it to, and counts. */
export class CommitRemote {
  readonly requests: string[] = [];
  readonly branches = new Map<string, string>();
  readonly commits = new Map<string, Stored>();
  permission: 'admin' | 'write' | 'read' | undefined = 'write';
  /** What becomes of the message of a commit that is asked for. */
  tidyMessage = (message: string): string => message;
  /** What a read gives instead of what is there. */
  readonly wrongBytes = new Map<string, Uint8Array>();
  #faults: { readonly fault: Fault; left: number }[] = [];
  #made = 0;

  readonly api: CommitApi = {
    findTip: (_, branch) => this.#request('findTip', () => this.#stored(this.branches.get(branch))?.commit),
    findBranches: (_, names) =>
      this.#request('findBranches', () =>
        names.flatMap((name) => {
          const commit = this.branches.get(name);
          return commit === undefined ? [] : [{ name, commit, date }];
        }),
      ),
    fetchRepository: (repository) =>
      this.#request('fetchRepository', () => ({
        uuid: '{1}',
        ...repository,
        name: repository.slug,
        workspaceName: repository.workspace,
        description: '',
        isPrivate: true,
        updatedOn: date,
        mainBranch: [...this.branches.keys()][0],
      })),
    findPermission: () => this.#request('findPermission', () => this.permission),
    listChanges: (_, { from, to }) => this.#page('listChanges', () => this.#diff(from, to)),
    listCommits: (_, from, options) => this.#page('listCommits', () => this.#walk(from, options?.exclude)),
    findSourceEntries: (_, commit, paths) =>
      this.#request('findSourceEntries', () =>
        paths.flatMap((path) => {
          const file = this.#require(commit).tree.get(path);
          if (file === undefined) return [];
          const attributes = file.mode === 'file' ? [] : [file.mode];
          return [{ kind: 'file' as const, path, size: file.bytes.length, attributes }];
        }),
      ),
    fetchFile: (_, commit, path) =>
      this.#request('fetchFile', () => {
        const file = this.#require(commit).tree.get(path);
        if (file === undefined) throw notFound(path);
        return this.wrongBytes.get(path) ?? file.bytes;
      }),
    commitFiles: (_, commit, signal) =>
      this.#request('commitFiles', () => {
        signal?.throwIfAborted();
        this.#accept(commit);
      }),
  };

  fail(fault: Fault): this {
    this.#faults.push({ fault, left: fault.nth ?? 1 });
    return this;
  }

  recover(): void {
    this.#faults = [];
  }

  /** Somebody's commit, whatever the branch is; returns its hash. */
  push(branch: string, changes: Changes, message = 'Somebody else'): string {
    const parent = this.branches.get(branch);
    return this.#store(branch, parent, message, changes);
  }

  /** The branch loses its history: its commits are gone. */
  rewrite(branch: string, changes: Changes): string {
    const files = this.tree(branch);
    this.commits.clear();
    this.branches.delete(branch);
    return this.#store(branch, undefined, 'Rewritten', { ...Object.fromEntries(files), ...changes });
  }

  tree(branch: string): Tree {
    return this.#stored(this.branches.get(branch))?.tree ?? new Map();
  }

  text(branch: string, path: string): string | undefined {
    const file = this.tree(branch).get(path);
    return file && new TextDecoder().decode(file.bytes);
  }

  /** Newest first, along first parents. */
  history(branch: string): readonly Commit[] {
    const found: Commit[] = [];
    for (let at = this.#stored(this.branches.get(branch)); at; at = this.#stored(at.commit.parents[0])) {
      found.push(at.commit);
    }
    return found;
  }

  /** Whether any commit of the branch holds just that at the path. */
  everHeld(branch: string, path: string, bytes: Uint8Array | undefined): boolean {
    return this.history(branch).some(({ hash }) => {
      const file = this.#require(hash).tree.get(path);
      return bytes === undefined || file === undefined ? bytes === file : Buffer.compare(file.bytes, bytes) === 0;
    });
  }

  #accept({ branch, parent, message, files, deletions }: NewCommit): void {
    const at = this.branches.get(branch);
    if (at !== undefined && at !== parent) throw new BitbucketError({ kind: 'conflict' }, 'The branch moved.');
    const there = parent === undefined ? undefined : this.#require(parent).tree;
    if (deletions.some((path) => there?.has(path) !== true)) {
      throw new BitbucketError({ kind: 'unexpected', status: 400 }, 'What is not there cannot be deleted.');
    }
    const gone = deletions.map((path) => [path, undefined] as const);
    const set = files.map(({ path, bytes, mode }) => [path, { bytes, mode }] as const);
    this.#store(branch, parent, this.tidyMessage(message), Object.fromEntries([...gone, ...set]));
  }

  #store(branch: string, parent: string | undefined, message: string, changes: Changes): string {
    const tree = new Map(this.#stored(parent)?.tree);
    for (const [path, change] of Object.entries(changes)) {
      if (change === undefined) tree.delete(path);
      else tree.set(path, typeof change === 'string' ? toFile(change) : change);
    }
    const hash = (++this.#made).toString(16).padStart(40, 'c0ffee0');
    const parents = parent === undefined ? [] : [parent];
    const commit = { hash, parents, message, date, authorName: 'Somebody', authorUuid: undefined };
    this.commits.set(hash, { commit, tree });
    this.branches.set(branch, hash);
    return hash;
  }

  #diff(from: string | undefined, to: string): readonly ChangedPath[] {
    const older = from === undefined ? new Map<string, RemoteFile>() : this.#require(from).tree;
    const newer = this.#require(to).tree;
    return [...new Set([...older.keys(), ...newer.keys()])].flatMap((path) => {
      const [before, now] = [older.get(path), newer.get(path)];
      if (before?.mode === now?.mode && before && now && Buffer.compare(before.bytes, now.bytes) === 0) return [];
      return [{ kind: toKind(before, now), path, oldPath: path }];
    });
  }

  #walk(from: string, exclude: string | undefined): readonly Commit[] {
    this.#require(from);
    if (exclude !== undefined) this.#require(exclude);
    const found: Commit[] = [];
    for (let at = this.#stored(from); at && at.commit.hash !== exclude; at = this.#stored(at.commit.parents[0])) {
      found.push(at.commit);
    }
    return found;
  }

  #stored(hash: string | undefined): Stored | undefined {
    return hash === undefined ? undefined : this.commits.get(hash);
  }

  #require(hash: string): Stored {
    const found = this.commits.get(hash);
    if (found === undefined) throw notFound(hash);
    return found;
  }

  async #request<T>(name: keyof CommitApi, answer: () => T): Promise<T> {
    this.requests.push(name);
    const struck = this.#faults.filter(({ fault }) => fault.request === name && fault.nth !== Infinity);
    for (const fault of struck) fault.left--;
    const due = struck.filter(({ left }) => left === 0).map(({ fault }) => fault);
    await Promise.resolve();
    for (const { before } of due) await before?.();
    const result = answer();
    for (const { after } of due) await after?.();
    return result;
  }

  async *#page<T>(name: keyof CommitApi, answer: () => readonly T[]): AsyncIterable<Page<T>> {
    yield { values: await this.#request(name, answer), size: undefined };
  }
}

const date = '2026-11-20T10:00:00+00:00';

export function toFile(text: string, mode: FileMode = 'file'): RemoteFile {
  return { bytes: new TextEncoder().encode(text), mode };
}

/** Fails a request as Bitbucket, or the network, would. */
export function failWith(failure: BitbucketError['failure']): () => never {
  return () => {
    throw new BitbucketError(failure, `A test said so: ${failure.kind}`);
  };
}

function toKind(before: RemoteFile | undefined, now: RemoteFile | undefined): ChangedPath['kind'] {
  if (before === undefined) return 'added';
  return now === undefined ? 'removed' : 'modified';
}

function notFound(what: string): BitbucketError {
  return new BitbucketError({ kind: 'notFound' }, `${what} not found`);
}
