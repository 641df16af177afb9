import { ProjectError, type Obstacle, type RepairPorts, type RepositoryName, type Sentences } from './projectRemote';

/** Whatever was thrown, with a sentence for the person. */
export function toProjectError(words: Sentences, error: unknown): ProjectError {
  if (error instanceof ProjectError) return error;
  return new ProjectError('refused', words.explainError(error), { cause: error });
}

const kinds = {
  drafts: 'changed',
  changed: 'changed',
  movedTooOften: 'changed',
  protected: 'protected',
  notSeenYet: 'unreachable',
  invalidProject: 'invalid',
  notAllowed: 'refused',
  noBranch: 'refused',
  differs: 'refused',
  sourceMissing: 'refused',
  sourceEmpty: 'refused',
  sourceTooLarge: 'refused',
  sourceNotText: 'refused',
} as const satisfies Readonly<Record<Obstacle['kind'], ProjectError['kind']>>;

/** An obstacle as the error that ends a step. */
export function toObstacleError(words: Sentences, obstacle: Obstacle): ProjectError {
  return new ProjectError(kinds[obstacle.kind], words.explain(obstacle));
}

/** What a 403 on writing means, which only the account's permission tells: one request. Any other error stays what it is. */
export async function explainForbidden(
  ports: Pick<RepairPorts, 'findPermission'> & Sentences,
  repository: RepositoryName,
  branch: string,
  error: unknown,
  signal?: AbortSignal,
): Promise<unknown> {
  if (!(error instanceof ProjectError) || error.kind !== 'forbidden') return error;
  const permission = await ports.findPermission(repository, signal).catch(() => 'unknown');
  if (permission === 'unknown') return error;
  const mayWrite = permission === 'write' || permission === 'admin';
  return toObstacleError(ports, mayWrite ? { kind: 'protected', branch } : { kind: 'notAllowed' });
}
