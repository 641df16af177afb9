import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../../../src/vscode/ids';
import { ConflictLenses } from '../../../../src/vscode/scm/conflictLenses';
import { findConflictBlocks, takeSideOfAll } from '../../../../src/vscode/scm/conflictMarkers';
import { useFakeEditor } from '../../../support/fakeEditor';
import { hashOf } from '../../../support/fakeRemote';
import { useFakeScm } from './fakeScm';
import { baseOf, changed, createScmHarness } from './scmHarness';
import { settle } from './settling';

const bytes = (text: string) => new TextEncoder().encode(text);
const theirHash = 'c'.repeat(64);

describe('a conflict where the three-way editor does not open', () => {
  const editor = useFakeEditor();
  const scm = useFakeScm(editor);
  const theirs = 'x\ntheirs\ny\nz\ntheirs too\n';
  const base = 'x\nold\ny\nz\nold too\n';
  const mine = 'x\nmine\ny\nz\nmine too\n';

  /** `a.sql` with its conflicts marked, in an editor. */
  async function open() {
    const harness = createScmHarness();
    const document = await scm.current().open(harness.at('a.sql'), mine);
    await harness.save(changed('a.sql', mine, base));
    const draft = await harness.drafts.find('a.sql');
    assert.ok(draft?.change.kind === 'content');
    const conflict = { commit: hashOf('c'), theirs: { hash: theirHash, mode: 'file' } } as const;
    await harness.drafts.rebase([{ path: 'a.sql', expectedHash: draft.change.hash, base: baseOf(base), conflict }]);
    harness.fake.sides = { base: bytes(base), mine: bytes(mine), theirs: bytes(theirs) };
    await settle();
    const shown: unknown[] = [];
    const executeCommand = vscode.commands.executeCommand.bind(vscode.commands);
    Object.assign(vscode.commands, {
      executeCommand: (id: string, ...given: unknown[]) =>
        id === '_open.mergeEditor' ? Promise.reject(new Error('No such command.')) : executeCommand(id, ...given),
    });
    Object.assign(vscode.window, { showTextDocument: (it: unknown) => shown.push(it) });
    await editor.current().run(commandIds.resolveConflict, scm.current().stateOf('a.sql'));
    assert.deepEqual(shown, [document]);
    const lenses = () => new ConflictLenses().provideCodeLenses(document as unknown as vscode.TextDocument);
    const press = async (title: string, nth = 0) => {
      const lens = lenses().filter(({ command }) => command?.title === title)[nth];
      await editor.current().run(lens?.command?.command ?? '', ...((lens?.command?.arguments ?? []) as unknown[]));
    };
    return { ...harness, document, lenses, press };
  }

  it('is marked in the text, with choices above each of its places', async () => {
    const { document, lenses, drafts } = await open();
    assert.equal(
      document.text,
      'x\n<<<<<<< Mine\nmine\n=======\ntheirs\n>>>>>>> Theirs\ny\nz\n<<<<<<< Mine\nmine too\n=======\ntheirs too\n>>>>>>> Theirs\n',
    );
    assert.deepEqual(
      lenses().map(({ range }) => range.start.line),
      [1, 1, 1, 1, 8, 8, 8, 8],
    );
    assert.equal(new TextDecoder().decode(await drafts.readContent('a.sql')), mine);
  });

  it('is resolved place by place, whatever is done first, and is left to be saved', async () => {
    const { document, press, lenses, drafts } = await open();
    await press('Accept theirs', 1);
    await press('Accept mine');
    assert.equal(document.text, 'x\nmine\ny\nz\ntheirs too\n');
    assert.deepEqual([lenses(), document.isDirty], [[], true]);
    assert.equal(new TextDecoder().decode(await drafts.readContent('a.sql')), mine);
  });

  it('can keep both, theirs first', async () => {
    const { document, press } = await open();
    await press('Accept both');
    await press('Accept both');
    assert.equal(document.text, 'x\ntheirs\nmine\ny\nz\ntheirs too\nmine too\n');
  });

  it('can be looked at side by side, and stays as it is', async () => {
    const { document, press } = await open();
    const before = document.text;
    await press('Compare');
    const [command, left, right, title] = editor.current().executed.at(-1) ?? [];
    assert.deepEqual([command, title, document.text], ['vscode.diff', 'a.sql (theirs ↔ mine)', before]);
    assert.match(String(left), /theirs/);
    assert.match(String(right), /mine/);
  });

  it('is left alone by a choice whose place is gone', async () => {
    const { document, press, lenses } = await open();
    const late = lenses()[0]?.command ?? assert.fail();
    await press('Accept theirs');
    const after = document.text;
    await editor.current().run(late.command, ...((late.arguments ?? []) as unknown[]));
    assert.equal(document.text, after);
  });
});

describe('conflict markers', () => {
  const text = 'x\n<<<<<<< Mine\na\n||||||| base\no\n=======\nb\n>>>>>>> Theirs\ny\r\n=======\n<<<<<<< open\n';

  it('are found where they are whole', () => {
    assert.deepEqual(findConflictBlocks(text), [{ start: 1, base: 3, separator: 5, end: 7 }]);
  });

  it('leave one side, or theirs before mine, and every other byte', () => {
    const rest = 'y\r\n=======\n<<<<<<< open\n';
    assert.deepEqual(
      (['mine', 'theirs', 'both'] as const).map((side) => takeSideOfAll(text, side)),
      [`x\na\n${rest}`, `x\nb\n${rest}`, `x\nb\na\n${rest}`],
    );
  });

  it('have choices above them', () => {
    const document = { uri: undefined, getText: () => text } as unknown as vscode.TextDocument;
    const lenses = new ConflictLenses().provideCodeLenses(document);
    assert.deepEqual(
      lenses.map(({ range, command }) => [range.start.line, command?.title]),
      [
        [1, 'Accept mine'],
        [1, 'Accept theirs'],
        [1, 'Accept both'],
        [1, 'Compare'],
      ],
    );
  });
});
