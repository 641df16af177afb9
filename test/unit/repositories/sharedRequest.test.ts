import assert from 'node:assert/strict';
import { SharedRequest } from '../../../src/repositories/sharedRequest';

function createHarness() {
  const requests = new SharedRequest<string>();
  const signals: AbortSignal[] = [];
  let answer: (text: string) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const call = (signal: AbortSignal) => {
    signals.push(signal);
    return new Promise<string>((resolve, reject) => {
      answer = resolve;
      fail = reject;
    });
  };
  return {
    signals,
    run: (signal?: AbortSignal, key = 'k') => requests.run(key, signal, call),
    answer: (text: string) => {
      answer(text);
    },
    fail: (error: Error) => {
      fail(error);
    },
  };
}

describe('SharedRequest', () => {
  it('runs one call for all who ask meanwhile, and another one afterwards', async () => {
    const { run, answer, signals } = createHarness();
    const asked = [run(), run()];
    answer('first');
    assert.deepEqual(await Promise.all(asked), ['first', 'first']);
    const later = run();
    answer('second');
    assert.equal(await later, 'second');
    assert.equal(signals.length, 2);
  });

  it('gives its failure to all, and tries again afterwards', async () => {
    const { run, fail, answer } = createHarness();
    const asked = [run(), run()];
    fail(new Error('down'));
    for (const promise of asked) await assert.rejects(promise, /down/);
    const later = run();
    answer('up');
    assert.equal(await later, 'up');
  });

  it('aborts the call when the last one who waits gives up, not before', async () => {
    const { run, signals } = createHarness();
    const [one, other] = [new AbortController(), new AbortController()];
    const asked = [run(one.signal), run(other.signal)];
    one.abort();
    await assert.rejects(asked[0] ?? Promise.resolve(), { name: 'AbortError' });
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [false],
    );
    other.abort();
    await assert.rejects(asked[1] ?? Promise.resolve(), { name: 'AbortError' });
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true],
    );
  });

  it('starts anew for whoever asks after an aborted call', async () => {
    const { run, answer } = createHarness();
    const cancellation = new AbortController();
    const given = run(cancellation.signal);
    cancellation.abort();
    await assert.rejects(given);
    const next = run();
    answer('new');
    assert.equal(await next, 'new');
  });

  it('does not even start for a signal that was aborted before', async () => {
    const { run, signals } = createHarness();
    await assert.rejects(run(AbortSignal.abort()), { name: 'AbortError' });
    assert.equal(signals.length, 0);
  });
});
