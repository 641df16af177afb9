import { defaultEndpoints, type Endpoints } from '../../../src/auth/endpoints';
import { InProcessRenewalLock } from '../../../src/auth/inProcessRenewalLock';
import type { StoredSession } from '../../../src/auth/session';
import { Sessions, type SessionsChange } from '../../../src/auth/sessions';
import type { SessionStore } from '../../../src/auth/sessionStore';
import { TokenEndpoint, type TokenFetch } from '../../../src/auth/tokenEndpoint';
import { Emitter } from '../../../src/base/event';
import { RecordingLog } from './recordingLog';

export const minuteMs = 60_000;
const consumer = { key: 'consumer-1', secret: 'consumer-secret', callbackUrl: 'vscode://x.y/authorized' };

const startMs = Date.parse('2026-11-23T12:00:00Z');

/** Anna, signed in at noon for two hours. */
export function storedSession(overrides: Partial<StoredSession> = {}): StoredSession {
  return {
    id: 's1',
    account: { id: '{anna}', label: 'Anna Schmidt' },
    scopes: ['account', 'repository:write'],
    endpoints: defaultEndpoints,
    consumerKey: consumer.key,
    tokens: {
      accessToken: 'access-1',
      refreshToken: 'refresh-1',
      receivedAt: startMs,
      expiresAt: startMs + 120 * minuteMs,
    },
    ...overrides,
  };
}

/** A store in memory; several `Sessions` on it are windows that hear each other. */
export class MemorySessionStore implements SessionStore {
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;
  /** Runs before the next write is done. */
  beforeWrite: (() => Promise<void>) | undefined;
  reads = 0;
  content: readonly StoredSession[];

  constructor(content: readonly StoredSession[]) {
    this.content = content;
  }

  read(): Promise<readonly StoredSession[]> {
    this.reads++;
    return Promise.resolve(this.content);
  }

  async update(change: (stored: readonly StoredSession[]) => readonly StoredSession[]): Promise<void> {
    await this.beforeWrite?.();
    const next = change(this.content);
    if (next === this.content) return;
    this.content = next;
    this.#changed.fire();
  }
}

export interface TokenRequest {
  readonly url: string;
  readonly form: Readonly<Record<string, string>>;
  readonly authorization: string | undefined;
}

type Answer =
  { readonly status: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> } | Error;

/** A new pair, the `n`th. */
export function grantAnswer(n: number, scope = 'account repository:write'): Answer {
  const body = { access_token: `access-${n}`, refresh_token: `refresh-${n}`, expires_in: 7200, scope };
  return { status: 200, body };
}

/** What Bitbucket says to a refresh token that was rotated away. */
export const rotatedAway: Answer = {
  status: 400,
  body: { error: 'unauthorized_client', error_description: 'Invalid OAuth client credentials' },
};

/** `Sessions` over a store, a clock and a token endpoint that the test holds in its hands. */
export function createHarness({
  stored = [storedSession()],
  answer = () => new Error('No answer was faked.'),
  store = new MemorySessionStore(stored),
  renewalLeadMs = 0,
  refusalPauseMs = 0,
  sleep = () => new Promise<void>(() => undefined),
}: {
  stored?: readonly StoredSession[];
  renewalLeadMs?: number;
  refusalPauseMs?: number;
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  answer?: (request: TokenRequest) => Answer | Promise<Answer>;
  store?: MemorySessionStore;
} = {}) {
  const log = new RecordingLog();
  const requests: TokenRequest[] = [];
  const settings: { endpoints: Endpoints | undefined; consumers: (typeof consumer)[] } = {
    endpoints: defaultEndpoints,
    consumers: [consumer],
  };
  const bindingChanged = new Emitter<void>();
  const time = { nowMs: startMs };
  const clock = { now: () => time.nowMs, sleep };
  const fetch: TokenFetch = async (url, { body, headers }) => {
    const form = Object.fromEntries(new URLSearchParams(body));
    const request = { url, form, authorization: headers['authorization'] };
    requests.push(request);
    const result = await answer(request);
    if (result instanceof Error) throw result;
    const text = typeof result.body === 'string' ? result.body : JSON.stringify(result.body);
    return { status: result.status, headers: new Headers(result.headers), text: () => Promise.resolve(text) };
  };
  const sessions = new Sessions({
    store,
    lock: new InProcessRenewalLock(),
    binding: {
      readEndpoints: () => settings.endpoints,
      isKnownConsumer: (key) => settings.consumers.some((it) => it.key === key),
      findConsumer: (key) => Promise.resolve(settings.consumers.find((it) => it.key === key)),
      onDidChange: bindingChanged.event,
    },
    loadTokenEndpoint: () => Promise.resolve(new TokenEndpoint({ fetch, clock, log })),
    clock,
    log,
    renewalLeadMs,
    refusalPauseMs,
  });
  const changes: SessionsChange[] = [];
  sessions.onDidChange((change) => changes.push(change));
  const changeSettings = (next: Partial<typeof settings>) => {
    Object.assign(settings, next);
    bindingChanged.fire();
  };
  return { sessions, store, requests, changes, changeSettings, settings, time, log, fetch, clock };
}

/** An event in few words: `+` added, `-` removed, `~` changed. */
export function summarize(changes: readonly SessionsChange[]): readonly string[] {
  const name = (mark: string) => (session: { id: string; hasEnded: boolean }) =>
    `${mark}${session.id}${session.hasEnded ? ' ended' : ''}`;
  return changes.map(({ added, removed, changed }) =>
    [...added.map(name('+')), ...removed.map(name('-')), ...changed.map(name('~'))].join(' '),
  );
}

export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
};
