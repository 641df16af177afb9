import assert from 'node:assert/strict';
import { signOut } from '../../../../src/vscode/auth/signOut';
import { useFakeEditor } from '../../../support/fakeEditor';
import { createHarness as createSessions, storedSession } from '../../auth/sessionsHarness';

const anna = storedSession();
const ben = storedSession({ id: 's2', account: { id: '{ben}', label: 'Ben Okafor' }, tokens: undefined });

describe('signing out', () => {
  const editor = useFakeEditor();

  async function run(stored: Parameters<typeof createSessions>[0] & object) {
    const { sessions, store } = createSessions(stored);
    await signOut(sessions);
    return store.content.map(({ id }) => id);
  }

  it('says that nobody is signed in', async () => {
    await run({ stored: [] });
    const { messages, questions } = editor.current();
    assert.deepEqual([messages.map(({ text }) => text), questions], [['You are not signed in to Bitbucket.'], []]);
  });

  it('asks before it signs the only account out, without letting choose', async () => {
    const { messages, questions, presses } = editor.current();
    presses.push('Sign out');
    assert.deepEqual(await run({ stored: [anna] }), []);
    assert.deepEqual(questions, []);
    assert.equal(messages[0]?.text, 'Sign out of Bitbucket as Anna Schmidt?');
    assert.deepEqual(messages[0].buttons, ['Sign out']);
    assert.deepEqual(messages[0].modal, { modal: true, detail: 'This applies to all windows of this editor.' });
  });

  it('signs nobody out when the question is dismissed', async () => {
    assert.deepEqual(await run({ stored: [anna] }), ['s1']);
  });

  it('lets choose among several accounts, those whose sign-in has ended included', async () => {
    const { messages, questions, presses, choices } = editor.current();
    choices.push('Ben Okafor');
    presses.push('Sign out');
    assert.deepEqual(await run({ stored: [anna, ben] }), ['s1']);
    assert.deepEqual(
      questions.map(({ labels }) => labels),
      [['Anna Schmidt', 'Ben Okafor']],
    );
    assert.equal(messages[0]?.text, 'Sign out of Bitbucket as Ben Okafor?');
  });

  it('signs nobody out when no account is chosen', async () => {
    assert.deepEqual(await run({ stored: [anna, ben] }), ['s1', 's2']);
    assert.deepEqual(editor.current().messages, []);
  });
});
