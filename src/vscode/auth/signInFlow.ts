import type { ApiToken } from '../../auth/apiToken';
import type { Get } from '../../auth/askForUser';
import { AuthError, type AuthFailure } from '../../auth/authError';
import type { Consumer } from '../../auth/consumer';
import { isSameEndpoints, type Endpoints, type EndpointsReading } from '../../auth/endpoints';
import type { FetchAccount } from '../../auth/finishSignIn';
import { PendingRedirects } from '../../auth/pendingRedirects';
import type { PendingSignIns } from '../../auth/pendingSignIns';
import type { ExpectedPaste } from '../../auth/readPastedAnswer';
import type { RedirectAnswer } from '../../auth/redirectAnswer';
import type { RedirectWay } from '../../auth/redirectWay';
import { neededScopes } from '../../auth/scopes';
import type { Account, Session } from '../../auth/session';
import type { Sessions } from '../../auth/sessions';
import { signIn, type Browser } from '../../auth/signIn';
import { listWays, type BrowserWay, type SignInHost, type SignInWay } from '../../auth/signInWays';
import { signInWithApiToken } from '../../auth/signInWithApiToken';
import type { TokenEndpoint } from '../../auth/tokenEndpoint';
import type { Clock } from '../../base/clock';
import type { Event } from '../../base/event';
import type { Log } from '../../base/log';
import { LoopbackRedirect, type LoopbackPages } from '../../node/loopbackRedirect';
import { UriHandlerRedirect } from './authorizedUri';
import { pastedRedirect } from './pastedRedirect';
import { SignInUnderWay, type Attempt, type SignInsUnderWay, type WaitingSignIn } from './signInUnderWay';

/** The editor's part of a sign-in: everything the user sees of it. */
export interface SignInWindow {
  readonly browser: Browser;
  readonly loopbackPages: LoopbackPages;
  /** Where a browser reaches the URI handler, right now, and how far away it is. */
  fetchHost(): Promise<SignInHost>;
  /** Where the user's browser reaches an address of this computer. */
  toExternalUrl(url: string): Promise<string>;
  /** Says which permissions will be asked for and why; false when the user would rather not go on. */
  confirmPermissions(): Promise<boolean>;
  /** Keeps in view that a sign-in is under way, and what can be done with it, while `work` runs. */
  whileWaiting<T>(waiting: WaitingSignIn, work: () => Promise<T>): Promise<T>;
  /** Puts the address of Bitbucket's page where the user can take it to another browser. */
  copyAddress(url: string): Promise<void>;
  pickWay(ways: readonly SignInWay[], current: SignInWay): Promise<SignInWay | undefined>;
  /** Opens a box where the browser leaves an address to copy; opens it again when it is asked for. */
  askForPaste(expected: ExpectedPaste, onDidAskAgain: Event<void>, signal: AbortSignal): Promise<RedirectAnswer>;
  /** `undefined` when the user would rather not. */
  askForApiToken(signal: AbortSignal): Promise<ApiToken | undefined>;
  /** Returns at once: nothing waits for what the user answers. */
  showSuccess(success: SignInSuccess): void;
  showFailure(failure: AuthFailure): void;
}

/** Who has signed in, and what the user may not have expected of it. */
export interface SignInSuccess {
  readonly session: Session;
  /** The account that was to be signed in again; another one came. */
  readonly expected: Account | undefined;
  /** The account was here already, and not meant. */
  readonly wasHere: boolean;
}

/** What one sign-in is for. */
export interface SignInOptions {
  /** A dialog has just named the permissions. */
  readonly hasSeenPermissions?: boolean;
  /** The account that is to sign in again. */
  readonly again?: Account;
  /** The page's address is copied instead of opened, for another browser or a private window. */
  readonly copiesAddress?: boolean;
  /** The way to begin with; default: the best one. */
  readonly way?: 'apiToken';
  /** The person chooses the way to begin with, among all but the best one. */
  readonly choosesWay?: boolean;
}

