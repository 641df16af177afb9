import assert from 'node:assert/strict';
import type { Session, StoredSession } from '../../../../src/auth/session';
import { toSession } from '../../../../src/auth/session';
import type { SessionsChange } from '../../../../src/auth/sessions';
import { defaultEndpoints } from '../../../../src/auth/endpoints';
import { Emitter } from '../../../../src/base/event';
import type { AccountContext } from '../../../../src/vscode/account/accountContext';
import {
  manageAuthorization,
  reauthorize,
  reauthorizeAccount,
  switchAccount,
} from '../../../../src/vscode/account/accountCommands';
import { AccountStatus } from '../../../../src/vscode/account/accountStatus';
import { describeAccount } from '../../../../src/vscode/account/describeAccount';
import { showAccount } from '../../../../src/vscode/account/showAccount';
import { FakeClock, settleDown } from '../../../support/fakeClock';
import { RecordingLog } from '../../auth/recordingLog';
import { storedSession } from '../../auth/sessionsHarness';
import { useSignInEditor } from '../auth/signInEditor';

const anna = storedSession();
const ben = storedSession({ id: 's2', account: { id: '{ben}', label: 'Ben Okafor' } });
const byToken = storedSession({ consumerKey: 'api-token' });

describe('accounts', () => {
  const editor = useSignInEditor();

  function createContext(stored: readonly StoredSession[], comes?: StoredSession) {
    const removed: string[] = [];
    const wanted: unknown[] = [];
    const onDidChange = new Emitter<SessionsChange>();
    const kept = { stored };
    const context: AccountContext = {
      sessions: {
        getSessions: (_scopes, accountId) =>
          Promise.resolve(
            kept.stored.map(toSession).filter(({ account }) => [undefined, account.id].includes(accountId)),
          ),
        remove: (id) => Promise.resolve(void removed.push(id)),
        onDidChange: onDidChange.event,
      },
      findStored: (id) => Promise.resolve(kept.stored.find((it) => it.id === id)),
      signIn: (options): Promise<Session> => {
        wanted.push(options);
        return comes === undefined ? Promise.reject(new Error('cancelled')) : Promise.resolve(toSession(comes));
      },
      readEndpoints: () => defaultEndpoints,
      clock: new FakeClock(),
    };
    const change = (next: readonly StoredSession[]) => {
      kept.stored = next;
      onDidChange.fire({ added: [], removed: [], signedOut: [], changed: [], signedInAgain: [] });
    };
    return { context, removed, wanted, change };
  }

  it('are switched by signing in as somebody else first, and only then out', async () => {
    const { context, removed, wanted } = createContext([anna], ben);
    await switchAccount(context);
    assert.deepEqual([wanted, removed], [[{}], ['s1']]);
    assert.match(editor.current().messages[0]?.text ?? '', /Signed out of Bitbucket as Anna Schmidt/);
  });

  it('stay as they are when the switch is cancelled, or the browser was still logged in as the same one', async () => {
    for (const comes of [undefined, anna]) {
      const { context, removed } = createContext([anna], comes);
      await switchAccount(context);
      assert.deepEqual(removed, []);
    }
  });

  it('stay as they are when one that is here already came instead of a new one', async () => {
    const { context, removed } = createContext([anna, ben], ben);
    editor.current().choices.push('Anna Schmidt');
    await switchAccount(context);
    assert.deepEqual(removed, []);
  });

  it('are authorized again the way they were signed in', async () => {
    const consumer = createContext([anna], anna);
    await reauthorize(consumer.context);
    assert.deepEqual(consumer.wanted, [{ again: anna.account }]);
    const token = createContext([byToken], byToken);
    await reauthorize(token.context);
    assert.deepEqual(token.wanted, [{ again: byToken.account, way: 'apiToken' }]);
  });

  it('are authorized again without a question where a row names them, and after one where a menu does not', async () => {
    const endedToken = { ...byToken, tokens: undefined };
    const named = createContext([ben, endedToken], byToken);
    await reauthorizeAccount(named.context, byToken.account.id);
    assert.deepEqual(named.wanted, [{ again: byToken.account, way: 'apiToken' }]);
    const unnamed = createContext([ben, endedToken], ben);
    editor.current().choices.push('Ben Okafor');
    await reauthorizeAccount(unnamed.context, { kind: 'project' });
    assert.deepEqual(unnamed.wanted, [{ again: ben.account }]);
  });

  it('are managed where the permission was given: at Bitbucket, or at Atlassian for a token', async () => {
    await manageAuthorization(createContext([anna]).context);
    await manageAuthorization(createContext([]).context);
    await manageAuthorization(createContext([byToken]).context);
    assert.deepEqual(
      editor.current().executed.map(([, url]) => url),
      [
        'https://bitbucket.org/account/settings/app-authorizations/',
        'https://bitbucket.org/account/settings/app-authorizations/',
        'https://id.atlassian.com/manage-profile/security/api-tokens',
      ],
    );
  });

  it('are shown with every step that can be taken as a button', async () => {
    const { context, wanted } = createContext([anna], anna);
    editor.current().presses.push('Reauthorize');
    await showAccount(context);
    const [message] = editor.current().messages;
    assert.deepEqual(
      [message?.text, message?.buttons.filter((it) => typeof it === 'string')],
      ['Anna Schmidt', ['Reauthorize', 'Switch account', 'Manage on Bitbucket', 'Diagnose connection']],
    );
    assert.equal(wanted.length, 1);
  });

  it('say who was granted what, what of it is used and why, and when the token was renewed', () => {
    const now = anna.tokens?.receivedAt ?? 0;
    const sentences = describeAccount(toSession(anna), anna, now + 5 * 60_000).join('\n');
    assert.match(sentences, /through the browser with the consumer consumer-1/);
    assert.match(sentences, /Granted: Account: Read, Repositories: Write\./);
    assert.match(
      sentences,
      /Used: Account: Read, to show who you are.*; Repositories: Write, to list, read and commit/,
    );
    assert.match(sentences, /renewed 5 minutes ago and is good until/);
    assert.doesNotMatch(sentences, /access-1|refresh-1/);
  });

  it('say what was granted in vain, what is missing, and that a token is not renewed', () => {
    const more = storedSession({ scopes: ['account', 'pipeline', 'repository:write'] });
    assert.match(describeAccount(toSession(more), more, 0).join(), /never used: pipeline/);
    const less = storedSession({ scopes: ['account', 'repository'] });
    assert.match(describeAccount(toSession(less), less, 0).join(), /lacks a permission: Repositories: Write/);
    assert.match(
      describeAccount(toSession(byToken), byToken, 0).join(),
      /API token \(last resort\).*Nothing renews it/s,
    );
    const ended = storedSession({ tokens: undefined });
    assert.match(describeAccount(toSession(ended), ended, 0)[0] ?? '', /has ended/);
  });

  it('are in the status bar while somebody is signed in, and not otherwise', async () => {
    const { context, change } = createContext([]);
    const status = new AccountStatus(context.sessions, new RecordingLog());
    const { items } = editor.current().signIn;
    const shown = () => items.filter(({ isVisible, isDisposed }) => isVisible && !isDisposed).map(({ text }) => text);
    await settleDown();
    assert.deepEqual(shown(), []);
    for (const [stored, text] of [
      [[anna], '$(account) Anna Schmidt'],
      [[anna, ben], '$(account) 2 accounts'],
      [[storedSession({ tokens: undefined })], '$(warning) Anna Schmidt'],
      [[storedSession({ account: { id: '{x}', label: '$(trash) x' } })], '$(account) $ (trash) x'],
    ] as const) {
      change(stored);
      await settleDown();
      assert.deepEqual(shown(), [text]);
    }
    change([]);
    await settleDown();
    assert.deepEqual(shown(), []);
    change([anna]);
    await settleDown();
    status.dispose();
    assert.deepEqual(shown(), []);
  });
});
