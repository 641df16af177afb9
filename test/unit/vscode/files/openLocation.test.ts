import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { toUri } from '../../../../src/vscode/files/locationUri';
import { openRepository } from '../../../../src/vscode/files/openRepository';
import { useFakeEditor } from '../../../support/fakeEditor';
import { sales } from '../../../support/fakeRemote';
import { anna, ben, createCommandHarness, feature } from './commandHarness';

const opened = (forceNewWindow: boolean) => [['vscode.openFolder', toUri(feature, '').toString(), { forceNewWindow }]];

describe('Opening a row of the tree as a folder', () => {
  const editor = useFakeEditor();

  it('takes the row’s branch, and remembers it', async () => {
    const { run, context } = createCommandHarness();
    await run(openRepository, { location: feature });
    assert.deepEqual(editor.current().executed, opened(false));
    assert.deepEqual(editor.current().questions, []);
    assert.equal(context.lastUsedBranches.get(sales), 'feature/X');
  });

  for (const [label, isNew] of [
    ['Open in new window', true],
    ['Open in this window', false],
  ] as const) {
    it(`asks where, if a folder is open already: ${label}`, async () => {
      editor.current().folders = [vscode.Uri.parse('file:///work')];
      editor.current().choices.push(label);
      await createCommandHarness().run(openRepository, { location: feature });
      assert.deepEqual(editor.current().questions, [
        { title: 'acme/sales-analytics @ feature/X', labels: ['Open in new window', 'Open in this window'] },
      ]);
      assert.deepEqual(editor.current().executed, opened(isNew));
    });
  }

  it('does nothing, and remembers nothing, when that question is left', async () => {
    editor.current().folders = [vscode.Uri.parse('file:///work')];
    const { run, context } = createCommandHarness();
    await run(openRepository, { location: feature });
    assert.deepEqual(editor.current().executed, []);
    assert.equal(context.lastUsedBranches.get(sales), undefined);
  });

  it('reads with the account in whose tree it was called, without asking', async () => {
    const { run, access } = createCommandHarness({ accounts: [anna, ben] });
    await run(openRepository, { location: feature, accountId: ben.id });
    assert.deepEqual(editor.current().executed, opened(false));
    assert.deepEqual(editor.current().questions, []);
    assert.equal((await access.choices.find(sales))?.id, ben.id);
  });

  it('does not open what is not there any more, and says so', async () => {
    const { run, remoteOf } = createCommandHarness();
    remoteOf(anna).isVanished = true;
    await run(openRepository, { location: feature });
    assert.deepEqual(editor.current().executed, []);
    assert.deepEqual(
      editor.current().messages.map(({ text, buttons }) => [text.replace(/\..*/, ''), buttons]),
      [['This repository is not there any more', ['Refresh the list']]],
    );
  });
});
