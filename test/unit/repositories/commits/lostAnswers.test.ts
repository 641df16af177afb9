import assert from 'node:assert/strict';
import type { BitbucketFailure } from '../../../../src/bitbucket/bitbucketError';
import type { CommitOutcome } from '../../../../src/repositories/commits/commitOutcome';
import { DraftStoreError } from '../../../../src/repositories/drafts/draftStoreError';
import { failureOf } from '../../../support/failureOf';
import { CommitHarness } from './commitHarness';
import { failWith, toFile } from './commitRemote';

const kindOf = (outcome: CommitOutcome | undefined): string | undefined => outcome?.kind;
const sends = (requests: readonly string[]): number => requests.filter((it) => it === 'commitFiles').length;

async function openEdited(): Promise<CommitHarness> {
  const harness = new CommitHarness({ 'a.sql': 'a\n', 'b.sql': 'b\n' });
  await harness.edit({ 'a.sql': 'mine\n', 'b.sql': undefined });
  return harness;
}

describe('a commit without a clear answer', () => {
  const unclear: readonly (readonly [string, BitbucketFailure])[] = [
    ['no answer', { kind: 'unreachable' }],
    ['an error of the server', { kind: 'unexpected', status: 500 }],
    ['a page of a proxy', { kind: 'notBitbucket', status: 502 }],
    ['an answer of another shape', { kind: 'unexpected', status: 200 }],
  ];

  for (const [name, failure] of unclear) {
    it(`is found when it was made (${name})`, async () => {
      const harness = await openEdited();
      harness.remote.fail({ request: 'commitFiles', after: failWith(failure) });
      assert.equal(kindOf(await harness.commit()), 'committed');
      assert.equal(sends(harness.takeRequests()), 1);
      assert.equal(harness.remote.history('main').length, 2);
      assert.deepEqual(await harness.drafts(), {});
    });

    it(`is found when somebody committed on top of it (${name})`, async () => {
      const harness = await openEdited();
      harness.remote.fail({
        request: 'commitFiles',
        after: () => {
          harness.remote.push('main', { 'a.sql': 'theirs on top\n' });
          failWith(failure)();
        },
      });
      assert.equal(kindOf(await harness.commit()), 'committed');
      assert.equal(sends(harness.takeRequests()), 1);
      assert.deepEqual(harness.files(), { 'a.sql': 'theirs on top\n' });
      assert.deepEqual(await harness.drafts(), {});
    });

    it(`is sent once more when it was not made (${name})`, async () => {
      const harness = await openEdited();
      harness.remote.fail({ request: 'commitFiles', before: failWith(failure) });
      assert.equal(kindOf(await harness.commit()), 'committed');
      assert.equal(sends(harness.takeRequests()), 2);
      assert.deepEqual(harness.clock.slept, [1000, 2000, 4000]);
      assert.equal(harness.remote.history('main').length, 2);
    });

    it(`is made once when it arrives late, between looking and sending again (${name})`, async () => {
      const harness = await openEdited();
      const late = { 'a.sql': 'mine\n', 'b.sql': undefined };
      harness.remote.fail({ request: 'commitFiles', before: failWith(failure) });
      harness.remote.fail({
        request: 'commitFiles',
        nth: 2,
        before: () => harness.remote.push('main', late, 'Mine\n'),
      });
      assert.equal(kindOf(await harness.commit()), 'committed');
      assert.equal(harness.remote.history('main').length, 2);
      assert.deepEqual(await harness.drafts(), {});
    });

    it(`is judged anew when somebody else was there first (${name})`, async () => {
      const harness = await openEdited();
      harness.remote.fail({
        request: 'commitFiles',
        before: () => {
          harness.remote.push('main', { 'a.sql': 'theirs\n' }, 'Mine');
          failWith(failure)();
        },
      });
      assert.equal(kindOf(await harness.commit()), 'conflict');
      assert.deepEqual(await harness.drafts(), { 'a.sql!': 'mine\n', 'b.sql': undefined });
      assert.equal(harness.files()['a.sql'], 'theirs\n');
    });

    it(`leaves the drafts when it never gets through (${name})`, async () => {
      const harness = await openEdited();
      for (const nth of [1, 2]) harness.remote.fail({ request: 'commitFiles', nth, before: failWith(failure) });
      if (failure.kind === 'unreachable') assert.deepEqual(await harness.commit(), { kind: 'unknown' });
      else assert.deepEqual(await failureOf(harness.commit()), failure);
      assert.deepEqual(await harness.drafts(), { 'a.sql': 'mine\n', 'b.sql': undefined });
      harness.clock.pass(60_000);
      assert.equal(kindOf(await harness.commit()), 'committed');
      assert.equal(harness.remote.history('main').length, 2);
    });
  }

  it('is unknown while nobody can look, and found later, also by another window', async () => {
    const harness = await openEdited();
    harness.remote.fail({ request: 'commitFiles', after: failWith({ kind: 'unreachable' }) });
    for (let nth = 2; nth < 20; nth++) {
      harness.remote.fail({ request: 'findTip', nth, before: failWith({ kind: 'unreachable' }) });
    }
    assert.deepEqual(await harness.commit(), { kind: 'unknown' });
    assert.deepEqual(await harness.commit(), { kind: 'unknown' });
    assert.equal(sends(harness.takeRequests()), 1);
    assert.deepEqual(await harness.drafts(), { 'a.sql': 'mine\n', 'b.sql': undefined });
    harness.remote.recover();
    const { protocol, tree } = harness.openWindow();
    assert.equal(kindOf(await protocol.settle(tree)), 'committed');
    assert.deepEqual(await harness.drafts(), {});
    assert.equal(await protocol.settle(tree), undefined);
  });

  for (const kind of ['signedOut', 'unauthorized'] as const) {
    it(`needs a sign-in where the session ends before it could be read back (${kind}), and is found after that`, async () => {
      const harness = await openEdited();
      // The second look at the tip is the first after sending.
      harness.remote.fail({ request: 'findTip', nth: 2, before: failWith({ kind }) });
      assert.deepEqual(await harness.commit(), { kind: 'unknown', isSignInNeeded: true });
      assert.deepEqual(harness.clock.slept, []);
      assert.deepEqual(await harness.drafts(), { 'a.sql': 'mine\n', 'b.sql': undefined });
      const { protocol, tree } = harness.window;
      assert.equal(kindOf(await protocol.settle(tree)), 'committed');
      assert.deepEqual(await harness.drafts(), {});
    });
  }

  it('is not asked for while a newer version of the extension has one under way', async () => {
    const harness = await openEdited();
    const future = new TextEncoder().encode('{"format":2}');
    harness.folder.records.set('pending', future);
    await assert.rejects(harness.commit(), (error) => DraftStoreError.is(error, 'newerFormat'));
    assert.equal(sends(harness.takeRequests()), 0);
    assert.equal(harness.folder.records.get('pending'), future);
  });

  it('is told as it ended when its user cancels after it was sent', async () => {
    const harness = await openEdited();
    const cancel = new AbortController();
    harness.remote.fail({
      request: 'commitFiles',
      after: () => {
        cancel.abort(new Error('Cancelled.'));
        cancel.signal.throwIfAborted();
      },
    });
    assert.equal(kindOf(await harness.commit({ signal: cancel.signal })), 'committed');
    assert.deepEqual(await harness.drafts(), {});
  });

  it('ends as cancelled when nothing arrived, and is not sent again', async () => {
    const harness = await openEdited();
    const cancel = new AbortController();
    harness.remote.fail({
      request: 'commitFiles',
      before: () => {
        cancel.abort(new Error('Cancelled.'));
      },
    });
    await assert.rejects(harness.commit({ signal: cancel.signal }), { message: 'Cancelled.' });
    assert.equal(sends(harness.takeRequests()), 1);
    assert.equal(await harness.window.drafts.pendingCommit(), undefined);
    assert.deepEqual(await harness.drafts(), { 'a.sql': 'mine\n', 'b.sql': undefined });
  });

  it('sends nothing when it is cancelled before', async () => {
    const harness = await openEdited();
    const cancel = new AbortController();
    harness.remote.fail({
      request: 'findTip',
      after: () => {
        cancel.abort(new Error('Cancelled.'));
      },
    });
    await assert.rejects(harness.commit({ signal: cancel.signal }), { message: 'Cancelled.' });
    assert.equal(sends(harness.takeRequests()), 0);
    assert.equal(await harness.window.drafts.pendingCommit(), undefined);
  });
});

