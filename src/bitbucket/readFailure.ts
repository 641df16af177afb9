import type { BitbucketFailure } from './bitbucketError';
import type { HttpResponse } from './http';

/** What a refusing answer means. `body` is its text, JSON or not; `retryAfterMs` counts for 429 only. */
export function readFailure(
  { status, headers }: Pick<HttpResponse, 'status' | 'headers'>,
  body: string,
  retryAfterMs: number,
): BitbucketFailure {
  switch (status) {
    case 401:
      // Bitbucket says it in JSON; a page comes from a proxy or a network that wants its user to log in.
      return /^\s*</.test(body) ? { kind: 'notBitbucket', status } : { kind: 'unauthorized' };
    case 403:
      return { kind: 'forbidden', requiredScopes: readRequiredScopes(headers, body) };
    case 404:
      return { kind: 'notFound' };
    case 407:
    case 511:
      // Only proxies and networks ask for these logins.
      return { kind: 'notBitbucket', status };
    case 409:
      return { kind: 'conflict' };
    case 429:
      return { kind: 'rateLimited', retryAfterMs };
    case 555:
      return { kind: 'tooLarge' };
    default:
      return { kind: 'unexpected', status };
  }
}

/**
 * The body names the scopes when they are the reason. The headers come with every answer, so of those only scopes
 * that were not granted count; `x:write` includes `x`.
 */
function readRequiredScopes(headers: HttpResponse['headers'], body: string): readonly string[] {
  const named = stringsIn(propertyOf(propertyOf(propertyOf(readJson(body), 'error'), 'detail'), 'required'));
  if (named.length > 0) return named.filter(isScope);
  const granted = listIn(headers.get('X-OAuth-Scopes'));
  return listIn(headers.get('X-Accepted-OAuth-Scopes')).filter(
    (scope) => isScope(scope) && !granted.includes(scope) && !granted.includes(`${scope}:write`),
  );
}

/** Scopes are shown in messages, where other text might become a link. */
function isScope(text: string): boolean {
  return /^[\w:.-]{1,60}$/.test(text);
}

/** `undefined` for anything that is not JSON, such as a proxy's HTML page. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function stringsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((it) => typeof it === 'string') : [];
}

function listIn(header: string | null): readonly string[] {
  return (header ?? '').split(/[\s,]+/).filter((it) => it !== '');
}
