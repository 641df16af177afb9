import http from 'node:http';
import https from 'node:https';
import type { Disposable } from '../base/event';
import { lazy } from '../base/lazy';
import type { Fetch, HttpRequest, HttpResponse } from '../bitbucket/http';

/** Puts requests on the wire with node-fetch. Disposing closes the connections that are kept for the next request. */
export interface NodeFetch extends Disposable {
  readonly fetch: Fetch;
}

/**
 * node-fetch goes through Node's `https`, where the editor applies its proxy and certificate settings; the built-in
 * `fetch` does not. Connections are kept alive by agents of our own, which the editor replaces when it has a proxy to
 * put in their place. Nothing is loaded before the first request. Longer bodies than `longestBodyBytes` (100 MiB) are not
 * read: what a repository keeps with LFS may be larger than the memory of all extensions together.
 */
export function createNodeFetch({ longestBodyBytes = 100 * 1024 * 1024 } = {}): NodeFetch {
  const agents = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) };
  const load = lazy(() => import('node-fetch'));
  const agent = ({ protocol }: URL): http.Agent => (protocol === 'https:' ? agents.https : agents.http);
  return {
    fetch: async (url: string, { signal, body, ...request }: HttpRequest): Promise<HttpResponse> => {
      const { default: nodeFetch } = await load();
      return nodeFetch(url, {
        ...request,
        body: body instanceof Uint8Array ? Buffer.from(body.buffer, body.byteOffset, body.length) : (body ?? null),
        signal: signal ?? null,
        agent,
        size: longestBodyBytes,
      });
    },
    dispose: () => {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}
