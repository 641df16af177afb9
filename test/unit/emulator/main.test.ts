import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type Emulator } from '../../emulator/emulator';
import { createTemporaryFolder } from '../../support/temporaryFolder';

describe('npm run emulator', () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`says in one line of JSON where everything is, and ends cleanly on ${signal}`, async () => {
      const folder = createTemporaryFolder('main');
      const callback = 'http://127.0.0.1/authorized';
      const program = ['out/test/emulator/main.js', '--state', folder.path, '--callback', callback];
      const child = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'inherit'] });
      const lines: string[] = [];
      const output = createInterface(child.stdout).on('line', (line) => lines.push(line));
      await once(output, 'line');
      const { webUrl, apiUrl, oauthUrl, adminUrl, consumer, users } = JSON.parse(lines[0] ?? '') as Emulator;
      const { status } = await fetch(`${apiUrl}/user`);
      child.kill(signal);
      const [code] = (await once(child, 'close')) as [number | null];
      folder.remove();

      assert.deepEqual([code, status, lines.length], [0, 401, 1]);
      const { port } = new URL(apiUrl);
      assert.equal(webUrl, `http://bitbucket.localhost:${port}`);
      assert.equal(oauthUrl, `http://127.0.0.1:${port}/site/oauth2`);
      assert.equal(adminUrl, `http://127.0.0.1:${port}/_admin`);
      assert.equal(consumer.callbackUrl, callback);
      assert.deepEqual(users, ['anna', 'ben']);
    });
  }
});
