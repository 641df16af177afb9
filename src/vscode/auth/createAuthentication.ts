import * as vscode from 'vscode';
import { apiTokenConsumerKey } from '../../auth/apiToken';
import { AuthError } from '../../auth/authError';
import { readEndpoints, type EndpointsReading } from '../../auth/endpoints';
import type { SessionBinding } from '../../auth/sessionBinding';
import { Sessions } from '../../auth/sessions';
import type { StoredSession } from '../../auth/session';
import type { TokenEndpoint } from '../../auth/tokenEndpoint';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { lazy } from '../../base/lazy';
import { bakedConsumers } from '../../buildConstants';
import { settingIds } from '../ids';
import type { AuthenticationOptions } from './authenticationOptions';
import { readAuthorizedAddress } from './authorizedUri';
import { BitbucketAuthenticationProvider, type RunSignIn } from './bitbucketAuthenticationProvider';
import { ConsumerRegistry, type UserSettings } from './consumerRegistry';
import { createSignIn, type SignIn } from './createSignIn';
import { createWindowSecrets, type WindowSecrets } from './createWindowSecrets';
import { EditorSettings } from './editorSettings';
import { PermissionsNotice } from './permissionsNotice';
import type { SecretsTrouble } from './sealedSecrets';
import { SecretStorageSessionStore } from './secretStorageSessionStore';
import { SessionEndedQuestion } from './sessionEndedQuestion';

/** Sign-in and sessions, connected with the editor; the caller registers them and disposes the whole. */
export interface Authentication extends Disposable {
  readonly sessions: Sessions;
  /** To be registered under `authenticationProviderId`, with several accounts. */
  readonly provider: BitbucketAuthenticationProvider;
  readonly signIn: SignIn;
  readonly consumers: ConsumerRegistry;
  readonly permissionsNotice: PermissionsNotice;
  readonly readEndpoints: () => EndpointsReading;
  /** A session with its tokens, as it is stored now: for what is told about it, never to be shown or handed on. */
  readonly findStored: (sessionId: string) => Promise<StoredSession | undefined>;
}

/** Windows renew at different times within this span before the usual one. */
const maxRenewalLeadMs = 2 * 60_000;

/** Connects sign-in and sessions with the editor. Makes no request and reads no secret; both wait until asked for. */
export function createAuthentication(options: AuthenticationOptions): Authentication {
  const { log, clock } = options;
  const owned = new DisposableStore();
  const window = owned.add(createSharedSecrets(options));
  const { secrets, lock } = window;
  const hearingMs = 4 * window.propagationMs;
  const settings = owned.add(new EditorSettings());
  const consumers = owned.add(
    new ConsumerRegistry({ settings, secrets, baked: bakedConsumers, defaultCallbackUrl: readAuthorizedAddress() }),
  );
  const readEndpoints = () => readEndpointSettings(settings);
  const loadTokenEndpoint = createTokenEndpointLoader(options);
  const store = owned.add(new SecretStorageSessionStore(secrets, log, lock));
  const binding = createBinding(consumers, readEndpoints);
  const sessions = owned.add(
    new Sessions({
      ...{ store, lock, binding, loadTokenEndpoint, clock, log },
      renewalLeadMs: Math.random() * maxRenewalLeadMs,
      refusalPauseMs: hearingMs,
    }),
  );
  owned.add(new SessionEndedQuestion({ sessions, clock }));
  const signIn = owned.add(
    createSignIn({
      ...options,
      checkReady: () => refuseBeforeReload(window),
      secrets,
      lock,
      patienceMs: hearingMs,
      sessions,
      consumers,
      binding,
      readEndpoints,
      loadTokenEndpoint,
    }),
  );
  const permissionsNotice = new PermissionsNotice();
  const runSignIn: RunSignIn = (scopes) => signIn.run(scopes, { hasSeenPermissions: permissionsNotice.isShown });
  return {
    sessions,
    provider: owned.add(new BitbucketAuthenticationProvider(sessions, runSignIn)),
    signIn,
    consumers,
    permissionsNotice,
    readEndpoints,
    findStored: async (sessionId) => (await store.read()).find(({ id }) => id === sessionId),
    dispose: () => {
      owned.dispose();
    },
  };
}

function createSharedSecrets({ secrets, storageFolder, clock, log }: AuthenticationOptions): WindowSecrets {
  return createWindowSecrets({
    isWeb: vscode.env.uiKind === vscode.UIKind.Web,
    ...{ secrets, storageFolder, clock, log },
    startedAt: clock.now() - process.uptime() * 1000,
    onTrouble: (trouble) => void showTrouble(trouble),
  });
}

/** What the browser would bring back could not be kept, so nobody is sent there. */
async function refuseBeforeReload(window: WindowSecrets): Promise<void> {
  if (!(await window.needsReload())) return;
  void showTrouble('reload');
  throw new AuthError({ kind: 'reloadNeeded' });
}

async function showTrouble(trouble: SecretsTrouble): Promise<void> {
  const [{ createLostKeyMessage, toSignInMessage }, { showMessage }] = await Promise.all([
    import('./signInMessage'),
    import('./showMessage'),
  ]);
  const message = trouble === 'lost' ? createLostKeyMessage() : toSignInMessage({ kind: 'reloadNeeded' });
  if (message !== undefined) await showMessage(message);
}

function readEndpointSettings(settings: UserSettings): EndpointsReading {
  return readEndpoints({
    webUrl: settings.read(settingIds.webUrl),
    apiUrl: settings.read(settingIds.apiUrl),
    oauthUrl: settings.read(settingIds.oauthUrl),
  });
}

function createBinding(consumers: ConsumerRegistry, readEndpoints: () => EndpointsReading): SessionBinding {
  return {
    readEndpoints: () => {
      const reading = readEndpoints();
      return reading.kind === 'endpoints' ? reading.endpoints : undefined;
    },
    isKnownConsumer: (key) => key === apiTokenConsumerKey || consumers.isKnown(key),
    findConsumer: async (key) => {
      if (key !== apiTokenConsumerKey) return consumers.find(key);
      return (await import('../../auth/apiTokenEndpoint')).apiTokenConsumer;
    },
    // Also raised when an endpoint changes: both are settings of the same section.
    onDidChange: consumers.onDidChange,
  };
}

function createTokenEndpointLoader({ loadFetch, clock, log }: AuthenticationOptions): () => Promise<TokenEndpoint> {
  return lazy(async () => {
    const [{ SessionTokenEndpoint }, fetch] = await Promise.all([import('../../auth/apiTokenEndpoint'), loadFetch()]);
    return new SessionTokenEndpoint({ fetch, clock, log });
  });
}
