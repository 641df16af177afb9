import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { AuthError } from '../../../src/auth/authError';
import { createHarness, grantAnswer, minuteMs, settle, storedSession } from './sessionsHarness';

const failsAs = (kind: string) => (error: unknown) => AuthError.is(error) && error.failure.kind === kind;

const limited = (seconds?: number) => ({
  status: 429,
  body: 'Rate limit for this resource has been exceeded',
  headers: seconds === undefined ? {} : { 'Retry-After': String(seconds) },
});

/** A token endpoint that answers in this order; waiting takes no time but the clock's. */
function createLimited(...answers: readonly ReturnType<typeof grantAnswer>[]) {
  const waiting = [...answers];
  const slept: number[] = [];
  const sleep = async (ms: number, signal?: AbortSignal) => {
    // The time allowed for an answer.
    if (ms >= 30_000) return new Promise<void>(() => undefined);
    await setImmediate();
    signal?.throwIfAborted();
    slept.push(ms);
    harness.time.nowMs += ms;
  };
  const answer = () => waiting.shift() ?? new Error('No more requests were to be made.');
  const harness = createHarness({ sleep, answer });
  return { ...harness, slept, source: harness.sessions.tokenSource('{anna}') };
}

describe('a token endpoint that has had too many requests', () => {
  it('is asked again after the time it names, once for a hundred callers who have no other token', async () => {
    const { source, requests, slept } = createLimited(limited(7), grantAnswer(2));
    const tokens = await Promise.all(Array.from({ length: 100 }, () => source.renewAccessToken('access-1')));
    assert.deepEqual([...new Set(tokens)], ['access-2']);
    assert.deepEqual([requests.length, slept], [2, [7000]]);
  });

  it('is left alone while the token is still good, and asked after the time it names', async () => {
    const { source, requests, time, slept } = createLimited(limited(90), grantAnswer(2));
    time.nowMs += 116 * minuteMs;
    for (let turn = 0; turn < 50; turn++) assert.equal(await source.getAccessToken(), 'access-1');
    assert.deepEqual([requests.length, slept], [1, []]);
    time.nowMs += 91_000;
    assert.equal(await source.getAccessToken(), 'access-2');
    assert.equal(requests.length, 2);
  });

  it('keeps nobody waiting longer than a moment: whoever has no token is told how long it takes', async () => {
    const { source, requests, store, changes, slept } = createLimited(limited(600));
    for (let turn = 0; turn < 50; turn++) {
      const error: unknown = await source.renewAccessToken('access-1').catch((it: unknown) => it);
      assert.ok(AuthError.is(error, 'rateLimited'));
      assert.deepEqual(error.failure.retryAfterMs, 600_000);
    }
    assert.deepEqual([requests.length, slept, changes], [1, [], []]);
    assert.deepEqual(store.content, [storedSession()]);
  });

  it('is given more and more time when it names none, until it answers', async () => {
    const answers = [limited(), limited(), limited(), grantAnswer(2), limited(), grantAnswer(3)];
    const { source, requests, slept } = createLimited(...answers);
    await assert.rejects(source.renewAccessToken('access-1'), failsAs('rateLimited'));
    assert.deepEqual([requests.length, slept], [3, [5000, 10_000]]);
    assert.equal(await source.renewAccessToken('access-1'), 'access-2');
    assert.deepEqual(slept, [5000, 10_000, 20_000]);
    assert.equal(await source.renewAccessToken('access-2'), 'access-3');
    assert.deepEqual(slept.at(-1), 5000);
  });

  it('is not avoided for longer than an hour, nor by a clock that is put back', async () => {
    const { source, requests, time } = createLimited(limited(1e9), limited(3600), grantAnswer(2));
    await assert.rejects(source.renewAccessToken('access-1'), failsAs('rateLimited'));
    time.nowMs += 60 * minuteMs;
    await assert.rejects(source.renewAccessToken('access-1'), failsAs('rateLimited'));
    assert.equal(requests.length, 2);
    time.nowMs -= 60 * minuteMs;
    assert.equal(await source.renewAccessToken('access-1'), 'access-2');
  });

  it('keeps no timer for a window that is closed', async () => {
    let isAborted = false;
    const sleep = (ms: number, signal?: AbortSignal) =>
      new Promise<void>((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          isAborted ||= ms < 30_000;
          reject(new Error('closed'));
        });
      });
    const { sessions } = createHarness({ sleep, answer: () => limited(7) });
    const renewing = sessions.tokenSource('{anna}').renewAccessToken('access-1');
    renewing.catch(() => undefined);
    await settle();
    await settle();
    sessions.dispose();
    await assert.rejects(renewing);
    assert.ok(isAborted);
  });
});
