import { AuthError, type AuthFailure } from '../../auth/authError';
import type { Consumer } from '../../auth/consumer';
import type { EndpointsReading } from '../../auth/endpoints';
import { PendingRedirects } from '../../auth/pendingRedirects';
import { chooseWay, type RedirectWay, type WayChoice } from '../../auth/redirectWay';
import { neededScopes } from '../../auth/scopes';
import type { Session } from '../../auth/session';
import type { Sessions } from '../../auth/sessions';
import { signIn, type Browser, type FetchAccount } from '../../auth/signIn';
import type { TokenEndpoint } from '../../auth/tokenEndpoint';
import type { Clock } from '../../base/clock';
import type { Log } from '../../base/log';
import { LoopbackRedirect, type LoopbackPages } from '../../node/loopbackRedirect';
import { UriHandlerRedirect } from './authorizedUri';

/** The editor's part of a sign-in: everything the user sees of it. */
export interface SignInWindow {
  readonly browser: Browser;
  readonly loopbackPages: LoopbackPages;
  /** Where a browser reaches the URI handler, right now. */
  fetchEditorAddress(): Promise<string>;
  /** Where the user's browser reaches an address of this computer. */
  toExternalUrl(url: string): Promise<string>;
  /** Says which permissions will be asked for and why; false when the user would rather not go on. */
  confirmPermissions(): Promise<boolean>;
  /** Keeps the same in view while `work` runs; its signal aborts when the user cancels. */
  withProgress<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Returns at once: nothing waits for what the user answers. */
  showSuccess(session: Session): void;
  showFailure(failure: AuthFailure): void;
}

/** The same for every sign-in of a window. */
export interface SignInFlowDependencies {
  readonly window: SignInWindow;
  readonly sessions: Sessions;
  readonly consumers: { list(): Promise<readonly Consumer[]>; isSecretMissing(): Promise<boolean> };
  readonly readEndpoints: () => EndpointsReading;
  readonly tokenEndpoint: TokenEndpoint;
  readonly fetchAccount: FetchAccount;
  /** Of the URI handler. */
  readonly pending: PendingRedirects;
  readonly clock: Clock;
  readonly log: Log;
}

/** The one sign-in behind the Accounts menu, the palette and the views: chooses consumer and way back, and tells the user. */
export class SignInFlow {
  readonly #deps: SignInFlowDependencies;

  constructor(dependencies: SignInFlowDependencies) {
    this.#deps = dependencies;
  }

  /**
   * Has told the user by the time it rejects. Without the needed scopes a session would be of no use, so they always
   * count. Who has not seen yet which permissions Bitbucket will ask for is asked first.
   */
  async run(scopes: readonly string[], { hasSeenPermissions = false } = {}): Promise<Session> {
    const { window, log } = this.#deps;
    try {
      const session = await this.#signIn([...new Set([...neededScopes, ...scopes])], hasSeenPermissions);
      log.info(`Signed in to Bitbucket. Granted: ${session.scopes.join(' ')}.`);
      window.showSuccess(session);
      return session;
    } catch (error) {
      const failure: AuthFailure = AuthError.is(error) ? error.failure : { kind: 'unexpected', code: 'internal' };
      log.info(`The sign-in to Bitbucket ended without a session: ${failure.kind}.`);
      if (!AuthError.is(error)) log.error(error instanceof Error ? error.message : 'Unknown error.');
      window.showFailure(failure);
      throw error;
    }
  }

  async #signIn(scopes: readonly string[], hasSeenPermissions: boolean): Promise<Session> {
    const { window, readEndpoints } = this.#deps;
    const reading = readEndpoints();
    if (reading.kind === 'invalid') throw new AuthError({ kind: 'invalidEndpoint', endpoint: reading.endpoint });
    const { endpoints } = reading;
    const { choice, editorAddress } = await this.#choose();
    let hasOpenedBrowser = false;
    const cancelled = () => new AuthError({ kind: 'cancelled', hasOpenedBrowser });
    if (!hasSeenPermissions && !(await window.confirmPermissions())) throw cancelled();
    const request = { endpoints, consumer: choice.consumer, way: this.#toWay(choice, editorAddress), scopes };
    const browser: Browser = {
      open: (url) => {
        hasOpenedBrowser = true;
        return window.browser.open(url);
      },
    };
    return window.withProgress((signal) =>
      signIn({ ...this.#deps, browser }, request, signal).catch((error: unknown) => {
        throw signal.aborted ? cancelled() : error;
      }),
    );
  }

  async #choose(): Promise<{ choice: WayChoice; editorAddress: string }> {
    const { window, consumers } = this.#deps;
    const available = await consumers.list();
    if (available.length === 0) {
      throw new AuthError({ kind: (await consumers.isSecretMissing()) ? 'consumerSecretMissing' : 'noConsumer' });
    }
    const editorAddress = await window.fetchEditorAddress();
    const choice = chooseWay(available, editorAddress);
    if (choice !== undefined) return { choice, editorAddress };
    const callbackUrls = available.map(({ callbackUrl }) => callbackUrl);
    throw new AuthError({ kind: 'noWayBack', editorAddress, callbackUrls });
  }

  #toWay({ way, consumer }: WayChoice, editorAddress: string): RedirectWay {
    const { window, pending, log } = this.#deps;
    if (way === 'uriHandler') return new UriHandlerRedirect(editorAddress, pending);
    return new LoopbackRedirect({
      callbackUrl: consumer.callbackUrl,
      pending: new PendingRedirects(log),
      toExternalUrl: (url) => window.toExternalUrl(url),
      pages: window.loopbackPages,
      log,
    });
  }
}
