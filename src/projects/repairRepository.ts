import type { Repair } from './prerequisite';
import { maiaBranch } from './project';
import { ProjectError, type RemoteCommit, type RepairPorts, type RepositoryName } from './projectRemote';
import { explainForbidden, toObstacleError, toProjectError } from './toProjectError';

export interface RepairOptions {
  /** Text of the README that begins an empty repository. */
  readonly readme?: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Mends what a check found; what is mended already is left as it is. `openExisting` and `chooseAnother` are up to the
 * person, so nothing is done for them. Rejects with `ProjectError`, or the abort reason.
 */
export async function repairRepository(
  ports: RepairPorts,
  { workspace, slug }: RepositoryName,
  repair: Repair,
  { readme = `# ${slug}\n`, signal }: RepairOptions = {},
): Promise<void> {
  if (repair !== 'initialise' && repair !== 'createMain') return;
  const repository = { workspace, slug };
  try {
    const tip =
      (await ports.findTip(repository, maiaBranch, signal)) ?? (await beginMain(ports, repository, readme, signal));
    await ports.noteTip({ ...repository, branch: maiaBranch }, tip);
  } catch (error) {
    signal?.throwIfAborted();
    throw toProjectError(ports, await explainForbidden(ports, repository, maiaBranch, error, signal));
  }
}

async function beginMain(
  ports: RepairPorts,
  repository: RepositoryName,
  readme: string,
  signal: AbortSignal | undefined,
): Promise<RemoteCommit> {
  const defaultBranch = await ports.findDefaultBranch(repository, signal);
  const failure = await sendBeginning(ports, repository, { defaultBranch, readme }, signal);
  // An answer may be lost, and somebody else may have been faster: what counts is that the branch is there.
  const tip = await ports.findTip(repository, maiaBranch, signal).catch((error: unknown) => {
    throw failure ?? error;
  });
  if (tip !== undefined) return tip;
  throw failure ?? toObstacleError(ports, { kind: 'notSeenYet' });
}

async function sendBeginning(
  ports: RepairPorts,
  repository: RepositoryName,
  { defaultBranch, readme }: { readonly defaultBranch: string | undefined; readonly readme: string },
  signal: AbortSignal | undefined,
): Promise<ProjectError | undefined> {
  try {
    if (defaultBranch === undefined) {
      const files = [{ path: 'README.md', text: readme }];
      await ports.commit(repository, { branch: maiaBranch, parent: undefined, message: 'Add a README', files }, signal);
      return undefined;
    }
    const start = await ports.findTip(repository, defaultBranch, signal);
    if (start === undefined) return toObstacleError(ports, { kind: 'noBranch' });
    await ports.createBranch(repository, maiaBranch, start.hash, signal);
    return undefined;
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof ProjectError) return error;
    throw error;
  }
}
