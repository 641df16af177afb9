import { AuthError, type AuthFailure } from './authError';
import { isSameEndpoints } from './endpoints';
import { finishSignIn, type FinishDependencies } from './finishSignIn';
import type { PendingSignIn, PendingSignIns } from './pendingSignIns';
import { readRedirect } from './redirectAnswer';
import type { Session } from './session';
import type { SessionBinding } from './sessionBinding';
import { toCode } from './signIn';

export interface FinishElsewhereDependencies {
  readonly pendingSignIns: Pick<PendingSignIns, 'take' | 'isWanted' | 'finish'>;
  readonly binding: Pick<SessionBinding, 'readEndpoints' | 'findConsumer'>;
  /** Asked for once there is a code to exchange. */
  readonly loadParts: () => Promise<FinishDependencies>;
}

/**
 * Ends a sign-in that another window began, when the browser came back to this one; the other window is told. Resolves
 * with the session or why there is none, and `undefined` when no window waits for it. Never rejects.
 */
export async function finishElsewhere(
  { pendingSignIns, binding, loadParts }: FinishElsewhereDependencies,
  query: string,
  signal: AbortSignal,
): Promise<Session | AuthFailure | undefined> {
  const reading = readRedirect(query);
  if (typeof reading === 'string') return undefined;
  const pending = await pendingSignIns.take(reading.state, signal);
  if (pending === undefined) return undefined;
  try {
    const code = toCode(reading.answer);
    const session = await exchange({ pendingSignIns, binding, loadParts }, pending, code, signal);
    await pendingSignIns.finish(pending.state, { kind: 'session', sessionId: session.id });
    return session;
  } catch (error) {
    const failure: AuthFailure = AuthError.is(error) ? error.failure : { kind: 'unexpected', code: 'internal' };
    await pendingSignIns.finish(pending.state, { kind: 'failed', failure });
    return failure;
  }
}

async function exchange(
  { pendingSignIns, binding, loadParts }: FinishElsewhereDependencies,
  { state, verifier, redirectUri, endpoints, consumerKey, scopes }: PendingSignIn,
  code: string,
  signal: AbortSignal,
): Promise<Session> {
  const current = binding.readEndpoints();
  const consumer = await binding.findConsumer(consumerKey);
  // What was asked under other settings is not sent under these.
  if (current === undefined || consumer === undefined || !isSameEndpoints(current, endpoints)) {
    throw new AuthError({ kind: 'settingsChanged' });
  }
  const checkWanted = async () => {
    if (!(await pendingSignIns.isWanted(state))) throw new AuthError({ kind: 'cancelled', hasOpenedBrowser: true });
  };
  const granted = { code, codeVerifier: verifier, redirectUri, endpoints, consumer, scopes, checkWanted };
  return finishSignIn(await loadParts(), granted, signal);
}