/** The same for every sign-in of a window. */
export interface SignInFlowDependencies {
  readonly window: SignInWindow;
  readonly sessions: Sessions;
  readonly consumers: { list(): Promise<readonly Consumer[]>; isSecretMissing(): Promise<boolean> };
  readonly readEndpoints: () => EndpointsReading;
  readonly tokenEndpoint: TokenEndpoint;
  readonly get: Get;
  readonly fetchAccount: FetchAccount;
  /** Of the URI handler. */
  readonly pending: PendingRedirects;
  readonly pendingSignIns: PendingSignIns;
  readonly underWay: SignInsUnderWay;
  readonly clock: Clock;
  readonly log: Log;
}

/** What the ways of one sign-in have in common. */
interface Request {
  readonly endpoints: Endpoints;
  readonly scopes: readonly string[];
  readonly editorAddress: string;
  readonly copiesAddress: boolean;
}

/** The one sign-in behind the Accounts menu, the palette and the views: tries one way after the other, and tells the user. */
export class SignInFlow {
  readonly #deps: SignInFlowDependencies;

  constructor(dependencies: SignInFlowDependencies) {
    this.#deps = dependencies;
  }

  /**
   * Has told the user by the time it rejects. Without the needed scopes a session would be of no use, so they always
   * count. Who has not seen yet which permissions Bitbucket will ask for is asked first.
   */
  async run(scopes: readonly string[], options: SignInOptions = {}): Promise<Session> {
    const { window, log, sessions } = this.#deps;
    try {
      const before = await sessions.getSessions();
      const session = await this.#signIn([...new Set([...neededScopes, ...scopes])], options);
      log.info(`Signed in to Bitbucket. Granted: ${session.scopes.join(' ')}.`);
      const isExpected = options.again?.id === session.account.id;
      const wasHere = before.some(({ account, hasEnded }) => account.id === session.account.id && !hasEnded);
      window.showSuccess({
        session,
        expected: isExpected ? undefined : options.again,
        wasHere: wasHere && !isExpected,
      });
      return session;
    } catch (error) {
      const failure: AuthFailure = AuthError.is(error) ? error.failure : { kind: 'unexpected', code: 'internal' };
      log.info(`The sign-in to Bitbucket ended without a session: ${failure.kind}.`);
      if (!AuthError.is(error)) log.error(error instanceof Error ? error.message : 'Unknown error.');
      window.showFailure(failure);
      throw error;
    }
  }

  async #signIn(scopes: readonly string[], options: SignInOptions): Promise<Session> {
    const { window, readEndpoints, underWay } = this.#deps;
    const reading = readEndpoints();
    if (reading.kind === 'invalid') throw new AuthError({ kind: 'invalidEndpoint', endpoint: reading.endpoint });
    const { ways, editorAddress } = await this.#listWays(options.way);
    const isAsked = options.hasSeenPermissions === true || options.way === 'apiToken';
    if (!isAsked && !(await window.confirmPermissions())) {
      throw new AuthError({ kind: 'cancelled', hasOpenedBrowser: false });
    }
    const first = options.choosesWay === true ? await this.#chooseWay(ways) : ways[0];
    const copiesAddress = options.copiesAddress === true;
    const request = { endpoints: reading.endpoints, scopes, editorAddress, copiesAddress };
    const waiting = new SignInUnderWay((current) => window.pickWay(ways, current));
    const entry = underWay.begin(waiting);
    try {
      return await window.whileWaiting(waiting, () => this.#tryWays(request, { ways, first }, waiting));
    } finally {
      entry.dispose();
    }
  }

  async #chooseWay(ways: readonly SignInWay[]): Promise<SignInWay> {
    const [best] = ways;
    const chosen = best && (await this.#deps.window.pickWay(ways, best));
    if (chosen === undefined) throw new AuthError({ kind: 'cancelled', hasOpenedBrowser: false });
    return chosen;
  }

