import * as v from 'valibot';
import type { Clock } from '../base/clock';
import type { Log } from '../base/log';
import { readRetryAfterMs } from '../base/retryAfter';
import { withDeadline } from '../base/withDeadline';
import { AuthError, type AuthFailure } from './authError';
import type { Consumer } from './consumer';
import type { HttpAnswer } from './httpAnswer';
import { readScopes } from './scopes';
import type { StoredSession, Tokens } from './session';

/** Puts one request on the wire; `bitbucket/`'s `Fetch`, node-fetch and the built-in `fetch` satisfy it. */
export type TokenFetch = (
  url: string,
  request: {
    readonly method: 'POST';
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly redirect: 'manual';
    readonly signal: AbortSignal;
  },
) => Promise<HttpAnswer>;

/** What one code or refresh token was exchanged for; `scopes` is empty when the answer named none. */
export interface TokenGrant {
  readonly tokens: Tokens;
  readonly scopes: readonly string[];
}

/** What is renewed, and where. */
export interface Renewable extends Pick<StoredSession, 'endpoints'> {
  readonly tokens: Tokens;
}

interface Answer {
  readonly status: number;
  readonly retryAfterMs: number | undefined;
  /** `undefined` when it is not JSON. */
  readonly body: unknown;
}

const answerTimeoutMs = 30_000;
const revocationTimeoutMs = 5_000;
/** What Bitbucket's documentation promises; used when an answer does not say. */
const defaultLifetimeSeconds = 3600;

const grantAnswer = v.object({
  access_token: v.pipe(v.string(), v.nonEmpty()),
  refresh_token: v.pipe(v.string(), v.nonEmpty()),
  expires_in: v.optional(v.pipe(v.number(), v.minValue(0))),
  scope: v.optional(v.string()),
  scopes: v.optional(v.string()),
});

const errorAnswer = v.object({ error: v.string() });

/**
 * Bitbucket's token endpoint: RFC 6749 with the consumer's key and secret as HTTP Basic (2.3.1) and a form as body, as
 * Bitbucket documents it, and the verifier of RFC 7636. Rejects with `AuthError`, or the abort reason.
 */
export class TokenEndpoint {
  readonly #fetch: TokenFetch;
  readonly #clock: Clock;
  readonly #log: Log;

  constructor({ fetch, clock, log }: { fetch: TokenFetch; clock: Clock; log: Log }) {
    this.#fetch = fetch;
    this.#clock = clock;
    this.#log = log;
  }

  /** Once per code. Fails as `wrongConsumer`, `grantRefused`, `unreachable`, `rateLimited`, `notBitbucket` or
   * `unexpected`. */
  exchangeCode(
    oauthUrl: string,
    consumer: Consumer,
    { code, codeVerifier, redirectUri }: { code: string; codeVerifier: string; redirectUri: string },
    signal?: AbortSignal,
  ): Promise<TokenGrant> {
    return this.#requestTokens(
      oauthUrl,
      consumer,
      { grant_type: 'authorization_code', code, code_verifier: codeVerifier, redirect_uri: redirectUri },
      signal,
    );
  }

  /** Uses up the refresh token: keep what comes back before using it. Fails like `exchangeCode`. */
  renew({ endpoints, tokens }: Renewable, consumer: Consumer): Promise<TokenGrant> {
    const form = { grant_type: 'refresh_token', refresh_token: tokens.refreshToken };
    return this.#requestTokens(endpoints.oauthUrl, consumer, form);
  }

  /** Best effort: Bitbucket does not document it, so nothing depends on the outcome. Never rejects. */
  async revoke(oauthUrl: string, consumer: Consumer, refreshToken: string): Promise<void> {
    try {
      const { status } = await this.#post(`${oauthUrl}/revoke`, consumer, { token: refreshToken }, revocationTimeoutMs);
      this.#log.info(`Asked Bitbucket to revoke the session's tokens: it answered ${status}.`);
    } catch {
      this.#log.info('Could not ask Bitbucket to revoke the session’s tokens.');
    }
  }

  async #requestTokens(
    oauthUrl: string,
    consumer: Consumer,
    form: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<TokenGrant> {
    const answer = await this.#post(`${oauthUrl}/access_token`, consumer, form, answerTimeoutMs, signal);
    const { status, body } = answer;
    if (status < 200 || status > 299) {
      const failure = toFailure(answer);
      this.#log.warn(`The token endpoint refused a ${form['grant_type'] ?? ''} request: ${status}, ${failure.kind}.`);
      throw new AuthError(failure);
    }
    const grant = v.safeParse(grantAnswer, body);
    if (!grant.success) throw new AuthError({ kind: 'notBitbucket', status });
    const receivedAt = this.#clock.now();
    const { access_token, refresh_token, expires_in, scope, scopes } = grant.output;
    return {
      tokens: {
        accessToken: access_token,
        refreshToken: refresh_token,
        receivedAt,
        expiresAt: receivedAt + (expires_in ?? defaultLifetimeSeconds) * 1000,
      },
      scopes: readScopes(scope ?? scopes ?? ''),
    };
  }

  async #post(
    url: string,
    { key, secret }: Consumer,
    form: Readonly<Record<string, string>>,
    timeoutMs: number,
    signal?: AbortSignal,
  ): Promise<Answer> {
    const headers = {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${toBase64(`${key}:${secret}`)}`,
    };
    const late = () => new AuthError({ kind: 'unreachable' });
    try {
      return await withDeadline({ clock: this.#clock, ms: timeoutMs, signal, late }, async (either) => {
        const body = new URLSearchParams(form).toString();
        const answer = await this.#fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: either });
        const { status, headers: answered } = answer;
        const waitMs = readRetryAfterMs(answered.get('Retry-After'), answered.get('Date'), this.#clock.now());
        return { status, retryAfterMs: waitMs, body: readJson(await answer.text()) };
      });
    } catch (error) {
      signal?.throwIfAborted();
      // The cause stays away: a network error's text may quote the request.
      throw AuthError.is(error) ? error : new AuthError({ kind: 'unreachable' });
    }
  }
}

function toFailure({ status, retryAfterMs, body }: Answer): AuthFailure {
  if (status === 429) return { kind: 'rateLimited', retryAfterMs };
  if (status >= 500) return { kind: 'unreachable' };
  const code = readError(body);
  if (code === undefined) return { kind: 'notBitbucket', status };
  if (code === 'invalid_grant') return { kind: 'grantRefused' };
  // Bitbucket says `unauthorized_client` for a used refresh token too; the caller knows which of the two it sent.
  // Others say 401 as well, such as a gateway on the way: that is no reason to give a session up.
  if (code === 'invalid_client' || code === 'unauthorized_client') return { kind: 'wrongConsumer' };
  return { kind: 'unexpected', code };
}

function readError(body: unknown): string | undefined {
  const answer = v.safeParse(errorAnswer, body);
  return answer.success ? toErrorCode(answer.output.error) : undefined;
}

/** An error code as it may be shown and logged: whatever is not a plain word is left out. */
export function toErrorCode(text: string): string {
  return text.replace(/[^\w-]/g, '').slice(0, 60);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
