import * as v from 'valibot';
import type { Clock } from '../base/clock';
import {
  apiTokenConsumerKey,
  apiTokenPermissions,
  findMissingTokenPermissions,
  toApiTokenScopes,
  toBasicCredential,
  type ApiToken,
} from './apiToken';
import { askForUser, type Get } from './askForUser';
import { AuthError } from './authError';
import type { Endpoints } from './endpoints';
import { neededScopes } from './scopes';
import type { Session } from './session';
import type { Sessions } from './sessions';

export interface ApiTokenDependencies {
  readonly get: Get;
  readonly sessions: Pick<Sessions, 'add'>;
  readonly clock: Clock;
}

const userSchema = v.object({ uuid: v.pipe(v.string(), v.nonEmpty()), display_name: v.string() });

/**
 * Signs in with an API token, the last resort: asks `/user` whose it is before anything is kept. Rejects as
 * `apiTokenRefused`, `apiTokenLacksPermissions`, `unreachable`, `rateLimited` or `notBitbucket`, or with the signal's
 * reason.
 */
export async function signInWithApiToken(
  { get, sessions, clock }: ApiTokenDependencies,
  { endpoints, apiToken }: { readonly endpoints: Endpoints; readonly apiToken: ApiToken },
  signal: AbortSignal,
): Promise<Session> {
  const accessToken = toBasicCredential(apiToken);
  const asked = { apiUrl: endpoints.apiUrl, credential: accessToken };
  const { status, scopeHeader, text } = await askForUser({ get, clock }, asked, signal);
  if (status === 401) throw new AuthError({ kind: 'apiTokenRefused' });
  if (status === 403) throw new AuthError({ kind: 'apiTokenLacksPermissions', missing: lackingFor(scopeHeader) });
  if (status === 429) throw new AuthError({ kind: 'rateLimited' });
  if (status >= 500) throw new AuthError({ kind: 'unreachable' });
  const user = v.safeParse(userSchema, readJson(text));
  if (status !== 200 || !user.success) throw new AuthError({ kind: 'notBitbucket', status });
  const scopes = toApiTokenScopes(scopeHeader, neededScopes);
  const missing = findMissingTokenPermissions(scopes);
  if (missing.length > 0) throw new AuthError({ kind: 'apiTokenLacksPermissions', missing });
  const account = { id: user.output.uuid, label: user.output.display_name };
  const receivedAt = clock.now();
  // Nothing renews it, and when it ends is known to Atlassian alone: `/user` tells.
  const tokens = { accessToken, refreshToken: 'none', receivedAt, expiresAt: Number.MAX_SAFE_INTEGER };
  return sessions.add(account, { tokens, scopes }, { endpoints, consumerKey: apiTokenConsumerKey }, signal);
}

/** All of them where Bitbucket does not say which it has. */
function lackingFor(scopeHeader: string | null): readonly string[] {
  const missing = findMissingTokenPermissions(toApiTokenScopes(scopeHeader, neededScopes));
  return missing.length > 0 ? missing : apiTokenPermissions;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
