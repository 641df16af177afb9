import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { AuthError } from '../../../src/auth/authError';
import { PendingRedirects } from '../../../src/auth/pendingRedirects';
import type { RedirectListener } from '../../../src/auth/redirectWay';
import { LoopbackRedirect } from '../../../src/node/loopbackRedirect';
import { RecordingLog } from '../auth/recordingLog';

describe('LoopbackRedirect', () => {
  const cleanUps: (() => unknown)[] = [];
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0)) await cleanUp();
  });

  async function open(callbackUrl: string, toExternalUrl = (url: string) => Promise.resolve(url)) {
    const log = new RecordingLog();
    const pages = { title: 'Maia & <friends>', received: 'Back to the editor', unknown: 'Nobody waits' };
    const way = new LoopbackRedirect({ callbackUrl, pending: new PendingRedirects(log), toExternalUrl, pages, log });
    const listener = await way.open();
    cleanUps.push(() => {
      listener.dispose();
    });
    return { listener, log };
  }

  const isClosed = ({ redirectUri }: RedirectListener) =>
    fetch(redirectUri).then(
      () => false,
      () => true,
    );

  it('takes a free port where the callback names none, and only on loopback', async () => {
    const { listener } = await open('http://127.0.0.1/authorized');
    assert.match(listener.redirectUri, /^http:\/\/127\.0\.0\.1:[1-9]\d+\/authorized$/);
    const second = await open('http://127.0.0.1/authorized');
    assert.notEqual(second.listener.redirectUri, listener.redirectUri);
  });

  it('hands on the code and shows a page that leads back to the editor, even when closed at once', async () => {
    const { listener } = await open('http://localhost/authorized');
    const answer = listener.waitFor('the-state', new AbortController().signal).finally(() => {
      listener.dispose();
    });
    const response = await fetch(
      `${listener.redirectUri.replace('localhost', '127.0.0.1')}?code=c%2B1&state=the-state`,
    );
    const page = await response.text();
    assert.deepEqual(await answer, { kind: 'code', code: 'c+1' });
    assert.equal(response.status, 200);
    assert.match(page, /Back to the editor/);
    assert.doesNotMatch(page, /<friends>|c%2B1|the-state/);
    assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
    assert.ok(await isClosed(listener));
  });

  const foreign: readonly [title: string, method: string, target: string, status: number][] = [
    ['another state', 'GET', '/authorized?code=stolen&state=other', 400],
    ['no state', 'GET', '/authorized?code=stolen', 400],
    ['another path', 'GET', '/authorized/more?code=stolen&state=the-state', 404],
    ['the root', 'GET', '/?code=stolen&state=the-state', 404],
    ['a form that was posted', 'POST', '/authorized?code=stolen&state=the-state', 404],
    ['a browser’s request for an icon', 'GET', '/favicon.ico', 404],
  ];
  for (const [title, method, target, status] of foreign) {
    it(`answers ${title} with ${status} and goes on waiting`, async () => {
      const { listener, log } = await open('http://127.0.0.1/authorized');
      const answer = listener.waitFor('the-state', new AbortController().signal);
      const response = await fetch(new URL(target, listener.redirectUri), { method });
      assert.equal(response.status, status);
      assert.doesNotMatch(log.lines.join() + (await response.text()), /stolen/);
      await fetch(`${listener.redirectUri}?code=right&state=the-state`);
      assert.deepEqual(await answer, { kind: 'code', code: 'right' });
    });
  }

  it('answers one redirect only', async () => {
    const { listener } = await open('http://127.0.0.1/authorized');
    const { signal } = new AbortController();
    const [first] = [listener.waitFor('one', signal), listener.waitFor('two', signal)];
    await fetch(`${listener.redirectUri}?code=c&state=one`);
    assert.deepEqual(await first, { kind: 'code', code: 'c' });
    assert.equal((await fetch(`${listener.redirectUri}?code=c&state=two`)).status, 404);
  });

  it('closes also while a browser keeps a connection open that it does not use', async () => {
    const { listener } = await open('http://127.0.0.1/authorized');
    const socket = connect(Number(new URL(listener.redirectUri).port), '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    const ended = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    listener.dispose();
    await ended;
    assert.ok(await isClosed(listener));
  });

  it('closes also while somebody holds on to requests that will never be answered', async () => {
    const { listener } = await open('http://127.0.0.1/authorized');
    const request = 'GET /authorized HTTP/1.1\r\nHost: x\r\n';
    // The first answer of a connection is its last one: what came after it stays behind.
    const [hasty, slow] = [`${request}\r\n`.repeat(5), request].map((text) => {
      const socket = connect(Number(new URL(listener.redirectUri).port), '127.0.0.1');
      socket.on('error', () => undefined).resume();
      const closed = once(socket, 'close');
      return { closed, sent: new Promise((resolve) => socket.write(text, resolve)) };
    });
    await Promise.all([hasty?.closed, slow?.sent]);
    listener.dispose();
    await slow?.closed;
  });

  it('uses the registered port, and says so when another program has it', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const callbackUrl = `http://127.0.0.1:${port}/authorized`;
    await assert.rejects(open(callbackUrl), (error) => AuthError.is(error, 'portTaken'));
    await new Promise((resolve) => other.close(resolve));
    assert.equal((await open(callbackUrl)).listener.redirectUri, callbackUrl);
  });

  it('tells Bitbucket the address that reaches it from the user’s computer', async () => {
    const { listener } = await open('http://127.0.0.1/authorized', (url) =>
      Promise.resolve(url.replace(/:\d+/, ':54321')),
    );
    assert.equal(listener.redirectUri, 'http://127.0.0.1:54321/authorized');
  });

  it('does not wait where the browser could never arrive, and closes', async () => {
    let local = '';
    const elsewhere = (url: string) => {
      local = url;
      return Promise.resolve('https://editor.example/proxy/1234/authorized');
    };
    await assert.rejects(open('http://127.0.0.1/authorized', elsewhere), (error) => AuthError.is(error, 'noWayBack'));
    await assert.rejects(fetch(local));
  });
});
