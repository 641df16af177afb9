import { randomBytes } from 'node:crypto';

/** An OAuth consumer as a workspace administrator creates it. */
export interface Consumer {
  readonly key: string;
  readonly secret: string;
  readonly name: string;
  /** Bitbucket's form lets it empty; then no sign-in is possible. */
  readonly callbackUrl: string;
  /** The check boxes on the consumer: exactly what every grant of it gets. */
  readonly scopes: readonly string[];
  /** Name of the user whose access the client credentials grant gives. */
  readonly owner: string;
}

/** What a program signs itself in with. */
export type ConsumerCredentials = Pick<Consumer, 'key' | 'secret'>;

/** As long as Bitbucket's have been since June 2026: 32 and 76 characters. */
export function createCredentials(): ConsumerCredentials {
  return { key: randomText(32), secret: randomText(76) };
}

function randomText(length: number): string {
  return randomBytes(length).toString('base64').replaceAll(/[+/=]/g, 'x').slice(0, length);
}

export type RedirectDecision =
  { readonly kind: 'allowed'; readonly url: string } | { readonly kind: 'noCallback' } | { readonly kind: 'mismatch' };

/** Where a sign-in may return to: the registered callback, or an address that extends it. */
export function decideRedirect(registered: string, requested: string | undefined): RedirectDecision {
  if (registered === '') return { kind: 'noCallback' };
  if (requested === undefined || requested === registered) return { kind: 'allowed', url: registered };
  if (!URL.canParse(registered) || !URL.canParse(requested)) return { kind: 'mismatch' };
  const base = new URL(registered);
  const wanted = new URL(requested);
  if (wanted.hash !== '' || wanted.username !== '') return { kind: 'mismatch' };
  const isAllowed =
    base.protocol === wanted.protocol &&
    base.hostname === wanted.hostname &&
    hasAllowedPort(base, wanted) &&
    extendsPath(base, wanted);
  return isAllowed ? { kind: 'allowed', url: requested } : { kind: 'mismatch' };
}

/** A loopback callback that is registered without a port stands for any port. */
function hasAllowedPort(base: URL, wanted: URL): boolean {
  const isLoopback = base.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(base.hostname);
  return base.port === wanted.port || (isLoopback && base.port === '');
}

/** `/callback` covers `/callback`, `/callback/more` and `/callback?with=query`, but not `/callbacks`. */
function extendsPath(base: URL, wanted: URL): boolean {
  if (base.search !== '') return base.pathname === wanted.pathname && wanted.search.startsWith(base.search);
  const prefix = base.pathname.endsWith('/') ? base.pathname : `${base.pathname}/`;
  return wanted.pathname === base.pathname || wanted.pathname.startsWith(prefix);
}
