import type { Endpoints } from './endpoints';

/** Whose session it is, as Bitbucket's `/user` says. */
export interface Account {
  /** Bitbucket's uuid with its braces; never changes. */
  readonly id: string;
  /** The display name. */
  readonly label: string;
}

/** A signed-in account, without its tokens. */
export interface Session {
  readonly id: string;
  readonly account: Account;
  /** As Bitbucket granted them, sorted. */
  readonly scopes: readonly string[];
  /** Bitbucket refused to renew it: its account must sign in again. */
  readonly hasEnded: boolean;
}

/** One pair as Bitbucket issued it; a renewal replaces both. */
export interface Tokens {
  readonly accessToken: string;
  /** Good for one renewal, which brings the next one. */
  readonly refreshToken: string;
  /** Milliseconds since the epoch, by this computer's clock. */
  readonly receivedAt: number;
  readonly expiresAt: number;
}

/** A session as it is kept in the secret store. */
export interface StoredSession {
  readonly id: string;
  readonly account: Account;
  readonly scopes: readonly string[];
  /** Tokens go nowhere else. */
  readonly endpoints: Endpoints;
  readonly consumerKey: string;
  /** Absent once the session has ended. */
  readonly tokens?: Tokens | undefined;
}

/** What others may see of a stored session: everything but tokens, endpoints and consumer. */
export function toSession({ id, account, scopes, tokens }: StoredSession): Session {
  return { id, account, scopes, hasEnded: tokens === undefined };
}
