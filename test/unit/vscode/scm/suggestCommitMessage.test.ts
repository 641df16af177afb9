import assert from 'node:assert/strict';
import type { DraftEdit } from '../../../../src/repositories/drafts/branchDrafts';
import { commandIds } from '../../../../src/vscode/ids';
import '../../../../src/vscode/scm/suggestCommitMessage';
import { useFakeEditor } from '../../../support/fakeEditor';
import { createPipelineText } from '../../../support/pipelineText';
import { useFakeScm } from './fakeScm';
import { added, changed, createScmHarness, deleted } from './scmHarness';
import { settle } from './settling';

const feeding = (sources: readonly string[]) =>
  createPipelineText({
    kind: 'transformation',
    components: [
      { name: 'Filter', type: 'filter' },
      { name: 'Join', type: 'join', sources },
    ],
    ...(sources.length > 0 && { variables: [{ name: 'x', scope: 'SHARED' }] }),
  });
const pipeline = changed('sales/a.tran.yaml', feeding(['Filter']), feeding([]));

describe('suggesting a commit message', () => {
  const editor = useFakeEditor();
  const scm = useFakeScm(editor);

  async function suggest(edits: readonly DraftEdit[], typed = '') {
    const { save, at } = createScmHarness();
    await scm.current().open(at('a.sql'));
    await save(...edits);
    scm.current().control.inputBox.value = typed;
    await editor.current().run(commandIds.suggestCommitMessage, scm.current().control);
    await settle();
    return scm.current().control.inputBox.value;
  }

  it('says of one pipeline what is different in it', async () => {
    assert.equal(await suggest([pipeline]), 'Filter now feeds Join; variable x added');
  });

  it('names several files, and tells of each in a line of its own', async () => {
    assert.equal(
      await suggest([pipeline, added('b.orch.yaml'), deleted('c.sql'), changed('d.sql')]),
      [
        'b, c.sql, d.sql, a',
        '',
        '- b added',
        '- c.sql deleted',
        '- d.sql changed',
        '- a: Filter now feeds Join; variable x added',
      ].join('\n'),
    );
  });

  it('keeps a message that was typed', async () => {
    assert.equal(await suggest([pipeline], 'Mine'), 'Mine');
    assert.match(editor.current().messages.at(-1)?.text ?? '', /^There is a message already\./);
  });

  it('replaces a message that was typed when told to', async () => {
    editor.current().presses.push('Replace');
    assert.equal(await suggest([pipeline], 'Mine'), 'Filter now feeds Join; variable x added');
  });

  it('says so when there is nothing to commit', async () => {
    assert.equal(await suggest([]), '');
    assert.match(editor.current().messages.at(-1)?.text ?? '', /^There is nothing to commit/);
  });
});
