import { apiTokenConsumerKey } from '../../auth/apiToken';
import { AuthError } from '../../auth/authError';
import type { Event } from '../../base/event';
import type { Authentication } from './createAuthentication';
import type { SignInOptions } from './signInFlow';

type SignInEnd =
  | { readonly kind: 'signedIn'; readonly accountId: string }
  | { readonly kind: 'notSignedIn'; readonly reason?: string | undefined };

/** What the page's buttons ask for. */
const optionsOf = {
  default: {},
  anotherWay: { choosesWay: true },
  apiToken: { way: 'apiToken' },
} as const satisfies Record<string, SignInOptions>;

/** Signing in for a page that names the permissions itself; hands out names of accounts, never a session or a token. */
export function createWizardSignIn({
  sessions,
  consumers,
  signIn,
  findStored,
}: Pick<Authentication, 'sessions' | 'consumers' | 'signIn' | 'findStored'>) {
  const run = async (options: SignInOptions): Promise<SignInEnd> => {
    try {
      const session = await signIn.run([], { ...options, hasSeenPermissions: true });
      return { kind: 'signedIn', accountId: session.account.id };
    } catch (error) {
      return { kind: 'notSignedIn', reason: await explain(error) };
    }
  };
  const onDidChange: Event<unknown> = (listener) => {
    const subscriptions = [sessions.onDidChange(listener), consumers.onDidChange(listener)];
    return {
      dispose: () => {
        for (const subscription of subscriptions) subscription.dispose();
      },
    };
  };
  return {
    onDidChange,
    accounts: async () => (await sessions.getSessions()).map(({ account, hasEnded }) => ({ ...account, hasEnded })),
    canSignIn: () => consumers.hasConsumer,
    signIn: (how: keyof typeof optionsOf): Promise<SignInEnd> => run(optionsOf[how]),
    signInAgain: async (accountId: string): Promise<SignInEnd> => {
      const [session] = await sessions.getSessions([], accountId);
      if (session === undefined) return run({});
      const isApiToken = (await findStored(session.id))?.consumerKey === apiTokenConsumerKey;
      return run({ again: session.account, ...(isApiToken ? { way: 'apiToken' as const } : {}) });
    },
    tryAnotherWay: async () => {
      await signIn.underWay.current?.tryAnotherWay();
    },
    cancel: () => signIn.underWay.current?.cancel(),
  };
}

/** The sentence that the editor shows, too; nothing where the person gave up. */
async function explain(error: unknown): Promise<string | undefined> {
  const { toSignInMessage } = await import('./signInMessage');
  return toSignInMessage(AuthError.is(error) ? error.failure : { kind: 'unexpected', code: 'internal' })?.text;
}
