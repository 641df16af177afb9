import type { Event } from '../../base/event';
import type { WizardRequests } from '../../wizard/protocol';

/** An account that has signed in; nothing of its session but whether Bitbucket still takes it. */
export interface SignedInAccount {
  readonly id: string;
  readonly label: string;
  readonly hasEnded: boolean;
}

/** How a sign-in ended. The editor has told the person by then; `reason` is for the page. */
export type SignInEnd =
  | { readonly kind: 'signedIn'; readonly accountId: string }
  | { readonly kind: 'notSignedIn'; readonly reason?: string | undefined };

/** Who is signed in, and how to become it. Nothing of it rejects. */
export interface AuthorizationSource {
  /** Silent: no question, no request. */
  readonly accounts: () => Promise<readonly SignedInAccount[]>;
  /** Whether there is a consumer to sign in with. */
  readonly canSignIn: () => boolean;
  /** Accounts or consumers came, went or ended. */
  readonly onDidChange: Event<unknown>;
  readonly signIn: (how: Exclude<WizardRequests['signIn'][0], 'pasteConsumer'>) => Promise<SignInEnd>;
  readonly signInAgain: (accountId: string) => Promise<SignInEnd>;
  /** Of the sign-in under way. */
  readonly tryAnotherWay: () => Promise<void>;
  readonly cancel: () => void;
}
