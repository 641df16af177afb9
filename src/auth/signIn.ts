import type { Clock } from '../base/clock';
import { withDeadline } from '../base/withDeadline';
import { AuthError } from './authError';
import type { Consumer } from './consumer';
import type { Endpoints } from './endpoints';
import { finishSignIn, type FinishDependencies } from './finishSignIn';
import type { SignInOutcome } from './keptSignIn';
import type { PendingSignIns } from './pendingSignIns';
import { createPkcePair, createRandomToken } from './pkce';
import type { ExpectedPaste } from './readPastedAnswer';
import type { RedirectAnswer } from './redirectAnswer';
import type { RedirectWay } from './redirectWay';
import type { Session } from './session';
import type { Sessions } from './sessions';
import { toErrorCode } from './tokenEndpoint';
import { untilSession } from './untilSession';

/** The user's browser. */
export interface Browser {
  /**
   * The answer decides nothing: `false` is also what the editor says when the user chose to copy the address and opens
   * it elsewhere.
   */
  open(url: string): PromiseLike<unknown>;
}

/** Lets the user bring the answer by hand; resolves only with one that belongs to the sign-in, rejects on abort. */
type AskForPaste = (expected: ExpectedPaste, signal: AbortSignal) => Promise<RedirectAnswer>;

/** What a sign-in works with; the same for all of them. */
export interface SignInDependencies extends FinishDependencies {
  readonly browser: Browser;
  readonly askForPaste: AskForPaste;
  readonly sessions: Pick<Sessions, 'add' | 'getSessions' | 'onDidChange'>;
  readonly pendingSignIns: Pick<PendingSignIns, 'add' | 'claim' | 'waitForOutcome' | 'remove'>;
  readonly clock: Clock;
}

/** What tells one sign-in from another: where, as which consumer, which way back, and what for. */
export interface SignInRequest {
  readonly endpoints: Endpoints;
  readonly consumer: Consumer;
  readonly way: RedirectWay;
  /** A grant without one of these ends as `missingScopes`. */
  readonly scopes: readonly string[];
  /** Rejects when the settings name other addresses or another consumer by now; asked before the code is sent. */
  readonly checkUnchanged?: () => Promise<void>;
}

/** One visit to Bitbucket's page, from its address to its answer. */
interface Visit {
  readonly state: string;
  readonly redirectUri: string;
  readonly verifier: string;
  readonly url: string;
}

/** What came first: an answer to this window, or the end of the sign-in in another one. */
type Arrival = { readonly kind: 'answer'; readonly answer: RedirectAnswer } | SignInOutcome;

const signInTimeoutMs = 5 * 60_000;

/**
 * One sign-in through the browser: authorization code with PKCE. Whichever window the browser comes back to finishes it.
 * Leaves nothing open or kept behind, however it ends, and asks Bitbucket to revoke tokens that came of it and are not
 * kept. Rejects with `AuthError`, or the signal's reason.
 */
export async function signIn(
  dependencies: SignInDependencies,
  request: SignInRequest,
  signal: AbortSignal,
): Promise<Session> {
  signal.throwIfAborted();
  const { endpoints, consumer, way, scopes, checkUnchanged } = request;
  const listener = await way.open();
  let visit: Visit | undefined;
  try {
    const pkce = await createPkcePair();
    const { redirectUri } = listener;
    const state = createRandomToken();
    const url = toAuthorizeUrl(endpoints, { consumer, redirectUri, state, challenge: pkce.challenge });
    visit = { state, redirectUri, verifier: pkce.verifier, url };
    const arrival = await untilArrival(
      dependencies,
      request,
      visit,
      (either) => listener.waitFor(state, either),
      signal,
    );
    if (arrival.kind === 'failed') throw new AuthError(arrival.failure);
    if (arrival.kind === 'session') return await untilSession(dependencies, arrival.sessionId, signal);
    const code = toCode(arrival.answer);
    await checkUnchanged?.();
    return await finishSignIn(
      dependencies,
      { code, codeVerifier: pkce.verifier, redirectUri, endpoints, consumer, scopes },
      signal,
    );
  } finally {
    listener.dispose();
    if (visit !== undefined) await dependencies.pendingSignIns.remove(visit.state);
  }
}

/** The first answer counts; whatever else was waited for has ended by then. */
async function untilArrival(
  { browser, askForPaste, pendingSignIns, clock, log }: SignInDependencies,
  { endpoints, consumer, scopes }: SignInRequest,
  { state, redirectUri, verifier, url }: Visit,
  waitForRedirect: (signal: AbortSignal) => Promise<RedirectAnswer>,
  signal: AbortSignal,
): Promise<Arrival> {
  const late = () => new AuthError({ kind: 'timedOut' });
  const over = new AbortController();
  try {
    return await withDeadline({ clock, ms: signInTimeoutMs, signal, late }, async (deadline) => {
      const either = AbortSignal.any([deadline, over.signal]);
      // Listening comes first: a fast redirect must not arrive unheard, in this window or another.
      const redirect = waitForRedirect(either);
      redirect.catch(() => undefined);
      const expiresAt = clock.now() + signInTimeoutMs;
      const consumerKey = consumer.key;
      await pendingSignIns.add({ state, verifier, redirectUri, expiresAt, endpoints, consumerKey, scopes });
      deadline.throwIfAborted();
      const elsewhere = pendingSignIns.waitForOutcome(state, either);
      // The same answer may have come to another window, too: a code is good for one of them.
      const toArrival = async (answer: RedirectAnswer): Promise<Arrival> =>
        (await pendingSignIns.claim(state)) ? { kind: 'answer', answer } : elsewhere;
      const pasted = askForPaste({ state, redirectUri }, either);
      Promise.resolve(browser.open(url)).catch(() => {
        log.warn('The browser could not be opened for the sign-in.');
      });
      return Promise.race([redirect.then(toArrival), pasted.then(toArrival), elsewhere]);
    });
  } finally {
    over.abort();
  }
}

/** No `scope`: Bitbucket grants what is ticked on the consumer, and documents the parameter as unsupported. */
function toAuthorizeUrl(
  { webUrl }: Endpoints,
  it: { consumer: Consumer; redirectUri: string; state: string; challenge: string },
): string {
  const query = new URLSearchParams({
    client_id: it.consumer.key,
    response_type: 'code',
    state: it.state,
    redirect_uri: it.redirectUri,
    code_challenge: it.challenge,
    code_challenge_method: 'S256',
  });
  return `${webUrl}/site/oauth2/authorize?${query.toString()}`;
}

/** The code of an answer; an error in its place is thrown. */
export function toCode(answer: RedirectAnswer): string {
  if (answer.kind === 'code') return answer.code;
  throw new AuthError(
    answer.error === 'access_denied' ? { kind: 'denied' } : { kind: 'unexpected', code: toErrorCode(answer.error) },
  );
}
