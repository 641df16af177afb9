import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { timingSafeEqual } from 'node:crypto';
import { readBasicCredentials } from '../rest/authorizationHeader';
import { type BitbucketState } from '../state/bitbucketState';
import { type Authorizations } from './authorizations';
import { type Consumer } from './consumers';
import { type IssuedTokens } from './grant';
import { type TokenAnswerStyle, toTokenAnswer } from './tokenAnswer';
import { type TokenStore } from './tokenStore';

export interface TokenDependencies {
  readonly state: BitbucketState;
  readonly tokens: TokenStore;
  readonly authorizations: Authorizations;
  readonly style: TokenAnswerStyle;
}

interface TokenFailure {
  readonly error: string;
  readonly error_description: string;
}

/** Bitbucket says this of a wrong key or secret and of a refresh token that was rotated away alike. */
const invalidClient: TokenFailure = {
  error: 'unauthorized_client',
  error_description: 'Invalid OAuth client credentials',
};
const invalidCode: TokenFailure = { error: 'invalid_grant', error_description: 'The specified code is not valid.' };

/** `/site/oauth2/access_token` and `/site/oauth2/revoke`: key and secret by Basic, parameters as a form. */
export function registerTokenRoutes(server: FastifyInstance, dependencies: TokenDependencies): void {
  server.post('/site/oauth2/access_token', (request, reply) => {
    const form = readForm(request);
    if (form === undefined) return sendFailure(reply, toInvalidRequest('The request body must be form-encoded.'));
    const consumer = authenticateConsumer(request, dependencies.tokens);
    if (consumer === undefined) return sendFailure(reply, invalidClient);
    const answer = answerGrant(form, consumer, dependencies);
    if ('error' in answer) return sendFailure(reply, answer);
    return reply
      .header('Cache-Control', 'no-store')
      .send(toTokenAnswer(answer, form.get('grant_type') ?? '', dependencies.style));
  });

  server.post('/site/oauth2/revoke', (request, reply) => {
    const consumer = authenticateConsumer(request, dependencies.tokens);
    if (consumer === undefined) return sendFailure(reply, invalidClient);
    const token = readForm(request)?.get('token') ?? '';
    if (token === '') return sendFailure(reply, toInvalidRequest('Missing required parameter: token'));
    dependencies.tokens.revoke(token, consumer);
    return reply.send({});
  });
}

function answerGrant(
  form: URLSearchParams,
  consumer: Consumer,
  { state, tokens, authorizations }: TokenDependencies,
): IssuedTokens | TokenFailure {
  const grantType = form.get('grant_type');
  if (grantType === 'authorization_code') {
    const code = form.get('code');
    if (code === null) return toInvalidRequest('Missing required parameter: code');
    const redirectUri = form.get('redirect_uri') ?? undefined;
    const codeVerifier = form.get('code_verifier') ?? undefined;
    const user = authorizations.redeem({ code, consumer, redirectUri, codeVerifier });
    return user === undefined ? invalidCode : tokens.issue(user.name, consumer);
  }
  if (grantType === 'refresh_token') {
    const refreshToken = form.get('refresh_token');
    if (refreshToken === null) return toInvalidRequest('Missing required parameter: refresh_token');
    return tokens.refresh(refreshToken, consumer) ?? invalidClient;
  }
  if (grantType === 'client_credentials') {
    return state.findUser(consumer.owner) === undefined ? invalidClient : tokens.issue(consumer.owner, consumer);
  }
  return { error: 'unsupported_grant_type', error_description: 'Unsupported grant_type.' };
}

/** `undefined` when the body is anything but a form. */
function readForm(request: FastifyRequest): URLSearchParams | undefined {
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  return isForm && typeof request.body === 'string' ? new URLSearchParams(request.body) : undefined;
}

function authenticateConsumer(request: FastifyRequest, tokens: TokenStore): Consumer | undefined {
  const credentials = readBasicCredentials(request.headers.authorization);
  if (credentials === undefined) return undefined;
  const consumer = tokens.findConsumer(credentials.user);
  return consumer !== undefined && isSame(consumer.secret, credentials.password) ? consumer : undefined;
}

function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function toInvalidRequest(error_description: string): TokenFailure {
  return { error: 'invalid_request', error_description };
}

function sendFailure(reply: FastifyReply, failure: TokenFailure): FastifyReply {
  return reply.code(400).send(failure);
}
