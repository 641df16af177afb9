import type { Clock } from '../base/clock';
import { withDeadline } from '../base/withDeadline';
import { AuthError } from './authError';
import type { Session } from './session';
import type { Sessions } from './sessions';

/** Windows hear of each other's sessions in a moment or not at all. */
const hearingTimeoutMs = 15_000;

/** A session that another window has just stored, as soon as this one hears of it. Rejects as `notHeardOf`. */
export function untilSession(
  { sessions, clock }: { sessions: Pick<Sessions, 'getSessions' | 'onDidChange'>; clock: Clock },
  sessionId: string,
  signal: AbortSignal,
): Promise<Session> {
  const late = () => new AuthError({ kind: 'notHeardOf' });
  return withDeadline({ clock, ms: hearingTimeoutMs, signal, late }, (either) => {
    let stop: () => void = () => undefined;
    const found = new Promise<Session>((resolve, reject) => {
      const look = () => {
        sessions.getSessions().then((all) => {
          const session = all.find(({ id, hasEnded }) => id === sessionId && !hasEnded);
          if (session !== undefined) resolve(session);
        }, reject);
      };
      const subscription = sessions.onDidChange(look);
      stop = () => {
        subscription.dispose();
      };
      either.addEventListener('abort', stop, { once: true });
      look();
    });
    return found.finally(() => {
      stop();
    });
  });
}
