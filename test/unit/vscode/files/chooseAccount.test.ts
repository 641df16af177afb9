import assert from 'node:assert/strict';
import { chooseAccount } from '../../../../src/vscode/files/chooseAccount';
import { toUri } from '../../../../src/vscode/files/locationUri';
import { commandIds } from '../../../../src/vscode/ids';
import { useFakeEditor } from '../../../support/fakeEditor';
import { sales } from '../../../support/fakeRemote';
import { anna, ben, createCommandHarness, feature } from './commandHarness';

const readme = toUri(feature, 'README.md');

describe('Choose Account for Repository', () => {
  const editor = useFakeEditor();
  const texts = () => editor.current().messages.map(({ text }) => text);

  it('offers the accounts that see the repository, and reads with the chosen one from then on', async () => {
    const { run, access } = createCommandHarness({ accounts: [anna, ben] });
    editor.current().choices.push('Ben');
    await run(chooseAccount, readme);
    assert.deepEqual(editor.current().questions, [
      { title: 'Account for acme/sales-analytics', labels: ['Anna', 'Ben'] },
    ]);
    assert.equal((await access.choices.find(sales))?.id, ben.id);
  });

  it('leaves everything as it is when the list is left', async () => {
    const { run, access, state } = createCommandHarness({ accounts: [anna, ben] });
    await run(chooseAccount, readme);
    assert.equal((await access.choices.find(sales))?.id, anna.id);
    assert.deepEqual([...state.values], []);
  });

  it('is about the only folder of ours that is open when no file is', async () => {
    const { run } = createCommandHarness({ accounts: [anna, ben] });
    editor.current().folders = [toUri(feature, '')];
    await run(chooseAccount);
    assert.equal(editor.current().questions.length, 1);
  });

  it('asks for a file first when nothing of ours is open', async () => {
    await createCommandHarness({ accounts: [anna, ben] }).run(chooseAccount);
    assert.deepEqual(texts(), ['Open a file of a Bitbucket repository first.']);
  });

  it('offers a further sign-in when only one account sees the repository', async () => {
    const { run, remoteOf } = createCommandHarness({ accounts: [anna, ben] });
    remoteOf(ben).isVanished = true;
    editor.current().presses.push('Sign in with another account');
    await run(chooseAccount, readme);
    assert.deepEqual(texts(), ['Only Anna sees acme/sales-analytics, so there is nothing to choose.']);
    assert.deepEqual(editor.current().executed, [[commandIds.signIn]]);
  });

  it('says when none of the accounts sees the repository', async () => {
    const { run, remoteOf } = createCommandHarness({ accounts: [anna, ben] });
    for (const account of [anna, ben]) remoteOf(account).isVanished = true;
    await run(chooseAccount, readme);
    assert.deepEqual(texts(), ['None of your accounts sees acme/sales-analytics.']);
  });
});
