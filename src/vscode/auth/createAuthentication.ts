import type * as vscode from 'vscode';
import { readEndpoints, type EndpointsReading } from '../../auth/endpoints';
import { InProcessRenewalLock } from '../../auth/inProcessRenewalLock';
import { PendingRedirects } from '../../auth/pendingRedirects';
import type { SessionBinding } from '../../auth/sessionBinding';
import { Sessions } from '../../auth/sessions';
import type { FetchAccount } from '../../auth/signIn';
import type { TokenEndpoint, TokenFetch } from '../../auth/tokenEndpoint';
import type { Clock } from '../../base/clock';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { lazy } from '../../base/lazy';
import type { Log } from '../../base/log';
import { bakedConsumers } from '../../buildConstants';
import { settingIds } from '../ids';
import { AuthorizedUriHandler, readAuthorizedAddress } from './authorizedUri';
import { BitbucketAuthenticationProvider, type RunSignIn } from './bitbucketAuthenticationProvider';
import { ConsumerRegistry, type UserSettings } from './consumerRegistry';
import { EditorSettings } from './editorSettings';
import { PermissionsNotice } from './permissionsNotice';
import { SecretStorageSessionStore } from './secretStorageSessionStore';
import type { SignInFlow, SignInFlowDependencies } from './signInFlow';

/** What the composition root gives to the sign-in. */
export interface AuthenticationOptions {
  readonly secrets: vscode.SecretStorage;
  readonly log: Log;
  readonly clock: Clock;
  /** Asked for with the first request to the token endpoint. */
  readonly loadFetch: () => Promise<TokenFetch>;
  /** One request to `/user` with the given token, at `endpoints.apiUrl`. */
  readonly fetchAccount: FetchAccount;
}

/** Sign-in and sessions, connected with the editor; the caller registers them and disposes the whole. */
export interface Authentication extends Disposable {
  readonly sessions: Sessions;
  /** To be registered under `authenticationProviderId`, with several accounts. */
  readonly provider: BitbucketAuthenticationProvider;
  readonly uriHandler: AuthorizedUriHandler;
  readonly consumers: ConsumerRegistry;
  readonly permissionsNotice: PermissionsNotice;
  readEndpoints(): EndpointsReading;
}

/** Connects sign-in and sessions with the editor. Makes no request and reads no secret; both wait until asked for. */
export function createAuthentication(options: AuthenticationOptions): Authentication {
  const { secrets, log } = options;
  const owned = new DisposableStore();
  const settings = owned.add(new EditorSettings());
  const consumers = owned.add(
    new ConsumerRegistry({ settings, secrets, baked: bakedConsumers, defaultCallbackUrl: readAuthorizedAddress() }),
  );
  const readEndpoints = () => readEndpointSettings(settings);
  const loadTokenEndpoint = createTokenEndpointLoader(options);
  const sessions = owned.add(
    new Sessions({
      ...options,
      store: owned.add(new SecretStorageSessionStore(secrets, log)),
      lock: new InProcessRenewalLock(),
      binding: createBinding(consumers, readEndpoints),
      loadTokenEndpoint,
    }),
  );
  const pending = new PendingRedirects(log);
  const loadFlow = createFlowLoader({ ...options, sessions, consumers, readEndpoints, pending, loadTokenEndpoint });
  const permissionsNotice = new PermissionsNotice();
  const runSignIn: RunSignIn = async (scopes) => {
    const hasSeenPermissions = permissionsNotice.isShown;
    return (await loadFlow()).run(scopes, { hasSeenPermissions });
  };
  const provider = owned.add(new BitbucketAuthenticationProvider(sessions, runSignIn));
  const uriHandler = new AuthorizedUriHandler(pending, showStrayRedirect, log);
  const dispose = () => {
    owned.dispose();
  };
  return { sessions, provider, uriHandler, consumers, permissionsNotice, readEndpoints, dispose };
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
    isKnownConsumer: (key) => consumers.isKnown(key),
    findConsumer: (key) => consumers.find(key),
    // Also raised when an endpoint changes: both are settings of the same section.
    onDidChange: consumers.onDidChange,
  };
}

function createTokenEndpointLoader({ loadFetch, clock, log }: AuthenticationOptions): () => Promise<TokenEndpoint> {
  return lazy(async () => {
    const [{ TokenEndpoint }, fetch] = await Promise.all([import('../../auth/tokenEndpoint'), loadFetch()]);
    return new TokenEndpoint({ fetch, clock, log });
  });
}

interface FlowParts extends Omit<SignInFlowDependencies, 'window' | 'tokenEndpoint'> {
  readonly loadTokenEndpoint: () => Promise<TokenEndpoint>;
}

function createFlowLoader({ loadTokenEndpoint, ...parts }: FlowParts): () => Promise<SignInFlow> {
  return lazy(async () => {
    const [{ SignInFlow }, { editorSignInWindow: window }, tokenEndpoint] = await Promise.all([
      import('./signInFlow'),
      import('./editorSignInWindow'),
      loadTokenEndpoint(),
    ]);
    return new SignInFlow({ ...parts, window, tokenEndpoint });
  });
}

async function showStrayRedirect(): Promise<void> {
  const [{ createStrayRedirectMessage }, { showMessage }] = await Promise.all([
    import('./signInMessage'),
    import('./showMessage'),
  ]);
  await showMessage(createStrayRedirectMessage());
}
