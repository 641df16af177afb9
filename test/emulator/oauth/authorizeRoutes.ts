import { type FastifyInstance, type FastifyReply } from 'fastify';
import { type BitbucketState } from '../state/bitbucketState';
import { type Authorizations, type PendingAuthorization } from './authorizations';
import { toConsentPage, toExpiredPage, toLoginPage, toMismatchPage } from './consentPage';
import { decideRedirect } from './consumers';
import { type TokenStore } from './tokenStore';

export interface AuthorizeDependencies {
  readonly state: BitbucketState;
  readonly tokens: TokenStore;
  readonly authorizations: Authorizations;
}

/** The pages a browser sees during sign-in: who are you, do you agree, and back to the application. */
export function registerAuthorizeRoutes(server: FastifyInstance, dependencies: AuthorizeDependencies): void {
  const { state, authorizations } = dependencies;

  server.get<{ Querystring: Record<string, string> }>('/site/oauth2/authorize', (request, reply) =>
    answerAuthorize(request.query, reply, dependencies),
  );

  server.get<{ Params: { id: string } }>('/site/oauth2/authorize/:id', (request, reply) => {
    const authorization = authorizations.find(request.params.id);
    if (authorization === undefined) return sendPage(reply, 400, toExpiredPage());
    return showNextPage(reply, authorization, dependencies);
  });

  server.post<{ Params: { id: string }; Body: string }>('/site/oauth2/authorize/:id/login', (request, reply) => {
    const authorization = authorizations.find(request.params.id);
    const user = state.findUser(new URLSearchParams(request.body).get('user') ?? '');
    if (authorization === undefined || user === undefined) return sendPage(reply, 400, toExpiredPage());
    authorization.user = user;
    return reply.redirect(`/site/oauth2/authorize/${authorization.id}`, 303);
  });

  server.post<{ Params: { id: string }; Body: string }>('/site/oauth2/authorize/:id', (request, reply) => {
    const authorization = authorizations.find(request.params.id);
    if (authorization?.user === undefined) return sendPage(reply, 400, toExpiredPage());
    const hasAgreed = new URLSearchParams(request.body).get('action') === 'grant';
    const target = hasAgreed
      ? authorizations.grant(authorization, authorization.user)
      : authorizations.deny(authorization);
    return reply.redirect(target, 302);
  });
}

function answerAuthorize(
  query: Readonly<Record<string, string>>,
  reply: FastifyReply,
  dependencies: AuthorizeDependencies,
): FastifyReply {
  const consumer = dependencies.tokens.findConsumer(query['client_id'] ?? '');
  if (consumer === undefined) {
    const error_description = 'Invalid OAuth client credentials';
    return reply.code(400).send({ error: 'unauthorized_client', error_description });
  }
  const redirect = decideRedirect(consumer.callbackUrl, query['redirect_uri']);
  if (redirect.kind === 'noCallback') {
    const error_description = 'No callback uri defined for the OAuth client.';
    return reply.code(400).send({ error: 'invalid_request', error_description });
  }
  if (redirect.kind === 'mismatch') return sendPage(reply, 400, toMismatchPage());
  if (query['response_type'] !== 'code') {
    const error_description = 'Only the authorization code flow is supported.';
    return reply.code(400).send({ error: 'unsupported_response_type', error_description });
  }
  if (query['code_challenge'] !== undefined && query['code_challenge_method'] !== 'S256') {
    const error_description = 'code_challenge_method must be S256.';
    return reply.code(400).send({ error: 'invalid_request', error_description });
  }
  const authorization = dependencies.authorizations.start({
    consumer,
    redirectUrl: redirect.url,
    requestedRedirectUri: query['redirect_uri'],
    state: query['state'],
    codeChallenge: query['code_challenge'],
    user: undefined,
  });
  return showNextPage(reply, authorization, dependencies);
}

function showNextPage(
  reply: FastifyReply,
  authorization: PendingAuthorization,
  { state }: AuthorizeDependencies,
): FastifyReply {
  if (state.users.length === 1) authorization.user = state.users[0];
  const { user } = authorization;
  return sendPage(reply, 200, user ? toConsentPage(authorization, user) : toLoginPage(authorization, state.users));
}

function sendPage(reply: FastifyReply, status: number, page: string): FastifyReply {
  return reply
    .code(status)
    .header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
    .header('Cache-Control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(page);
}
