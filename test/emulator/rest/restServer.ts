import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type TokenStore } from '../oauth/tokenStore';
import { hasScope } from '../state/model';
import { AnswerCache } from './answerCache';
import { ApiError, toMissingScopes, toNotFound, toUnauthorized } from './apiError';
import { authenticate } from './authenticate';
import { applyFields } from './fieldsFilter';
import { type Json } from './json';
import { type Caller, type RestAnswer, type RestCall, type RestRoute, type RestServices } from './route';
import { restRoutes } from './routes';

const jsonType = 'application/json; charset=utf-8';

/** U: what Bitbucket takes at most in one commit is not documented. More answers 413. */
const maximumBodyBytes = 100 * 1024 * 1024;

/** Registers everything below `/2.0`, apart from the rest of the server, because bodies are read in another way here. */
export function registerRest(server: FastifyInstance, services: RestServices, tokens: TokenStore): void {
  server.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    const asBuffer = { parseAs: 'buffer', bodyLimit: maximumBodyBytes } as const;
    scope.addContentTypeParser('*', asBuffer, (_request, body, parsed) => {
      parsed(null, body);
    });
    registerRoutes(scope, services, tokens);
    done();
  });
}

function registerRoutes(server: FastifyInstance, services: RestServices, tokens: TokenStore): void {
  const answers = new AnswerCache(services.state);
  for (const route of restRoutes) {
    server.route({
      method: route.method,
      url: `/2.0${route.path}`,
      handler: async (request, reply) => {
        try {
          await respond(route, request, reply);
        } catch (error) {
          sendError(reply, error);
        }
        return reply;
      },
    });
  }
  server.all('/2.0/*', (_request, reply) => {
    sendError(reply, toNotFound());
    return reply;
  });

  async function respond(route: RestRoute, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const caller = authenticate(request.headers.authorization, services.state, tokens);
    setScopeHeaders(reply, route, caller);
    if (route.needsUser && caller === undefined) throw toUnauthorized();
    if (caller !== undefined && !route.scopes.every((scope) => hasScope(caller.scopes, scope))) {
      throw toMissingScopes(caller.scopes, route.scopes);
    }
    const key = route.method === 'GET' ? `${caller?.user.name ?? ''} ${request.url}` : undefined;
    const known = key === undefined ? undefined : answers.find(key);
    if (known !== undefined) {
      reply.code(200).header('Content-Type', jsonType).send(known);
      return;
    }
    const { revision } = services.state;
    const call = toCall(request, caller, services);
    const answer = await route.handle(call);
    const body = toBody(answer, call);
    const canKeep = key !== undefined && answer.json !== undefined && answer.status === undefined;
    if (canKeep) answers.keep(key, revision, body);
    reply
      .code(answer.status ?? 200)
      .headers({ ...(answer.json === undefined ? {} : { 'Content-Type': jsonType }), ...answer.headers })
      .send(body);
  }
}

function toCall(request: FastifyRequest, caller: Caller | undefined, services: RestServices): RestCall {
  const [path = '', ...query] = request.url.split('?');
  return {
    services,
    caller,
    parameters: request.params as Readonly<Record<string, string>>,
    query: new URLSearchParams(query.join('?')),
    address: services.links.api() + path.slice('/2.0'.length),
    headers: request.headers,
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  };
}

/** Errors are answered whole; anything else goes through `fields`. */
function toBody({ status = 200, json, bytes }: RestAnswer, { query }: RestCall): Buffer {
  if (json === undefined) return bytes ?? Buffer.alloc(0);
  return toJsonBody(status < 400 ? applyFields(json, query.get('fields') ?? undefined) : json);
}

function toJsonBody(json: Json): Buffer {
  return Buffer.from(JSON.stringify(json));
}

function setScopeHeaders(reply: FastifyReply, route: RestRoute, caller: Caller | undefined): void {
  reply.header('X-Accepted-OAuth-Scopes', route.scopes.join(', '));
  if (caller === undefined) return;
  reply.header('X-OAuth-Scopes', caller.scopes.join(', ')).header('X-Credential-Type', caller.credentialType);
}

function sendError(reply: FastifyReply, error: unknown): void {
  if (!(error instanceof ApiError)) throw error;
  reply.code(error.status).header('Content-Type', jsonType).send(toJsonBody(error.body));
}
