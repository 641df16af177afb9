import { createHash } from 'node:crypto';
import { type GitTreeEntry } from '../git/gitModel';
import { type GitRepository } from '../git/gitRepository';
import { type StoredRepository } from '../state/model';
import { ApiError, toBadRequest, toNotFound } from './apiError';
import { answerLazily } from './collection';
import { type JsonObject } from './json';
import { type FileAttribute, readLfsPointer, toContentType, toFileAttributes } from './fileContent';
import { readPageRequest } from './paging';
import { requireCommit, requireRepository } from './resolve';
import { type RestAnswer, type RestCall, type RestRoute } from './route';

const fields = ['path', 'type', 'size', 'attributes', 'commit.hash'];

const reads = { method: 'GET', scopes: ['repository'], needsUser: false } as const;

export const sourceRoutes: readonly RestRoute[] = [
  ...['src', 'src/'].map((path): RestRoute => ({
    ...reads,
    path: `/repositories/:workspace/:slug/${path}`,
    handle: redirectToMainBranch,
  })),
  { ...reads, path: '/repositories/:workspace/:slug/src/:commit/*', handle: answerSource },
];

async function redirectToMainBranch(call: RestCall): Promise<RestAnswer> {
  const repository = requireRepository(call);
  const git = await call.services.folders.open(repository);
  const branch = repository.mainBranch === null ? undefined : await git.findBranch(repository.mainBranch);
  if (branch === undefined) throw toNotFound();
  const query = call.query.size > 0 ? `?${call.query.toString()}` : '';
  const location = call.services.links.source(repository, branch.commit, '') + query;
  return { status: 302, headers: { Location: location }, bytes: Buffer.alloc(0) };
}

/** A place in a repository at a commit. */
interface SourcePlace {
  readonly call: RestCall;
  readonly repository: StoredRepository;
  readonly git: GitRepository;
  /** Forty digits. */
  readonly commit: string;
  readonly entry: GitTreeEntry;
}

async function answerSource(call: RestCall): Promise<RestAnswer> {
  const repository = requireRepository(call);
  const git = await call.services.folders.open(repository);
  const { hash: commit, tree } = await requireCommit(git, call.parameters['commit'] ?? '');
  const path = (call.parameters['*'] ?? '').replace(/\/+$/, '');
  const root: GitTreeEntry = { path: '', mode: '040000', type: 'tree', hash: tree, size: 0 };
  const entry = path === '' ? root : (await git.tree(commit)).find((candidate) => candidate.path === path);
  const isNamedAsDirectory = path !== (call.parameters['*'] ?? '');
  if (entry === undefined || (isNamedAsDirectory && entry.type !== 'tree')) {
    throw toNotFound(`No such file or directory: ${path}`);
  }
  const place = { call, repository, git, commit, entry };
  const format = call.query.get('format');
  if (format !== null && format !== 'meta' && format !== 'rendered') throw toBadRequest(`Invalid format: ${format}`);
  if (format === 'meta') return { json: await renderEntry(place, entry) };
  return entry.type === 'tree' ? { json: await listDirectory(place) } : answerFile(place);
}

async function listDirectory({ call, repository, git, commit, entry }: SourcePlace): Promise<JsonObject> {
  const depth = readDepth(call.query.get('max_depth'));
  readPageRequest(call.query);
  const entries = walk(await git.tree(commit), entry.path, depth);
  if (depth > 1 && entries.length > call.services.limits.sourceEntries) {
    throw new ApiError(555, 'The request took too long to process. Try a smaller max_depth.');
  }
  const needsAttributes = `${call.query.get('q') ?? ''} ${call.query.get('sort') ?? ''}`.includes('attributes');
  const attributes = new Map<GitTreeEntry, readonly FileAttribute[]>();
  if (needsAttributes) {
    for (const child of entries) attributes.set(child, await toFileAttributes(git, child));
  }
  return answerLazily(
    call,
    entries,
    (child) => ({
      path: child.path,
      type: child.type === 'tree' ? 'commit_directory' : 'commit_file',
      size: child.type === 'tree' ? null : child.size,
      attributes: attributes.get(child) ?? [],
      commit: { hash: commit },
    }),
    (child) => renderEntry({ call, repository, git, commit }, child),
    { fields },
  );
}

async function renderEntry(
  { call, repository, git, commit }: Omit<SourcePlace, 'entry'>,
  entry: GitTreeEntry,
): Promise<JsonObject> {
  const attributes = await toFileAttributes(git, entry);
  return call.services.render.sourceEntry(repository, commit, entry, attributes);
}

async function answerFile({ call, git, entry }: SourcePlace): Promise<RestAnswer> {
  const bytes = entry.type === 'commit' ? Buffer.from(entry.hash) : await git.readObject(entry.hash);
  const pointer = readLfsPointer(bytes);
  if (pointer !== undefined) {
    const Location = call.services.links.media(pointer.oid, pointer.size);
    return { status: 301, headers: { Location }, bytes: Buffer.alloc(0) };
  }
  const tag = `"${createHash('sha1').update(`${entry.mode} ${entry.hash}`).digest('hex')}"`;
  if (call.headers['if-none-match'] === tag) return { status: 304, headers: { ETag: tag }, bytes: Buffer.alloc(0) };
  const name = entry.path.split('/').at(-1) ?? '';
  const headers = {
    ETag: tag,
    'Content-Type': toContentType(name),
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  };
  return { headers, bytes };
}

/** What lies at most `depth` levels below a directory, nearer levels first. */
function walk(tree: readonly GitTreeEntry[], directory: string, depth: number): readonly GitTreeEntry[] {
  const prefix = directory === '' ? '' : `${directory}/`;
  const levels: GitTreeEntry[][] = [];
  for (const entry of tree) {
    if (!entry.path.startsWith(prefix)) continue;
    const level = entry.path.slice(prefix.length).split('/').length;
    if (level <= depth) (levels[level] ??= []).push(entry);
  }
  return levels.flat();
}

function readDepth(text: string | null): number {
  if (text === null) return 1;
  if (!/^\d{1,6}$/.test(text) || Number(text) < 1) throw toBadRequest('Invalid max_depth');
  return Number(text);
}
