import { findMissingScopes, readScopes } from './scopes';

/** Stands in a stored session where others have their consumer's key: no consumer issued an API token. */
export const apiTokenConsumerKey = 'api-token';

/** The permissions to choose for a token on Atlassian's page; from Bitbucket's API description, call by call. */
export const apiTokenPermissions = [
  'read:user:bitbucket',
  'read:workspace:bitbucket',
  'read:repository:bitbucket',
  'write:repository:bitbucket',
] as const;

/** Where a user makes, sees and revokes API tokens. */
export const apiTokensPage = 'https://id.atlassian.com/manage-profile/security/api-tokens';

/** Git takes an API token as the password of this user. */
export const apiTokenGitUser = 'x-bitbucket-api-token-auth';

/** An Atlassian account's email address, and a token made for it. */
export interface ApiToken {
  readonly email: string;
  readonly token: string;
}

const basic = /^Basic ([A-Za-z0-9+/]+=*)$/;

/** What such a session has in place of an access token: the whole value of the `Authorization` header. */
export function toBasicCredential({ email, token }: ApiToken): string {
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${email}:${token}`)))}`;
}

/** Email and token, where an access token is one of those; `undefined` for one that OAuth issued. */
export function readBasicCredential(accessToken: string): ApiToken | undefined {
  const encoded = basic.exec(accessToken)?.[1];
  if (encoded === undefined) return undefined;
  const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
  const text = new TextDecoder().decode(bytes);
  const colon = text.indexOf(':');
  return { email: text.slice(0, colon), token: text.slice(colon + 1) };
}

/** The scope of OAuth that a token's permission amounts to, for what the extension does. */
const scopeOf: Readonly<Record<string, string>> = {
  'read:user:bitbucket': 'account',
  'read:workspace:bitbucket': 'account',
  'read:repository:bitbucket': 'repository',
  'write:repository:bitbucket': 'repository:write',
};

/**
 * The scopes of a session from what Bitbucket says of the token that was used (`X-OAuth-Scopes`, in names of OAuth or
 * of Atlassian's tokens). Where it says nothing they are assumed: a request shows what is missing.
 */
export function toApiTokenScopes(header: string | null, wanted: readonly string[]): readonly string[] {
  const named = readScopes(header ?? '');
  if (named.length === 0) return [...wanted].sort();
  return [...new Set(named.map((it) => (Object.hasOwn(scopeOf, it) ? (scopeOf[it] ?? it) : it)))].sort();
}

/** The permissions that a token lacks, by the names of Atlassian's page. */
export function findMissingTokenPermissions(scopes: readonly string[]): readonly string[] {
  return apiTokenPermissions.filter((it) => findMissingScopes(scopes, [scopeOf[it] ?? it]).length > 0);
}
