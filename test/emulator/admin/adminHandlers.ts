import { type NewCommit } from '../git/fastImport';
import { BranchMovedError, type GitRepository } from '../git/gitRepository';
import { recordMove } from '../git/recordMove';
import { type RepositoryFolders } from '../git/repositoryFolders';
import { type Authorizations } from '../oauth/authorizations';
import { type Consumer } from '../oauth/consumers';
import { type TokenAnswerStyle, toTokenAnswer } from '../oauth/tokenAnswer';
import { type TokenStore } from '../oauth/tokenStore';
import { type RestLimits } from '../rest/route';
import { type BitbucketState } from '../state/bitbucketState';
import { type EmulatorClock } from '../state/emulatorClock';
import { type StoredRepository, type StoredUser } from '../state/model';
import { type AdminHandlers, type CheckedArgument, type ConsumerDetails } from './adminProtocol';
import { type FaultBook } from './faultBook';
import { type Latency } from './faultHooks';
import { type RequestLog } from './requestLog';

/** Everything the admin interface reaches into. */
export interface AdminDependencies {
  readonly state: BitbucketState;
  readonly folders: RepositoryFolders;
  readonly tokens: TokenStore;
  readonly authorizations: Authorizations;
  readonly clock: EmulatorClock;
  readonly faults: FaultBook;
  readonly requests: RequestLog;
  readonly latency: Latency;
  readonly limits: RestLimits;
  readonly style: TokenAnswerStyle;
  readonly mainConsumer: Consumer;
}

/** The admin action named something that does not exist. */
export class AdminError extends Error {
  override readonly name = 'AdminError';
}

/** What each admin action does. */
export function createAdminHandlers(dependencies: AdminDependencies): AdminHandlers {
  const { state, folders, tokens, authorizations, clock, faults, requests, latency, limits, style, mainConsumer } =
    dependencies;
  return {
    tokens: ({ user, scopes, consumerKey }) => {
      const consumer = consumerKey === undefined ? mainConsumer : tokens.findConsumer(consumerKey);
      if (consumer === undefined) throw new AdminError('There is no such consumer.');
      const issued = tokens.issue(requireUser(state, user).name, consumer, scopes);
      return toTokenAnswer(issued, 'authorization_code', style);
    },
    'api-tokens': ({ user, scopes }) => ({ token: tokens.addApiToken(requireUser(state, user).name, scopes) }),
    consumers: ({ callbackUrl, scopes = mainConsumer.scopes, name = mainConsumer.name }) =>
      toDetails(tokens.addConsumer({ callbackUrl, scopes, name, owner: mainConsumer.owner })),
    faults: (fault) => {
      faults.add(fault);
      return {};
    },
    'clear-faults': () => {
      faults.clear();
      return {};
    },
    requests: () => requests.report(),
    'reset-requests': () => {
      requests.reset();
      return {};
    },
    renewals: () => tokens.renewals,
    exchanges: () => authorizations.exchanges,
    'expire-access-tokens': ({ user }) => {
      tokens.expireAccessTokens(user);
      return {};
    },
    'revoke-grants': ({ user }) => {
      tokens.revokeGrants(user);
      return {};
    },
    commits: async (commit) => ({ commit: await addCommit(commit, dependencies) }),
    permissions: ({ workspace, slug, user, permission }) => {
      state.setPermission(requireRepository(state, workspace, slug), requireUser(state, user), permission);
      return {};
    },
    'protect-branch': ({ workspace, slug, branch, isProtected, exempt }) => {
      const repository = requireRepository(state, workspace, slug);
      for (const name of exempt) requireUser(state, name);
      if (isProtected) state.protectBranch(repository, branch, exempt);
      else state.unprotectBranch(repository, branch);
      return {};
    },
    'repository-folder': async ({ workspace, slug }) => ({
      folder: (await folders.open(requireRepository(state, workspace, slug))).folder,
    }),
    'remove-repository': async ({ workspace, slug }) => {
      const repository = requireRepository(state, workspace, slug);
      state.removeRepository(repository);
      await folders.remove(repository);
      return {};
    },
    statuses: async (status) => {
      await setStatus(status, dependencies);
      return {};
    },
    settings: ({ latencyMs, jitterMs, sourceEntries, tokenScopeField }) => {
      if (latencyMs !== undefined) latency.latencyMs = latencyMs;
      if (jitterMs !== undefined) latency.jitterMs = jitterMs;
      if (sourceEntries !== undefined) limits.sourceEntries = sourceEntries;
      if (tokenScopeField !== undefined) style.scopeField = tokenScopeField;
      state.changed();
      return {};
    },
    clock: ({ advanceMs }) => {
      clock.advance(advanceMs);
      return {};
    },
    'prepare-repository': async ({ workspace, slug }) => {
      const git = await folders.open(requireRepository(state, workspace, slug));
      for (const { commit } of await git.branches()) await git.tree(commit);
      return {};
    },
  };
}

/** Commits as another user would, on top of whatever the branch holds; resolves with the hash. */
export async function addCommit(
  commit: CheckedArgument<'commits'>,
  { state, folders, clock }: Pick<AdminDependencies, 'state' | 'folders' | 'clock'>,
): Promise<string> {
  const repository = requireRepository(state, commit.workspace, commit.slug);
  const author = commit.author === undefined ? state.users.at(-1) : requireUser(state, commit.author);
  if (author === undefined) throw new AdminError('There is no user who could commit.');
  const git = await folders.open(repository);
  const hash = await onTop(git, commit.branch, {
    message: commit.message,
    author: { name: author.displayName, email: author.email },
    date: new Date(clock.now()).toISOString(),
    files: commit.files,
    deleted: commit.deleted,
  });
  await recordMove(state, git, repository, commit.branch);
  return hash;
}

/** Commits to wherever the branch is, and again when another commit came in between. */
async function onTop(git: GitRepository, branch: string, commit: Omit<NewCommit, 'parent'>): Promise<string> {
  for (;;) {
    try {
      const tip = (await git.findBranch(branch))?.commit;
      return await git.commitToBranch(branch, tip, { ...commit, parent: tip });
    } catch (error) {
      if (!(error instanceof BranchMovedError)) throw error;
    }
  }
}

async function setStatus(status: CheckedArgument<'statuses'>, { state, folders }: AdminDependencies): Promise<void> {
  const { workspace, slug, revision, key, name, state: result } = status;
  const git = await folders.open(requireRepository(state, workspace, slug));
  const branch = await git.findBranch(revision);
  const commit = await git.findCommit(branch?.commit ?? revision);
  if (commit === undefined) throw new AdminError(`There is no branch or commit ${revision}.`);
  state.setStatus({
    workspace,
    slug,
    commit: commit.hash,
    key,
    name,
    state: result,
    url: status.url ?? `https://ci.example/${workspace}/${slug}/${key}`,
    description: '',
    refname: branch?.name ?? null,
  });
}

function requireUser(state: BitbucketState, name: string): StoredUser {
  const user = state.findUser(name);
  if (user === undefined) throw new AdminError(`There is no user ${name}.`);
  return user;
}

function requireRepository(state: BitbucketState, workspace: string, slug: string): StoredRepository {
  const repository = state.findRepository(workspace, slug);
  if (repository === undefined) throw new AdminError(`There is no repository ${workspace}/${slug}.`);
  return repository;
}

export function toDetails({ key, secret, callbackUrl }: Consumer): ConsumerDetails {
  return { key, secret, callbackUrl };
}
