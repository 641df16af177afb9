import type { PlanPorts } from './projectRemote';
import { pipelineEndings } from './repositoryContent';
import type { BranchOfRepository, PlannedFile } from './starterContent';
import { toObstacleError } from './toProjectError';

/** How much starter content may be: each file is a request, and Maia's own repositories are far smaller. */
export const mostCopiedFiles = 200;
export const mostCopiedBytes = 5 * 1024 * 1024;

const copiedEndings: readonly string[] = [...pipelineEndings, '.sql', '.py', '.sh'];

/**
 * The pipelines and scripts of another repository as they are on a branch of it. Rejects with `ProjectError` where there
 * are none, too many, or one that is no UTF-8 and so would be another one afterwards.
 */
export async function fetchCopiedFiles(
  ports: Pick<PlanPorts, 'findTip' | 'listTextFiles' | 'readTexts' | 'explain' | 'explainError'>,
  source: BranchOfRepository,
  signal?: AbortSignal,
): Promise<readonly PlannedFile[]> {
  const tip = await ports.findTip(source, source.branch, signal);
  if (tip === undefined) throw toObstacleError(ports, { kind: 'sourceMissing', source });
  const listed = await ports.listTextFiles(source, tip.hash, copiedEndings, signal);
  const chosen = listed.filter(({ path }) => path !== '.matillion' && !path.startsWith('.matillion/'));
  const hasPipelines = chosen.some(({ path }) => pipelineEndings.some((ending) => path.endsWith(ending)));
  if (!hasPipelines) throw toObstacleError(ports, { kind: 'sourceEmpty', source });
  const bytes = chosen.reduce((sum, { size }) => sum + size, 0);
  if (chosen.length > mostCopiedFiles || bytes > mostCopiedBytes) {
    throw toObstacleError(ports, { kind: 'sourceTooLarge', files: chosen.length, bytes });
  }
  const paths = chosen.map(({ path }) => path).sort();
  const texts = await ports.readTexts(source, tip.hash, paths, signal);
  return paths.map((path) => {
    const text = texts.get(path);
    if (text === undefined || text.includes('\uFFFD')) throw toObstacleError(ports, { kind: 'sourceNotText', path });
    return { path, text };
  });
}
