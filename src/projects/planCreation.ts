import { fetchCopiedFiles } from './copiedFiles';
import { createReadme } from './createReadme';
import type { CreationPlan } from './creation';
import { planProjectFile } from './planProjectFile';
import { maiaBranch, type ProjectDetails } from './project';
import type { PlanPorts, RepositoryName } from './projectRemote';
import { projectFilePath } from './readMaiaLink';
import type { PlannedFile, StarterContent } from './starterContent';
import { createStarterFiles } from './starterFiles';
import { toObstacleError, toProjectError } from './toProjectError';

/** Met by the wizard's state once a repository was chosen. */
export interface CreationInput {
  readonly details: ProjectDetails;
  readonly repository: RepositoryName;
  readonly branch: string;
  readonly starter: StarterContent;
  readonly message: string;
}

/**
 * What has to be committed, compared with what is at the branch now; files that are there as planned are left out. Rejects
 * with `ProjectError`, or the abort reason. Three requests and one for each file that is there already, with more for
 * starter content of another repository and for a branch that does not exist.
 */
export async function planCreation(
  ports: PlanPorts,
  input: CreationInput,
  signal?: AbortSignal,
): Promise<CreationPlan> {
  const { workspace, slug } = input.repository;
  const target = { workspace, slug, branch: input.branch };
  try {
    const [baseCommit, starter] = await Promise.all([
      findBase(ports, target, input.branch, signal),
      createStarter(ports, input, signal),
    ]);
    const files = await compare(ports, { repository: target, baseCommit, starter, details: input.details }, signal);
    return { target, baseCommit, message: input.message, files };
  } catch (error) {
    signal?.throwIfAborted();
    throw toProjectError(ports, error);
  }
}

/** Where a commit to the branch begins: its tip, else that of `main`, else of the default branch; nowhere in an empty repository. */
async function findBase(
  ports: PlanPorts,
  repository: RepositoryName,
  branch: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const tip = await ports.findTip(repository, branch, signal);
  if (tip !== undefined) return tip.hash;
  const defaultBranch = await ports.findDefaultBranch(repository, signal);
  if (defaultBranch === undefined) return undefined;
  for (const start of new Set([maiaBranch, defaultBranch])) {
    const found = start === branch ? undefined : await ports.findTip(repository, start, signal);
    if (found !== undefined) return found.hash;
  }
  throw toObstacleError(ports, { kind: 'noBranch' });
}

async function createStarter(
  ports: PlanPorts,
  { starter, details }: CreationInput,
  signal: AbortSignal | undefined,
): Promise<readonly PlannedFile[]> {
  switch (starter.kind) {
    case 'none':
      return [];
    case 'extractAndLoad':
    case 'transform':
      return createStarterFiles(starter.kind, details);
    case 'repository':
      return fetchCopiedFiles(ports, starter.source, signal);
  }
}

interface Comparison {
  readonly repository: RepositoryName;
  readonly baseCommit: string | undefined;
  readonly starter: readonly PlannedFile[];
  readonly details: ProjectDetails;
}

async function compare(
  ports: PlanPorts,
  { repository, baseCommit, starter, details }: Comparison,
  signal: AbortSignal | undefined,
): Promise<readonly PlannedFile[]> {
  // A README or project file of another repository is not among what is copied, so no path is planned twice.
  const paths = [projectFilePath, ...starter.map(({ path }) => path)];
  const [root, present] =
    baseCommit === undefined
      ? [[], new Map<string, string>()]
      : await Promise.all([
          ports.listRoot(repository, baseCommit, signal),
          ports.readTexts(repository, baseCommit, paths, signal),
        ]);
  const projectFile = planProjectFile(ports, present.get(projectFilePath), details);
  const hasReadme = root.some((name) => /^readme(?:\.[a-z]+)?$/i.test(name));
  return [
    ...(projectFile === undefined ? [] : [projectFile]),
    ...(hasReadme ? [] : [{ path: 'README.md', text: createReadme(details) }]),
    ...starter
      .map(({ path, text }) => ({ path, text, before: present.get(path) }))
      .filter(({ text, before }) => text !== before),
  ];
}
