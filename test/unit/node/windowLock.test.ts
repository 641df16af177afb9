import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WindowLock } from '../../../src/node/windowLock';
import { createTemporaryFolder, type TemporaryFolder } from '../../support/temporaryFolder';
import { RecordingLog } from '../auth/recordingLog';

describe('WindowLock', () => {
  let temporary: TemporaryFolder;
  let folder: string;
  const log = new RecordingLog();

  beforeEach(() => {
    temporary = createTemporaryFolder('lock');
    folder = join(temporary.path, 'locks');
    log.lines.length = 0;
  });
  afterEach(() => {
    temporary.remove();
  });

  it('lets one window at a time do its work, and forgets nobody', async () => {
    const windows = Array.from({ length: 3 }, () => new WindowLock({ folder, log }));
    let inside = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside--;
      return 'done';
    };
    const results = await Promise.all(windows.flatMap((it) => [it.run('s1', work), it.run('s1', work)]));
    assert.deepEqual([results.length, most], [6, 1]);
    assert.deepEqual([log.lines, readdirSync(join(folder, 's1'))], [[], []]);
  });

  it('does not keep one session waiting for another', async () => {
    const lock = new WindowLock({ folder, log });
    const inner = await lock.run('s1', () => lock.run('s2', () => Promise.resolve('both')));
    assert.equal(inner, 'both');
  });

  it('is given back when the work fails, and hands the failure on', async () => {
    const lock = new WindowLock({ folder, log });
    await assert.rejects(
      lock.run('s1', () => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.equal(await lock.run('s1', () => Promise.resolve('next')), 'next');
  });

  it('is taken from a window that has shown no sign of life', async () => {
    mkdirSync(join(folder, 's1', 'lock'), { recursive: true });
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(join(folder, 's1', 'lock'), longAgo, longAgo);
    assert.equal(await new WindowLock({ folder, log }).run('s1', () => Promise.resolve('mine')), 'mine');
    assert.deepEqual(log.lines, []);
  });

  it('is not waited for for ever, nor where the disk has no room for it', async () => {
    mkdirSync(join(folder, 's1', 'lock'), { recursive: true });
    const impatient = new WindowLock({ folder, log, patienceMs: 1 });
    assert.equal(await impatient.run('s1', () => Promise.resolve('went on')), 'went on');
    writeFileSync(join(temporary.path, 'file'), '');
    const nowhere = new WindowLock({ folder: join(temporary.path, 'file', 'locks'), log });
    assert.equal(await nowhere.run('s1', () => Promise.resolve('went on')), 'went on');
    assert.deepEqual(
      log.lines.map((line) => /: (\w+)\.$/.exec(line)?.[1]),
      ['LockBusyError', 'ENOTDIR'],
    );
  });

  it('stays taken for what was written to be seen, without keeping its caller waiting', async () => {
    const lock = new WindowLock({ folder, log, lingerMs: 60_000 });
    assert.equal(await lock.run('s1', () => Promise.resolve('written')), 'written');
    assert.deepEqual(readdirSync(join(folder, 's1')), ['lock']);
  });
});
