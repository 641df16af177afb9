import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type EmulatorClock } from '../state/emulatorClock';
import { JsonFile } from '../state/jsonFile';
import { type Consumer, createCredentials } from './consumers';
import { createToken, type Grant, type IssuedTokens, toTokenHash } from './grant';

const accessTokenLifetimeSeconds = 7200;
const refreshTokenLifetimeMs = 90 * 24 * 3600 * 1000;
/** A rotated refresh token still works this long. */
const rotationGraceMs = 10 * 60 * 1000;
/** After the use of a refresh token that was rotated away, even the valid one is refused this long. */
const lockOutMs = 3 * 60 * 1000;

/** A personal API token, for Basic authentication with the user's email address. */
interface StoredApiToken {
  readonly hash: string;
  readonly user: string;
  readonly scopes: readonly string[];
}

/** How refresh tokens were used. */
export interface RenewalCounts {
  readonly succeeded: number;
  /** Of those, with a token that somebody else had renewed with just before. */
  readonly overlapping: number;
  /** Refused, because the token had been rotated away for too long. */
  readonly tooLate: number;
}

interface TokenDocument {
  readonly consumers: Consumer[];
  readonly grants: Grant[];
  readonly apiTokens: StoredApiToken[];
}

/** Consumers, grants and tokens; survives a restart. */
export class TokenStore {
  readonly #document: TokenDocument;
  readonly #file: JsonFile;
  readonly #clock: EmulatorClock;
  readonly #byAccessToken = new Map<string, Grant>();
  readonly #byRefreshToken = new Map<string, Grant>();
  readonly #renewals = { succeeded: 0, overlapping: 0, tooLate: 0 };

  constructor(folder: string, clock: EmulatorClock) {
    const path = join(folder, 'oauth.json');
    this.#clock = clock;
    this.#document = (JsonFile.read(path) as TokenDocument | undefined) ?? { consumers: [], grants: [], apiTokens: [] };
    this.#file = new JsonFile(path, () => this.#document);
    for (const grant of this.#document.grants) this.#index(grant);
  }

  /** Since the start. */
  get renewals(): RenewalCounts {
    return { ...this.#renewals };
  }

  get consumers(): readonly Consumer[] {
    return this.#document.consumers;
  }

  addConsumer(details: Omit<Consumer, 'key' | 'secret'>, credentials = createCredentials()): Consumer {
    const consumer = { ...credentials, ...details };
    this.#document.consumers.push(consumer);
    this.#file.changed();
    return consumer;
  }

  findConsumer(key: string): Consumer | undefined {
    return this.#document.consumers.find((consumer) => consumer.key === key);
  }

  /** A new consent. Earlier ones of the same user and consumer stay valid, as several editors may hold them. */
  issue(user: string, consumer: Consumer, scopes: readonly string[] = consumer.scopes): IssuedTokens {
    const grant: Grant = {
      id: randomUUID(),
      user,
      consumerKey: consumer.key,
      scopes,
      accessTokens: [],
      refreshTokens: [],
      lockedUntil: 0,
    };
    this.#document.grants.push(grant);
    return this.#addTokens(grant);
  }

  /** Rotates; `undefined` when the token is unknown, somebody else's, used up, expired or locked out. */
  refresh(refreshToken: string, consumer: Consumer): IssuedTokens | undefined {
    const hash = toTokenHash(refreshToken);
    const grant = this.#byRefreshToken.get(hash);
    const token = grant?.refreshTokens.find((issued) => issued.hash === hash);
    if (grant === undefined || token === undefined || grant.consumerKey !== consumer.key) return undefined;
    const now = this.#clock.now();
    if (token.usedAt !== null && now - token.usedAt > rotationGraceMs) {
      this.#renewals.tooLate += 1;
      grant.lockedUntil = now + lockOutMs;
      this.#file.changed();
      return undefined;
    }
    if (now < grant.lockedUntil || now >= token.expiresAt) return undefined;
    this.#renewals.succeeded += 1;
    if (token.usedAt !== null) this.#renewals.overlapping += 1;
    token.usedAt ??= now;
    return this.#addTokens(grant);
  }

  /** The grant a currently valid access token belongs to. */
  findGrant(accessToken: string): Grant | undefined {
    const hash = toTokenHash(accessToken);
    const grant = this.#byAccessToken.get(hash);
    const token = grant?.accessTokens.find((issued) => issued.hash === hash);
    return token !== undefined && this.#clock.now() < token.expiresAt ? grant : undefined;
  }

  /** Either token of a grant takes back the whole grant. */
  revoke(token: string, consumer: Consumer): void {
    const hash = toTokenHash(token);
    const grant = this.#byAccessToken.get(hash) ?? this.#byRefreshToken.get(hash);
    if (grant?.consumerKey === consumer.key) this.#remove(grant);
  }

  grantsOf(user: string): readonly Grant[] {
    return this.#document.grants.filter((grant) => grant.user === user);
  }

  revokeGrants(user: string | undefined): void {
    for (const grant of [...this.#document.grants]) {
      if (user === undefined || grant.user === user) this.#remove(grant);
    }
  }

  expireAccessTokens(user: string | undefined): void {
    for (const grant of this.#document.grants) {
      if (user !== undefined && grant.user !== user) continue;
      for (const token of grant.accessTokens) token.expiresAt = Math.min(token.expiresAt, this.#clock.now());
    }
    this.#file.changed();
  }

  addApiToken(user: string, scopes: readonly string[]): string {
    const token = createToken().slice(0, 192);
    this.#document.apiTokens.push({ hash: toTokenHash(token), user, scopes });
    this.#file.changed();
    return token;
  }

  findApiTokenOwner(token: string): { readonly user: string; readonly scopes: readonly string[] } | undefined {
    const hash = toTokenHash(token);
    return this.#document.apiTokens.find((stored) => stored.hash === hash);
  }

  findApiToken(user: string, token: string): { readonly scopes: readonly string[] } | undefined {
    const hash = toTokenHash(token);
    return this.#document.apiTokens.find((stored) => stored.hash === hash && stored.user === user);
  }

  flush(): Promise<void> {
    return this.#file.flush();
  }

  #addTokens(grant: Grant): IssuedTokens {
    const now = this.#clock.now();
    const accessToken = createToken();
    const refreshToken = createToken();
    grant.accessTokens.push({
      hash: toTokenHash(accessToken),
      expiresAt: now + accessTokenLifetimeSeconds * 1000,
      usedAt: null,
    });
    grant.refreshTokens.push({
      hash: toTokenHash(refreshToken),
      expiresAt: now + refreshTokenLifetimeMs,
      usedAt: null,
    });
    this.#index(grant);
    this.#file.changed();
    return { accessToken, refreshToken, expiresInSeconds: accessTokenLifetimeSeconds, scopes: grant.scopes };
  }

  #index(grant: Grant): void {
    for (const { hash } of grant.accessTokens) this.#byAccessToken.set(hash, grant);
    for (const { hash } of grant.refreshTokens) this.#byRefreshToken.set(hash, grant);
  }

  #remove(grant: Grant): void {
    for (const { hash } of grant.accessTokens) this.#byAccessToken.delete(hash);
    for (const { hash } of grant.refreshTokens) this.#byRefreshToken.delete(hash);
    this.#document.grants.splice(this.#document.grants.indexOf(grant), 1);
    this.#file.changed();
  }
}
