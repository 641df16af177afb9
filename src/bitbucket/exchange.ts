import { toLoggedOrigin, type ApiAddress } from './apiAddress';
import { BitbucketError } from './bitbucketError';
import type { Fetch, HttpMethod, HttpResponse } from './http';

/** What one attempt needs to know. */
export interface Exchange {
  readonly url: URL;
  readonly method: HttpMethod;
  readonly accept: string;
  readonly userAgent: string;
  readonly token: string;
  /** Whether the answer may come from another origin, as the content of LFS files does. */
  readonly allowsContentElsewhere: boolean;
  /** Method and path, for messages. */
  readonly title: string;
  readonly signal: AbortSignal;
}

/** An answer that is not a redirect. `isOwn` is false when it came from elsewhere, and so without the token. */
export interface Answer {
  readonly response: HttpResponse;
  readonly isOwn: boolean;
}

const maxRedirects = 3;
const redirectStatuses: readonly number[] = [301, 302, 303, 307, 308];

/**
 * Sends one request and follows its redirects: inside the API with the token, to file content elsewhere at most once
 * and without it. Rejects as `untrustedLink` before anything is sent anywhere else.
 */
export async function exchange(fetch: Fetch, address: ApiAddress, request: Exchange): Promise<Answer> {
  let url = request.url;
  let isOwn = true;
  for (let redirects = 0; ; redirects++) {
    const response = await send(fetch, request, url, isOwn);
    const link = redirectStatuses.includes(response.status) ? response.headers.get('Location') : null;
    if (link === null) return { response, isOwn };
    if (redirects === maxRedirects) {
      const failure = { kind: 'unexpected', status: response.status } as const;
      throw new BitbucketError(failure, `${request.title} was redirected too often.`);
    }
    // Read to its end, the connection can serve the next request.
    await response.arrayBuffer();
    const inside: URL | undefined = isOwn ? address.findOwn(link, url) : undefined;
    const outside: URL | undefined =
      isOwn && request.allowsContentElsewhere ? address.findContent(link, url) : undefined;
    const target = inside ?? outside;
    if (target === undefined) {
      const summary = `${request.title} was redirected to where the token may not go: ${toLoggedOrigin(link, url)}.`;
      throw new BitbucketError({ kind: 'untrustedLink' }, summary);
    }
    isOwn = inside !== undefined;
    url = target;
  }
}

function send(fetch: Fetch, request: Exchange, url: URL, isOwn: boolean): Promise<HttpResponse> {
  const { method, accept, userAgent, token, signal } = request;
  return fetch(url.href, {
    method,
    headers: {
      Accept: accept,
      'User-Agent': userAgent,
      ...(isOwn && { Authorization: `Bearer ${token}` }),
    },
    redirect: 'manual',
    signal,
  });
}
