import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Clock } from '../../../../src/base/clock';
import { createAuthentication } from '../../../../src/vscode/auth/createAuthentication';
import { settleDown } from '../../../support/fakeClock';
import { QuickClock } from '../../../support/quickClock';
import { RecordingLog } from '../../auth/recordingLog';
import { MemorySecrets } from './memorySecrets';
import { useSignInEditor } from './signInEditor';
import { waitUntil } from '../../../support/waitUntil';

const authorized = 'vscode://maia-community.maia-bitbucket/authorized';
const stillClock = { now: () => 0, sleep: () => new Promise<void>(() => undefined) };

// Nothing is written before there is a session.
const storageFolder = '/nowhere';

const noState = { get: () => undefined, update: () => Promise.resolve() };

describe('sign-in in the editor', () => {
  const editor = useSignInEditor();
  // Loaded when first needed, which takes longer than a test waits.
  before(() =>
    Promise.all([
      import('../../../../src/vscode/auth/signInFlow'),
      import('../../../../src/vscode/auth/editorSignInWindow'),
      import('../../../../src/vscode/auth/showMessage'),
      import('../../../../src/vscode/auth/signInMessage'),
      import('../../../../src/auth/tokenEndpoint'),
    ]),
  );

  /** An editor whose user has pasted a consumer. */
  function create(clock: Clock = stillClock) {
    const secrets = new MemorySecrets();
    secrets.content.set('maia.consumer', JSON.stringify({ key: 'key', secret: 'secret' }));
    editor.current().signIn.settings.set('maia.bitbucket.consumerKey', { globalValue: 'key' });
    const log = new RecordingLog();
    const loadFetch = () => Promise.resolve(() => assert.fail('No request was to be made.'));
    const fetchAccount = () => assert.fail('Nobody was to be asked who they are.');
    return createAuthentication({ secrets, storageFolder, state: noState, log, clock, loadFetch, fetchAccount });
  }

  /** What the browser was sent to. */
  const readOpened = () =>
    editor
      .current()
      .executed.filter(([command]) => command === 'vscode.open')
      .map(([, url]) => new URL(String(url)).pathname);

  it('first names the permissions when the Accounts menu or another extension asks, and goes no further unasked', async () => {
    const { messages } = editor.current();
    await assert.rejects(create().provider.createSession([]), vscode.CancellationError);
    assert.equal(messages.length, 1);
    assert.match(messages[0]?.text ?? '', /two permissions: your account.*and your repositories/);
    assert.deepEqual(messages[0]?.buttons, ['Continue']);
    assert.deepEqual(messages[0].modal, { modal: true });
    assert.deepEqual(readOpened(), []);
  });

  it('opens the browser after Continue, and offers the administrator’s request when the user then gives up', async () => {
    const current = editor.current();
    current.presses.push('Continue', 'Copy request for my administrator');
    const failing = assert.rejects(create().provider.createSession([]), vscode.CancellationError);
    await waitUntil(() => readOpened().length > 0);
    current.cancel();
    await failing;
    await waitUntil(() => current.presses.length === 0);
    await settleDown();
    assert.deepEqual(readOpened(), ['/site/oauth2/authorize']);
    assert.deepEqual(
      current.messages.map(({ severity, buttons }) => [severity, buttons.at(-1)]),
      [
        ['information', 'Continue'],
        ['information', 'Copy request for my administrator'],
      ],
    );
    assert.deepEqual(current.executed.at(-1), ['maia.copyConsumerRequest']);
  });

  it('does not name them a second time after the dialog of its own command', async () => {
    const { provider, permissionsNotice } = create();
    const failing = assert.rejects(
      permissionsNotice.during(() => provider.createSession([])),
      vscode.CancellationError,
    );
    await waitUntil(() => readOpened().length > 0);
    assert.deepEqual(editor.current().messages, []);
    editor.current().cancel();
    await failing;
  });

  it('says that a sign-in came back to the wrong window, and offers to sign in here', async () => {
    const { messages, presses, executed } = editor.current();
    presses.push('Sign in');
    create(new QuickClock()).signIn.uriHandler.handleUri(
      vscode.Uri.parse(`${authorized}?code=c&state=of-another-window`),
    );
    await waitUntil(() => executed.length > 0);
    assert.deepEqual(messages, [
      {
        severity: 'information',
        text: 'A Bitbucket sign-in came back, but no window waits for it: it is over, or was cancelled.',
        buttons: ['Sign in'],
      },
    ]);
    assert.deepEqual(executed, [['maia.signIn']]);
  });
});
