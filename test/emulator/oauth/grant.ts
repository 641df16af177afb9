import { createHash, randomBytes } from 'node:crypto';

/** One user's consent to one consumer, with everything issued under it. */
export interface Grant {
  readonly id: string;
  readonly user: string;
  readonly consumerKey: string;
  readonly scopes: readonly string[];
  readonly accessTokens: IssuedToken[];
  readonly refreshTokens: IssuedToken[];
  /** Until then every refresh token of the grant is refused. */
  lockedUntil: number;
}

interface IssuedToken {
  /** SHA-256: like a password, a token is not kept. */
  readonly hash: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
  /** When a refresh token was first exchanged; `null` while it is the current one. */
  usedAt: number | null;
}

/** The answer of the token endpoint, before it is written down in one of Bitbucket's two ways. */
export interface IssuedTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresInSeconds: number;
  readonly scopes: readonly string[];
}

/** A token as long as Bitbucket's: more than 2,500 characters. */
export function createToken(): string {
  return randomBytes(1900).toString('base64url');
}

export function toTokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
