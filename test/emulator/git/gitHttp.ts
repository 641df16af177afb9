import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Readable } from 'node:stream';
import { type TokenStore } from '../oauth/tokenStore';
import { authenticateGit } from '../rest/authenticate';
import { type Caller } from '../rest/route';
import { type BitbucketState } from '../state/bitbucketState';
import { hasScope, type StoredRepository } from '../state/model';
import { readCgiHeaders } from './cgi';
import { preparePush } from './pushHook';
import { recordMove } from './recordMove';
import { type RepositoryFolders } from './repositoryFolders';
import { gitEnvironment } from './runGit';

export interface GitHttpDependencies {
  readonly state: BitbucketState;
  readonly folders: RepositoryFolders;
  readonly tokens: TokenStore;
}

interface GitRequest {
  Params: { workspace: string; slug: string };
  Querystring: { service?: string };
}

/** `git clone`, `git fetch` and `git push` over HTTP, by Git's own `http-backend`, with the permissions of the API. */
export function registerGitHttp(server: FastifyInstance, dependencies: GitHttpDependencies): void {
  server.get<GitRequest>('/:workspace/:slug/info/refs', (request, reply) =>
    answerGit(request, reply, request.query.service ?? '', 'info/refs', dependencies),
  );
  for (const service of ['git-upload-pack', 'git-receive-pack']) {
    server.post<GitRequest>(`/:workspace/:slug/${service}`, (request, reply) =>
      answerGit(request, reply, service, service, dependencies),
    );
  }
}

async function answerGit(
  request: FastifyRequest<GitRequest>,
  reply: FastifyReply,
  service: string,
  endpoint: string,
  dependencies: GitHttpDependencies,
): Promise<FastifyReply> {
  const { state, folders, tokens } = dependencies;
  const { authorization } = request.headers;
  const caller = authenticateGit(authorization, state, tokens);
  const repository = state.findRepository(request.params.workspace, request.params.slug.replace(/\.git$/, ''));
  const isPublic = repository?.isPrivate === false;
  if (caller === undefined && (authorization !== undefined || !isPublic)) {
    return refuse(reply.header('WWW-Authenticate', 'Basic realm="Bitbucket.org HTTP"'), 401, 'Authentication failed');
  }
  if (repository === undefined || !state.canRead(caller?.user, repository)) {
    return refuse(reply, 404, 'The requested repository either does not exist or you do not have access.');
  }
  if (caller !== undefined && !hasScope(caller.scopes, 'repository')) {
    return refuse(reply, 403, 'Your credentials lack one or more required privilege scopes: repository');
  }
  if (service === 'git-receive-pack')
    return answerPush(request, reply, endpoint, { ...dependencies, caller, repository });
  if (service !== 'git-upload-pack') return refuse(reply, 403, 'Dumb HTTP transport is not supported.');
  const { folder } = await folders.open(repository);
  return runBackend(request, reply, folder, endpoint);
}

interface Push extends GitHttpDependencies {
  readonly caller: Caller | undefined;
  readonly repository: StoredRepository;
}

async function answerPush(
  request: FastifyRequest<GitRequest>,
  reply: FastifyReply,
  endpoint: string,
  { state, folders, caller, repository }: Push,
): Promise<FastifyReply> {
  if (caller === undefined) {
    return refuse(reply.header('WWW-Authenticate', 'Basic realm="Bitbucket.org HTTP"'), 401, 'Authentication failed');
  }
  if (!hasScope(caller.scopes, 'repository:write')) {
    return refuse(reply, 403, 'Your credentials lack one or more required privilege scopes: repository:write');
  }
  const permission = state.permissionOf(caller.user, repository);
  if (permission !== 'write' && permission !== 'admin') {
    return refuse(reply, 403, 'You do not have write access to this repository.');
  }
  const git = await folders.open(repository);
  const before = await git.branches();
  const environment = await preparePush(git.folder, state.protectedBranchesFrom(caller.user, repository));
  try {
    return await runBackend(request, reply, git.folder, endpoint, environment);
  } finally {
    // A push that was refused, or whose answer nobody waits for, may have moved something nevertheless.
    git.forgetBranches();
    const moved = (await git.branches()).filter(
      ({ name, commit }) => !before.some((known) => known.name === name && known.commit === commit),
    );
    const first = moved.find(({ name }) => name === 'main') ?? moved[0];
    if (first !== undefined) await recordMove(state, git, repository, first.name);
    else state.changed();
  }
}

async function runBackend(
  request: FastifyRequest<GitRequest>,
  reply: FastifyReply,
  folder: string,
  endpoint: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<FastifyReply> {
  const child = spawn('git', ['http-backend'], {
    env: {
      ...gitEnvironment,
      ...environment,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROJECT_ROOT: folder,
      PATH_INFO: `/${endpoint}`,
      REQUEST_METHOD: request.method,
      QUERY_STRING: request.url.split('?')[1] ?? '',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      REMOTE_USER: 'somebody',
    },
  });
  child.stdin.on('error', () => undefined);
  child.stderr.resume();
  const body = request.body as Readable | undefined;
  if (body === undefined) child.stdin.end();
  else body.pipe(child.stdin);
  // A client that goes away must not leave a process behind.
  reply.raw.once('close', () => child.kill());
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  await once(child, 'close');
  const { status, headers, rest } = readCgiHeaders(Buffer.concat(output));
  return reply.code(status).headers(headers).send(rest);
}

function refuse(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply.code(status).type('text/plain; charset=utf-8').send(`${text}\n`);
}
