import { type GitBranch, type GitCommit, type GitPerson, type GitTreeEntry } from '../git/gitModel';
import { type BitbucketState } from '../state/bitbucketState';
import { type StoredRepository, type StoredStatus, type StoredUser, type StoredWorkspace } from '../state/model';
import { type JsonObject } from './json';
import { encodePath, type Links } from './links';

const mergeStrategies = [
  'merge_commit',
  'squash',
  'fast_forward',
  'squash_fast_forward',
  'rebase_fast_forward',
  'rebase_merge',
];

/** Writes Bitbucket's objects as its answers show them. */
export class Render {
  readonly #state: BitbucketState;
  readonly #links: Links;

  constructor(state: BitbucketState, links: Links) {
    this.#state = state;
    this.#links = links;
  }

  user(user: StoredUser): JsonObject {
    return {
      type: 'user',
      uuid: user.uuid,
      display_name: user.displayName,
      nickname: user.displayName,
      account_id: user.accountId,
      links: this.#links.user(user),
    };
  }

  /** `/user` itself says more than a user embedded elsewhere. */
  currentUser(user: StoredUser): JsonObject {
    const more = { username: user.name, created_on: user.createdOn, account_status: 'active', is_staff: false };
    return { ...this.user(user), ...more, has_2fa_enabled: null, location: null };
  }

  workspace(workspace: StoredWorkspace): JsonObject {
    return {
      type: 'workspace',
      uuid: workspace.uuid,
      name: workspace.name,
      slug: workspace.slug,
      is_private: true,
      is_privacy_enforced: false,
      forking_mode: 'allow_forks',
      created_on: workspace.createdOn,
      links: this.#links.workspace(workspace),
    };
  }

  workspaceAccess(workspace: StoredWorkspace, user: StoredUser): JsonObject {
    const { avatar, self } = this.#links.workspaceShort(workspace);
    return {
      type: 'workspace_access',
      administrator: workspace.members[user.name] === 'administrator',
      workspace: {
        type: 'workspace_base',
        uuid: workspace.uuid,
        slug: workspace.slug,
        links: { avatar, self },
      },
    };
  }

  /** Its larger parts are made only when they are looked at: `fields` rarely asks for them, and lists are long. */
  repository(repository: StoredRepository, caller: StoredUser | undefined): JsonObject {
    const links = this.#links;
    const project = () => this.#project(repository);
    const workspace = this.#workspaceOf(repository);
    const main = repository.mainBranch;
    return {
      type: 'repository',
      uuid: repository.uuid,
      name: repository.name,
      full_name: `${repository.workspace}/${repository.slug}`,
      slug: repository.slug,
      description: repository.description,
      scm: 'git',
      website: null,
      is_private: repository.isPrivate,
      language: repository.language,
      size: repository.sizeBytes,
      has_issues: false,
      has_wiki: false,
      fork_policy: 'no_public_forks',
      created_on: repository.createdOn,
      updated_on: repository.updatedOn,
      mainbranch: main === null ? null : { type: 'branch', name: main },
      override_settings: { default_merge_strategy: true, branching_model: true },
      parent: null,
      get owner() {
        const { uuid, name, slug } = workspace;
        const own = links.workspaceShort(workspace);
        return { type: 'team', uuid, display_name: name, username: slug, links: own };
      },
      get workspace() {
        const { uuid, name, slug } = workspace;
        return { type: 'workspace', uuid, name, slug, links: links.workspaceShort(workspace) };
      },
      get project() {
        return project();
      },
      get links() {
        return links.repository(repository, caller);
      },
    };
  }

  /** A repository embedded in something else. */
  repositoryShort(repository: StoredRepository): JsonObject {
    return {
      type: 'repository',
      uuid: repository.uuid,
      name: repository.name,
      full_name: `${repository.workspace}/${repository.slug}`,
      links: this.#links.repositoryShort(repository),
    };
  }

