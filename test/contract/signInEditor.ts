import * as vscode from 'vscode';
import type { ApiToken } from '../../src/auth/apiToken';
import { apiTokenConsumer, SessionTokenEndpoint } from '../../src/auth/apiTokenEndpoint';
import type { Consumer } from '../../src/auth/consumer';
import { finishElsewhere } from '../../src/auth/finishElsewhere';
import type { FetchAccount } from '../../src/auth/finishSignIn';
import { InProcessRenewalLock } from '../../src/auth/inProcessRenewalLock';
import { PendingRedirects } from '../../src/auth/pendingRedirects';
import { PendingSignIns } from '../../src/auth/pendingSignIns';
import type { SessionBinding } from '../../src/auth/sessionBinding';
import { Sessions, type SessionsChange } from '../../src/auth/sessions';
import { Emitter } from '../../src/base/event';
import { systemClock } from '../../src/node/systemClock';
import { AuthorizedUriHandler } from '../../src/vscode/auth/authorizedUri';
import { SecretPendingSignIns } from '../../src/vscode/auth/secretPendingSignIns';
import { SecretStorageSessionStore } from '../../src/vscode/auth/secretStorageSessionStore';
import { SignInFlow } from '../../src/vscode/auth/signInFlow';
import { createFakeWindow } from '../support/fakeSignInWindow';
import { visitConsentPage } from '../support/bitbucketUser';
import { RecordingLog } from '../unit/auth/recordingLog';
import { MemorySecrets } from '../unit/vscode/auth/memorySecrets';
import { type useEmulator } from './useEmulator';

export const callbackUrl = 'vscode://maia-community.maia-bitbucket/authorized';
export const editorAddress = `${callbackUrl}?windowId=1`;

interface EditorOptions {
  user?: string;
  action?: 'grant' | 'cancel';
  consumer?: Consumer;
  address?: string;
  secrets?: MemorySecrets;
  apiToken?: ApiToken;
  arrive?: (location: string, handler: AuthorizedUriHandler) => unknown;
}

/** A window of an editor whose user is `user`; `arrive` decides what becomes of the address Bitbucket sends them to. */
export function createEditor(
  bitbucket: ReturnType<typeof useEmulator>,
  {
    user = 'anna',
    action = 'grant',
    consumer = bitbucket.emulator.consumer,
    address = editorAddress,
    secrets = new MemorySecrets(),
    arrive,
    apiToken,
  }: EditorOptions = {},
) {
  const log = new RecordingLog();
  const pending = new PendingRedirects(log);
  const strays: string[] = [];
  const { webUrl, apiUrl, oauthUrl } = bitbucket.emulator;
  const tokenEndpoint = new SessionTokenEndpoint({ fetch: bitbucket.nodeFetch.fetch, clock: systemClock, log });
  const binding: SessionBinding = {
    readEndpoints: () => ({ webUrl, apiUrl, oauthUrl }),
    isKnownConsumer: (key) => key === consumer.key || key === apiTokenConsumer.key,
    findConsumer: (key) => Promise.resolve([consumer, apiTokenConsumer].find((it) => it.key === key)),
    onDidChange: new Emitter<void>().event,
  };
  const sessions = new Sessions({
    store: new SecretStorageSessionStore(secrets, log),
    lock: new InProcessRenewalLock(),
    binding,
    loadTokenEndpoint: () => Promise.resolve(tokenEndpoint),
    clock: systemClock,
    log,
  });
  const store = new SecretPendingSignIns(secrets);
  const pendingSignIns = new PendingSignIns({ store, lock: new InProcessRenewalLock(), clock: systemClock, log });
  const finish = async (query: string) => {
    const parts = { pendingSignIns, binding, loadParts: () => Promise.resolve(finishParts) };
    return (await finishElsewhere(parts, query, new AbortController().signal)) !== undefined;
  };
  const fetchAccount: FetchAccount = async (endpoints, accessToken) => {
    const headers = { authorization: `Bearer ${accessToken}` };
    const answer = await fetch(`${endpoints.apiUrl}/user`, { headers });
    const body = (await answer.json()) as { uuid: string; display_name: string };
    return { id: body.uuid, label: body.display_name };
  };
  const finishParts = { tokenEndpoint, fetchAccount, sessions, log };
  const showStray = () => Promise.resolve(void strays.push('shown'));
  const handler = new AuthorizedUriHandler(pending, { finishElsewhere: finish, showStray }, log);
  const changes: SessionsChange[] = [];
  sessions.onDidChange((change) => changes.push(change));
  let cancel: () => void = () => undefined;
  const pages: string[] = [];
  const locations: string[] = [];
  const open = async (url: string) => {
    try {
      const location = await visitConsentPage(url, { user, action });
      locations.push(location);
      if (arrive !== undefined) await arrive(location, handler);
      else if (location.startsWith('http:')) await fetch(location);
      else handler.handleUri(vscode.Uri.parse(location));
    } catch (error) {
      // Bitbucket shows an error page and sends nobody back; the user reads it and cancels.
      pages.push(String(error));
      cancel();
    }
  };
  const { window, failures, underWay } = createFakeWindow({
    editorAddress: address,
    askForApiToken: () => Promise.resolve(apiToken),
    browser: { open },
    whileWaiting: (waiting, work) => {
      cancel = () => {
        waiting.cancel();
      };
      return work();
    },
  });
  const flow = new SignInFlow({
    window,
    sessions,
    consumers: { list: () => Promise.resolve([consumer]), isSecretMissing: () => Promise.resolve(false) },
    readEndpoints: () => ({ kind: 'endpoints', endpoints: { webUrl, apiUrl, oauthUrl } }),
    tokenEndpoint,
    fetchAccount,
    get: bitbucket.nodeFetch.fetch,
    pending,
    pendingSignIns,
    underWay,
    clock: systemClock,
    log,
  });
  return { flow, sessions, secrets, log, failures, changes, pages, locations, handler, strays, tokenEndpoint };
}
