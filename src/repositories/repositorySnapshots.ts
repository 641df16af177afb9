import pLimit from 'p-limit';
import { array, check, pipe, string } from 'valibot';
import type { BitbucketApi, RepositoryId } from '../bitbucket/bitbucketApi';
import { BitbucketError } from '../bitbucket/bitbucketError';
import type { Branch } from '../bitbucket/model';
import type { BranchReason, PipelineFile, RepositoryContent, SnapshotSource } from './branchSnapshot';
import type { BranchTips } from './branchTips';
import { readCachedJson, writeCachedJson } from './cachedJson';
import type { CacheStore } from './cacheStore';
import type { LineageStep } from './commitLineage';
import type { LastUsedBranches } from './lastUsedBranches';
import { fetchPipelines, findPipelineKind, toPipelines } from './pipelineFinder';
import type { RepositoryFiles } from './repositoryFiles';
import { SharedRequest } from './sharedRequest';
import { SnapshotIndex, type SnapshotIndexEntry } from './snapshotIndex';

/** Pipelines that can be shown without a request. */
export interface CachedPipelines {
  readonly repository: RepositoryId;
  readonly branch: string;
  readonly commit: string;
  readonly pipelines: readonly PipelineFile[];
}

export interface RepositorySnapshotsPorts {
  readonly api: Pick<BitbucketApi, 'listSource'>;
  /** Of this account only. */
  readonly cache: CacheStore;
  readonly tips: BranchTips;
  readonly lastUsedBranches: Pick<LastUsedBranches, 'get'>;
  /** Knows how commits differ. */
  readonly files: Pick<RepositoryFiles, 'findStep'>;
}

/** Enough to keep a disk busy, far from the number of files that may be open. */
const filesReadAtOnce = 32;
/** How far back a commit that was looked at is looked for. */
const mostSteps = 100;

const pathsSchema = array(
  pipe(
    string(),
    check((path) => findPipelineKind(path) !== undefined),
  ),
);

/** Finds the pipelines of repositories for one account, and keeps what it found by commit. */
export class RepositorySnapshots implements SnapshotSource {
  readonly #ports: RepositorySnapshotsPorts;
  readonly #index: SnapshotIndex;
  readonly #contents = new SharedRequest<RepositoryContent>();

  constructor(ports: RepositorySnapshotsPorts) {
    this.#ports = ports;
    this.#index = new SnapshotIndex(ports.cache);
  }

