import fc from 'fast-check';
import assert from 'node:assert/strict';
import { PendingRedirects, type RedirectArrival } from '../../../src/auth/pendingRedirects';
import type { RedirectAnswer } from '../../../src/auth/redirectAnswer';
import { RecordingLog } from './recordingLog';

function createHarness(...states: readonly string[]) {
  const log = new RecordingLog();
  const pending = new PendingRedirects(log);
  const controller = new AbortController();
  const answers = new Map<string, RedirectAnswer>();
  for (const state of states) {
    pending.waitFor(state, controller.signal).then(
      (answer) => answers.set(state, answer),
      () => undefined,
    );
  }
  return { pending, log, controller, answers };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('PendingRedirects', () => {
  it('gives each of two sign-ins the redirect with its own state', async () => {
    const { pending, answers } = createHarness('one', 'two');
    assert.equal(pending.accept('state=two&code=c2'), 'taken');
    assert.equal(pending.accept('code=c1&state=one'), 'taken');
    await settle();
    assert.deepEqual(Object.fromEntries(answers), {
      one: { kind: 'code', code: 'c1' },
      two: { kind: 'code', code: 'c2' },
    });
  });

  it('takes a state once: the same redirect again changes nothing', async () => {
    const { pending, answers } = createHarness('one');
    assert.equal(pending.accept('state=one&code=first'), 'taken');
    assert.equal(pending.accept('state=one&code=second'), 'repeated');
    assert.equal(pending.accept('state=one&error=access_denied'), 'repeated');
    await settle();
    assert.deepEqual(answers.get('one'), { kind: 'code', code: 'first' });
  });

  it('remembers the last states only, however many sign-ins a window sees', () => {
    const { pending, controller } = createHarness();
    for (let index = 0; index < 100; index++) {
      void pending.waitFor(`state-${index}`, controller.signal);
      assert.equal(pending.accept(`state=state-${index}&code=c`), 'taken');
    }
    assert.equal(pending.accept('state=state-99&code=c'), 'repeated');
    assert.equal(pending.accept('state=state-0&code=c'), 'stray');
  });

  it('hands on a refusal', async () => {
    const { pending, answers } = createHarness('one');
    assert.equal(pending.accept('error=access_denied&error_description=No&state=one'), 'taken');
    await settle();
    assert.deepEqual(answers.get('one'), { kind: 'error', error: 'access_denied' });
  });

  const ignored: readonly [title: string, query: string, arrival?: RedirectArrival][] = [
    ['another window’s code', 'state=other&code=stolen', 'stray'],
    ['another window’s refusal', 'state=other&error=access_denied', 'stray'],
    ['no state', 'code=stolen'],
    ['an empty state', 'state=&code=stolen'],
    ['two states', 'state=one&state=other&code=stolen'],
    ['two codes', 'state=one&code=a&code=b'],
    ['a code and an error', 'state=one&code=a&error=b'],
    ['neither code nor error', 'state=one'],
    ['an empty code', 'state=one&code='],
    ['broken encoding', 'state=%E0%A4%A&code=%', 'stray'],
    ['far too much', `state=one&code=${'x'.repeat(20_000)}`],
  ];
  for (const [title, query, arrival = 'malformed'] of ignored) {
    it(`ignores ${title}, logs it without its content, and goes on waiting`, async () => {
      const { pending, log, answers } = createHarness('one');
      assert.equal(pending.accept(query), arrival);
      assert.equal(log.lines.length, 1);
      assert.doesNotMatch(log.lines.join(), /stolen|other|xxx/);
      assert.equal(pending.accept('state=one&code=right'), 'taken');
      await settle();
      assert.deepEqual(answers.get('one'), { kind: 'code', code: 'right' });
    });
  }

  it('is not disturbed by a thousand arbitrary queries', async () => {
    const { pending, answers } = createHarness('the-state');
    const part = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom('state', 'code', 'error', 'the-state', 'THE-STATE', '%', '+', '&', '=', '#', '?'),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const query = parts.join('');
        fc.pre(new URLSearchParams(query).get('state') !== 'the-state');
        assert.match(pending.accept(query), /^(stray|malformed)$/);
      }),
      { numRuns: 1000 },
    );
    assert.equal(pending.accept('state=the-state&code=right'), 'taken');
    await settle();
    assert.deepEqual(answers.get('the-state'), { kind: 'code', code: 'right' });
  });

  it('forgets a state whose sign-in was given up, and rejects with the reason', async () => {
    const { pending, controller } = createHarness();
    const waiting = pending.waitFor('one', controller.signal);
    const reason = new Error('enough');
    controller.abort(reason);
    await assert.rejects(waiting, reason);
    await assert.rejects(pending.waitFor('two', controller.signal), reason);
    assert.equal(pending.accept('state=one&code=late'), 'stray');
  });
});
