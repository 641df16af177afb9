import assert from 'node:assert/strict';
import { AuthError } from '../../../../src/auth/authError';
import { askForSignIn } from '../../../../src/vscode/auth/askForSignIn';
import { PermissionsNotice } from '../../../../src/vscode/auth/permissionsNotice';
import { tellingFailures } from '../../../../src/vscode/auth/tellingFailures';
import type { Session } from '../../../../src/auth/session';
import { RecordingLog } from '../../auth/recordingLog';
import { useSignInEditor } from './signInEditor';

const anna: Session = { id: 's1', account: { id: '{anna}', label: 'Anna Schmidt' }, scopes: [], hasEnded: false };

describe('asking for a sign-in', () => {
  const editor = useSignInEditor();

  function ask({
    hasConsumer = true,
    sessions = [] as readonly Session[],
    getSessions = () => Promise.resolve(sessions),
  } = {}) {
    const permissionsNotice = new PermissionsNotice();
    const seen: boolean[] = [];
    const { signIn } = editor.current();
    const { getSession } = signIn;
    signIn.getSession = () => {
      seen.push(permissionsNotice.isShown);
      return getSession();
    };
    const parts = {
      sessions: { getSessions },
      consumers: { hasConsumer },
      permissionsNotice,
    };
    return { done: askForSignIn(parts, new RecordingLog()), seen, permissionsNotice };
  }

  it('offers three equal buttons where there is no consumer, and asks for nothing', async () => {
    const { messages, executed, signIn } = editor.current();
    await ask({ hasConsumer: false }).done;
    assert.deepEqual(
      messages.map(({ severity, buttons }) => [severity, buttons]),
      [['information', ['Paste consumer', 'Copy request for my administrator', 'Use an API token']]],
    );
    assert.deepEqual([executed, signIn.sessionRequests], [[], []]);
  });

  for (const [button, command] of [
    ['Paste consumer', 'maia.pasteConsumer'],
    ['Copy request for my administrator', 'maia.copyConsumerRequest'],
  ] as const) {
    it(`goes on with ${button}`, async () => {
      const { presses, executed } = editor.current();
      presses.push(button);
      await ask({ hasConsumer: false }).done;
      assert.deepEqual(executed, [[command]]);
    });
  }

  it('lets the editor’s dialog name the permissions, and says so as long as it is open', async () => {
    const { signIn } = editor.current();
    signIn.getSession = () => Promise.resolve(undefined);
    const { done, seen, permissionsNotice } = ask({ sessions: [{ ...anna, hasEnded: true }] });
    await done;
    const [{ createIfNone, ...others } = {}] = signIn.sessionRequests;
    assert.match((createIfNone as { detail: string }).detail, /two permissions: your account.*and your repositories/);
    assert.deepEqual([others, seen, permissionsNotice.isShown], [{}, [true], false]);
  });

  it('asks for a further account when somebody is signed in', async () => {
    const { signIn } = editor.current();
    signIn.getSession = () => Promise.resolve(undefined);
    await ask({ sessions: [anna] }).done;
    const [{ forceNewSession, ...others } = {}] = signIn.sessionRequests;
    assert.match((forceNewSession as { detail: string }).detail, /two permissions/);
    assert.deepEqual(others, { clearSessionPreference: true });
  });

  it('takes a dialog that was closed for an answer', async () => {
    editor.current().signIn.getSession = () => Promise.reject(new Error('User did not consent to login.'));
    const { done, permissionsNotice } = ask();
    await done;
    assert.deepEqual([editor.current().messages, permissionsNotice.isShown], [[], false]);
  });

  it('says that the stored sessions cannot be read, and asks for nothing', async () => {
    const { messages, signIn } = editor.current();
    const getSessions = () => Promise.reject(new AuthError({ kind: 'secretsUnavailable' }));
    await tellingFailures(() => ask({ getSessions }).done);
    assert.match(messages[0]?.text ?? '', /secret storage/);
    assert.deepEqual([messages.length, signIn.sessionRequests], [1, []]);
  });
});
