import { type StoredRepository, type StoredUser, type StoredWorkspace } from '../state/model';
import { type JsonObject } from './json';

/** Where the parts of Bitbucket are. */
export interface Origins {
  /** Ends in `/2.0`. */
  readonly apiUrl: string;
  readonly webUrl: string;
  /** What `git clone` talks to. */
  readonly gitUrl: string;
  /** Where files in Git LFS come from: another origin than the API's. */
  readonly mediaUrl: string;
}

/** Addresses inside answers. They always name the API's own origin, whatever host the request was sent to. */
export class Links {
  readonly #origins: () => Origins;

  /** The origins are asked for with every address, as the port is known only once the server listens. */
  constructor(origins: () => Origins) {
    this.#origins = origins;
  }

  /** An address below `/2.0` from path segments, each encoded. */
  api(...segments: readonly string[]): string {
    return [this.#origins().apiUrl, ...segments.map(encodeURIComponent)].join('/');
  }

  web(...segments: readonly string[]): string {
    return [this.#origins().webUrl, ...segments.map(encodeURIComponent)].join('/');
  }

  repositoryApi({ workspace, slug }: StoredRepository, ...segments: readonly string[]): string {
    return this.api('repositories', workspace, slug, ...segments);
  }

  media(oid: string, size: number): string {
    return `${this.#origins().mediaUrl}/_media/${oid}/${size}`;
  }

  /** Like `repositoryApi`, with a path whose slashes stay. */
  source({ workspace, slug }: StoredRepository, commit: string, path: string): string {
    return `${this.api('repositories', workspace, slug, 'src', commit)}/${encodePath(path)}`;
  }

  /** The links of a workspace that is embedded in something else. */
  workspaceShort({ slug }: StoredWorkspace) {
    return {
      avatar: { href: `${this.web('workspaces', slug, 'avatar')}/` },
      html: { href: `${this.web(slug)}/` },
      self: { href: this.api('workspaces', slug) },
    };
  }

  workspace(workspace: StoredWorkspace): JsonObject {
    const { slug } = workspace;
    return {
      ...this.workspaceShort(workspace),
      members: { href: this.api('workspaces', slug, 'members') },
      owners: { href: `${this.api('workspaces', slug, 'members')}?q=permission%3D%22owner%22` },
      projects: { href: this.api('workspaces', slug, 'projects') },
      repositories: { href: this.api('repositories', slug) },
      snippets: { href: this.api('snippets', slug) },
    };
  }

  user({ uuid }: StoredUser): JsonObject {
    return {
      self: { href: this.api('users', uuid) },
      avatar: { href: this.web('account', uuid, 'avatar') },
      html: { href: `${this.web(uuid)}/` },
      repositories: { href: this.api('repositories', uuid) },
    };
  }

  /** The links of a repository that is embedded in something else. */
  repositoryShort(repository: StoredRepository): JsonObject {
    return {
      self: { href: this.repositoryApi(repository) },
      html: { href: this.web(repository.workspace, repository.slug) },
      avatar: { href: `${this.web(repository.workspace, repository.slug, 'avatar', '32')}/` },
    };
  }

  repository(repository: StoredRepository, caller: StoredUser | undefined): JsonObject {
    const { workspace, slug } = repository;
    return {
      ...this.repositoryShort(repository),
      pullrequests: { href: this.repositoryApi(repository, 'pullrequests') },
      commits: { href: this.repositoryApi(repository, 'commits') },
      forks: { href: this.repositoryApi(repository, 'forks') },
      watchers: { href: this.repositoryApi(repository, 'watchers') },
      branches: { href: this.repositoryApi(repository, 'refs', 'branches') },
      tags: { href: this.repositoryApi(repository, 'refs', 'tags') },
      downloads: { href: this.repositoryApi(repository, 'downloads') },
      source: { href: this.repositoryApi(repository, 'src') },
      clone: [
        { name: 'https', href: this.#clone(workspace, slug, caller) },
        { name: 'ssh', href: `git@bitbucket.org:${workspace}/${slug}.git` },
      ],
      hooks: { href: this.repositoryApi(repository, 'hooks') },
    };
  }

  /** A signed-in reader finds their own name in the clone address, as on Bitbucket. */
  #clone(workspace: string, slug: string, caller: StoredUser | undefined): string {
    const url = new URL(`${this.#origins().gitUrl}/${encodeURIComponent(workspace)}/${encodeURIComponent(slug)}.git`);
    if (caller !== undefined) url.username = caller.name;
    return url.toString();
  }
}

/** Encodes each segment of a path and keeps its slashes. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
