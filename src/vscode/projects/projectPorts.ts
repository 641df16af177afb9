import type { Clock } from '../../base/clock';
import type { BitbucketApi } from '../../bitbucket/bitbucketApi';
import { BitbucketError } from '../../bitbucket/bitbucketError';
import type { Page, SourceEntry } from '../../bitbucket/model';
import type { CreationPorts, ProjectPorts, RepositoryName } from '../../projects/projectRemote';
import type { RepositoryServices } from '../../repositories/repositoryServices';
import { walkSource } from '../../repositories/sourceWalk';
import type { RepositoryAccess } from '../files/repositoryAccess';
import { explainObstacle } from './explainObstacle';
import { explainError, toProjectError } from './toProjectError';

/** Met by `FileCommandContext`. */
export interface ProjectPortsContext {
  readonly access: Pick<RepositoryAccess, 'getOf'>;
  readonly clock: Clock;
}

export interface ProjectPortsOptions {
  /** Nobody else takes its place. */
  readonly accountId: string;
  /** Shows a project that was created. */
  readonly open: CreationPorts['open'];
}

/** Bitbucket's longest page, and so what one request tells of. */
const pageLength = 100;
/** Deeper than any repository. */
const anyDepth = 100;
const attributesOfNoText: readonly SourceEntry['attributes'][number][] = ['link', 'lfs', 'subrepository'];

/** What checking, preparing and committing a project needs, over the account's services; nothing is asked before it is used. */
export function createProjectPorts(
  { access, clock }: ProjectPortsContext,
  { accountId, open }: ProjectPortsOptions,
): ProjectPorts {
  const ask: Ask = async (repository, signal, work) => {
    try {
      return await work(await access.getOf(accountId, repository));
    } catch (error) {
      signal?.throwIfAborted();
      throw toProjectError(error, clock.now());
    }
  };
  return {
    explain: explainObstacle,
    explainError: (error) => explainError(error, clock.now()),
    sleep: (ms, signal) => clock.sleep(ms, signal),
    open,
    ...createReading(ask),
    ...createListing(ask),
    ...createWriting(ask),
  };
}

/** Runs work with the services for a repository; rejects with `ProjectError`, or the abort reason. */
type Ask = <T>(
  repository: RepositoryName,
  signal: AbortSignal | undefined,
  work: (services: RepositoryServices) => Promise<T>,
) => Promise<T>;

function createReading(
  ask: Ask,
): Pick<ProjectPorts, 'findPermission' | 'findDefaultBranch' | 'findTip' | 'listCommits' | 'readText' | 'readTexts'> {
  return {
    findPermission: (repository, signal) =>
      ask(repository, signal, ({ api }) => api.findPermission(toId(repository), signal)),
    findDefaultBranch: (repository, signal) =>
      ask(repository, signal, async ({ api }) => (await api.fetchRepository(toId(repository), signal)).mainBranch),
    findTip: (repository, branch, signal) =>
      ask(repository, signal, ({ api }) => api.findTip(toId(repository), branch, signal)),
    listCommits: (repository, from, exclude, signal) =>
      ask(repository, signal, ({ api }) => {
        const options = { ...(exclude !== undefined && { exclude }), ...toSignal(signal) };
        return takeFirst(api.listCommits(toId(repository), from, options));
      }),
    readText: (repository, commit, path, signal) =>
      ask(repository, signal, ({ api }) => fetchText(api, toId(repository), commit, path, signal)),
    readTexts: (repository, commit, paths, signal) =>
      ask(repository, signal, async ({ api }) => {
        const entries = await api.findSourceEntries(toId(repository), commit, paths, signal);
        const texts = entries.map(async ({ path }) => {
          const text = await fetchText(api, toId(repository), commit, path, own(signal));
          return text === undefined ? [] : [[path, text] as const];
        });
        return new Map((await Promise.all(texts)).flat());
      }),
  };
}

