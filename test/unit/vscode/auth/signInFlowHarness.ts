import assert from 'node:assert/strict';
import type { Consumer } from '../../../../src/auth/consumer';
import { defaultEndpoints, type EndpointsReading } from '../../../../src/auth/endpoints';
import { PendingRedirects } from '../../../../src/auth/pendingRedirects';
import type { StoredSession } from '../../../../src/auth/session';
import type { Get } from '../../../../src/auth/askForUser';
import { TokenEndpoint } from '../../../../src/auth/tokenEndpoint';
import type { Clock } from '../../../../src/base/clock';
import { SignInFlow, type SignInWindow } from '../../../../src/vscode/auth/signInFlow';
import { systemClock } from '../../../../src/node/systemClock';
import { createFakeWindow, createPendingSignIns, MemoryPendingStore } from '../../../support/fakeSignInWindow';
import { RecordingLog } from '../../auth/recordingLog';
import { createHarness as createSessions, grantAnswer } from '../../auth/sessionsHarness';

export const authorized = 'vscode://maia-community.maia-bitbucket/authorized';
export const consumer: Consumer = { key: 'consumer-1', secret: 'secret', callbackUrl: authorized };
export const loopback: Consumer = { ...consumer, callbackUrl: 'http://127.0.0.1/authorized' };

export function createHarness({
  consumers = [consumer],
  isSecretMissing = false,
  reading = { kind: 'endpoints', endpoints: defaultEndpoints },
  answer = () => grantAnswer(1),
  browse,
  cancel,
  overrides = {},
  stored = [],
  get = () => assert.fail('No API token was to be checked.'),
  clock = systemClock,
}: {
  consumers?: readonly Consumer[];
  isSecretMissing?: boolean;
  reading?: EndpointsReading;
  answer?: () => ReturnType<typeof grantAnswer>;
  browse?: (url: URL, pending: PendingRedirects) => unknown;
  /** Where the user gives up. */
  overrides?: Partial<SignInWindow>;
  stored?: readonly StoredSession[];
  get?: Get;
  clock?: Clock;
  cancel?: 'at the permissions' | 'before the browser' | 'in the browser';
} = {}) {
  const { sessions, fetch, requests, store } = createSessions({ stored, answer });
  const log = new RecordingLog();
  const pending = new PendingRedirects(log);
  const order: string[] = [];
  /** May change while a sign-in waits. */
  const settings = { consumers, reading };
  const kept = new MemoryPendingStore();
  const comeBack = (url: URL) => pending.accept(`code=c&state=${url.searchParams.get('state') ?? ''}`);
  const { window, failures, successes, copied, shown, underWay } = createFakeWindow({
    editorAddress: `${authorized}?windowId=1`,
    browser: {
      open: async (url) => {
        order.push('browser');
        if (cancel === 'in the browser') underWay.current?.cancel();
        else await (browse ?? comeBack)(new URL(url), pending);
      },
    },
    confirmPermissions: () => {
      order.push('permissions');
      return Promise.resolve(cancel !== 'at the permissions');
    },
    whileWaiting: (waiting, work) => {
      order.push('progress');
      shown.waiting = waiting;
      if (cancel === 'before the browser') waiting.cancel();
      return work();
    },
    ...overrides,
  });
  const flow = new SignInFlow({
    window,
    sessions,
    consumers: {
      list: () => Promise.resolve(settings.consumers),
      isSecretMissing: () => Promise.resolve(isSecretMissing),
    },
    readEndpoints: () => settings.reading,
    tokenEndpoint: new TokenEndpoint({ fetch, clock, log }),
    fetchAccount: () => Promise.resolve({ id: '{anna}', label: 'Anna Schmidt' }),
    get,
    pending,
    pendingSignIns: createPendingSignIns(clock, kept),
    underWay,
    clock,
    log,
  });
  return { flow, order, failures, successes, copied, shown, underWay, requests, store, kept, pending, settings };
}
