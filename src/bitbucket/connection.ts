import pLimit, { type LimitFunction } from 'p-limit';
import type { Clock } from '../base/clock';
import type { Log } from '../base/log';
import { untilAborted } from '../base/untilAborted';
import { withDeadline } from '../base/withDeadline';
import { ApiAddress } from './apiAddress';
import type { AccessTokenSource } from './bitbucketApi';
import { BitbucketError } from './bitbucketError';
import { DeprecationLog } from './deprecationLog';
import { exchange, type Answer, type RequestBody } from './exchange';
import type { Fetch, HttpMethod, HttpResponse } from './http';
import { readFailure, readJson } from './readFailure';
import { readRetryAfterMs } from '../base/retryAfter';
import { defaultRetryPolicy, toRetryDelayMs, type FailedAttempt, type RetryPolicy } from './retryPolicy';

/** The time for one attempt is over. */
class DeadlinePassed extends Error {
  override readonly name = 'DeadlinePassed';
}

/** What a connection to the API is made of. */
export interface ConnectionOptions {
  /** With the version in its path: `https://api.bitbucket.org/2.0`. */
  readonly apiUrl: string;
  readonly userAgent: string;
  readonly fetch: Fetch;
  readonly tokens: AccessTokenSource;
  readonly clock: Clock;
  readonly log: Log;
  readonly retryPolicy?: RetryPolicy;
  /** For one attempt, the answer's body included; what is sent gets time on top, by its size. */
  readonly timeoutMs?: number;
  readonly maxConcurrentRequests?: number;
  /** In [0, 1); spreads retries. */
  readonly random?: () => number;
}

export interface ApiRequest {
  /** The method and the path with its parameters left open: the same for every repository. */
  readonly route: string;
  readonly url: URL;
  readonly method?: HttpMethod;
  readonly body?: RequestBody;
  readonly signal: AbortSignal | undefined;
}

/** The slowest line a body is expected to go up on. A fixed deadline would cut off what a slow one could finish. */
const slowestUploadBytesPerMs = 64;

/** A refused attempt, before it is decided whether there will be another one. */
interface Refusal extends FailedAttempt {
  readonly error: BitbucketError;
  readonly token: string | undefined;
}

type AttemptResult<T> = { readonly value: T } | { readonly refusal: Refusal };

type ReadBody<T> = (answer: Answer) => Promise<T>;

/**
 * Carries requests to Bitbucket, a bounded number at a time: puts the token on them, repeats what may be repeated,
 * and turns everything that can go wrong into a `BitbucketError`. Aborting rejects with the signal's reason.
 */
export class Connection {
  readonly address: ApiAddress;
  readonly log: Log;
  readonly #options: Required<ConnectionOptions>;
  readonly #deprecations: DeprecationLog;
  readonly #limit: LimitFunction;