describe('reading a commit back', () => {
  const messages: readonly (readonly [string, string, string])[] = [
    ['spaces at the ends of lines', 'Fix  \n\n\nall of it \n', 'Fix\n\nall of it\n'],
    ['line ends of an old Mac', 'Fix\rall of it', 'Fix\nall of it'],
    ['a zero byte', 'Fix\0 it', 'Fix it'],
    ['half a character', 'Fix \ud83d it', 'Fix \ufffd it'],
  ];
  for (const [what, message, kept] of messages) {
    it(`knows its own commit when the message lost ${what}`, async () => {
      const harness = await openEdited();
      harness.remote.tidyMessage = () => kept;
      const { protocol, tree } = harness.window;
      assert.equal(kindOf(await protocol.commit(tree, { paths: ['a.sql', 'b.sql'], message })), 'committed');
      assert.deepEqual(await harness.drafts(), {});
    });
  }

  it('keeps the drafts when a file is not what was sent', async () => {
    const harness = await openEdited();
    harness.remote.wrongBytes.set('a.sql', new TextEncoder().encode('mine\r\n'));
    const commit = await harness.commit();
    assert.deepEqual(commit, { kind: 'differs', commit: harness.remote.branches.get('main'), paths: ['a.sql'] });
    assert.deepEqual(await harness.drafts(), { 'a.sql': 'mine\n', 'b.sql': undefined });
  });

  it('keeps the drafts when a mode was lost or a file is still there', async () => {
    const harness = new CommitHarness({ 'a.sh': toFile('a\n', 'executable'), 'b.sql': 'b\n', 'c.sql': 'c\n' });
    await harness.edit({ 'a.sh': 'mine\n', 'b.sql': undefined, 'c.sql': 'mine\n' });
    harness.remote.fail({
      request: 'commitFiles',
      after: () => {
        const parent = harness.remote.history('main')[1]?.hash ?? '';
        harness.remote.branches.set('main', parent);
        harness.remote.push('main', { 'a.sh': 'mine\n', 'c.sql': 'mine\n' }, 'Mine');
      },
    });
    const outcome = await harness.commit();
    assert.deepEqual(outcome.kind === 'differs' && outcome.paths, ['a.sh', 'b.sql']);
    assert.deepEqual(Object.keys(await harness.drafts()), ['a.sh', 'b.sql', 'c.sql']);
  });

  it('waits for a commit that is not visible at once', async () => {
    const harness = await openEdited();
    const parent = harness.remote.branches.get('main') ?? '';
    let commit = '';
    harness.remote.fail({
      request: 'commitFiles',
      after: () => {
        commit = harness.remote.branches.get('main') ?? '';
        harness.remote.branches.set('main', parent);
      },
    });
    harness.remote.fail({ request: 'findTip', nth: 3, before: () => harness.remote.branches.set('main', commit) });
    assert.equal(kindOf(await harness.commit()), 'committed');
    assert.deepEqual(harness.clock.slept, [1000]);
  });

  it('is unknown when the reads fail, and ends when they work again', async () => {
    const harness = await openEdited();
    for (let nth = 1; nth < 20; nth++) {
      harness.remote.fail({ request: 'fetchFile', nth, before: failWith({ kind: 'unreachable' }) });
    }
    assert.deepEqual(await harness.commit(), { kind: 'unknown' });
    harness.remote.recover();
    assert.equal(kindOf(await harness.commit()), 'committed');
    assert.equal(harness.remote.history('main').length, 2);
  });
});

describe('a commit that was asked for before a crash', () => {
  it('is forgotten when it was never made, once it cannot be under way any more', async () => {
    const harness = await openEdited();
    await harness.window.drafts.setPendingCommit({
      branch: 'main',
      parent: harness.remote.branches.get('main'),
      message: 'Mine',
      startedMs: harness.clock.now(),
      files: [{ path: 'a.sql', content: undefined }],
    });
    const { protocol, tree } = harness.window;
    assert.deepEqual(await protocol.settle(tree), { kind: 'unknown' });
    harness.clock.pass(60_000);
    assert.equal(await protocol.settle(tree), undefined);
    assert.equal(await harness.window.drafts.pendingCommit(), undefined);
    assert.deepEqual(await harness.drafts(), { 'a.sql': 'mine\n', 'b.sql': undefined });
  });
});
