import assert from 'node:assert/strict';
import { useFakeTimers } from 'sinon';
import { systemClock } from '../../../src/node/systemClock';

describe('systemClock', () => {
  it('rejects a sleep with the very reason it was cancelled for', async () => {
    const reason = new Error('not needed any more');
    const controller = new AbortController();
    const asleep = systemClock.sleep(60_000, controller.signal);
    controller.abort(reason);
    await assert.rejects(asleep, (error) => error === reason);
    await assert.rejects(systemClock.sleep(60_000, AbortSignal.abort(reason)), (error) => error === reason);
  });

  it('tells the time of the computer', () => {
    const timers = useFakeTimers({ now: 42, toFake: ['Date'] });
    try {
      assert.equal(systemClock.now(), 42);
    } finally {
      timers.restore();
    }
  });
});
