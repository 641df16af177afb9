import { toLoggedOrigin, type ApiAddress } from './apiAddress';
import { BitbucketError } from './bitbucketError';
import type { Fetch, HttpMethod, HttpResponse } from './http';

export interface RequestBody {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** What one attempt needs to know. */
export interface Exchange {
  readonly url: URL;
  readonly method: HttpMethod;
  readonly body: RequestBody | undefined;
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
/** Those after which the same request is to be sent again; after the others it would be a GET. */
const repeatingStatuses: readonly number[] = [307, 308];

/**
 * Sends one request and follows its redirects: inside the API with the token, to file content elsewhere at most once
 * and without it. Rejects as `untrustedLink` before anything is sent anywhere else. What changes something only follows
 * where the redirect repeats it, inside the API: as a GET it would be answered as if it had been done.
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
    if (request.method !== 'GET' && !repeatingStatuses.includes(response.status)) {
      const failure = { kind: 'unexpected', status: response.status } as const;
      throw new BitbucketError(failure, `${request.title} was redirected as if it were done.`);
    }
    isOwn = inside !== undefined;
    url = target;
  }
}

function send(fetch: Fetch, request: Exchange, url: URL, isOwn: boolean): Promise<HttpResponse> {
  const { method, body, accept, userAgent, token, signal } = request;
  return fetch(url.href, {
    method,
    headers: {
      Accept: accept,
      'User-Agent': userAgent,
      ...(body && { 'Content-Type': body.contentType }),
      ...(isOwn && { Authorization: token.startsWith('Basic ') ? token : `Bearer ${token}` }),
    },
    ...(body && { body: body.bytes }),
    redirect: 'manual',
    signal,
  });
}
