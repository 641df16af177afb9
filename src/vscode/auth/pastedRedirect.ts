import type { RedirectWay } from '../../auth/redirectWay';
import { untilAborted } from '../../base/untilAborted';

/**
 * The way back that only the user can go: the browser ends at the registered callback, where nothing need answer, and
 * the answer is in its address.
 */
export function pastedRedirect(callbackUrl: string): RedirectWay {
  return {
    open: () =>
      Promise.resolve({
        redirectUri: callbackUrl,
        waitFor: (_state, signal) => untilAborted(new Promise<never>(() => undefined), signal),
        dispose: () => undefined,
      }),
  };
}
