import * as v from 'valibot';
import type { Clock } from '../base/clock';
import { withDeadline } from '../base/withDeadline';
import {
  apiTokenConsumerKey,
  apiTokenPermissions,
  findMissingTokenPermissions,
  toApiTokenScopes,
  toBasicCredential,
  type ApiToken,
} from './apiToken';
import { AuthError } from './authError';
import type { Endpoints } from './endpoints';
import { neededScopes } from './scopes';
import type { Session } from './session';
import type { Sessions } from './sessions';

/** Reads one address; `bitbucket/`'s `Fetch`, node-fetch and the built-in `fetch` satisfy it. */
export type Get = (
  url: string,
  request: {
    readonly method: 'GET';
    readonly headers: Readonly<Record<string, string>>;
    readonly redirect: 'manual';
    readonly signal: AbortSignal;
  },
) => Promise<{
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}>;

export interface ApiTokenDependencies {
  readonly get: Get;
  readonly sessions: Pick<Sessions, 'add'>;
  readonly clock: Clock;
}

const answerTimeoutMs = 30_000;

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
  const { status, scopeHeader, body } = await ask({ get, clock }, `${endpoints.apiUrl}/user`, accessToken, signal);
  if (status === 401) throw new AuthError({ kind: 'apiTokenRefused' });
  if (status === 403) throw new AuthError({ kind: 'apiTokenLacksPermissions', missing: lackingFor(scopeHeader) });
  if (status === 429) throw new AuthError({ kind: 'rateLimited' });
  if (status >= 500) throw new AuthError({ kind: 'unreachable' });
  const user = v.safeParse(userSchema, body);
  if (status !== 200 || !user.success) throw new AuthError({ kind: 'notBitbucket', status });
  const scopes = toApiTokenScopes(scopeHeader, neededScopes);
  const missing = findMissingTokenPermissions(scopes);
  if (missing.length > 0) throw new AuthError({ kind: 'apiTokenLacksPermissions', missing });
  const account = { id: user.output.uuid, label: user.output.display_name };
  const receivedAt = clock.now();
  // Nothing renews it, and when it ends is known to Atlassian alone: a 401 tells.
  const tokens = { accessToken, refreshToken: 'none', receivedAt, expiresAt: Number.MAX_SAFE_INTEGER };
  return sessions.add(account, { tokens, scopes }, { endpoints, consumerKey: apiTokenConsumerKey }, signal);
}

/** All of them where Bitbucket does not say which it has. */
function lackingFor(scopeHeader: string | null): readonly string[] {
  const missing = findMissingTokenPermissions(toApiTokenScopes(scopeHeader, neededScopes));
  return missing.length > 0 ? missing : apiTokenPermissions;
}

async function ask(
  { get, clock }: Pick<ApiTokenDependencies, 'get' | 'clock'>,
  url: string,
  authorization: string,
  signal: AbortSignal,
) {
  const late = () => new AuthError({ kind: 'unreachable' });
  try {
    return await withDeadline({ clock, ms: answerTimeoutMs, signal, late }, async (either) => {
      const headers = { accept: 'application/json', authorization };
      const answer = await get(url, { method: 'GET', headers, redirect: 'manual', signal: either });
      const scopeHeader = answer.headers.get('X-OAuth-Scopes');
      return { status: answer.status, scopeHeader, body: readJson(await answer.text()) };
    });
  } catch (error) {
    signal.throwIfAborted();
    // The cause stays away: a network error's text may quote the request.
    throw AuthError.is(error) ? error : new AuthError({ kind: 'unreachable' });
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
