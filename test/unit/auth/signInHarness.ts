import { defaultEndpoints } from '../../../src/auth/endpoints';
import { PendingRedirects } from '../../../src/auth/pendingRedirects';
import type { RedirectWay } from '../../../src/auth/redirectWay';
import type { Session } from '../../../src/auth/session';
import type { SessionsChange } from '../../../src/auth/sessions';
import { signIn, type SignInDependencies } from '../../../src/auth/signIn';
import type { TokenGrant } from '../../../src/auth/tokenEndpoint';
import { Emitter } from '../../../src/base/event';
import { FakeClock } from '../../support/fakeClock';
import { untilAborted } from '../../../src/base/untilAborted';
import { createPendingSignIns, MemoryPendingStore } from '../../support/fakeSignInWindow';
import { RecordingLog } from './recordingLog';

export const redirectUri = 'http://127.0.0.1:8080/stable/callback?vscode-reqid=1&vscode-path=%2Fauthorized';
const consumer = { key: 'consumer-1', secret: 'secret', callbackUrl: 'http://127.0.0.1/' };
export const tokens = { accessToken: 'at', refreshToken: 'rt', receivedAt: 0, expiresAt: 1 };
export const anna = { id: '{anna}', label: 'Anna Schmidt' };

/** A sign-in whose browser does what the test says; `come` is the browser coming back with a query. */
export function createHarness({
  browse = ({ state, come }) => come(`code=the-code&state=${state}`),
  grant = () => Promise.resolve({ tokens, scopes: ['account', 'repository:write'] }),
  fetchAccount = () => Promise.resolve(anna),
  beforeWrite = () => undefined,
  askForPaste = (_expected, signal) => untilAborted(new Promise<never>(() => undefined), signal),
}: {
  browse?: (visit: { state: string; come: (query: string) => unknown }) => unknown;
  grant?: () => Promise<TokenGrant>;
  fetchAccount?: SignInDependencies['fetchAccount'];
  beforeWrite?: () => void;
  askForPaste?: SignInDependencies['askForPaste'];
} = {}) {
  const log = new RecordingLog();
  const clock = new FakeClock();
  const pending = new PendingRedirects(log);
  const kept = new MemoryPendingStore();
  const pendingSignIns = createPendingSignIns(clock, kept);
  const sessions = { all: [] as Session[], onDidChange: new Emitter<SessionsChange>() };
  const opened: URL[] = [];
  const exchanges: unknown[] = [];
  const added: unknown[] = [];
  const revoked: unknown[] = [];
  const way = { open: 0, closed: 0 };
  const watchers = new Set<() => void>();
  /** Resolves once the browser was opened that many times. */
  const untilOpened = (count: number) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (opened.length >= count) resolve();
      };
      watchers.add(look);
      look();
    });
  const redirectWay: RedirectWay = {
    open: () => {
      way.open++;
      const dispose = () => {
        way.closed++;
      };
      return Promise.resolve({ redirectUri, waitFor: (state, signal) => pending.waitFor(state, signal), dispose });
    },
  };
  const dependencies: SignInDependencies = {
    browser: {
      open: (text) => {
        const url = new URL(text);
        opened.push(url);
        for (const look of watchers) look();
        const come = (query: string) => pending.accept(query);
        return Promise.resolve(browse({ state: url.searchParams.get('state') ?? '', come }));
      },
    },
    tokenEndpoint: {
      exchangeCode: (oauthUrl, { key }, exchange) => {
        exchanges.push({ oauthUrl, key, ...exchange });
        return grant();
      },
      revoke: (oauthUrl, { key }, refreshToken) => {
        revoked.push({ oauthUrl, key, refreshToken });
        // Bitbucket need not answer for the sign-in to end.
        return new Promise(() => undefined);
      },
    },
    fetchAccount,
    sessions: {
      add: (account, { scopes }, { consumerKey }, signal) => {
        beforeWrite();
        signal?.throwIfAborted();
        added.push({ account, scopes, consumerKey });
        return Promise.resolve({ id: 's1', account, scopes, hasEnded: false });
      },
      getSessions: () => Promise.resolve(sessions.all),
      onDidChange: sessions.onDidChange.event,
    },
    askForPaste,
    pendingSignIns,
    clock,
    log,
  };
  const controller = new AbortController();
  const run = () =>
    signIn(
      dependencies,
      { endpoints: defaultEndpoints, consumer, way: redirectWay, scopes: ['account', 'repository:write'] },
      controller.signal,
    );
  return {
    ...{ run, untilOpened, controller, clock, pending, log, opened, exchanges, added, revoked, way },
    ...{ kept, pendingSignIns, sessions },
  };
}

export const givenBack = [{ oauthUrl: 'https://bitbucket.org/site/oauth2', key: 'consumer-1', refreshToken: 'rt' }];
