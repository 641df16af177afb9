import assert from 'node:assert/strict';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { buildProgram } from '../../support/buildProgram';
import { createTemporaryFolder, type TemporaryFolder } from '../../support/temporaryFolder';

const rounds = 60;
const windows = 4;

describe('windows that want the same lock right after another one crashed', () => {
  let temporary: TemporaryFolder;
  const contenders: { readonly child: ChildProcessByStdio<Writable, Readable, null>; readonly lines: Interface }[] = [];

  before(async () => {
    temporary = createTemporaryFolder('contend');
    const program = await buildProgram('test/support/lockContender.ts', temporary.path);
    for (let window = 0; window < windows; window++) {
      const child = spawn(process.execPath, [program, join(temporary.path, 'drafts')], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      contenders.push({ child, lines: createInterface({ input: child.stdout }) });
    }
  });
  after(async () => {
    for (const { child } of contenders) {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
    }
    temporary.remove();
  });

  it(`never get it together, ${rounds} times over`, async () => {
    const lock = join(temporary.path, 'drafts', 'lock');
    const answers: string[] = [];
    for (let round = 0; round < rounds; round++) {
      mkdirSync(lock, { recursive: true });
      const longAgo = new Date(Date.now() - 60_000);
      utimesSync(lock, longAgo, longAgo);
      const start = Date.now() + 20;
      const told = contenders.map(({ lines }) => once(lines, 'line'));
      for (const { child } of contenders) child.stdin.write(`${start}\n`);
      for (const [line] of await Promise.all(told)) answers.push(String(line));
    }
    assert.deepEqual(
      answers.filter((answer) => answer !== 'alone'),
      [],
    );
    assert.equal(answers.length, rounds * windows);
  });
});
