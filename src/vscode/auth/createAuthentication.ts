import type * as vscode from 'vscode';
import { readEndpoints, type EndpointsReading } from '../../auth/endpoints';
import { InProcessRenewalLock } from '../../auth/inProcessRenewalLock';
import { PendingRedirects } from '../../auth/pendingRedirects';
import { Sessions } from '../../auth/sessions';
import type { FetchAccount } from '../../auth/signIn';
import type { TokenFetch } from '../../auth/tokenEndpoint';
import type { Clock } from '../../base/clock';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { lazy } from '../../base/lazy';
import type { Log } from '../../base/log';
import { bakedConsumers } from '../../buildConstants';
import { settingIds } from '../ids';
import { AuthorizedUriHandler, readAuthorizedAddress } from './authorizedUri';
import { BitbucketAuthenticationProvider } from './bitbucketAuthenticationProvider';
import { ConsumerRegistry } from './consumerRegistry';
import { EditorSettings } from './editorSettings';
import { SecretStorageSessionStore } from './secretStorageSessionStore';

export interface AuthenticationOptions {
  readonly secrets: vscode.SecretStorage;
  readonly log: Log;
  readonly clock: Clock;
  /** Asked for with the first request to the token endpoint. */
  readonly loadFetch: () => Promise<TokenFetch>;
  /** One request to `/user` with the given token, at `endpoints.apiUrl`. */
  readonly fetchAccount: FetchAccount;
}

export interface Authentication extends Disposable {
  readonly sessions: Sessions;
  /** To be registered under `authenticationProviderId`, with several accounts. */
  readonly provider: BitbucketAuthenticationProvider;
  readonly uriHandler: AuthorizedUriHandler;
  readonly consumers: ConsumerRegistry;
  readEndpoints(): EndpointsReading;
}

/** Connects sign-in and sessions with the editor. Makes no request and reads no secret; both wait until asked for. */
export function createAuthentication({
  secrets,
  log,
  clock,
  loadFetch,
  fetchAccount,
}: AuthenticationOptions): Authentication {
  const owned = new DisposableStore();
  const settings = owned.add(new EditorSettings());
  const consumers = owned.add(
    new ConsumerRegistry({ settings, secrets, baked: bakedConsumers, defaultCallbackUrl: readAuthorizedAddress() }),
  );
  const readCurrentEndpoints = () =>
    readEndpoints({
      webUrl: settings.read(settingIds.webUrl),
      apiUrl: settings.read(settingIds.apiUrl),
      oauthUrl: settings.read(settingIds.oauthUrl),
    });
  const loadTokenEndpoint = lazy(async () => {
    const [{ TokenEndpoint }, fetch] = await Promise.all([import('../../auth/tokenEndpoint'), loadFetch()]);
    return new TokenEndpoint({ fetch, clock, log });
  });
  const sessions = owned.add(
    new Sessions({
      store: owned.add(new SecretStorageSessionStore(secrets, log)),
      lock: new InProcessRenewalLock(),
      binding: {
        readEndpoints: () => {
          const reading = readCurrentEndpoints();
          return reading.kind === 'endpoints' ? reading.endpoints : undefined;
        },
        isKnownConsumer: (key) => consumers.isKnown(key),
        findConsumer: (key) => consumers.find(key),
        // Also raised when an endpoint changes: both are settings of the same section.
        onDidChange: consumers.onDidChange,
      },
      loadTokenEndpoint,
      clock,
      log,
    }),
  );
  const pending = new PendingRedirects(log);
  const loadFlow = lazy(async () => {
    const [{ SignInFlow }, { editorSignInWindow }, tokenEndpoint] = await Promise.all([
      import('./signInFlow'),
      import('./editorSignInWindow'),
      loadTokenEndpoint(),
    ]);
    const readEndpoints = readCurrentEndpoints;
    const window = editorSignInWindow;
    return new SignInFlow({
      window,
      sessions,
      consumers,
      readEndpoints,
      tokenEndpoint,
      fetchAccount,
      pending,
      clock,
      log,
    });
  });
  const provider = owned.add(
    new BitbucketAuthenticationProvider(sessions, async (scopes) => (await loadFlow()).run(scopes)),
  );
  return {
    sessions,
    provider,
    uriHandler: new AuthorizedUriHandler(pending, log),
    consumers,
    readEndpoints: readCurrentEndpoints,
    dispose: () => {
      owned.dispose();
    },
  };
}
