import type { Clock } from '../base/clock';
import { withDeadline } from '../base/withDeadline';
import { AuthError } from './authError';
import type { HttpAnswer } from './httpAnswer';

/** Reads one address; `bitbucket/`'s `Fetch`, node-fetch and the built-in `fetch` satisfy it. */
export type Get = (
  url: string,
  request: {
    readonly method: 'GET';
    readonly headers: Readonly<Record<string, string>>;
    readonly redirect: 'manual';
    readonly signal: AbortSignal;
  },
) => Promise<HttpAnswer>;

/** What was answered at `/user`, whatever it is. */
interface UserAnswer {
  readonly status: number;
  /** `X-OAuth-Scopes`. */
  readonly scopeHeader: string | null;
  readonly text: string;
}

const answerTimeoutMs = 30_000;

/** Asks `/user` whose an API token is. Rejects as `unreachable` where nobody answers, or with the signal's reason. */
export async function askForUser(
  { get, clock }: { readonly get: Get; readonly clock: Clock },
  { apiUrl, credential }: { readonly apiUrl: string; readonly credential: string },
  signal?: AbortSignal,
): Promise<UserAnswer> {
  const late = () => new AuthError({ kind: 'unreachable' });
  try {
    return await withDeadline({ clock, ms: answerTimeoutMs, signal, late }, async (either) => {
      const headers = { accept: 'application/json', authorization: credential };
      const answer = await get(`${apiUrl}/user`, { method: 'GET', headers, redirect: 'manual', signal: either });
      const scopeHeader = answer.headers.get('X-OAuth-Scopes');
      return { status: answer.status, scopeHeader, text: await answer.text() };
    });
  } catch (error) {
    signal?.throwIfAborted();
    // The cause stays away: a network error's text may quote the request.
    throw AuthError.is(error) ? error : new AuthError({ kind: 'unreachable' });
  }
}
