import type { Disposable } from '../base/event';
import type { Consumer } from './consumer';
import { isLoopbackHost } from './endpoints';
import type { RedirectAnswer } from './redirectAnswer';

/** One way for the browser to come back. Implemented by the editor's URI handler and by a loopback listener. */
export interface RedirectWay {
  /** Starts listening. Rejects with `AuthError` (`portTaken`, `noWayBack`). */
  open(): Promise<RedirectListener>;
}

/** A way back that is open now; disposing it closes it. */
export interface RedirectListener extends Disposable {
  /** What Bitbucket is told at the consent page and, once more, at the token endpoint. */
  readonly redirectUri: string;
  /** Listens from the moment of the call; rejects with the signal's reason. */
  waitFor(state: string, signal: AbortSignal): Promise<RedirectAnswer>;
}

/** A consumer goes with exactly one way, because Bitbucket lets it have one callback. */
export interface WayChoice {
  readonly consumer: Consumer;
  readonly way: 'uriHandler' | 'loopback';
}

/**
 * The first consumer whose callback leads back to this editor, and how. `editorAddress` is where a browser reaches the
 * editor's URI handler.
 */
export function chooseWay(consumers: readonly Consumer[], editorAddress: string): WayChoice | undefined {
  for (const consumer of consumers) {
    if (isBelowCallback(editorAddress, consumer.callbackUrl)) return { consumer, way: 'uriHandler' };
    if (isLoopbackCallback(consumer.callbackUrl)) return { consumer, way: 'loopback' };
  }
  return undefined;
}

/**
 * Bitbucket's rule for a `redirect_uri`: it must be the registered callback or extend it. A loopback callback that was
 * registered without a port allows any.
 */
export function isBelowCallback(redirectUri: string, callbackUrl: string): boolean {
  if (!URL.canParse(redirectUri) || !URL.canParse(callbackUrl)) return false;
  const redirect = new URL(redirectUri);
  const callback = new URL(callbackUrl);
  const isAnyPort = callback.port === '' && isLoopbackCallback(callbackUrl);
  return (
    redirect.protocol === callback.protocol &&
    redirect.hostname === callback.hostname &&
    (isAnyPort || redirect.port === callback.port) &&
    extendsPath(redirect, callback)
  );
}

/** `/callback` covers `/callback?with=query` and `/callback/more`, but not `/callbacks`. */
function extendsPath(redirect: URL, callback: URL): boolean {
  const isSamePath = redirect.pathname === callback.pathname;
  if (callback.search !== '') return isSamePath && redirect.search.startsWith(callback.search);
  return isSamePath || redirect.pathname.startsWith(callback.pathname.replace(/\/?$/, '/'));
}

/** True when a listener on this computer can serve the callback. */
export function isLoopbackCallback(callbackUrl: string): boolean {
  if (!URL.canParse(callbackUrl)) return false;
  const { protocol, hostname } = new URL(callbackUrl);
  return protocol === 'http:' && isLoopbackHost(hostname);
}

/**
 * The callback to register so that `editorAddress` keeps extending it: without query and port number of this window's
 * server, and without the last two segments of a web editor's address, which change with its version.
 */
export function toCallbackUrl(editorAddress: string): string {
  if (!URL.canParse(editorAddress)) return editorAddress;
  const url = new URL(editorAddress);
  url.search = '';
  url.hash = '';
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return url.href;
  if (isLoopbackCallback(editorAddress)) url.port = '';
  url.pathname = url.pathname.replace(/[^/]*\/callback$/, '');
  return url.href;
}
