/** Where Bitbucket is. None of them ends with a slash. */
export interface Endpoints {
  /** What the browser opens. */
  readonly webUrl: string;
  readonly apiUrl: string;
  /** What the extension itself talks to for tokens; the consent page is below `webUrl`. */
  readonly oauthUrl: string;
}

/** Names one address; settings and messages about it are keyed by it. */
export type EndpointName = keyof Endpoints;

/** Bitbucket Cloud, as Atlassian documents it. */
export const defaultEndpoints: Endpoints = {
  webUrl: 'https://bitbucket.org',
  apiUrl: 'https://api.bitbucket.org/2.0',
  oauthUrl: 'https://bitbucket.org/site/oauth2',
};

/** All three addresses, or the first one that tokens and browsers must not be sent to. */
export type EndpointsReading =
  | { readonly kind: 'endpoints'; readonly endpoints: Endpoints }
  | { readonly kind: 'invalid'; readonly endpoint: EndpointName };

/**
 * Reads the endpoint settings; empty or absent ones take their default, `oauthUrl` that of `webUrl`. Tokens go there,
 * so an address must be https (http on loopback only) without credentials, query or fragment; a wrong one is named
 * instead of replaced.
 */
export function readEndpoints(settings: Readonly<Record<EndpointName, unknown>>): EndpointsReading {
  const webUrl = readEndpoint(settings.webUrl, defaultEndpoints.webUrl, isLoopbackHost);
  if (webUrl === undefined) return { kind: 'invalid', endpoint: 'webUrl' };
  const apiUrl = readEndpoint(settings.apiUrl, defaultEndpoints.apiUrl, isOwnHost);
  if (apiUrl === undefined) return { kind: 'invalid', endpoint: 'apiUrl' };
  const oauthUrl = readEndpoint(settings.oauthUrl, `${webUrl}/site/oauth2`, isOwnHost);
  if (oauthUrl === undefined) return { kind: 'invalid', endpoint: 'oauthUrl' };
  return { kind: 'endpoints', endpoints: { webUrl, apiUrl, oauthUrl } };
}

/** True only when all three agree: a token must not reach an address it was not issued for. */
export function isSameEndpoints(one: Endpoints, other: Endpoints): boolean {
  return one.webUrl === other.webUrl && one.apiUrl === other.apiUrl && one.oauthUrl === other.oauthUrl;
}

/** True for hosts with which a browser never leaves this computer, as `URL.hostname` writes them. */
export function isLoopbackHost(hostname: string): boolean {
  return isOwnHost(hostname) || hostname.endsWith('.localhost');
}

/** The same for this program, which asks the network's name server for `x.localhost` where the system knows no better. */
function isOwnHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}

function readEndpoint(value: unknown, fallback: string, mayBeHttp: (hostname: string) => boolean): string | undefined {
  if (value !== undefined && value !== null && typeof value !== 'string') return undefined;
  const text = value?.trim() ?? '';
  const written = text === '' ? fallback : text;
  if (!URL.canParse(written)) return undefined;
  const url = new URL(written);
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && mayBeHttp(url.hostname));
  const isPlain = url.username === '' && url.password === '' && !/[?#]/.test(url.href);
  return isSafe && isPlain ? url.href.replace(/\/+$/, '') : undefined;
}
