import assert from 'node:assert/strict';
import sinon from 'sinon';
import { BitbucketError, type BitbucketFailure } from '../../../../src/bitbucket/bitbucketError';
import { copyBitbucketLink, openOnBitbucket } from '../../../../src/vscode/files/bitbucketLinks';
import { toUri } from '../../../../src/vscode/files/locationUri';
import { runCommand } from '../../../../src/vscode/files/runCommand';
import { RepositoryFailure, workOn } from '../../../../src/vscode/files/workOn';
import { commandIds } from '../../../../src/vscode/ids';
import { useFakeEditor } from '../../../support/fakeEditor';
import { hashOf, sales } from '../../../support/fakeRemote';
import { anna, createCommandHarness, feature, site } from './commandHarness';

const failed = (failure: BitbucketFailure) => new BitbucketError(failure, 'internal words');

describe('a command that fails', () => {
  const editor = useFakeEditor();

  const cases: readonly [BitbucketFailure, string, readonly unknown[] | 'again'][] = [
    [{ kind: 'signedOut' }, 'Sign in', [commandIds.signIn]],
    [{ kind: 'unauthorized' }, 'Sign in again', [commandIds.reauthorize]],
    [{ kind: 'forbidden', requiredScopes: ['repository'] }, 'Sign in again', [commandIds.reauthorize]],
    [{ kind: 'forbidden', requiredScopes: [] }, 'Open on Bitbucket', ['vscode.open', `${site}/acme/sales-analytics`]],
    [{ kind: 'tooLarge' }, 'Open on Bitbucket', ['vscode.open', `${site}/acme/sales-analytics`]],
    [{ kind: 'notFound' }, 'Refresh the list', [commandIds.refreshRepositories]],
    [{ kind: 'untrustedLink' }, 'Show log', [commandIds.showLog]],
    [{ kind: 'notBitbucket', status: 200 }, 'Show log', [commandIds.showLog]],
    [{ kind: 'unreachable' }, 'Try again', 'again'],
    [{ kind: 'rateLimited', retryAfterMs: 60_000 }, 'Try again', 'again'],
    [{ kind: 'conflict' }, 'Try again', 'again'],
    [{ kind: 'unexpected', status: 500 }, 'Try again', 'again'],
  ];
  for (const [failure, button, expected] of cases) {
    it(`offers what its message advises: ${button} when ${JSON.stringify(failure)}`, async () => {
      const { context, log } = createCommandHarness();
      editor.current().presses.push(button);
      let runs = 0;
      await runCommand(context, () => {
        runs++;
        return runs > 1 ? Promise.resolve() : Promise.reject(new RepositoryFailure(sales, failed(failure)));
      });
      const [message, ...others] = editor.current().messages;
      assert.deepEqual([message?.buttons, others], [[button], []]);
      assert.doesNotMatch(message?.text ?? '', /internal words/);
      assert.deepEqual(editor.current().executed, expected === 'again' ? [] : [expected]);
      assert.equal(runs, expected === 'again' ? 2 : 1);
      assert.equal(log.length, 1);
    });
  }

  it('shows the log where no repository is known that could be opened instead', async () => {
    await runCommand(createCommandHarness().context, () => Promise.reject(failed({ kind: 'tooLarge' })));
    assert.deepEqual(editor.current().messages[0]?.buttons, ['Show log']);
  });

  it('is not called the user’s mistake when it is one of ours', async () => {
    await runCommand(createCommandHarness().context, () => Promise.reject(new TypeError('x is not a function')));
    assert.match(editor.current().messages[0]?.text ?? '', /^Something unexpected happened\./);
  });

  it('says nothing when it was cancelled', async () => {
    const { context, log } = createCommandHarness();
    await runCommand(context, () => Promise.reject(new DOMException('stopped', 'AbortError')));
    assert.deepEqual([editor.current().messages, log], [[], []]);
  });
});

describe('a command that waits for Bitbucket', () => {
  const editor = useFakeEditor();
  let clock: sinon.SinonFakeTimers;
  beforeEach(() => {
    clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    clock.restore();
  });

  it('shows nothing while it is quick', async () => {
    assert.equal(await workOn(sales, () => Promise.resolve(7)), 7);
    await clock.tickAsync(10_000);
    assert.deepEqual(editor.current().progress, []);
  });

  it('says so after a moment, and when it is cancelled leaves the request, without a message', async () => {
    const { run, remoteOf, log } = createCommandHarness();
    remoteOf(anna).gate = new Promise(() => undefined);
    const done = run(openOnBitbucket, toUri(feature, 'README.md'));
    await clock.tickAsync(499);
    assert.deepEqual(editor.current().progress, []);
    await clock.tickAsync(1);
    assert.deepEqual(editor.current().progress, ['Asking Bitbucket about acme/sales-analytics']);
    editor.current().cancel();
    await done;
    assert.deepEqual(
      remoteOf(anna).signals.map((signal) => signal?.aborted),
      [true],
    );
    assert.deepEqual([editor.current().messages, editor.current().executed, log], [[], [], []]);
  });

  it('goes on where the answer comes at last', async () => {
    const { run, remoteOf } = createCommandHarness();
    let open: () => void = () => undefined;
    remoteOf(anna).gate = new Promise((resolve) => (open = resolve));
    const done = run(copyBitbucketLink, toUri(feature, 'README.md'));
    await clock.tickAsync(500);
    open();
    await done;
    assert.deepEqual(editor.current().copied, [`${site}/acme/sales-analytics/src/${hashOf('b')}/README.md`]);
  });
});