function createListing(
  ask: Ask,
): Pick<ProjectPorts, 'listBranches' | 'sampleFiles' | 'searchFiles' | 'listRoot' | 'listTextFiles'> {
  return {
    listBranches: (repository, signal) =>
      ask(repository, signal, ({ api }) => takeFirst(api.listBranches(toId(repository), toSignal(signal)))),
    sampleFiles: (repository, commit, signal) =>
      ask(repository, signal, ({ api }) => sampleFiles(api, toId(repository), commit, signal)),
    searchFiles: (repository, commit, pathContains, signal) =>
      ask(repository, signal, async ({ api }) => {
        const options = { maxDepth: anyDepth, pathContains, ...toSignal(signal) };
        return toFiles(await takeAll(api.listSource(toId(repository), commit, '', options))).map(({ path }) => path);
      }),
    listRoot: (repository, commit, signal) =>
      ask(repository, signal, async ({ api }) =>
        (await takeAll(api.listSource(toId(repository), commit, '', toSignal(signal)))).map(({ path }) => path),
      ),
    listTextFiles: (repository, commit, endings, signal) =>
      ask(repository, signal, async ({ api }) => {
        const walk = { api, repository: toId(repository), commit, pathContains: endings, signal };
        return toFiles(await walkSource(walk))
          .filter(({ path }) => endings.some((ending) => path.endsWith(ending)))
          .filter(({ attributes }) => !attributes.some((attribute) => attributesOfNoText.includes(attribute)))
          .map(({ path, size = 0 }) => ({ path, size }));
      }),
  };
}

function createWriting(ask: Ask): Pick<ProjectPorts, 'commit' | 'createBranch' | 'noteTip' | 'findDrafts'> {
  return {
    commit: (repository, { files, ...commit }, signal) =>
      ask(repository, signal, ({ api }) => {
        const encoder = new TextEncoder();
        const sent = files.map(({ path, text }) => ({ path, bytes: encoder.encode(text), mode: 'file' as const }));
        return api.commitFiles(toId(repository), { ...commit, files: sent, deletions: [] }, signal);
      }),
    createBranch: (repository, name, commit, signal) =>
      ask(repository, signal, async ({ api }) => {
        await api.createBranch(toId(repository), name, commit, signal);
      }),
    noteTip: async (target, { hash, date }) => {
      // What is shown may be older for a while; the commit is there all the same.
      const noted = ask(target, undefined, ({ tips }) => {
        tips.note(toId(target), { name: target.branch, commit: hash, date });
        return Promise.resolve();
      });
      await noted.catch(() => undefined);
    },
    findDrafts: (target, paths) =>
      ask(target, undefined, async ({ workingTree }) => {
        const { drafts } = workingTree(toId(target), target.branch);
        const edited = (await drafts.all()).filter(({ change }) => change.kind !== 'folder').map(({ path }) => path);
        const isEdited = async (path: string): Promise<boolean> =>
          edited.some((other) => isSameOrBelow(path, other) || isSameOrBelow(other, path)) ||
          (await drafts.isKeptByNewerVersion(path));
        const found = await Promise.all(paths.map(async (path) => ((await isEdited(path)) ? [path] : [])));
        return found.flat();
      }),
  };
}

function isSameOrBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** Nothing but the two: what else a target carries is none of the repository's. */
function toId({ workspace, slug }: RepositoryName): RepositoryName {
  return { workspace, slug };
}

function toSignal(signal: AbortSignal | undefined): { readonly signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}

/** A signal each: Node warns of one that many requests listen to. */
function own(signal: AbortSignal | undefined): AbortSignal | undefined {
  return signal && AbortSignal.any([signal]);
}

function toFiles(entries: readonly SourceEntry[]): readonly SourceEntry[] {
  return entries.filter(({ kind }) => kind === 'file');
}

async function takeFirst<T>(pages: AsyncIterable<Page<T>>): Promise<readonly T[]> {
  for await (const { values } of pages) return values;
  return [];
}

async function takeAll<T>(pages: AsyncIterable<Page<T>>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const { values } of pages) all.push(...values);
  return all;
}

/** Where the whole tree is too much to walk, its root is what can be said of it. */
async function sampleFiles(
  api: Pick<BitbucketApi, 'listSource'>,
  repository: RepositoryName,
  commit: string,
  signal: AbortSignal | undefined,
): Promise<{ readonly paths: readonly string[]; readonly isComplete: boolean }> {
  const list = (maxDepth: number): Promise<readonly SourceEntry[]> =>
    takeFirst(api.listSource(repository, commit, '', { maxDepth, ...toSignal(signal) }));
  const toPaths = (entries: readonly SourceEntry[]): readonly string[] => toFiles(entries).map(({ path }) => path);
  try {
    const entries = await list(anyDepth);
    return { paths: toPaths(entries), isComplete: entries.length < pageLength };
  } catch (error) {
    if (!BitbucketError.is(error, 'tooLarge')) throw error;
    return { paths: toPaths(await list(1)), isComplete: false };
  }
}

async function fetchText(
  api: Pick<BitbucketApi, 'fetchFile'>,
  repository: RepositoryName,
  commit: string,
  path: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  try {
    // A byte order mark is part of a file: without it, it would be another one.
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await api.fetchFile(repository, commit, path, signal));
  } catch (error) {
    if (BitbucketError.is(error, 'notFound')) return undefined;
    throw error;
  }
}
