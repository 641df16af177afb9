import type { Clock } from '../../src/base/clock';
import type { BitbucketApi } from '../../src/bitbucket/bitbucketApi';
import type { Page, Repository, Workspace } from '../../src/bitbucket/model';

const pageLength = 100;

/** A repository as Bitbucket would list it; its uuid follows from its address. */
export function createRepository(workspace: string, slug: string, overrides: Partial<Repository> = {}): Repository {
  return {
    uuid: `{${workspace}/${slug}}`,
    workspace,
    slug,
    name: slug,
    workspaceName: workspace,
    description: '',
    isPrivate: true,
    updatedOn: '2026-11-20T12:00:00Z',
    mainBranch: 'main',
    ...overrides,
  };
}

/** `count` repositories, last updated first. */
export function createRepositories(workspace: string, count: number): Repository[] {
  return Array.from({ length: count }, (_, index) =>
    createRepository(workspace, `${workspace}-${index}`, {
      updatedOn: new Date(Date.parse('2026-11-20T12:00:00Z') - index * 60_000).toISOString(),
    }),
  );
}

/** Bitbucket's lists of workspaces and repositories: paged, each request taking its time on the clock, and counted. */
export class FakeRepositoryLists implements Pick<BitbucketApi, 'listWorkspaces' | 'listWritableRepositories'> {
  /** `workspaces`, `acme`, `acme?sales`, `acme p2`, … in the order they were sent. */
  readonly requests: string[] = [];
  readonly failures = new Map<string, Error>();
  readonly repositories = new Map<string, readonly Repository[]>();
  readonly #clock: Clock;
  readonly #latencyMs: number;

  constructor(clock: Clock, latencyMs = 100) {
    this.#clock = clock;
    this.#latencyMs = latencyMs;
  }

  listWorkspaces(signal?: AbortSignal): AsyncIterable<Page<Workspace>> {
    return this.#list('workspaces', () => [...this.repositories.keys()].map(createWorkspace), signal);
  }

  listWritableRepositories(
    workspace: string,
    { nameContains, signal }: { readonly nameContains?: string; readonly signal?: AbortSignal } = {},
  ): AsyncIterable<Page<Repository>> {
    const isWanted = ({ name }: Repository) =>
      nameContains === undefined || name.toLowerCase().includes(nameContains.toLowerCase());
    return this.#list(
      nameContains === undefined ? workspace : `${workspace}?${nameContains}`,
      () => (this.repositories.get(workspace) ?? []).filter(isWanted),
      signal,
    );
  }

  async *#list<T>(title: string, readAll: () => readonly T[], signal?: AbortSignal): AsyncGenerator<Page<T>> {
    for (let page = 1; ; page++) {
      const request = page === 1 ? title : `${title} p${page}`;
      this.requests.push(request);
      await this.#clock.sleep(this.#latencyMs, signal);
      const failure = this.failures.get(request);
      if (failure !== undefined) throw failure;
      const all = readAll();
      yield { values: all.slice((page - 1) * pageLength, page * pageLength), size: all.length };
      if (page * pageLength >= all.length) return;
    }
  }
}

function createWorkspace(slug: string): Workspace {
  return { uuid: `{${slug}}`, slug };
}
