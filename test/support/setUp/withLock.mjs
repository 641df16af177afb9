import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './progress.mjs';

/**
 * Runs an action while no other process runs one under the same lock folder. A lock whose owner is gone is taken over.
 * @template T
 * @param {string} lock a folder that exists only while the lock is held
 * @param {() => Promise<T>} action
 * @returns {Promise<T>}
 */
export async function withLock(lock, action) {
  mkdirSync(dirname(lock), { recursive: true });
  for (let attempts = 0; !isTaken(lock); attempts++) {
    if (isAbandoned(lock)) rmSync(lock, { recursive: true, force: true });
    else {
      if (attempts === 0) say(`another set-up is running; waiting for it (${lock})`);
      await sleep(500);
    }
  }
  try {
    return await action();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** Whether this process has the lock now. */
function isTaken(lock) {
  try {
    mkdirSync(lock);
    writeFileSync(join(lock, 'pid'), String(process.pid));
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function isAbandoned(lock) {
  try {
    process.kill(Number(readFileSync(join(lock, 'pid'), 'utf8')), 0);
    return false;
  } catch (error) {
    // ENOENT: the owner is between making the folder and writing its number. EPERM: alive, but another user's.
    return error.code === 'ESRCH';
  }
}
