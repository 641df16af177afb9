import type { Endpoints } from '../../src/auth/endpoints';
import type { Account, Session } from '../../src/auth/session';
import type { TokenGrant } from '../../src/auth/tokenEndpoint';

/** What a window's process is started with, as JSON in its only argument. */
export interface WindowSettings {
  readonly isWeb: boolean;
  /** What the window knows of its profile's secrets when it starts. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly storageFolder: string;
  readonly endpoints: Endpoints;
  readonly consumer: { readonly key: string; readonly secret: string; readonly callbackUrl: string };
  /** How long a write of one window may take to be seen in the others. */
  readonly propagationMs: number;
}

/** What somebody does in a window, with arguments and results. */
export interface WindowActions {
  /** The end of a sign-in. */
  signIn: { readonly argument: { readonly account: Account; readonly grant: TokenGrant }; readonly result: Session };
  /** Asks for a sign-in; the result is the address that the browser is sent to. */
  beginSignIn: { readonly argument: null; readonly result: string };
  /** Resolves when that sign-in has ended: with its session's id, or why there is none. */
  endSignIn: { readonly argument: null; readonly result: string };
  /** The browser comes back to this window; the result says what became of it here. */
  comeBack: { readonly argument: { readonly query: string; readonly waitMs?: number }; readonly result: string };
  /** A request of an account to the API, as the client makes it: a 401 is renewed and repeated once. */
  use: { readonly argument: { readonly accountId: string; readonly waitMs?: number }; readonly result: UseResult };
  signOut: { readonly argument: { readonly accountId: string; readonly waitMs?: number }; readonly result: null };
  readSessions: { readonly argument: null; readonly result: readonly Session[] };
  /** Why the window could not read what is kept, if it could not; and how many events told of a session's end. */
  readTroubles: { readonly argument: null; readonly result: { readonly troubles: string[]; readonly ends: number } };
  /** The process ends without warning at this point of its next renewal. */
  dieAt: { readonly argument: DyingPoint; readonly result: null };
}

/** Status of the answer, or why there was no request. */
export type UseResult = number | string;

export type DyingPoint = 'beforeRenewal' | 'afterRenewalAnswer';

export type WindowAction = keyof WindowActions;

/** From the editor to a window's process. */
export type ToWindow =
  | { readonly kind: 'call'; readonly id: number; readonly action: WindowAction; readonly argument: unknown }
  /** Another window's write has reached this one. */
  | { readonly kind: 'secret'; readonly key: string; readonly value: string | undefined };

/** From a window's process to the editor. */
export type FromWindow =
  | { readonly kind: 'ready' }
  | { readonly kind: 'result'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string }
  | {
      readonly kind: 'wrote';
      readonly key: string;
      readonly value: string | undefined;
      /** All secrets as this window knows them now. */
      readonly all: Readonly<Record<string, string>>;
    };
