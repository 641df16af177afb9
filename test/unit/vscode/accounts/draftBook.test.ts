import assert from 'node:assert/strict';
import { readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { createDraftBook } from '../../../../src/vscode/accounts/draftBook';
import { commandIds } from '../../../../src/vscode/ids';
import { useFakeEditor } from '../../../support/fakeEditor';
import { FakeClock } from '../../../support/fakeClock';
import { sales } from '../../../support/fakeRemote';
import { silentLog } from '../../../support/silentLog';
import { createTemporaryFolder, type TemporaryFolder } from '../../../support/temporaryFolder';
import { waitUntil } from '../../../support/waitUntil';

const scope = { accountId: 'anna', repository: sales, branch: 'main' };

describe('the drafts on this computer', () => {
  const editor = useFakeEditor();
  let temporary: TemporaryFolder;
  beforeEach(() => (temporary = createTemporaryFolder('book')));
  afterEach(() => {
    temporary.remove();
  });
  const open = () =>
    createDraftBook('https://api', { clock: new FakeClock(), log: silentLog, storageFolder: temporary.path });
  const findFiles = (name: RegExp) =>
    readdirSync(temporary.path, { recursive: true, encoding: 'utf8' })
      .filter((file) => name.test(file))
      .map((file) => join(temporary.path, file));

  it('are told of once when they turn out to be damaged, with where what is left of them lies', async () => {
    const first = open();
    const save = (size: number) => {
      const change = { kind: 'content', bytes: new Uint8Array(size), mode: 'file' } as const;
      return first.book.open(scope).save([{ path: 'etl/a.sql', base: undefined, change }]);
    };
    await save(1);
    // What is tidied up in the background after the first is over then.
    await save(2);
    first.folders.dispose();
    for (const path of findFiles(/d-[0-9a-f]+\.draft$/)) truncateSync(path, 120);
    editor.current().presses.push('Show drafts');
    const { book, folders } = open();
    assert.deepEqual(await book.open(scope).all(), []);
    await waitUntil(() => editor.current().executed.length > 0);
    const [aside = ''] = findFiles(/damaged/);
    assert.deepEqual(editor.current().messages, [
      {
        severity: 'warning',
        text: `The draft of “etl/a.sql” on acme/sales-analytics @ main is damaged on this computer and cannot be read. What is left of it was set aside as ${aside}.`,
        buttons: ['Show drafts', 'Copy path'],
      },
    ]);
    assert.deepEqual(editor.current().executed, [[commandIds.showDrafts]]);
    assert.deepEqual(await book.open(scope).all(), []);
    assert.equal(editor.current().messages.length, 1);
    folders.dispose();
  });
});
