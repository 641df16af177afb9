import assert from 'node:assert/strict';
import { RefreshThrottle } from '../../../../src/vscode/views/refreshThrottle';
import { FakeClock, settleDown } from '../../../support/fakeClock';

function createHarness() {
  const clock = new FakeClock();
  const refreshed: string[] = [];
  const throttle = new RefreshThrottle<string>({
    clock,
    refresh: (changed) => refreshed.push([...changed].join('+')),
    pauseMs: () => 150,
  });
  const pass = async () => {
    clock.wakeNext();
    await settleDown();
  };
  return { throttle, refreshed, pass };
}

describe('RefreshThrottle', () => {
  it('hands on the first change at once and the following ones together', async () => {
    const { throttle, refreshed, pass } = createHarness();
    for (const change of ['a', 'b', 'c', 'b']) throttle.add(change);
    const atOnce = [...refreshed];
    await pass();
    await pass();
    throttle.add('d');
    assert.deepEqual([atOnce, refreshed], [['a'], ['a', 'b+c', 'd']]);
  });

  it('does not let an urgent change wait', () => {
    const { throttle, refreshed } = createHarness();
    throttle.add('a');
    throttle.add('b');
    throttle.add('c', { isUrgent: true });
    assert.deepEqual(refreshed, ['a', 'b+c']);
  });

  it('is silent once disposed', async () => {
    const { throttle, refreshed, pass } = createHarness();
    throttle.add('a');
    throttle.add('b');
    throttle.dispose();
    throttle.add('c', { isUrgent: true });
    await pass();
    assert.deepEqual(refreshed, ['a']);
  });
});
