import {
  ProjectError,
  type NewProjectCommit,
  type Obstacle,
  type ProjectPorts,
  type RemoteCommit,
} from '../../../src/projects/projectRemote';

type Files = Readonly<Record<string, string>>;
type Method = Exclude<keyof ProjectPorts, 'explain' | 'explainError' | 'sleep'>;

interface FakeCommit extends RemoteCommit {
  readonly files: ReadonlyMap<string, string>;
}

export const place = { workspace: 'acme', slug: 'sales' };

/** The network is gone; `isCertain` where it was before anything was sent. */
export const cut = (isCertain = false) => new ProjectError('unreachable', 'No answer came.', { isCertain });

/** One repository with commits, branches and edits, in memory. */
export class FakeProjectRemote {
  readonly branches = new Map<string, string>();
  readonly requests: Method[] = [];
  readonly opened: string[] = [];
  readonly noted: string[] = [];
  defaultBranch: string | undefined;
  permission: 'admin' | 'write' | 'read' | undefined = 'write';
  drafts: readonly string[] = [];
  /** Asked before each request; an error it returns is the answer. */
  beforeRequest: (method: Method) => Error | undefined = () => undefined;
  /** The same after the request was carried out. */
  afterRequest: (method: Method) => Error | undefined = () => undefined;
  readonly #commits = new Map<string, FakeCommit>();

  readonly ports: ProjectPorts = {
    explain: (obstacle: Obstacle) => `${obstacle.kind}:${'paths' in obstacle ? obstacle.paths.join(',') : ''}`,
    explainError: (error) => `unexpected: ${String(error)}`,
    sleep: () => Promise.resolve(),
    findPermission: () => this.#answer('findPermission', () => this.permission),
    findDefaultBranch: () => this.#answer('findDefaultBranch', () => this.defaultBranch),
    listBranches: () =>
      this.#answer('listBranches', () => [...this.branches].map(([name, commit]) => ({ name, commit })).slice(0, 100)),
    findTip: (_, branch) => this.#answer('findTip', () => this.#commits.get(this.branches.get(branch) ?? '')),
    sampleFiles: (_, commit) =>
      this.#answer('sampleFiles', () => {
        const paths = [...this.#filesOf(commit).keys()];
        return { paths: paths.slice(0, 100), isComplete: paths.length < 100 };
      }),
    searchFiles: (_, commit, texts) =>
      this.#answer('searchFiles', () =>
        [...this.#filesOf(commit).keys()].filter((path) => texts.some((text) => path.includes(text))),
      ),
    listRoot: (_, commit) =>
      this.#answer('listRoot', () => [
        ...new Set([...this.#filesOf(commit).keys()].map((path) => path.split('/')[0] ?? '')),
      ]),
    listTextFiles: (_, commit, endings) =>
      this.#answer('listTextFiles', () =>
        [...this.#filesOf(commit)]
          .filter(([path]) => endings.some((ending) => path.endsWith(ending)))
          .map(([path, text]) => ({ path, size: text.length })),
      ),
    readText: (_, commit, path) => this.#answer('readText', () => this.#filesOf(commit).get(path)),
    readTexts: (_, commit, paths) =>
      this.#answer('readTexts', () => new Map([...this.#filesOf(commit)].filter(([path]) => paths.includes(path)))),
    listCommits: (_, from, exclude) =>
      this.#answer('listCommits', () => {
        const history = this.history(from);
        const end = history.findIndex(({ hash }) => hash === exclude);
        if (exclude !== undefined && end < 0) throw new ProjectError('notFound', 'There is no such commit.');
        return end < 0 ? history : history.slice(0, end);
      }),
    commit: (_, commit) =>
      this.#answer('commit', () => {
        this.#commit(commit);
      }),
    createBranch: (_, name, commit) =>
      this.#answer('createBranch', () => {
        if (this.branches.has(name)) throw new ProjectError('refused', 'The branch is there.');
        this.branches.set(name, commit);
      }),
    noteTip: (_, { hash }) => {
      this.noted.push(hash);
      return Promise.resolve();
    },
    findDrafts: (_, paths) => Promise.resolve(paths.filter((path) => this.drafts.includes(path))),
    open: ({ branch }) => this.#answer('open', () => void this.opened.push(branch)),
  };

  /** Somebody's commit on the tip of a branch, which begins with it where it does not exist. Resolves its hash. */
  push(branch: string, files: Files, message = 'Somebody else'): string {
    const texts = Object.entries(files).map(([path, text]) => ({ path, text }));
    this.#commit({ branch, parent: this.branches.get(branch), message, files: texts });
    return this.branches.get(branch) ?? '';
  }

  /** Newest first. */
  history(from = this.branches.get('main')): readonly FakeCommit[] {
    const commit = from === undefined ? undefined : this.#commits.get(from);
    return commit === undefined
      ? []
      : [commit, ...(commit.parents[0] === undefined ? [] : this.history(commit.parents[0]))];
  }

  text(path: string, branch = 'main'): string | undefined {
    return this.#filesOf(this.branches.get(branch) ?? '').get(path);
  }

  /** As Bitbucket does: a branch that is elsewhere refuses. */
  #commit({ branch, parent, message, files }: NewProjectCommit): void {
    const tip = this.branches.get(branch);
    if (parent !== undefined && tip !== undefined && tip !== parent) throw new ProjectError('conflict', 'It moved.');
    const below = tip ?? parent;
    const hash = String(this.#commits.size + 1).padStart(40, '0');
    const all = new Map(below === undefined ? [] : this.#filesOf(below));
    for (const { path, text } of files) all.set(path, text);
    const parents = below === undefined ? [] : [below];
    this.#commits.set(hash, { hash, parents, message: `${message}\n`, date: '2026-11-23T12:00:00Z', files: all });
    this.branches.set(branch, hash);
    this.defaultBranch ??= branch;
  }

  #filesOf(commit: string): ReadonlyMap<string, string> {
    return this.#commits.get(commit)?.files ?? new Map<string, string>();
  }

  async #answer<T>(method: Method, work: () => T): Promise<T> {
    this.requests.push(method);
    await Promise.resolve();
    const refusal = this.beforeRequest(method);
    if (refusal !== undefined) throw refusal;
    const value = work();
    const loss = this.afterRequest(method);
    if (loss !== undefined) throw loss;
    return value;
  }
}
