import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addCommit, createAdminHandlers, toDetails } from './admin/adminHandlers';
import { type ConsumerDetails } from './admin/adminProtocol';
import { registerAdmin } from './admin/adminRoutes';
import { FaultBook } from './admin/faultBook';
import { registerFaults } from './admin/faultHooks';
import { registerRequestLog } from './admin/requestLogHooks';
import { RequestLog } from './admin/requestLog';
import { registerGitHttp } from './git/gitHttp';
import { RepositoryFolders } from './git/repositoryFolders';
import { Authorizations } from './oauth/authorizations';
import { registerAuthorizeRoutes } from './oauth/authorizeRoutes';
import { registerTokenRoutes } from './oauth/tokenRoutes';
import { type Consumer, type ConsumerCredentials } from './oauth/consumers';
import { type TokenAnswerStyle } from './oauth/tokenAnswer';
import { TokenStore } from './oauth/tokenStore';
import { Links, type Origins } from './rest/links';
import { Render } from './rest/render';
import { registerRest } from './rest/restServer';
import { defaultSeed } from './seeds/defaultSeed';
import { type Seed } from './seeds/seed';
import { BitbucketState } from './state/bitbucketState';
import { EmulatorClock } from './state/emulatorClock';
import { registerWeb } from './web/webRoutes';

export interface EmulatorOptions {
  /** Default: 127.0.0.1. */
  readonly host?: string;
  /** Default: any free one. */
  readonly port?: number;
  /** Default: a temporary folder that is removed on `stop`. A folder that has been used before goes on from there. */
  readonly stateFolder?: string;
  /** Taken only where the state folder is empty. */
  readonly seed?: Seed;
  /** Of the main consumer. Default: the extension's address in VS Code. */
  readonly callbackUrl?: string;
  /** Of the main consumer. Default: new ones. */
  readonly credentials?: ConsumerCredentials;
  /** Delay of every request. */
  readonly latencyMs?: number;
}

/** A running Bitbucket Cloud. */
export interface Emulator {
  /** What a browser opens. */
  readonly webUrl: string;
  /** What a program asks for tokens; by number, because Node does not resolve names below `localhost`. */
  readonly oauthUrl: string;
  readonly apiUrl: string;
  readonly adminUrl: string;
  readonly consumer: ConsumerDetails;
  readonly users: readonly string[];
  stop(): Promise<void>;
}

const defaultCallbackUrl = 'vscode://maia-community.maia-bitbucket/authorized';

/** Starts a Bitbucket Cloud on this machine. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const host = options.host ?? '127.0.0.1';
  const stateFolder = options.stateFolder ?? mkdtempSync(join(tmpdir(), 'bitbucket-emulator-'));
  mkdirSync(stateFolder, { recursive: true });
  const server = createServer();
  // Asking the system for the port takes time, and every link in every answer begins with an origin.
  let known: Origins | undefined;
  const origins = () => (known ??= toOrigins(host, (server.server.address() as AddressInfo).port));
  const parts = createParts(server, stateFolder, options, origins);
  await server.listen({ host, port: options.port ?? 0 });
  const { webUrl, apiUrl, gitUrl } = origins();
  return {
    webUrl,
    apiUrl,
    oauthUrl: `${gitUrl}/site/oauth2`,
    adminUrl: `${gitUrl}/_admin`,
    consumer: toDetails(parts.mainConsumer),
    users: parts.state.users.map(({ name }) => name),
    stop: async () => {
      await server.close();
      parts.folders.dispose();
      await Promise.all([parts.state.flush(), parts.tokens.flush()]);
      if (options.stateFolder === undefined) {
        rmSync(stateFolder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
      }
    },
  };
}

function createServer(): FastifyInstance {
  const server = fastify({
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 4000 },
    frameworkErrors: (error, request, reply) => {
      answerError(error, request, reply);
    },
  });
  server.setErrorHandler(answerError);
  // Forms as text, JSON as JSON, everything else (what Git sends) as it comes.
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, body);
  });
  server.addContentTypeParser('*', (_request, payload, done) => {
    done(null, payload);
  });
  return server;
}

/** What no route foresaw: an address that is not well-formed, a body that is no JSON, or a mistake in the emulator. */
function answerError(error: unknown, _request: unknown, reply: FastifyReply): void {
  const { statusCode = 500, message = 'Unknown trouble' } = error as { statusCode?: number; message?: string };
  if (statusCode < 500) {
    reply.code(statusCode).send({ type: 'error', error: { message } });
    return;
  }
  console.error('The emulator failed:', error);
  reply.code(500).type('text/html').send('<!doctype html><title>500</title><h1>Something went wrong</h1>');
}

/** The composition root: builds every part and registers its routes. */
function createParts(server: FastifyInstance, stateFolder: string, options: EmulatorOptions, origins: () => Origins) {
  const clock = new EmulatorClock();
  const state = new BitbucketState(stateFolder, options.seed ?? defaultSeed, clock);
  const folders = new RepositoryFolders(join(stateFolder, 'git'), state);
  const tokens = new TokenStore(stateFolder, clock);
  const authorizations = new Authorizations(clock);
  const mainConsumer = findOrAddConsumer(tokens, options, state.users[0]?.name ?? '');
  const links = new Links(origins);
  const limits = { sourceEntries: 10_000 };
  const services = { state, folders, links, render: new Render(state, links), limits, clock };
  const latency = { latencyMs: options.latencyMs ?? 0, jitterMs: 0 };
  const style: TokenAnswerStyle = { scopeField: 'scope' };
  const steering = { faults: new FaultBook(), requests: new RequestLog(), latency, limits, style };
  const everything = { state, folders, tokens, authorizations, clock, mainConsumer, ...steering };

  registerRequestLog(server, steering.requests);
  registerFaults(server, { ...steering, commit: (commit) => addCommit(commit, everything) });
  registerAdmin(server, createAdminHandlers(everything));
  registerAuthorizeRoutes(server, everything);
  registerTokenRoutes(server, everything);
  registerRest(server, services, tokens);
  registerGitHttp(server, everything);
  registerWeb(server, state, tokens);
  return everything;
}

/** After a restart, the consumer of the first start comes back with its key and secret. */
function findOrAddConsumer(
  tokens: TokenStore,
  { callbackUrl = defaultCallbackUrl, credentials }: EmulatorOptions,
  owner: string,
): Consumer {
  const known = tokens.consumers.find((consumer) => consumer.callbackUrl === callbackUrl);
  const scopes = ['account', 'repository:write'];
  return known ?? tokens.addConsumer({ name: 'Maia for Bitbucket', callbackUrl, scopes, owner }, credentials);
}

function toOrigins(host: string, port: number): Origins {
  const byNumber = `http://${host}:${port}`;
  const isDefaultHost = host === '127.0.0.1';
  return {
    // A name of its own, so that the pages share no cookies with what else runs on 127.0.0.1.
    webUrl: isDefaultHost ? `http://bitbucket.localhost:${port}` : byNumber,
    apiUrl: `${byNumber}/2.0`,
    gitUrl: byNumber,
    mediaUrl: isDefaultHost ? `http://localhost:${port}` : byNumber,
  };
}
