import { PendingRedirects } from '../../auth/pendingRedirects';
import type { PendingSignIns } from '../../auth/pendingSignIns';
import type { Session } from '../../auth/session';
import type { SessionBinding } from '../../auth/sessionBinding';
import type { RenewalLock } from '../../auth/sessionStore';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { lazy } from '../../base/lazy';
import type { AuthenticationOptions } from './authenticationOptions';
import { AuthorizedUriHandler } from './authorizedUri';
import { SecretPendingSignIns, type SharedSecrets } from './secretPendingSignIns';
import type { SignInFlow, SignInFlowDependencies, SignInOptions } from './signInFlow';
import { SignInsUnderWay } from './signInUnderWay';

/** What a sign-in is connected with; the rest of its parts are made here. */
export interface SignInParts
  extends
    Pick<AuthenticationOptions, 'state' | 'loadFetch' | 'fetchAccount' | 'clock' | 'log'>,
    Pick<SignInFlowDependencies, 'sessions' | 'consumers' | 'readEndpoints'> {
  /** Rejects where this window could not keep what the browser would bring back, and has said so. */
  readonly checkReady: () => Promise<void>;
  /** Shared by the windows of this profile. */
  readonly secrets: SharedSecrets;
  readonly lock: RenewalLock;
  /** How long a browser may be ahead of what another window has written. */
  readonly patienceMs: number;
  readonly binding: SessionBinding;
  readonly loadTokenEndpoint: () => Promise<SignInFlowDependencies['tokenEndpoint']>;
}

/** Signing in, in this window. */
export interface SignIn extends Disposable {
  /** Has told the user by the time it rejects. */
  run(scopes: readonly string[], options?: SignInOptions): Promise<Session>;
  readonly underWay: SignInsUnderWay;
  readonly uriHandler: AuthorizedUriHandler;
}

/** Connects signing in with the editor. Nothing is loaded before somebody signs in or an address comes in. */
export function createSignIn(parts: SignInParts): SignIn {
  const { log } = parts;
  const owned = new DisposableStore();
  const underWay = owned.add(new SignInsUnderWay());
  const pending = new PendingRedirects(log);
  const store = owned.add(new SecretPendingSignIns(parts.secrets));
  const loadPendingSignIns = lazy(async () => {
    const { PendingSignIns } = await import('../../auth/pendingSignIns');
    return new PendingSignIns({ ...parts, store });
  });
  const loadFlow = createFlowLoader(parts, { pending, underWay, loadPendingSignIns });
  const ended = new AbortController();
  const uriHandler = new AuthorizedUriHandler(
    pending,
    {
      finishElsewhere: (query) => finishElsewhere(parts, loadPendingSignIns, query, ended.signal),
      showStray: showStrayRedirect,
    },
    log,
  );
  return {
    run: async (scopes, options) => {
      await parts.checkReady();
      return (await loadFlow()).run(scopes, options);
    },
    underWay,
    uriHandler,
    dispose: () => {
      ended.abort();
      owned.dispose();
    },
  };
}

function createFlowLoader(
  parts: SignInParts,
  {
    loadPendingSignIns,
    ...own
  }: Pick<SignInFlowDependencies, 'pending' | 'underWay'> & { loadPendingSignIns: () => Promise<PendingSignIns> },
): () => Promise<SignInFlow> {
  return lazy(async () => {
    const [{ SignInFlow }, { createSignInWindow }, tokenEndpoint, pendingSignIns, get] = await Promise.all([
      import('./signInFlow'),
      import('./editorSignInWindow'),
      parts.loadTokenEndpoint(),
      loadPendingSignIns(),
      parts.loadFetch(),
    ]);
    const window = createSignInWindow(parts.state);
    return new SignInFlow({ ...parts, ...own, window, tokenEndpoint, pendingSignIns, get });
  });
}

async function finishElsewhere(
  parts: SignInParts,
  loadPendingSignIns: () => Promise<PendingSignIns>,
  query: string,
  signal: AbortSignal,
): Promise<boolean> {
  const [pendingSignIns, { finishElsewhere: finish }, { showFinishedElsewhere }] = await Promise.all([
    loadPendingSignIns(),
    import('../../auth/finishElsewhere'),
    import('./showFinishedElsewhere'),
  ]);
  const { binding, sessions, fetchAccount, log } = parts;
  const loadParts = async () => ({ tokenEndpoint: await parts.loadTokenEndpoint(), fetchAccount, sessions, log });
  const end = await finish({ pendingSignIns, binding, loadParts }, query, signal);
  if (end === undefined) return false;
  showFinishedElsewhere(end);
  return true;
}

async function showStrayRedirect(): Promise<void> {
  const [{ createStrayRedirectMessage }, { showMessage }] = await Promise.all([
    import('./signInMessage'),
    import('./showMessage'),
  ]);
  await showMessage(createStrayRedirectMessage());
}
