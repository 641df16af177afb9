import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { useFakeTimers } from 'sinon';
import { FolderLock, LockBusyError } from '../../../src/node/folderLock';
import { silentLog } from '../../support/silentLog';
import { createTemporaryFolder, type TemporaryFolder } from '../../support/temporaryFolder';

describe('FolderLock', () => {
  let temporary: TemporaryFolder;
  beforeEach(() => {
    temporary = createTemporaryFolder('lock');
  });
  afterEach(() => {
    temporary.remove();
  });
  const openWindow = (patienceMs?: number) =>
    new FolderLock({
      folder: join(temporary.path, 'drafts'),
      log: silentLog,
      ...(patienceMs !== undefined && { patienceMs }),
    });

  it('lets one piece of work happen at a time, whichever window it comes from', async () => {
    const windows = [openWindow(), openWindow(), openWindow()];
    let atWork = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++atWork);
      await setTimeout(3);
      atWork--;
    };
    await Promise.all(windows.flatMap((window) => [1, 2, 3, 4].map(() => window.run(work))));
    assert.equal(most, 1);
  });

  it('hands on what the work comes to, and goes on after a failure', async () => {
    const window = openWindow();
    await assert.rejects(
      window.run(() => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.equal(await openWindow().run(() => Promise.resolve(1)), 1);
  });

  it('takes over what a killed process held', async () => {
    const path = join(temporary.path, 'drafts', 'lock');
    mkdirSync(path, { recursive: true });
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(path, longAgo, longAgo);
    assert.equal(await openWindow().run(() => Promise.resolve('mine')), 'mine');
  });

  it('takes over although whoever was at that crashed as well', async () => {
    const folder = join(temporary.path, 'drafts');
    const longAgo = new Date(Date.now() - 60_000);
    for (const name of ['lock', 'lock-removal']) {
      mkdirSync(join(folder, name), { recursive: true });
      utimesSync(join(folder, name), longAgo, longAgo);
    }
    assert.equal(await openWindow().run(() => Promise.resolve('mine')), 'mine');
    assert.deepEqual(readdirSync(folder), []);
  });

  it('leaves a lock alone that somebody is just removing', async () => {
    const folder = join(temporary.path, 'drafts');
    mkdirSync(join(folder, 'lock-removal'), { recursive: true });
    mkdirSync(join(folder, 'lock'));
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(join(folder, 'lock'), longAgo, longAgo);
    await assert.rejects(
      openWindow(100).run(() => Promise.resolve()),
      LockBusyError,
    );
  });

  it('lets nobody go on writing whose lock was taken over while the computer slept', async () => {
    const clock = useFakeTimers({ toFake: ['Date'], now: Date.now() });
    try {
      const folder = join(temporary.path, 'drafts');
      await openWindow().run(async (held) => {
        await held.confirm();
        clock.tick(60_000);
        await held.confirm();
        rmSync(join(folder, 'lock'), { recursive: true });
        mkdirSync(join(folder, 'lock'));
        clock.tick(60_000);
        await assert.rejects(held.confirm(), LockBusyError);
      });
      // The other window’s.
      assert.deepEqual(readdirSync(folder), ['lock']);
    } finally {
      clock.restore();
    }
  });

  it('gives up when another window does not let go', async () => {
    let letGo: () => void = () => undefined;
    const held = openWindow().run(() => new Promise<void>((resolve) => (letGo = resolve)));
    await setTimeout(50);
    await assert.rejects(
      openWindow(100).run(() => Promise.resolve()),
      LockBusyError,
    );
    letGo();
    await held;
  });
});
