import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { AuthError } from '../../../../src/auth/authError';
import { createAuthentication } from '../../../../src/vscode/auth/createAuthentication';
import { createWindowSecrets } from '../../../../src/vscode/auth/createWindowSecrets';
import { tellingFailures } from '../../../../src/vscode/auth/tellingFailures';
import { QuickClock } from '../../../support/quickClock';
import { createTemporaryFolder } from '../../../support/temporaryFolder';
import { waitUntil } from '../../../support/waitUntil';
import { RecordingLog } from '../../auth/recordingLog';
import { MemorySecrets } from './memorySecrets';
import { useSignInEditor } from './signInEditor';

const isClosed = (error: unknown) => AuthError.is(error, 'secretsUnavailable');

/** A keyring that nobody has unlocked. */
class ClosedSecrets extends MemorySecrets {
  override get(key: string): Promise<string | undefined> {
    return Promise.reject(new Error(`Cannot read ${key}: the-secret`));
  }

  override store(key: string, value: string): Promise<void> {
    return Promise.reject(new Error(`Cannot store ${key}: ${value}`));
  }

  override delete(key: string): Promise<void> {
    return Promise.reject(new Error(`Cannot delete ${key}`));
  }
}

function openWindow(isWeb: boolean, secrets: vscode.SecretStorage, storageFolder: string) {
  const log = new RecordingLog();
  const clock = new QuickClock();
  const onTrouble = () => undefined;
  const window = createWindowSecrets({ isWeb, secrets, storageFolder, startedAt: 0, clock, log, onTrouble });
  return { ...window, log };
}

describe('a secret storage that refuses', () => {
  const editor = useSignInEditor();

  it('is told apart from everything else, on the desktop and in a browser, and quoted nowhere', async () => {
    const folder = createTemporaryFolder('closed');
    for (const isWeb of [false, true]) {
      const window = openWindow(isWeb, new ClosedSecrets(), folder.path);
      const { secrets, log } = window;
      await assert.rejects(async () => secrets.get('maia.sessions'), isClosed);
      await assert.rejects(async () => secrets.store('maia.sessions', 'the-secret'), isClosed);
      await assert.rejects(async () => secrets.delete('maia.sessions'), isClosed);
      assert.equal(log.lines.length, 3);
      assert.doesNotMatch(log.lines.join(), /the-secret|maia\.sessions/);
      window.dispose();
    }
    folder.remove();
  });

  it('is told of where a browser’s sign-ins cannot be written to the disk', async () => {
    const folder = createTemporaryFolder('closed');
    const window = openWindow(true, new MemorySecrets(), folder.path);
    const { secrets, log } = window;
    await secrets.store('one', 'text');
    rmSync(join(folder.path, 'sealed'), { recursive: true });
    writeFileSync(join(folder.path, 'sealed'), '');
    await assert.rejects(async () => secrets.store('one', 'text'), isClosed);
    assert.match(log.lines.join('\n'), /secret storage could not keep something: E[A-Z]+/);
    rmSync(join(folder.path, 'sealed'));
    mkdirSync(join(folder.path, 'sealed'));
    await secrets.store('one', 'again');
    assert.equal(await secrets.get('one'), 'again');
    window.dispose();
    folder.remove();
  });

  it('ends a sign-in with a sentence about it, and asks nobody to look at Bitbucket', async () => {
    const { messages } = editor.current();
    editor.current().signIn.settings.set('maia.bitbucket.consumerKey', { globalValue: 'key' });
    const authentication = createAuthentication({
      secrets: new ClosedSecrets(),
      storageFolder: '/nowhere',
      state: { get: () => undefined, update: () => Promise.resolve() },
      log: new RecordingLog(),
      clock: new QuickClock(),
      loadFetch: () => Promise.resolve(() => assert.fail('No request was to be made.')),
      fetchAccount: () => assert.fail('Nobody was to be asked who they are.'),
    });
    await assert.rejects(authentication.provider.createSession([]), vscode.CancellationError);
    await waitUntil(() => messages.length > 0);
    assert.match(messages[0]?.text ?? '', /secret storage.*keyring.*disk/);
    assert.deepEqual(messages[0]?.buttons, ['Try again', 'Show log']);
    authentication.dispose();
  });

  it('is told in a sentence by commands, which leave other errors to the editor', async () => {
    const { messages } = editor.current();
    await tellingFailures(() => Promise.reject(new AuthError({ kind: 'secretsUnavailable' })));
    assert.match(messages[0]?.text ?? '', /secret storage/);
    await assert.rejects(
      tellingFailures(() => Promise.reject(new Error('other'))),
      /other/,
    );
    assert.equal(messages.length, 1);
  });
});
