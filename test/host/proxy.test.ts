import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { readEmulatorAddresses } from '../support/emulatorAccess';
import { onSales, readText } from './remotePlaces';
import { ensureSignedIn, skipWithoutPerson } from './signIn';

describe("the editor's proxy", () => {
  const api = new URL(readEmulatorAddresses().apiUrl);
  let proxy: RecordingProxy | undefined;

  before(async function () {
    // The editor exempts this computer's usual names, and only Linux has further ones without being told.
    if (process.platform !== 'linux') this.skip();
    skipWithoutPerson(this);
    await ensureSignedIn();
    proxy = await startProxy();
    await setProxy(proxy.url);
  });
  after(async () => {
    await setProxy(undefined);
    await proxy?.stop();
  });

  it('carries what the extension asks Bitbucket', async () => {
    assert.match(await readText(onSales('release/2026.11', 'RELEASE.md')), /Monthly backfill/);
    assert.deepEqual([...(proxy?.targets ?? [])], [api.host]);
  });
});

interface RecordingProxy {
  readonly url: string;
  /** Host and port of what was asked through it. */
  readonly targets: ReadonlySet<string>;
  stop(): Promise<void>;
}

/** Forwards both ways a proxy is used: a request with the whole address, and a tunnel. */
async function startProxy(): Promise<RecordingProxy> {
  const targets = new Set<string>();
  const server = createServer((request) => {
    const { host, hostname, port, pathname, search } = new URL(request.url ?? '');
    targets.add(host);
    // By hand, because a request from here would go through the proxy like everything in the extension host.
    const headers = Object.entries({ ...request.headers, connection: 'close' });
    const lines = headers.map(([name, value]) => `${name}: ${String(value)}`);
    const onward = connect(Number(port), hostname, () => {
      onward.write([`${request.method ?? ''} ${pathname}${search} HTTP/1.1`, ...lines, '', ''].join('\r\n'));
      onward.pipe(request.socket);
    });
    onward.once('error', () => request.socket.destroy());
  });
  server.on('connect', (request, socket, head) => {
    targets.add(request.url ?? '');
    const { hostname, port } = new URL(`http://${request.url ?? ''}`);
    const onward = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.once('error', () => socket.destroy());
    socket.once('error', () => onward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    targets,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** As a user does in the settings; resolves when the extension host knows. */
async function setProxy(url: string | undefined): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('http');
  await configuration.update('proxy', url, vscode.ConfigurationTarget.Global);
  assert.equal(vscode.workspace.getConfiguration('http').get<string>('proxy') ?? '', url ?? '');
}
