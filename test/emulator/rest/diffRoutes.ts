import { type Comparison, type GitChange, readChanges, readDiff } from '../git/changes';
import { type StoredRepository } from '../state/model';
import { toBadRequest } from './apiError';
import { answerLazily } from './collection';
import { type DiffRange, readDiffRange, readFlag } from './diffRange';
import { type JsonObject } from './json';
import { requireRepository } from './resolve';
import { type RestAnswer, type RestCall, type RestRoute } from './route';

const reads = { method: 'GET', scopes: ['repository'], needsUser: false } as const;

export const diffRoutes: readonly RestRoute[] = [
  { ...reads, path: '/repositories/:workspace/:slug/diffstat/:spec', handle: answerDiffstat },
  { ...reads, path: '/repositories/:workspace/:slug/diff/:spec', handle: answerDiff },
];

/** Longer pages than elsewhere, as its schema says. */
const lengths = { usual: 500, maximum: 5000 };

async function answerDiffstat(call: RestCall): Promise<RestAnswer> {
  const repository = requireRepository(call);
  const git = await call.services.folders.open(repository);
  const range = await readDiffRange(git, call.parameters['spec'] ?? '', call.query, 'merge');
  const changes = await readChanges(git.folder, toComparison(call, range));
  const render = (change: GitChange) => renderChange(call, repository, range, change);
  return { json: await answerLazily(call, changes, render, render, { fields: [], lengths }) };
}

async function answerDiff(call: RestCall): Promise<RestAnswer> {
  const git = await call.services.folders.open(requireRepository(call));
  const range = await readDiffRange(git, call.parameters['spec'] ?? '', call.query, 'topic');
  const context = call.query.get('context') ?? '3';
  if (!/^\d{1,5}$/.test(context)) throw toBadRequest('Invalid context');
  const comparison = toComparison(call, range);
  const headers = { 'Content-Type': 'text/plain' };
  if (readFlag(call.query, 'binary') !== false) {
    return { headers, bytes: await readDiff(git.folder, comparison, Number(context)) };
  }
  const changes = await readChanges(git.folder, comparison);
  const paths = changes
    .filter(({ lines }) => lines !== undefined)
    .flatMap(({ oldPath, newPath }) => [oldPath, newPath]);
  const isEmpty = paths.length === 0;
  const bytes = isEmpty ? Buffer.alloc(0) : await readDiff(git.folder, { ...comparison, paths }, Number(context));
  return { headers, bytes };
}

function toComparison({ query }: RestCall, { from, to }: DiffRange): Comparison {
  return {
    from,
    to,
    paths: query.getAll('path'),
    detectsRenames: readFlag(query, 'renames') ?? true,
    ignoresWhitespace: readFlag(query, 'ignore_whitespace') ?? false,
  };
}

/** U: binary files are shown as changed in no line. */
function renderChange(
  { services: { links } }: RestCall,
  repository: StoredRepository,
  { fromCommit, toCommit }: DiffRange,
  { status, oldPath, newPath, lines }: GitChange,
): JsonObject {
  const toFile = (commit: string, path: string) => ({
    type: 'commit_file',
    path,
    escaped_path: path,
    links: { self: { href: links.source(repository, commit, path) } },
  });
  return {
    type: 'diffstat',
    status,
    lines_added: lines?.added ?? 0,
    lines_removed: lines?.removed ?? 0,
    old: status === 'added' ? null : toFile(fromCommit, oldPath),
    new: status === 'removed' ? null : toFile(toCommit, newPath),
  };
}
