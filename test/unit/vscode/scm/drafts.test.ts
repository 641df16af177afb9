import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { commandIds, viewIds } from '../../../../src/vscode/ids';
import { useFakeEditor } from '../../../support/fakeEditor';
import { sales } from '../../../support/fakeRemote';
import { useFakeScm } from './fakeScm';
import { added, changed, createScmHarness, deleted, moved } from './scmHarness';
import { settle } from './settling';

describe('the drafts view', () => {
  const editor = useFakeEditor();
  const scm = useFakeScm(editor);

  const provider = () => {
    const view = editor.current().treeViews.findLast(({ id }) => id === viewIds.drafts) ?? assert.fail();
    return view.provider as vscode.TreeDataProvider<object>;
  };

  /** Every row with what stands beside it, indented by depth. */
  async function readRows(node?: object, indent = ''): Promise<string[]> {
    const rows: string[] = [];
    for (const child of (await provider().getChildren(node)) ?? []) {
      const { label, description } = await provider().getTreeItem(child);
      rows.push(indent + [label, description].filter((part) => typeof part === 'string').join(' | '));
      rows.push(...(await readRows(child, `${indent}  `)));
    }
    return rows;
  }

  async function findRow(label: string, node?: object): Promise<object | undefined> {
    for (const child of (await provider().getChildren(node)) ?? []) {
      if ((await provider().getTreeItem(child)).label === label) return child;
      const below = await findRow(label, child);
      if (below !== undefined) return below;
    }
    return undefined;
  }

  it('lists every branch with its drafts and their age', async () => {
    const { save, clock } = createScmHarness();
    await save(changed('a.sql'), added('x/b.sql'), ...moved('c.sql', 'd.sql'));
    void clock.sleep(2 * 24 * 60 * 60_000);
    clock.wakeNext();
    assert.deepEqual(await readRows(), [
      'acme/sales-analytics @ main | 3 changes',
      '  a.sql | 2 days ago',
      '  d.sql ← c.sql | 2 days ago',
      '  b.sql | x · 2 days ago',
    ]);
  });

  it('says whose drafts they are as soon as there are several people, also those who signed out', async () => {
    const { book, save } = createScmHarness();
    await save(changed('a.sql'));
    const others = book.open({ accountId: '{ben}', repository: sales, branch: 'feature/X' });
    await others.save([added('b.sql')]);
    await settle();
    assert.deepEqual((await readRows()).filter((row) => !row.startsWith(' ')).sort(), [
      'acme/sales-analytics @ feature/X | signed out · 1 change',
      'acme/sales-analytics @ main | Anna Schmidt · 1 change',
    ]);
  });

  it('discards with a way back: at once, and later', async () => {
    const { save } = createScmHarness();
    await save(changed('a.sql'), deleted('b.sql'));
    editor.current().presses.push('Undo');
    const row = await findRow('a.sql');
    await editor.current().run(commandIds.discard, row, [row, await findRow('b.sql')]);
    await settle();
    assert.deepEqual(editor.current().messages[0]?.text, 'Discarded 2 drafts.');
    assert.deepEqual((await readRows()).slice(1), ['  a.sql | now', '  b.sql | now']);
    await editor.current().run(commandIds.discard, row);
    await settle();
    assert.deepEqual(await readRows(), [
      'acme/sales-analytics @ main | 1 change',
      '  b.sql | now',
      '  Recently discarded',
      '    a.sql | discarded · now',
    ]);
    const discarded = await findRow('Recently discarded');
    const [entry] = (await provider().getChildren(discarded)) ?? [];
    await editor.current().run(commandIds.restoreDiscarded, entry);
    await settle();
    assert.deepEqual((await readRows()).slice(1, 3), ['  a.sql | now', '  b.sql | now']);
  });

  it('says so when there is nothing to bring back any more', async () => {
    const { save } = createScmHarness();
    await save(changed('a.sql'));
    await editor.current().run(commandIds.discard, await findRow('a.sql'));
    await settle();
    const [entry] = (await provider().getChildren(await findRow('Recently discarded'))) ?? [];
    await editor.current().run(commandIds.restoreDiscarded, entry);
    await editor.current().run(commandIds.restoreDiscarded, entry);
    assert.deepEqual(
      editor.current().messages.map(({ text }) => text),
      ['Discarded 1 draft.', 'There is nothing to bring back: it was restored already.'],
    );
  });

  it('gives discarded drafts back after a restart, too, for a month', async () => {
    const first = createScmHarness();
    await first.save(changed('a.sql'));
    await first.drafts.discard(['a.sql']);
    await settle();
    first.registration.dispose();
    const { clock } = createScmHarness({ folders: first.folders });
    assert.deepEqual(await readRows(), [
      'acme/sales-analytics @ main | no changes',
      '  Recently discarded',
      '    a.sql | discarded · now',
    ]);
    const row = (await provider().getChildren(await findRow('Recently discarded')))?.[0];
    await editor.current().run(commandIds.restoreDiscarded, row);
    await settle();
    assert.deepEqual((await readRows()).slice(0, 2), ['acme/sales-analytics @ main | 1 change', '  a.sql | now']);
    await first.drafts.discard(['a.sql']);
    void clock.sleep(31 * 24 * 60 * 60_000);
    clock.wakeNext();
    assert.deepEqual(await readRows(), []);
  });

  it('discards all drafts of a branch after a question only', async () => {
    const { save, drafts } = createScmHarness();
    await save(changed('a.sql'), changed('b.sql'));
    const row = await findRow('acme/sales-analytics @ main');
    await editor.current().run(commandIds.discardAll, row);
    assert.equal((await drafts.all()).length, 2);
    assert.equal(editor.current().messages[0]?.text, 'Discard 2 changes of acme/sales-analytics @ main?');
    editor.current().presses.push('Discard all');
    await editor.current().run(commandIds.discardAll, row);
    assert.deepEqual(await drafts.all(), []);
  });

  it('shows a branch in the Source Control view', async () => {
    const { save } = createScmHarness();
    await save(changed('a.sql'));
    assert.deepEqual(scm.current().controls, []);
    await editor.current().run(commandIds.openInSourceControl, await findRow('acme/sales-analytics @ main'));
    assert.deepEqual(scm.current().rows, ['changes: a.sql']);
  });

  it('opens a draft beside what it started from', async () => {
    const { save, at } = createScmHarness();
    await save(changed('a.sql'));
    await editor.current().run(commandIds.openChange, await findRow('a.sql'));
    const [command, , right] = editor.current().executed[0] ?? [];
    assert.deepEqual([command, right], ['vscode.diff', at('a.sql').toString()]);
  });
});
