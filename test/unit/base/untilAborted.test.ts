import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { untilAborted } from '../../../src/base/untilAborted';

describe('untilAborted', () => {
  it('settles like the promise', async () => {
    const { signal } = new AbortController();
    assert.equal(await untilAborted(Promise.resolve(7), signal), 7);
    await assert.rejects(untilAborted(Promise.reject(new Error('refused')), signal), /refused/);
  });

  it('rejects with the reason as soon as the signal aborts, whoever ignores it', async () => {
    const controller = new AbortController();
    const waiting = untilAborted(new Promise<never>(() => undefined), controller.signal);
    controller.abort(new Error('enough'));
    await assert.rejects(waiting, /enough/);
  });

  it('leaves no rejection unheard when whoever learns of a failure aborts the rest', async () => {
    const unheard: unknown[] = [];
    const hear = (reason: unknown) => void unheard.push(reason);
    // Mocha's own listeners would end the run instead of this test.
    const others = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection').on('unhandledRejection', hear);
    try {
      const controller = new AbortController();
      const failing = Promise.reject(new Error('refused'));
      await untilAborted(failing, controller.signal).catch(() => {
        controller.abort();
      });
      await setImmediate();
    } finally {
      process.removeAllListeners('unhandledRejection');
      for (const listener of others) process.on('unhandledRejection', listener);
    }
    assert.deepEqual(unheard, []);
  });
});
