import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createNodeFetch, type NodeFetch } from '../../../src/node/nodeFetch';

describe('createNodeFetch', () => {
  let server: Server;
  let nodeFetch: NodeFetch;
  let url: string;
  let connections: number;
  let answer: RequestListener;

  beforeEach(async () => {
    connections = 0;
    server = createServer((request, response) => {
      answer(request, response);
    });
    server.on('connection', () => connections++);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    nodeFetch = createNodeFetch();
  });

  afterEach(async () => {
    nodeFetch.dispose();
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  it('sends what it is given', async () => {
    const seen: unknown[] = [];
    answer = (request, response) => {
      const { authorization, 'user-agent': userAgent } = request.headers;
      seen.push({ method: request.method, url: request.url, authorization, userAgent });
      response.end('{"a":1}');
    };
    const response = await nodeFetch.fetch(`${url}a%2Fb?q=x%20y`, {
      headers: { Authorization: 'Bearer t', 'User-Agent': 'maia' },
    });
    assert.deepEqual([response.ok, response.status, await response.json()], [true, 200, { a: 1 }]);
    assert.deepEqual(seen, [{ method: 'GET', url: '/a%2Fb?q=x%20y', authorization: 'Bearer t', userAgent: 'maia' }]);
  });

  it('uses one connection for requests that follow each other, and lets go of it in the end', async () => {
    answer = (_request, response) => response.end('ok');
    for (let request = 0; request < 3; request++) await (await nodeFetch.fetch(url, {})).text();
    const open = (): Promise<number> =>
      new Promise((resolve) => {
        server.getConnections((_error, count) => {
          resolve(count);
        });
      });
    const kept = await open();

    const [socket] = await Promise.all([
      once(server, 'request').then(([request]) => (request as { socket: NodeJS.EventEmitter }).socket),
      nodeFetch.fetch(url, {}).then((response) => response.text()),
    ]);
    const closed = once(socket, 'close');
    nodeFetch.dispose();
    await closed;

    assert.deepEqual({ connections, kept }, { connections: 1, kept: 1 });
  });

  it('hands a redirect to the caller instead of following it', async () => {
    let requests = 0;
    answer = (_request, response) => {
      requests++;
      response.writeHead(301, { Location: 'http://127.0.0.1:1/elsewhere' }).end();
    };
    const response = await nodeFetch.fetch(url, { redirect: 'manual' });
    assert.deepEqual(
      { status: response.status, location: response.headers.get('location'), requests },
      { status: 301, location: 'http://127.0.0.1:1/elsewhere', requests: 1 },
    );
  });

  it('stops waiting for an answer when it is aborted, and hangs up', async () => {
    const controller = new AbortController();
    let closed: Promise<unknown> = Promise.resolve();
    answer = (request) => {
      closed = once(request.socket, 'close');
      controller.abort();
    };
    await assert.rejects(nodeFetch.fetch(url, { signal: controller.signal }), { name: 'AbortError' });
    await closed;
  });

  it('stops reading a body when it is aborted', async () => {
    const controller = new AbortController();
    answer = (_request, response) => response.write('the beginning');
    const response = await nodeFetch.fetch(url, { signal: controller.signal });
    const text = response.text();
    controller.abort();
    await assert.rejects(text, { name: 'AbortError' });
  });

  const cuts: readonly [string, RequestListener][] = [
    ['of known length', (_request, response) => void response.writeHead(200, { 'Content-Length': 100 }).write('{"a"')],
    ['in pieces', (_request, response) => void response.write('{"a"')],
  ];
  for (const [kind, begin] of cuts) {
    it(`notices that a body ${kind} was cut`, async () => {
      answer = (request, response) => {
        begin(request, response);
        setImmediate(() => request.socket.destroy());
      };
      await assert.rejects(async () => (await nodeFetch.fetch(url, {})).text());
    });
  }

  it('does not read more than there is room for, whatever was announced', async () => {
    nodeFetch.dispose();
    nodeFetch = createNodeFetch({ longestBodyBytes: 1000 });
    answer = (_request, response) => {
      response.write('x'.repeat(600));
      response.end('x'.repeat(600));
    };
    await assert.rejects(async () => (await nodeFetch.fetch(url, {})).arrayBuffer(), { type: 'max-size' });
  });

  it('names the reason when nobody answers', async () => {
    answer = (request) => request.socket.destroy();
    await assert.rejects(nodeFetch.fetch(url, {}), { code: 'ECONNRESET' });
  });
});
