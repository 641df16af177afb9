import { type GitFileVersion, readFileHistory } from '../git/fileHistory';
import { type GitCommit, type GitTreeEntry } from '../git/gitModel';
import { type GitRepository } from '../git/gitRepository';
import { type StoredRepository } from '../state/model';
import { toBadRequest, toNotFound } from './apiError';
import { answerLazily } from './collection';
import { toFileAttributes } from './fileContent';
import { type JsonObject } from './json';
import { toBitbucketDate } from './render';
import { requireCommit, requireRepository } from './resolve';
import { type RestCall, type RestRoute } from './route';

const fields = ['path', 'commit.hash', 'commit.date', 'commit.message', 'commit.author.raw'];

export const fileHistoryRoutes: readonly RestRoute[] = [
  {
    method: 'GET',
    path: '/repositories/:workspace/:slug/filehistory/:commit/*',
    scopes: ['repository'],
    needsUser: false,
    handle: async (call) => ({ json: await listVersions(call) }),
  },
];

/** U: a directory, and a file that the commit no longer has, are taken for files that do not exist. */
async function listVersions(call: RestCall): Promise<JsonObject> {
  const repository = requireRepository(call);
  const git = await call.services.folders.open(repository);
  const { hash } = await requireCommit(git, call.parameters['commit'] ?? '');
  const path = call.parameters['*'] ?? '';
  const file = (await git.tree(hash)).find((entry) => entry.path === path);
  if (file === undefined || file.type === 'tree') throw toNotFound(`No such file or directory: ${path}`);
  const versions = await readFileHistory(git.folder, hash, path, readFollowsRenames(call.query.get('renames')));
  const items = await Promise.all(
    versions.map(async (version) => ({ version, commit: await requireCommit(git, version.commit) })),
  );
  const page = await answerLazily(
    call,
    items,
    ({ version, commit }) => ({
      path: version.path,
      commit: {
        hash: commit.hash,
        date: toBitbucketDate(commit.committer),
        message: commit.message,
        author: { raw: `${commit.author.name} <${commit.author.email}>` },
      },
    }),
    ({ version, commit }) => renderVersion(call, repository, git, version, commit),
    { fields },
  );
  // Like other histories, this one is paged without a count.
  return Object.fromEntries(Object.entries(page).filter(([name]) => name !== 'size'));
}

function readFollowsRenames(text: string | null): boolean {
  if (text !== null && text !== 'true' && text !== 'false') throw toBadRequest('Invalid renames');
  return text !== 'false';
}

async function renderVersion(
  { services: { render } }: RestCall,
  repository: StoredRepository,
  git: GitRepository,
  version: GitFileVersion,
  commit: GitCommit,
): Promise<JsonObject> {
  const entry = await toEntry(git, version);
  const attributes = await toFileAttributes(git, entry);
  const file = render.sourceEntry(repository, commit.hash, entry, attributes);
  return { ...file, commit: render.commit(repository, commit) };
}

async function toEntry(git: GitRepository, { commit, path, blob }: GitFileVersion): Promise<GitTreeEntry> {
  if (blob === undefined) {
    const found = (await git.tree(commit)).find((entry) => entry.path === path);
    if (found === undefined) throw new Error(`${commit} has no ${path}.`);
    return found;
  }
  if (blob.mode === '160000') return { ...blob, path, type: 'commit', size: 0 };
  return { ...blob, path, type: 'blob', size: (await git.readObject(blob.hash)).length };
}
