import type { Finding, SelectedRepository } from './finding';
import type { DiagnosisApi, DiagnosisPorts } from './ports';
import { originOf, type SeenOfSession } from './sessionChecks';

/** What later checks need of earlier ones. */
export interface Seen extends SeenOfSession {
  workspaces?: readonly string[];
  /** The tip of `main` in the selected repository. */
  mainTip?: string;
}

/** A report is to be there in a moment: so many pipelines are read, and no more. */
const maxPipelines = 40;

/** The workspaces that the account is in. */
export function checkWorkspaces(ports: DiagnosisPorts, seen: Seen, signal: AbortSignal): Promise<Finding> {
  return asking(ports, seen, signal, async (api) => {
    const slugs: string[] = [];
    for await (const { values } of api.listWorkspaces(signal)) slugs.push(...values.map(({ slug }) => slug));
    seen.workspaces = slugs;
    return slugs.length === 0 ? { kind: 'noWorkspace' } : { kind: 'workspaces', slugs };
  });
}

/** How many repositories the account can write to; workspaces that are closed to it are named. */
export function checkRepositories(ports: DiagnosisPorts, seen: Seen, signal: AbortSignal): Promise<Finding> {
  return asking(ports, seen, signal, async (api) => {
    let count = 0;
    const closed: string[] = [];
    for (const workspace of seen.workspaces ?? []) {
      try {
        for await (const { values } of api.listWritableRepositories(workspace, { signal })) count += values.length;
      } catch (error) {
        if (ports.toTrouble(error)?.kind !== 'forbidden') throw error;
        closed.push(workspace);
      }
    }
    if (closed.length > 0) return { kind: 'repositoriesInPart', count, closed };
    return count === 0 ? { kind: 'noWritableRepository' } : { kind: 'repositories', count };
  });
}

/** What Maia asks of a repository: that it can be written to, is not empty, and has a branch `main`. */
export function checkMain(ports: DiagnosisPorts, seen: Seen, signal: AbortSignal): Promise<Finding> {
  const repository = ports.selected;
  if (repository === undefined) return Promise.resolve({ kind: 'noRepositorySelected' });
  return asking(ports, seen, signal, async (api) => {
    const found = await findRepository(api, repository, ports, signal);
    if (found === undefined) return { kind: 'repositoryGone', repository };
    const permission = await api.findPermission(repository, signal);
    if (permission !== 'admin' && permission !== 'write') return { kind: 'repositoryReadOnly', repository };
    if (found.mainBranch === undefined) return { kind: 'repositoryEmpty', repository };
    const main = (await api.findBranches(repository, ['main'], signal)).find(({ name }) => name === 'main');
    if (main === undefined) return { kind: 'mainMissing', repository, mainBranch: found.mainBranch };
    seen.mainTip = main.commit;
    return { kind: 'mainPresent', repository };
  });
}

/** Pipelines with the marks of a merge that was not finished, which Maia does not load. */
export function checkConflicts(ports: DiagnosisPorts, seen: Seen, signal: AbortSignal): Promise<Finding> {
  const repository = ports.selected;
  const { mainTip } = seen;
  if (repository === undefined || mainTip === undefined) return Promise.resolve({ kind: 'noRepositorySelected' });
  return asking(ports, seen, signal, async (api) => {
    const options = { maxDepth: 20, pathContains: ['.orch.yaml', '.tran.yaml'], signal };
    const paths: string[] = [];
    let isPart = false;
    for await (const { values } of api.listSource(repository, mainTip, '', options)) {
      paths.push(...values.filter(({ kind }) => kind === 'file').map(({ path }) => path));
      isPart = paths.length > maxPipelines;
      if (isPart) break;
    }
    const looked = paths.slice(0, maxPipelines);
    const marked = await Promise.all(
      looked.map(async (path) => hasConflictMarks(await api.fetchFile(repository, mainTip, path, signal))),
    );
    const conflicting = looked.filter((_path, index) => marked[index]);
    if (conflicting.length > 0) return { kind: 'conflicts', repository, paths: conflicting };
    return { kind: 'noConflicts', looked: looked.length, isPart };
  });
}

function hasConflictMarks(bytes: Uint8Array): boolean {
  return /^(?:<{7}|>{7}) /m.test(new TextDecoder().decode(bytes));
}

async function findRepository(
  api: DiagnosisApi,
  repository: SelectedRepository,
  { toTrouble }: DiagnosisPorts,
  signal: AbortSignal,
) {
  try {
    return await api.fetchRepository(repository, signal);
  } catch (error) {
    if (toTrouble(error)?.kind === 'notFound') return undefined;
    throw error;
  }
}

/** Turns a request that failed into a finding, and remembers a limit for its own line. */
async function asking(
  ports: DiagnosisPorts,
  seen: Seen,
  signal: AbortSignal,
  ask: (api: DiagnosisApi) => Promise<Finding>,
): Promise<Finding> {
  if (ports.api === undefined) return { kind: 'signedOut' };
  try {
    return await ask(ports.api);
  } catch (error) {
    signal.throwIfAborted();
    const trouble = ports.toTrouble(error) ?? { kind: 'unreachable', code: undefined };
    if (trouble.kind === 'rateLimited') seen.limitedForMs = trouble.retryAfterMs;
    return { kind: 'requestFailed', origin: originOf(ports), trouble };
  }
}
