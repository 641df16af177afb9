import { createHash, randomBytes } from 'node:crypto';
import { type EmulatorClock } from '../state/emulatorClock';
import { type StoredUser } from '../state/model';
import { type Consumer } from './consumers';

const codeLifetimeMs = 60_000;

/** A sign-in that waits for the user: who they are, and whether they agree. */
export interface PendingAuthorization {
  readonly id: string;
  readonly consumer: Consumer;
  readonly redirectUrl: string;
  /** Whether the request named its redirect; then the token request has to name the same. */
  readonly requestedRedirectUri: string | undefined;
  readonly state: string | undefined;
  readonly codeChallenge: string | undefined;
  user: StoredUser | undefined;
}

/** What a token request brings for its code. */
export interface CodeRedemption {
  readonly code: string;
  readonly consumer: Consumer;
  readonly redirectUri: string | undefined;
  readonly codeVerifier: string | undefined;
}

/** How codes were brought to the token endpoint. */
export interface ExchangeCounts {
  /** Different codes, good or not. */
  readonly codes: number;
  /** Requests with any of them. */
  readonly attempts: number;
}

interface IssuedCode {
  readonly authorization: PendingAuthorization;
  readonly user: StoredUser;
  readonly expiresAt: number;
}

/** Sign-ins under way and the codes they ended in. Kept in memory: nothing of a consent outlives it. */
export class Authorizations {
  readonly #pending = new Map<string, PendingAuthorization>();
  readonly #codes = new Map<string, IssuedCode>();
  readonly #clock: EmulatorClock;
  readonly #brought = new Set<string>();
  #attempts = 0;

  constructor(clock: EmulatorClock) {
    this.#clock = clock;
  }

  /** Since the start. */
  get exchanges(): ExchangeCounts {
    return { codes: this.#brought.size, attempts: this.#attempts };
  }

  start(details: Omit<PendingAuthorization, 'id'>): PendingAuthorization {
    const authorization = { ...details, id: randomBytes(24).toString('base64url') };
    this.#pending.set(authorization.id, authorization);
    return authorization;
  }

  find(id: string): PendingAuthorization | undefined {
    return this.#pending.get(id);
  }

  /** Ends a sign-in with consent; resolves to where the browser goes. */
  grant(authorization: PendingAuthorization, user: StoredUser): string {
    this.#pending.delete(authorization.id);
    const code = randomBytes(24).toString('base64url');
    this.#codes.set(code, { authorization, user, expiresAt: this.#clock.now() + codeLifetimeMs });
    return toReturnUrl(authorization, { code });
  }

  deny(authorization: PendingAuthorization): string {
    this.#pending.delete(authorization.id);
    return toReturnUrl(authorization, {
      error: 'access_denied',
      error_description: 'The resource owner denied the request',
    });
  }

  /** The user a code stands for; the code is gone afterwards, whatever came of it. */
  redeem({ code, consumer, redirectUri, codeVerifier }: CodeRedemption): StoredUser | undefined {
    this.#brought.add(code);
    this.#attempts += 1;
    const issued = this.#codes.get(code);
    this.#codes.delete(code);
    if (issued === undefined || this.#clock.now() >= issued.expiresAt) return undefined;
    const { authorization, user } = issued;
    if (authorization.consumer.key !== consumer.key) return undefined;
    if (authorization.requestedRedirectUri !== redirectUri) return undefined;
    return isVerified(authorization.codeChallenge, codeVerifier) ? user : undefined;
  }
}

/** PKCE binds only when the authorization sent a challenge; Bitbucket does not demand one. */
function isVerified(challenge: string | undefined, verifier: string | undefined): boolean {
  if (challenge === undefined) return true;
  return verifier !== undefined && createHash('sha256').update(verifier).digest('base64url') === challenge;
}

function toReturnUrl(authorization: PendingAuthorization, parameters: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(parameters);
  if (authorization.state !== undefined) query.set('state', authorization.state);
  const { redirectUrl } = authorization;
  return `${redirectUrl}${redirectUrl.includes('?') ? '&' : '?'}${query.toString()}`;
}