  constructor(options: ConnectionOptions) {
    this.#options = {
      retryPolicy: defaultRetryPolicy,
      timeoutMs: 30_000,
      maxConcurrentRequests: 12,
      random: () => Math.random(),
      ...options,
    };
    this.address = new ApiAddress(options.apiUrl);
    this.log = options.log;
    this.#deprecations = new DeprecationLog(options.log);
    this.#limit = pLimit(this.#options.maxConcurrentRequests);
  }

  /** The parsed body, not yet checked for its shape. */
  async fetchJson(request: ApiRequest): Promise<unknown> {
    const { text, status } = await this.#send(request, 'application/json', async ({ response }) => ({
      text: await response.text(),
      status: response.status,
    }));
    const body = readJson(text);
    if (body !== undefined) return body;
    // JSON that ends too early is still Bitbucket's.
    const kind = /^\s*[[{]/.test(text) ? 'unexpected' : 'notBitbucket';
    throw new BitbucketError({ kind, status }, `${this.toTitle(request)} did not answer JSON.`);
  }

  /** The bytes of a file, from wherever Bitbucket keeps them. */
  fetchBytes(request: ApiRequest): Promise<Uint8Array> {
    const read = async ({ response, isOwn }: Answer): Promise<Uint8Array> => {
      const kind = isOwn ? findWrongContent(response.headers) : undefined;
      if (kind !== undefined) {
        const failure = { kind, status: response.status };
        throw new BitbucketError(failure, `${this.toTitle(request)} did not answer a file.`);
      }
      return new Uint8Array(await response.arrayBuffer());
    };
    return this.#send(request, '*/*', read, true);
  }

  /** Asks for something to be made and waits until it is (201). Bitbucket does not say what such an answer holds. */
  submit(request: ApiRequest): Promise<void> {
    return this.#send(request, 'application/json', async ({ response }) => {
      const text = await response.text();
      if (response.status === 201) return;
      const kind = /^\s*</.test(text) ? 'notBitbucket' : 'unexpected';
      const summary = `${this.toTitle(request)} was answered with ${response.status} instead of 201.`;
      throw new BitbucketError({ kind, status: response.status }, summary);
    });
  }

  /** Method and path; never the query, which may hold what a user searched for. */
  toTitle({ method = 'GET', url }: ApiRequest): string {
    return `${method} ${this.address.toPath(url)}`;
  }

  async #send<T>(request: ApiRequest, accept: string, read: ReadBody<T>, allowsContentElsewhere = false): Promise<T> {
    const { retryPolicy, clock, random } = this.#options;
    let renewedToken: string | undefined;
    for (let attempts = 1; ;) {
      const result = await this.#inTurn(request.signal, () =>
        this.#attempt(request, { accept, allowsContentElsewhere, token: renewedToken }, read),
      );
      if ('value' in result) return result.value;

      const { refusal } = result;
      const isUnauthorized = refusal.error.failure.kind === 'unauthorized';
      if (isUnauthorized && refusal.token !== undefined && renewedToken === undefined) {
        renewedToken = await this.#renew(request, refusal.token);
        if (renewedToken === refusal.token) throw refusal.error;
        continue;
      }
      const delayMs = toRetryDelayMs(retryPolicy, refusal, attempts, random);
      if (delayMs === undefined) throw refusal.error;
      this.log.info(`${refusal.error.message} Next attempt in ${Math.round(delayMs)} ms.`);
      await clock.sleep(delayMs, request.signal);
      attempts++;
    }
  }

  /** A waiting request that is aborted leaves at once; its place in the queue passes by without being used. */
  #inTurn<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const turn = this.#limit(() => {
      signal?.throwIfAborted();
      return work();
    });
    return untilAborted(turn, signal);
  }

  async #attempt<T>(
    request: ApiRequest,
    how: { accept: string; allowsContentElsewhere: boolean; token: string | undefined },
    read: ReadBody<T>,
  ): Promise<AttemptResult<T>> {
    const { clock, timeoutMs, fetch, userAgent } = this.#options;
    const { url, method = 'GET', body, signal, route } = request;
    const title = this.toTitle(request);
    const token = how.token ?? (await this.#getToken(request));
    const startedMs = clock.now();
    const ms = timeoutMs + Math.ceil((body?.bytes.length ?? 0) / slowestUploadBytesPerMs);
    try {
      return await withDeadline({ clock, ms, signal, late: () => new DeadlinePassed() }, async (attemptSignal) => {
        const sent = { ...how, url, method, body, token, userAgent, title, signal: attemptSignal };
        const answer = await exchange(fetch, this.address, sent);
        this.log.debug(`${title}: ${answer.response.status} after ${clock.now() - startedMs} ms.`);
        if (answer.isOwn) this.#deprecations.observe(route, answer.response.headers);
        if (!answer.response.ok) return { refusal: await this.#readRefusal(request, answer, token) };
        return { value: await read(answer) };
      });
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof BitbucketError) throw error;
      if (isTooLong(error))
        throw new BitbucketError({ kind: 'tooLarge' }, `${title} was answered at too great length.`);
      return { refusal: toNoAnswer(error, method, title) };
    }
  }

  async #readRefusal(request: ApiRequest, { response, isOwn }: Answer, token: string): Promise<Refusal> {
    const { clock, retryPolicy } = this.#options;
    const { status, headers } = response;
    const body = await response.text().catch(() => '');
    const retryAfterMs = readRetryAfterMs(headers.get('Retry-After'), headers.get('Date'), clock.now());
    const failure = readFailure(response, body, retryAfterMs ?? retryPolicy.assumedRateLimitMs);
    // What another server thinks of a request without a token says nothing about the session or its scopes.
    const isAboutToken = failure.kind === 'unauthorized' || failure.kind === 'forbidden';
    return {
      error: new BitbucketError(
        isAboutToken && !isOwn ? { kind: 'unexpected', status } : failure,
        `${this.toTitle(request)} was answered with ${status}.`,
      ),
      method: request.method ?? 'GET',
      outcome: status,
      retryAfterMs,
      token: isOwn ? token : undefined,
    };
  }

  #getToken(request: ApiRequest): Promise<string> {
    const { tokens } = this.#options;
    return this.#askForToken(request, () => tokens.getAccessToken(request.signal));
  }

  #renew(request: ApiRequest, refused: string): Promise<string> {
    const { tokens } = this.#options;
    return this.#askForToken(request, () => tokens.renewAccessToken(refused, request.signal));
  }

  async #askForToken(request: ApiRequest, ask: () => Promise<string>): Promise<string> {
    try {
      return await untilAborted(ask(), request.signal);
    } catch (error) {
      request.signal?.throwIfAborted();
      if (error instanceof BitbucketError) throw error;
      throw new BitbucketError({ kind: 'unauthorized' }, `${this.toTitle(request)} was not sent: no token.`, {
        cause: error,
      });
    }
  }
}

/**
 * Bitbucket sends files as attachments. A page that is none is some proxy's words, and JSON a directory's listing; they
 * must not end up in an editor, or in a cache, as the file. `undefined` for a file.
 */
function findWrongContent(headers: HttpResponse['headers']): 'notBitbucket' | 'unexpected' | undefined {
  const type = headers.get('Content-Type') ?? '';
  if (headers.get('Content-Disposition') !== null) return undefined;
  if (/^text\/html\b/i.test(type)) return 'notBitbucket';
  return /^application\/json\b/i.test(type) ? 'unexpected' : undefined;
}

/** node-fetch's word for a body beyond the limit it was given. */
function isTooLong(error: unknown): boolean {
  return error instanceof Error && 'type' in error && error.type === 'max-size';
}

function toNoAnswer(error: unknown, method: HttpMethod, title: string): Refusal {
  const timedOut = error instanceof DeadlinePassed;
  const reason = timedOut ? 'time-out' : (findCode(error) ?? 'network');
  return {
    // The original error is left out: its message holds the whole address, query included.
    error: new BitbucketError({ kind: 'unreachable' }, `${title} got no answer (${reason}).`),
    method,
    outcome: timedOut ? 'timedOut' : 'noAnswer',
    retryAfterMs: undefined,
    token: undefined,
  };
}

/** `ECONNREFUSED` and the like: on the error itself with node-fetch, on its cause with the built-in fetch. */
function findCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return findCode(error.cause);
}
