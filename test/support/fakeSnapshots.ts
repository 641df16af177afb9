import type { RepositoryId } from '../../src/bitbucket/bitbucketApi';
import type { BranchSnapshot, RepositoryContent, SnapshotSource } from '../../src/repositories/branchSnapshot';
import type { CiState } from '../../src/repositories/ciState';
import type { CiStateSource } from '../../src/repositories/ciStates';

/** The content of a repository with these pipelines. */
export function createContent(paths: readonly string[], overrides: Partial<BranchSnapshot> = {}): RepositoryContent {
  const pipelines = paths.map((path) => ({
    path,
    kind: path.endsWith('.tran.yaml') ? ('transformation' as const) : ('orchestration' as const),
  }));
  const about = { branch: 'main', reason: 'main', commit: 'a'.repeat(40), commitDate: '2026-11-21T12:00:00Z' } as const;
  return { kind: 'snapshot', snapshot: { ...about, pipelines, ...overrides } };
}

/** Repositories' contents and CI states as a test sets them, by `workspace/slug`; every look is counted. */
export class FakeSnapshots implements SnapshotSource, CiStateSource {
  readonly contents = new Map<string, RepositoryContent | Error>();
  readonly cached = new Map<string, RepositoryContent>();
  readonly ci = new Map<string, CiState | Error>();
  /** `content acme/sales`, `ci acme/sales`, `ci acme/sales forced`. */
  readonly looks: string[] = [];

  fetchContent(repository: RepositoryId, _defaultBranch?: string, signal?: AbortSignal): Promise<RepositoryContent> {
    const name = nameOf(repository);
    this.looks.push(`content ${name}`);
    signal?.throwIfAborted();
    return settle(this.contents.get(name) ?? new Error(`No content was set for ${name}.`));
  }

  readCachedContent(repository: RepositoryId): Promise<RepositoryContent | undefined> {
    return Promise.resolve(this.cached.get(nameOf(repository)));
  }

  async fetchCiState(
    repository: RepositoryId,
    _commit: unknown,
    { isForced = false }: { readonly isForced?: boolean } = {},
  ): Promise<CiState | undefined> {
    this.looks.push(`ci ${nameOf(repository)}${isForced ? ' forced' : ''}`);
    const state = this.ci.get(nameOf(repository));
    return state === undefined ? undefined : settle(state);
  }
}

function nameOf({ workspace, slug }: RepositoryId): string {
  return `${workspace}/${slug}`;
}

function settle<T>(value: T | Error): Promise<T> {
  return value instanceof Error ? Promise.reject(value) : Promise.resolve(value);
}
