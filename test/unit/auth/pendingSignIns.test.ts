import assert from 'node:assert/strict';
import { defaultEndpoints } from '../../../src/auth/endpoints';
import { toSignInPlace } from '../../../src/auth/keptSignIn';
import type { PendingSignIn } from '../../../src/auth/pendingSignIns';
import { Emitter } from '../../../src/base/event';
import { FakeClock, settleDown } from '../../support/fakeClock';
import { createPendingSignIns, MemoryPendingStore } from '../../support/fakeSignInWindow';
import { waitUntil } from '../../support/waitUntil';
import { RecordingLog } from './recordingLog';

function createHarness() {
  const clock = new FakeClock();
  const store = new MemoryPendingStore();
  const window = () => createPendingSignIns(clock, store);
  const pending: PendingSignIn = {
    state: 'state-1',
    verifier: 'verifier-1',
    redirectUri: 'vscode://x.y/authorized',
    expiresAt: clock.now() + 300_000,
    endpoints: defaultEndpoints,
    consumerKey: 'consumer-1',
    scopes: ['account'],
  };
  return { clock, store, window, pending };
}

describe('a sign-in under way', () => {
  it('can be taken by any window, once', async () => {
    const { window, pending } = createHarness();
    await window().add(pending);
    assert.deepEqual(await window().take('state-1'), pending);
    assert.equal(await window().take('state-1'), undefined);
  });

  it('is handed to one of many that ask at once', async () => {
    const { window, pending } = createHarness();
    const one = window();
    await one.add(pending);
    const taken = await Promise.all(Array.from({ length: 20 }, () => one.take('state-1')));
    assert.equal(taken.filter((it) => it !== undefined).length, 1);
  });

  it('is finished by the window that asked or by another one, never by both', async () => {
    const { window, pending } = createHarness();
    const [asking, other] = [window(), window()];
    await asking.add(pending);
    assert.deepEqual(await other.take('state-1'), pending);
    assert.equal(await asking.claim('state-1'), false);
    await asking.add({ ...pending, state: 'state-2' });
    assert.equal(await asking.claim('state-2'), true);
    assert.equal(await other.take('state-2'), undefined);
    assert.equal(await asking.take('state-2'), undefined);
  });

  it('is not touched by what becomes of another one, also where no lock keeps windows apart', async () => {
    const { clock, store, pending } = createHarness();
    const windows = Array.from({ length: 5 }, () => createPendingSignIns(clock, store));
    const stateOf = (at: number) => `state-${at}`;
    await Promise.all(windows.map((it, at) => it.add({ ...pending, state: stateOf(at), verifier: `verifier-${at}` })));
    const touched = new Set<string>();
    store.onDidChange((place) => touched.add(place));
    await windows[0]?.take(stateOf(1));
    await windows[0]?.finish(stateOf(1), { kind: 'session', sessionId: 's1' });
    assert.deepEqual([...touched], [await toSignInPlace(stateOf(1))]);
    const taken = await Promise.all(windows.map((window, at) => window.take(stateOf(at))));
    assert.deepEqual(
      taken.map((it) => it?.verifier),
      ['verifier-0', undefined, 'verifier-2', 'verifier-3', 'verifier-4'],
    );
  });

  it('is waited for a moment where the browser is back before this window has heard of it', async () => {
    const { clock, store, pending } = createHarness();
    const asking = createPendingSignIns(clock, store);
    const other = createPendingSignIns(clock, store, undefined, undefined, 2000);
    const taking = other.take('state-1');
    await settleDown();
    clock.wakeNext();
    await asking.add(pending);
    assert.deepEqual(await taking, pending);
    assert.equal(store.text?.includes('verifier-1'), false);
  });

  it('is found by looking again, too, where no event tells of it', async () => {
    const { clock, store, pending } = createHarness();
    const deaf = {
      read: store.read.bind(store),
      write: store.write.bind(store),
      onDidChange: new Emitter<string>().event,
    };
    const taking = createPendingSignIns(clock, deaf, undefined, undefined, 2000).take('state-1');
    await settleDown();
    await createPendingSignIns(clock, store).add(pending);
    assert.deepEqual(await clock.runUntilSettled(taking), pending);
    assert.ok(clock.slept.length === 1 && (clock.slept[0] ?? 0) <= 250, String(clock.slept));
  });

  it('is called foreign after that moment, which ends at once with the window, and nothing is kept or written', async () => {
    const { clock, store } = createHarness();
    const window = createPendingSignIns(clock, store, undefined, undefined, 2000);
    const startMs = clock.now();
    assert.equal(await clock.runUntilSettled(window.take('state-1')), undefined);
    assert.equal(clock.now() - startMs, 2000);
    const closing = new AbortController();
    const taking = window.take('state-1', closing.signal);
    await settleDown();
    closing.abort(new Error('closed'));
    assert.equal(await taking, undefined);
    assert.deepEqual([store.writes, clock.wakeNext()], [0, false]);
  });

  it('is not kept from the window that waits for it by thousands of foreign addresses', async () => {
    const { clock, store, pending } = createHarness();
    const window = createPendingSignIns(clock, store, undefined, undefined, 2000);
    const waiting = new Set<number>();
    for (let at = 0; at < 3000; at++) {
      waiting.add(at);
      void window.take(`other-${at}`).then(() => waiting.delete(at));
    }
    await waitUntil(() => waiting.size <= 50);
    assert.equal(waiting.size, 50, 'So many are looked for, and no more.');
    await window.add(pending);
    assert.deepEqual(await window.take('state-1'), pending);
    while (clock.wakeNext()) await settleDown();
    assert.equal(waiting.size, 0);
  });

  it('is not kept waiting by addresses with states that mean nothing', async () => {
    const { clock, store, pending } = createHarness();
    let locked = 0;
    const counting = { run: <T>(_name: string, work: () => Promise<T>) => (locked++, work()) };
    const window = createPendingSignIns(clock, store, counting);
    await window.add(pending);
    for (let at = 0; at < 100; at++) assert.equal(await window.take(`other-${at}`), undefined);
    // For the list of places, when it was added.
    assert.equal(locked, 1);
  });

  it('gives away nothing for another state, and stays', async () => {
    const { window, pending } = createHarness();
    await window().add(pending);
    for (const state of ['state-2', 'state-', 'STATE-1', '']) assert.equal(await window().take(state), undefined);
    assert.deepEqual(await window().take('state-1'), pending);
  });

  it('keeps the verifier no longer than it is needed', async () => {
    const { window, pending, store } = createHarness();
    await window().add(pending);
    assert.match(store.text ?? '', /verifier-1/);
    await window().take('state-1');
    assert.doesNotMatch(store.text ?? '', /verifier-1/);
  });

  it('is found by a window on another computer whose clock is an hour wrong', async () => {
    const { clock, store, pending } = createHarness();
    for (const wrongMs of [60 * 60_000, -60 * 60_000]) {
      await createPendingSignIns(clock, store).add(pending);
      const other = createPendingSignIns(new FakeClock(clock.now() + wrongMs), store);
      assert.deepEqual(await other.take('state-1'), pending);
      assert.equal(await other.isWanted('state-1'), true);
    }
  });

  it('is over long after its time, and goes with the next change', async () => {
    const { window, pending, store, clock } = createHarness();
    await window().add(pending);
    void clock.sleep(75 * 60_000);
    clock.wakeNext();
    assert.equal(await window().take('state-1'), undefined);
    await window().add({ ...pending, state: 'state-2', expiresAt: clock.now() + 1 });
    assert.deepEqual([...store.content.keys()].sort(), ['list', await toSignInPlace('state-2')].sort());
    assert.equal(store.text?.includes(await toSignInPlace('state-1')), false);
  });

  it('shows its state to nobody who reads what is kept', async () => {
    const { window, pending, store } = createHarness();
    await window().add(pending);
    assert.doesNotMatch(store.text ?? '', /state-1/);
  });

  it('tells the window that asked how it ended in another one', async () => {
    const { window, pending } = createHarness();
    await window().add(pending);
    const outcome = window().waitForOutcome('state-1', new AbortController().signal);
    await window().take('state-1');
    await window().finish('state-1', { kind: 'session', sessionId: 's1' });
    assert.deepEqual(await outcome, { kind: 'session', sessionId: 's1' });
  });

  it('tells of every failure a sign-in elsewhere can have, in a form that can be read back', async () => {
    const { window, pending } = createHarness();
    await window().add(pending);
    const failure = { kind: 'missingScopes' as const, missing: ['account'], granted: ['email'] };
    await window().finish('state-1', { kind: 'failed', failure });
    assert.deepEqual(await window().waitForOutcome('state-1', new AbortController().signal), {
      kind: 'failed',
      failure,
    });
    await window().finish('state-1', { kind: 'failed', failure: { kind: 'cancelled', hasOpenedBrowser: true } });
    assert.deepEqual(await window().waitForOutcome('state-1', new AbortController().signal), {
      kind: 'failed',
      failure: { kind: 'unexpected', code: 'otherWindow' },
    });
  });

  it('leaves nothing once it was removed: no text, no listener', async () => {
    const { window, pending, store } = createHarness();
    await window().add(pending);
    const controller = new AbortController();
    const waiting = window().waitForOutcome('state-1', controller.signal);
    controller.abort(new Error('over'));
    await assert.rejects(waiting, /over/);
    await window().remove('state-1');
    assert.equal(store.text, undefined);
    assert.equal(await window().isWanted('state-1'), false);
  });

  it('is no trouble where the secrets hold something else, or cannot be kept at all', async () => {
    const { window, pending, store, clock } = createHarness();
    const place = await toSignInPlace('state-1');
    for (const text of [
      '',
      '{',
      '[]',
      'null',
      '{"version":1,"signIns":[]}',
      '{"version":2,"places":[{"place":"../x"}]}',
    ]) {
      store.content.set(place, text).set('list', text);
      assert.equal(await window().take('state-1'), undefined);
      await window().add(pending);
      assert.deepEqual(await window().take('state-1'), pending);
      assert.equal([...store.content.keys()].length, 2);
    }
    const log = new RecordingLog();
    const broken = {
      read: () => Promise.reject(new Error('locked')),
      write: () => Promise.reject(new Error('locked')),
    };
    const signIns = createPendingSignIns(clock, { ...broken, onDidChange: store.onDidChange }, undefined, log);
    await signIns.add(pending);
    assert.equal(await signIns.take('state-1'), undefined);
    // The window itself can still finish what nobody else knows of.
    assert.equal(await signIns.claim('state-1'), true);
    await settleDown();
    assert.doesNotMatch(log.lines.join(), /verifier|state-1/);
  });
});