  commit(repository: StoredRepository, commit: GitCommit): JsonObject {
    const url = this.#links.repositoryApi(repository, 'commit', commit.hash);
    return {
      type: 'commit',
      hash: commit.hash,
      date: toBitbucketDate(commit.committer),
      author: this.author(commit.author),
      message: commit.message,
      summary: { type: 'rendered', raw: commit.message, markup: 'markdown', html: toHtml(commit.message) },
      parents: commit.parents.map((hash) => this.commitShort(repository, hash)),
      repository: this.repositoryShort(repository),
      links: {
        self: { href: url },
        html: { href: this.#links.web(repository.workspace, repository.slug, 'commits', commit.hash) },
        diff: { href: this.#links.repositoryApi(repository, 'diff', commit.hash) },
        approve: { href: `${url}/approve` },
        comments: { href: `${url}/comments` },
        statuses: { href: `${url}/statuses` },
        patch: { href: this.#links.repositoryApi(repository, 'patch', commit.hash) },
      },
    };
  }

  commitShort(repository: StoredRepository, hash: string): JsonObject {
    return {
      type: 'commit',
      hash,
      links: {
        self: { href: this.#links.repositoryApi(repository, 'commit', hash) },
        html: { href: this.#links.web(repository.workspace, repository.slug, 'commits', hash) },
      },
    };
  }

  branch(repository: StoredRepository, branch: GitBranch, target: GitCommit): JsonObject {
    const name = encodePath(branch.name);
    return {
      type: 'branch',
      name: branch.name,
      target: this.commit(repository, target),
      merge_strategies: mergeStrategies,
      default_merge_strategy: 'merge_commit',
      links: {
        self: { href: `${this.#links.repositoryApi(repository, 'refs', 'branches')}/${name}` },
        commits: { href: `${this.#links.repositoryApi(repository, 'commits')}/${name}` },
        html: { href: `${this.#links.web(repository.workspace, repository.slug, 'branch')}/${name}` },
      },
    };
  }

  /** A file, with its attributes, or a directory as a listing and `format=meta` show it. */
  sourceEntry(
    repository: StoredRepository,
    commit: string,
    entry: Pick<GitTreeEntry, 'path' | 'type' | 'size'>,
    attributes: readonly string[],
  ): JsonObject {
    const isDirectory = entry.type === 'tree';
    const self = this.#links.source(
      repository,
      commit,
      isDirectory && entry.path !== '' ? `${entry.path}/` : entry.path,
    );
    const common = { path: entry.path, commit: this.commitShort(repository, commit) };
    const links = { self: { href: self }, meta: { href: `${self}?format=meta` } };
    if (isDirectory) return { type: 'commit_directory', ...common, links };
    const history = this.#links.repositoryApi(repository, 'filehistory', commit);
    return {
      type: 'commit_file',
      ...common,
      attributes,
      escaped_path: entry.path,
      size: entry.size,
      mimetype: null,
      links: { ...links, history: { href: `${history}/${encodePath(entry.path)}` } },
    };
  }

  status(repository: StoredRepository, status: StoredStatus): JsonObject {
    const commit = this.#links.repositoryApi(repository, 'commit', status.commit);
    return {
      type: 'build',
      key: status.key,
      refname: status.refname,
      url: status.url,
      state: status.state,
      name: status.name,
      description: status.description,
      created_on: status.createdOn,
      updated_on: status.updatedOn,
      commit: this.commitShort(repository, status.commit),
      repository: this.repositoryShort(repository),
      links: {
        self: { href: `${commit}/statuses/build/${encodeURIComponent(status.key)}` },
        commit: { href: commit },
      },
    };
  }

  #project(repository: StoredRepository): JsonObject {
    const workspace = this.#workspaceOf(repository);
    const { key, name } = repository.project;
    return {
      type: 'project',
      key,
      uuid: workspace.uuid.replace(/^\{......../, '{00000001'),
      name,
      links: {
        self: { href: this.#links.api('workspaces', workspace.slug, 'projects', key) },
        html: { href: this.#links.web(workspace.slug, 'workspace', 'projects', key) },
        avatar: { href: this.#links.web(workspace.slug, 'workspace', 'projects', key, 'avatar', '32') },
      },
    };
  }

  author(person: GitPerson): JsonObject {
    const user = this.#state.findUserByEmail(person.email);
    const raw = `${person.name} <${person.email}>`;
    return user === undefined ? { type: 'author', raw } : { type: 'author', raw, user: this.user(user) };
  }

  #workspaceOf(repository: StoredRepository): StoredWorkspace {
    const workspace = this.#state.findWorkspace(repository.workspace);
    if (workspace === undefined) throw new Error(`There is no workspace ${repository.workspace}.`);
    return workspace;
  }
}

/** Whole seconds and a numeric offset. */
export function toBitbucketDate({ time, offsetMinutes }: GitPerson): string {
  const local = new Date(time + offsetMinutes * 60_000).toISOString().slice(0, 19);
  const minutes = Math.abs(offsetMinutes);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${local}${offsetMinutes < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

function toHtml(message: string): string {
  return `<p>${message.trim().replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`;
}