  /** One way after the other, as chosen; one that cannot be gone here makes room for the next by itself. */
  async #tryWays(
    request: Request,
    { ways, first }: { readonly ways: readonly SignInWay[]; readonly first: SignInWay | undefined },
    waiting: SignInUnderWay,
  ): Promise<Session> {
    const { log } = this.#deps;
    let hasOpenedBrowser = false;
    const onDidOpen = () => {
      hasOpenedBrowser = true;
    };
    for (let way = first; way !== undefined;) {
      const attempt = waiting.begin(way);
      try {
        return await this.#try(attempt, request, waiting, onDidOpen);
      } catch (error) {
        if (waiting.isCancelled) throw new AuthError({ kind: 'cancelled', hasOpenedBrowser });
        const tried = way;
        way = attempt.next ?? findRefuge(error, ways, tried);
        if (way === undefined) throw error;
        log.info(`Signing in goes on another way: ${tried.kind}, then ${way.kind}.`);
      }
    }
    throw new AuthError({ kind: 'noConsumer' });
  }

  async #try(attempt: Attempt, request: Request, waiting: SignInUnderWay, onDidOpen: () => void): Promise<Session> {
    const { window } = this.#deps;
    const { way, signal } = attempt;
    const { endpoints, scopes, editorAddress } = request;
    if (way.kind === 'apiToken') return this.#signInWithApiToken(endpoints, signal);
    const browser: Browser = {
      open: (url) => {
        onDidOpen();
        waiting.address = url;
        return request.copiesAddress ? window.copyAddress(url) : window.browser.open(url);
      },
    };
    const askForPaste = (expected: ExpectedPaste, until: AbortSignal) =>
      window.askForPaste(expected, waiting.onDidAskForPaste, until);
    const redirect = this.#toRedirect(way, editorAddress);
    const consumer = way.consumer;
    const checkUnchanged = () => this.#checkUnchanged(endpoints, consumer);
    return signIn(
      { ...this.#deps, browser, askForPaste },
      { endpoints, consumer, way: redirect, scopes, checkUnchanged },
      signal,
    );
  }

  /** A session of other addresses or another consumer than those that are set would be kept in vain. */
  async #checkUnchanged(endpoints: Endpoints, { key }: Consumer): Promise<void> {
    const { readEndpoints, consumers } = this.#deps;
    const reading = readEndpoints();
    const isSamePlace = reading.kind === 'endpoints' && isSameEndpoints(reading.endpoints, endpoints);
    const isKnown = (await consumers.list()).some((it) => it.key === key);
    if (!isSamePlace || !isKnown) throw new AuthError({ kind: 'settingsChanged' });
  }

  async #signInWithApiToken(endpoints: Endpoints, signal: AbortSignal): Promise<Session> {
    const apiToken = await this.#deps.window.askForApiToken(signal);
    signal.throwIfAborted();
    if (apiToken === undefined) throw new AuthError({ kind: 'cancelled', hasOpenedBrowser: false });
    return signInWithApiToken(this.#deps, { endpoints, apiToken }, signal);
  }

  async #listWays(first: 'apiToken' | undefined): Promise<{ ways: readonly SignInWay[]; editorAddress: string }> {
    const { window, consumers } = this.#deps;
    const available = await consumers.list();
    if (first === 'apiToken' && available.length === 0) return { ways: [{ kind: 'apiToken' }], editorAddress: '' };
    if (available.length === 0) {
      throw new AuthError({ kind: (await consumers.isSecretMissing()) ? 'consumerSecretMissing' : 'noConsumer' });
    }
    const host = await window.fetchHost();
    const { editorAddress } = host;
    const ways = listWays(available, host);
    if (first === 'apiToken') return { ways: ways.toReversed(), editorAddress };
    if (ways.length > 1) return { ways, editorAddress };
    const callbackUrls = available.map(({ callbackUrl }) => callbackUrl);
    throw new AuthError({ kind: 'noWayBack', editorAddress, callbackUrls });
  }

  #toRedirect({ kind, consumer }: BrowserWay, editorAddress: string): RedirectWay {
    const { window, pending, log } = this.#deps;
    if (kind === 'uriHandler') return new UriHandlerRedirect(editorAddress, pending);
    if (kind === 'paste') return pastedRedirect(consumer.callbackUrl);
    return new LoopbackRedirect({
      callbackUrl: consumer.callbackUrl,
      pending: new PendingRedirects(log),
      toExternalUrl: (url) => window.toExternalUrl(url),
      pages: window.loopbackPages,
      log,
    });
  }
}

/** Where a port of this computer leads nowhere, another way through the browser may. */
function findRefuge(error: unknown, ways: readonly SignInWay[], tried: SignInWay): SignInWay | undefined {
  if (!AuthError.is(error, 'portTaken', 'noWayBack')) return undefined;
  return ways.slice(ways.indexOf(tried) + 1).find(({ kind }) => kind !== 'apiToken');
}
