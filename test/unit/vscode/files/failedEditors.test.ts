import assert from 'node:assert/strict';
import sinon from 'sinon';
import * as vscode from 'vscode';
import { BitbucketError, type BitbucketFailure } from '../../../../src/bitbucket/bitbucketError';
import type { ReadFailure } from '../../../../src/vscode/files/bitbucketFileSystem';
import { FailedEditors } from '../../../../src/vscode/files/failedEditors';
import { toUri } from '../../../../src/vscode/files/locationUri';
import { settleDown } from '../../../support/fakeClock';
import { useFakeEditor } from '../../../support/fakeEditor';
import { feature, site } from './commandHarness';

const readme = toUri(feature, 'README.md');
const pipeline = toUri(feature, 'in/Load.orch.yaml');

describe('an editor whose file cannot be read', () => {
  const editor = useFakeEditor();
  let clock: sinon.SinonFakeTimers;
  let failures: vscode.EventEmitter<ReadFailure>;
  let failed: FailedEditors;
  before(() => import('../../../../src/vscode/files/runCommand'));
  beforeEach(() => {
    clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    failures = new vscode.EventEmitter<ReadFailure>();
    failed = new FailedEditors(failures.event, () => site);
  });
  afterEach(() => {
    failed.dispose();
    clock.restore();
  });

  async function fail(uri: vscode.Uri, failure: BitbucketFailure = { kind: 'unreachable' }) {
    failures.fire({ uri, error: new BitbucketError(failure, 'down') });
    await settleDown();
  }
  const texts = () => editor.current().messages.map(({ text }) => text.replace(/\..*/, ''));

  it('says why, and opens the file again when asked to', async () => {
    editor.current().showTab(readme);
    editor.current().presses.push('Try again');
    await fail(readme);
    assert.deepEqual(texts(), ['Bitbucket cannot be reached']);
    assert.deepEqual(editor.current().executed, [['vscode.open', readme.toString(), { preserveFocus: true }]]);
  });

  it('opens the repository on Bitbucket where that is the advice', async () => {
    editor.current().showTab(readme);
    editor.current().presses.push('Open on Bitbucket');
    await fail(readme, { kind: 'forbidden', requiredScopes: [] });
    assert.deepEqual(editor.current().executed, [['vscode.open', `${site}/acme/sales-analytics`]]);
  });

  it('says it once the tab is there, which comes after the reading', async () => {
    await fail(readme);
    assert.deepEqual(texts(), []);
    await clock.tickAsync(2000);
    editor.current().showTab(readme);
    await settleDown();
    assert.deepEqual(texts(), ['Bitbucket cannot be reached']);
  });

  it('is not spoken of when the file was only read in the background', async () => {
    editor.current().showTab(pipeline);
    await fail(readme);
    await clock.tickAsync(3000);
    editor.current().showTab(readme);
    await settleDown();
    assert.deepEqual(texts(), []);
  });

  it('is spoken of once while a message is on screen, and again after it', async () => {
    let answer: (button: undefined) => void = () => undefined;
    const shown: string[] = [];
    Object.assign(vscode.window, {
      showErrorMessage: (text: string) => {
        shown.push(text);
        return new Promise<undefined>((resolve) => (answer = resolve));
      },
    });
    editor.current().showTab(readme);
    await fail(readme);
    await fail(readme);
    assert.equal(shown.length, 1);
    answer(undefined);
    await settleDown();
    await fail(readme);
    assert.equal(shown.length, 2);
  });

  it('is read again when another account may succeed, if it is still on screen', async () => {
    await fail(readme);
    await fail(pipeline);
    editor.current().showTab(pipeline);
    failed.openAgain();
    failed.openAgain();
    await settleDown();
    assert.deepEqual(editor.current().executed, [['vscode.open', pipeline.toString(), { preserveFocus: true }]]);
  });
});