  fetchContent(
    repository: RepositoryId,
    defaultBranch: string | undefined,
    signal?: AbortSignal,
  ): Promise<RepositoryContent> {
    const wanted = this.#ports.lastUsedBranches.get(repository) ?? '';
    const key = JSON.stringify([repository.workspace, repository.slug, wanted, defaultBranch]);
    return this.#contents.run(key, signal, async (shared) => {
      try {
        return await this.#fetch(repository, wanted, defaultBranch, shared);
      } catch (error) {
        if (BitbucketError.is(error, 'notFound')) await this.#index.remove(repository);
        throw error;
      }
    });
  }

  async readCachedContent(repository: RepositoryId): Promise<RepositoryContent | undefined> {
    const wanted = this.#ports.lastUsedBranches.get(repository) ?? '';
    const entry = await this.#index.find(repository, wanted);
    return entry === undefined ? undefined : this.#toContent(entry);
  }

  /** The pipelines of everything this account has looked at, in any window, most recent last; no request. */
  async readCachedPipelines(): Promise<readonly CachedPipelines[]> {
    const branches = new Map<string, CachedPipelines>();
    const limit = pLimit(filesReadAtOnce);
    const entries = await this.#index.readAll();
    const contents = await limit.map(entries, async (entry) => ({ entry, content: await this.#toContent(entry) }));
    for (const { entry, content } of contents) {
      if (content?.kind !== 'snapshot') continue;
      const { workspace, slug } = entry;
      const { branch, commit, pipelines } = content.snapshot;
      branches.set(`${workspace}/${slug}/${branch}`, { repository: { workspace, slug }, branch, commit, pipelines });
    }
    return [...branches.values()];
  }

  /** All pipelines at a commit: no request when they are kept here, else one or more. Rejects with `BitbucketError`. */
  async fetchPipelines(
    repository: RepositoryId,
    commit: string,
    signal?: AbortSignal,
  ): Promise<readonly PipelineFile[]> {
    const cached = await this.readKeptPipelines(repository, commit);
    if (cached !== undefined) return cached;
    const pipelines = await fetchPipelines(this.#ports.api, repository, commit, signal);
    await this.#keep(repository, commit, pipelines);
    return pipelines;
  }

  /** The pipelines at a commit that was looked at before, or that is known to differ from such a one only so; no request. */
  async readKeptPipelines(repository: RepositoryId, commit: string): Promise<readonly PipelineFile[] | undefined> {
    const steps: LineageStep[] = [];
    for (let at: string | undefined = commit; steps.length <= mostSteps;) {
      const paths =
        at === undefined ? [] : await readCachedJson(this.#ports.cache, toCacheKey(repository, at), pathsSchema);
      if (paths !== undefined) {
        const pipelines = toPipelines(steps.reduceRight(applyStep, new Set(paths)));
        if (steps.length > 0) await this.#keep(repository, commit, pipelines);
        return pipelines;
      }
      const step: LineageStep | undefined =
        at === undefined ? undefined : await this.#ports.files.findStep(repository, at);
      if (step === undefined) return undefined;
      steps.push(step);
      at = step.from;
    }
    return undefined;
  }

  async #keep(repository: RepositoryId, commit: string, pipelines: readonly PipelineFile[]): Promise<void> {
    const paths = pipelines.map(({ path }) => path);
    await writeCachedJson(this.#ports.cache, toCacheKey(repository, commit), paths);
  }

  async #fetch(
    repository: RepositoryId,
    wanted: string,
    defaultBranch: string | undefined,
    signal: AbortSignal,
  ): Promise<RepositoryContent> {
    const candidates = toCandidates(wanted, defaultBranch);
    const found = await this.#ports.tips.find(repository, [...candidates.keys()], signal);
    const { workspace, slug } = repository;
    for (const [name, reason] of candidates) {
      const branch = found.find((it) => it.name === name);
      if (branch === undefined) continue;
      const pipelines = await this.fetchPipelines(repository, branch.commit, signal);
      const about = { branch: branch.name, reason, commit: branch.commit, commitDate: branch.date };
      await this.#index.record({ kind: 'snapshot', workspace, slug, wanted, ...about });
      return { kind: 'snapshot', snapshot: { ...about, pipelines } };
    }
    const content: RepositoryContent =
      defaultBranch === undefined ? { kind: 'empty' } : { kind: 'noBranch', lookedFor: [...candidates.keys()] };
    await this.#index.record({ workspace, slug, wanted, ...content });
    return content;
  }

  async #toContent(entry: SnapshotIndexEntry): Promise<RepositoryContent | undefined> {
    if (entry.kind === 'empty') return { kind: 'empty' };
    if (entry.kind === 'noBranch') return { kind: 'noBranch', lookedFor: entry.lookedFor };
    const { branch, reason, commit, commitDate } = entry;
    const pipelines = await this.readKeptPipelines(entry, commit);
    return pipelines && { kind: 'snapshot', snapshot: { branch, reason, commit, commitDate, pipelines } };
  }
}

function applyStep(paths: ReadonlySet<string>, { files }: LineageStep): ReadonlySet<string> {
  const after = new Set(paths);
  for (const { path } of files.filter(({ change }) => change === 'removed')) after.delete(path);
  for (const { path } of files.filter(({ change }) => change === 'set')) after.add(path);
  return after;
}

/** The branches to look for, best first; a name keeps the first reason it has. */
function toCandidates(wanted: string, defaultBranch: string | undefined): ReadonlyMap<Branch['name'], BranchReason> {
  const candidates = new Map<string, BranchReason>();
  if (wanted !== '') candidates.set(wanted, 'lastUsed');
  if (!candidates.has('main')) candidates.set('main', 'main');
  if (defaultBranch !== undefined && !candidates.has(defaultBranch)) candidates.set(defaultBranch, 'default');
  return candidates;
}

function toCacheKey({ workspace, slug }: RepositoryId, commit: string): string {
  return `pipelines/${workspace}/${slug}/${commit}`;
}
