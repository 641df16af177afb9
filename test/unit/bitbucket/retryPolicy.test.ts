import assert from 'node:assert/strict';
import { defaultRetryPolicy, toRetryDelayMs, type FailedAttempt } from '../../../src/bitbucket/retryPolicy';

const highest = (): number => 0.999_999;
const failed = (outcome: FailedAttempt['outcome'], method: FailedAttempt['method'] = 'GET'): FailedAttempt => ({
  method,
  outcome,
  retryAfterMs: undefined,
});

describe('the retry policy', () => {
  it('doubles the wait up to a cap', () => {
    const policy = { ...defaultRetryPolicy, maxAttempts: 10 };
    const delays = [1, 2, 3, 4, 5, 6, 7].map((attempts) => toRetryDelayMs(policy, failed(503), attempts, highest) ?? 0);
    assert.deepEqual(delays.map(Math.round), [400, 800, 1600, 3200, 6400, 8000, 8000]);
  });

  it('spreads the waits down to none at all, so that crowds do not return together', () => {
    assert.equal(
      toRetryDelayMs(defaultRetryPolicy, failed(503), 1, () => 0),
      0,
    );
  });

  const cases: readonly [FailedAttempt['outcome'], FailedAttempt['method'], boolean][] = [
    [429, 'GET', true],
    [429, 'POST', true],
    [503, 'GET', true],
    [503, 'PUT', true],
    [503, 'POST', false],
    ['noAnswer', 'GET', true],
    ['noAnswer', 'DELETE', true],
    ['noAnswer', 'POST', false],
    ['timedOut', 'GET', false],
    [501, 'GET', false],
    [555, 'GET', false],
    [400, 'GET', false],
    [409, 'POST', false],
  ];
  for (const [outcome, method, isRepeated] of cases) {
    it(`${isRepeated ? 'repeats' : 'does not repeat'} a ${method} after ${outcome}`, () => {
      const delay = toRetryDelayMs(defaultRetryPolicy, failed(outcome, method), 1, highest);
      assert.equal(delay !== undefined, isRepeated);
    });
  }

  it('never waits less than it was asked to, nor more than it is willing to', () => {
    const limited = (retryAfterMs: number): FailedAttempt => ({ ...failed(429), retryAfterMs });
    assert.deepEqual(
      [5_000, 20_000, 20_001].map((ms) => toRetryDelayMs(defaultRetryPolicy, limited(ms), 1, highest)),
      [5_000, 20_000, undefined],
    );
  });
});
