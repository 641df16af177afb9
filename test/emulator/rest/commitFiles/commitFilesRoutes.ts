import { BranchMovedError, type GitRepository } from '../../git/gitRepository';
import { recordMove } from '../../git/recordMove';
import { GitError } from '../../git/runGit';
import { type StoredRepository, type StoredUser } from '../../state/model';
import { ApiError, toBadRequest } from '../apiError';
import { requireBranchName } from '../branchName';
import { requireCaller, requireUnprotected, requireWritable } from '../resolve';
import { type RestAnswer, type RestCall, type RestRoute } from '../route';
import { type CommitRequest, readCommitRequest } from './commitRequest';
import { toFileChanges } from './fileChanges';

export const commitFilesRoutes: readonly RestRoute[] = ['src', 'src/'].map((path) => ({
  method: 'POST',
  path: `/repositories/:workspace/:slug/${path}`,
  scopes: ['repository:write'],
  needsUser: true,
  handle: answerCommit,
}));

/** The commit's place in the history. */
interface Target {
  readonly branch: string;
  /** Where the branch is; `undefined` when it is to be created. */
  readonly tip: string | undefined;
  /** `undefined` for the first commit of an empty repository. */
  readonly parent: string | undefined;
}

/** U: a body and `Location` are not documented; a client must do without them. */
async function answerCommit(call: RestCall): Promise<RestAnswer> {
  const repository = requireWritable(call);
  const request = await readCommitRequest(call);
  const git = await call.services.folders.open(repository);
  const hash = await commitOnTop(call, repository, git, request);
  const Location = call.services.links.repositoryApi(repository, 'commit', hash);
  return { status: 201, headers: { Location }, bytes: Buffer.alloc(0) };
}

/** Without a parent in the request, any tip will do: then a commit that came in between only means another attempt. */
async function commitOnTop(
  call: RestCall,
  repository: StoredRepository,
  git: GitRepository,
  request: CommitRequest,
): Promise<string> {
  for (;;) {
    const target = await findTarget(repository, git, request);
    requireUnprotected(call, repository, target.branch);
    try {
      const hash = await commit(call, git, target, request);
      await recordMove(call.services.state, git, repository, target.branch);
      return hash;
    } catch (error) {
      if (error instanceof GitError) throw toBadRequest(`Invalid branch name: ${target.branch}`);
      if (!(error instanceof BranchMovedError)) throw error;
      if (request.parent !== undefined) throw toConflict(target.branch);
    }
  }
}

async function findTarget(
  repository: StoredRepository,
  git: GitRepository,
  { branch: wanted, parent }: CommitRequest,
): Promise<Target> {
  const main = repository.mainBranch;
  const branch = wanted ?? main ?? 'main';
  const tip = (await git.findBranch(branch))?.commit;
  if (tip === undefined) await requireBranchName(git, branch);
  if (parent !== undefined && (await git.findCommit(parent)) === undefined) {
    throw toBadRequest(`There is no commit ${parent} that could be the parent.`);
  }
  if (main === null) return { branch, tip: undefined, parent: undefined };
  if (tip === undefined) return { branch, tip, parent: parent ?? (await git.findBranch(main))?.commit };
  if (parent !== undefined && parent !== tip) throw toConflict(branch);
  return { branch, tip, parent: tip };
}

async function commit(
  call: RestCall,
  git: GitRepository,
  { branch, tip, parent }: Target,
  request: CommitRequest,
): Promise<string> {
  const changes = toFileChanges(parent === undefined ? [] : await git.tree(parent), request);
  // A new branch may begin with a commit that changes nothing. U: elsewhere, nothing is said about such a commit.
  const mayBeEmpty = tip === undefined && parent !== undefined;
  if (changes.isEmpty && !mayBeEmpty) throw toBadRequest('There is nothing to commit.');
  return git.commitToBranch(branch, tip, {
    message: request.message ?? 'Edited online with Bitbucket',
    author: toPerson(request.author, requireCaller(call).user),
    date: new Date(call.services.clock.now()).toISOString(),
    parent,
    files: changes.files,
    deleted: changes.deleted,
  });
}

/** "The authenticated user's full/display name and primary email address." */
function toPerson(author: string | undefined, user: StoredUser): { readonly name: string; readonly email: string } {
  const [, name = user.displayName, email = user.email] = /^(.*) <(.*)>$/.exec(author ?? '') ?? [];
  return { name, email };
}

/** U: only the status is documented. */
function toConflict(branch: string): ApiError {
  return new ApiError(409, `The parent is not the tip of branch ${branch}.`);
}
