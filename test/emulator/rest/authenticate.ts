import { type TokenStore } from '../oauth/tokenStore';
import { type BitbucketState } from '../state/bitbucketState';
import { toUnauthorized } from './apiError';
import { readBasicCredentials, readBearerToken } from './authorizationHeader';
import { type Caller } from './route';

/**
 * Who sends a request to the API: an OAuth access token as Bearer, or a user's email address and API token as Basic.
 * `undefined` for a request without credentials; throws 401 for credentials that do not count.
 */
export function authenticate(
  header: string | undefined,
  state: BitbucketState,
  tokens: TokenStore,
): Caller | undefined {
  if (header === undefined) return undefined;
  const caller = findByAccessToken(readBearerToken(header), state, tokens) ?? findByApiToken(header, state, tokens);
  if (caller === undefined) throw toUnauthorized();
  return caller;
}

/**
 * Git over HTTP takes the access token as the password of the user `x-token-auth`, and an API token as that of
 * `x-bitbucket-api-token-auth`.
 */
export function authenticateGit(
  header: string | undefined,
  state: BitbucketState,
  tokens: TokenStore,
): Caller | undefined {
  const credentials = readBasicCredentials(header);
  if (credentials?.user === 'x-token-auth') return findByAccessToken(credentials.password, state, tokens);
  if (credentials?.user === 'x-bitbucket-api-token-auth') return findByTokenAlone(credentials.password, state, tokens);
  return findByApiToken(header, state, tokens);
}

function findByTokenAlone(token: string, state: BitbucketState, tokens: TokenStore): Caller | undefined {
  const stored = tokens.findApiTokenOwner(token);
  const user = stored === undefined ? undefined : state.findUser(stored.user);
  if (stored === undefined || user === undefined) return undefined;
  return { user, scopes: stored.scopes, credentialType: 'apitoken' };
}

function findByAccessToken(token: string | undefined, state: BitbucketState, tokens: TokenStore): Caller | undefined {
  const grant = token === undefined ? undefined : tokens.findGrant(token);
  const user = grant === undefined ? undefined : state.findUser(grant.user);
  if (grant === undefined || user === undefined) return undefined;
  return { user, scopes: grant.scopes, credentialType: 'oauth2' };
}

function findByApiToken(header: string | undefined, state: BitbucketState, tokens: TokenStore): Caller | undefined {
  const credentials = readBasicCredentials(header);
  const user = credentials === undefined ? undefined : state.findUserByEmail(credentials.user);
  if (credentials === undefined || user === undefined) return undefined;
  const stored = tokens.findApiToken(user.name, credentials.password);
  return stored === undefined ? undefined : { user, scopes: stored.scopes, credentialType: 'apitoken' };
}
