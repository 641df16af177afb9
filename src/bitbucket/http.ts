/** The part of an HTTP answer this client reads. Both the built-in `fetch` and node-fetch return it. */
export interface HttpResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  json(): Promise<unknown>;
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
}

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface HttpRequest {
  readonly method?: HttpMethod;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** `manual` hands a redirect to the caller, who decides whether its target may be trusted. */
  readonly redirect?: 'manual' | 'error';
  readonly signal?: AbortSignal;
}

/**
 * Puts one request on the wire. Injected, so that tests never reach the network. Met by `node/nodeFetch.ts`. Reading a
 * body that is too long fails with an error whose `type` is `max-size`.
 */
export type Fetch = (url: string, request: HttpRequest) => Promise<HttpResponse>;
