import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../../../src/vscode/ids';
import { useFakeEditor } from '../../../support/fakeEditor';
import { hashOf } from '../../../support/fakeRemote';
import { useFakeScm } from './fakeScm';
import { baseOf, changed, createScmHarness } from './scmHarness';
import { settle } from './settling';

const bytes = (text: string) => new TextEncoder().encode(text);
const theirHash = 'c'.repeat(64);

describe('a conflict', () => {
  const editor = useFakeEditor();
  const scm = useFakeScm(editor);

  /** `a.sql` is in conflict, `b.sql` is not. */
  async function open({
    theirs = 'x\ntheirs\ny\n',
    mine = 'x\nmine\ny\n',
  }: { readonly theirs?: string | null; readonly mine?: string } = {}) {
    const harness = createScmHarness();
    const document = await scm.current().open(harness.at('a.sql'), mine);
    await harness.save(changed('a.sql', mine, 'x\nold\ny\n'), changed('b.sql'));
    const draft = await harness.drafts.find('a.sql');
    assert.ok(draft?.change.kind === 'content');
    await harness.drafts.rebase([
      {
        path: 'a.sql',
        expectedHash: draft.change.hash,
        base: baseOf('x\nold\ny\n'),
        conflict: { commit: hashOf('c'), theirs: theirs === null ? undefined : { hash: theirHash, mode: 'file' } },
      },
    ]);
    harness.fake.sides = {
      base: bytes('x\nold\ny\n'),
      mine: bytes(mine),
      theirs: theirs === null ? undefined : bytes(theirs),
    };
    await settle();
    return { ...harness, document };
  }

  it('stands in a group of its own, marked, and a click resolves it', async () => {
    await open();
    assert.deepEqual(scm.current().rows, ['conflicts: a.sql', 'changes: b.sql']);
    const state = scm.current().stateOf('a.sql');
    assert.deepEqual([state.command?.command, state.contextValue], [commandIds.resolveConflict, 'conflict.modified']);
  });

  it('opens in the three-way editor, with the draft as it was and markers that nobody saved', async () => {
    const { document, drafts } = await open();
    await editor.current().run(commandIds.resolveConflict, scm.current().stateOf('a.sql'));
    assert.equal(document.text, 'x\n<<<<<<< Mine\nmine\n=======\ntheirs\n>>>>>>> Theirs\ny\n');
    assert.equal(new TextDecoder().decode(await drafts.readContent('a.sql')), 'x\nmine\ny\n');
    assert.deepEqual(
      editor.current().executed.map(([command]) => command),
      ['_open.mergeEditor'],
    );
  });

  it('keeps what stands unsaved in the editor, as the user’s side', async () => {
    const { document } = await open();
    Object.assign(document, { text: 'x\nmine, unsaved\ny\n', isDirty: true });
    await editor.current().run(commandIds.resolveConflict, scm.current().stateOf('a.sql'));
    assert.equal(document.text, 'x\n<<<<<<< Mine\nmine, unsaved\n=======\ntheirs\n>>>>>>> Theirs\ny\n');
  });

  it('offers choices where somebody deleted the file, and none that needs two texts', async () => {
    const { fake } = await open({ theirs: null });
    fake.sides = { base: bytes('x\nold\ny\n'), mine: bytes('x\nmine\ny\n'), theirs: undefined };
    editor.current().choices.push('Take theirs');
    await editor.current().run(commandIds.resolveConflict, scm.current().stateOf('a.sql'));
    assert.deepEqual(editor.current().questions[0]?.labels, [
      'Keep mine',
      'Take theirs',
      'Commit mine to a new branch…',
    ]);
    assert.deepEqual(fake.calls, ['resolve a.sql theirs']);
  });

  for (const [id, choice] of [
    [commandIds.keepMine, 'mine'],
    [commandIds.takeTheirs, 'theirs'],
    [commandIds.keepBoth, 'both'],
  ] as const) {
    it(`ends by the choice “${choice}” of its row`, async () => {
      const { fake } = await open();
      await editor.current().run(id, scm.current().stateOf('a.sql'));
      assert.deepEqual(fake.calls, [`resolve a.sql ${choice}`]);
    });
  }

  it('takes markers that were saved back before a choice is made', async () => {
    const { save, fake, drafts } = await open();
    await editor.current().run(commandIds.resolveConflict, scm.current().stateOf('a.sql'));
    await save(changed('a.sql', 'x\n<<<<<<< Mine\nmine\n=======\ntheirs\n>>>>>>> Theirs\ny\n'));
    await editor.current().run(commandIds.keepMine, scm.current().stateOf('a.sql'));
    assert.equal(new TextDecoder().decode(await drafts.readContent('a.sql')), 'x\nmine\ny\n');
    assert.deepEqual(fake.calls, ['resolve a.sql mine']);
  });

  it('takes what the editor saved by itself, half merged, back before a choice is made', async () => {
    const { document, save, drafts } = await open();
    await editor.current().run(commandIds.resolveConflict, scm.current().stateOf('a.sql'));
    // The three-way editor begins with what both sides came from, and it is saved at once.
    await save(changed('a.sql', 'x\nold\ny\n'));
    Object.assign(document, { text: 'x\nold\ny\n', isDirty: false });
    await editor.current().run(commandIds.keepMine, scm.current().stateOf('a.sql'));
    assert.equal(new TextDecoder().decode(await drafts.readContent('a.sql')), 'x\nmine\ny\n');
    assert.deepEqual(editor.current().messages, []);
  });

  it('still knows what was written, however long it is, in the next window', async () => {
    const mine = `x\n${'mine '.repeat(50_000)}\ny\n`;
    const before = await open({ mine });
    await editor.current().run(commandIds.resolveConflict, scm.current().stateOf('a.sql'));
    await before.save(changed('a.sql', 'x\nold\ny\n'));
    before.registration.dispose();
    const { folders, conflictSides } = before;
    const after = createScmHarness({ folders, conflictSides });
    after.fake.sides = before.fake.sides;
    await settle();
    await editor.current().run(commandIds.keepMine, scm.current().stateOf('a.sql'));
    assert.equal(new TextDecoder().decode(await after.drafts.readContent('a.sql')), mine);
    assert.deepEqual([...conflictSides.values], []);
  });

  it('does not keep what was written for ever, where a conflict ended unseen', async () => {
    const { conflictSides } = await open();
    for (let at = 0; at < 100; at++) await conflictSides.write(`left-${at}`, { text: 'left', base: '', notedMs: at });
    await editor.current().run(commandIds.resolveConflict, scm.current().stateOf('a.sql'));
    const names = await conflictSides.list();
    assert.deepEqual([names.length, names.includes('left-0')], [100, false]);
  });

  it('keeps what was written for this conflict, and not for an earlier one of the same file', async () => {
    const { save, fake, drafts } = await open();
    await editor.current().run(commandIds.resolveConflict, scm.current().stateOf('a.sql'));
    await drafts.discard(['a.sql']);
    const base = { ...baseOf('x\nold\ny\n'), commit: hashOf('d') };
    await save({ ...changed('a.sql', 'x\ny\n'), base });
    const draft = await drafts.find('a.sql');
    assert.ok(draft?.change.kind === 'content');
    const conflict = { commit: hashOf('e'), theirs: { hash: theirHash, mode: 'file' } } as const;
    await drafts.rebase([{ path: 'a.sql', expectedHash: draft.change.hash, base, conflict }]);
    fake.sides = { base: bytes('x\nold\ny\n'), mine: bytes('x\ny\n'), theirs: bytes('x\ntheirs\ny\n') };
    await settle();
    await editor.current().run(commandIds.keepMine, scm.current().stateOf('a.sql'));
    assert.equal(new TextDecoder().decode(await drafts.readContent('a.sql')), 'x\ny\n');
    assert.deepEqual(fake.calls, ['resolve a.sql mine']);
  });

  it('asks which is mine where lines were written while it was merged, and does nothing without an answer', async () => {
    const { document, save, fake, drafts } = await open();
    await editor.current().run(commandIds.resolveConflict, scm.current().stateOf('a.sql'));
    await save(changed('a.sql', 'x\nnewer\ny\n'));
    Object.assign(document, { text: 'x\nnewer\ny\n', isDirty: false });
    const readDraft = async () => new TextDecoder().decode(await drafts.readContent('a.sql'));
    await editor.current().run(commandIds.keepMine, scm.current().stateOf('a.sql'));
    assert.deepEqual(editor.current().messages[0]?.buttons, ['What I wrote before', 'What is saved now']);
    assert.deepEqual(fake.calls, []);
    editor.current().presses.push('What is saved now');
    await editor.current().run(commandIds.keepMine, scm.current().stateOf('a.sql'));
    assert.equal(await readDraft(), 'x\nnewer\ny\n');
    assert.deepEqual(fake.calls, ['resolve a.sql mine']);
  });

  it('is offered as resolved when a file without markers is saved, and is refused with markers', async () => {
    const { document, fake, save } = await open();
    const marked = 'x\n<<<<<<< Mine\nmine\n=======\ntheirs\n>>>>>>> Theirs\ny\n';
    await save(changed('a.sql', marked));
    await editor.current().run(commandIds.markResolved, scm.current().stateOf('a.sql'));
    assert.match(editor.current().messages[0]?.text ?? '', /still has conflict markers/);
    await save(changed('a.sql', 'x\nboth\ny\n'));
    document.text = 'x\nboth\ny\n';
    editor.current().presses.push('Mark as resolved');
    await (document as unknown as { save(): Promise<boolean> }).save();
    await settle();
    assert.deepEqual(editor.current().executed.at(-1), [commandIds.markResolved, document.uri.toString()]);
    await editor.current().run(commandIds.markResolved, document.uri);
    assert.deepEqual(fake.calls, ['mark a.sql']);
  });

  it('is not offered as resolved by an editor that saves by itself', async () => {
    const { document } = await open();
    document.text = 'x\nold\ny\n';
    scm.current().saveReason = vscode.TextDocumentSaveReason.AfterDelay;
    await (document as unknown as { save(): Promise<boolean> }).save();
    await settle();
    assert.deepEqual(editor.current().messages, []);
  });

  it('keeps a commit of everything waiting, unless the others are wanted', async () => {
    const { fake } = await open();
    scm.current().control.inputBox.value = 'm';
    await editor.current().run(commandIds.commit, scm.current().control);
    assert.deepEqual(editor.current().messages[0]?.buttons, ['Resolve', 'Commit the others']);
    fake.outcomes = [{ kind: 'alreadyThere', commit: hashOf('f') }];
    editor.current().presses.push('Commit the others');
    await editor.current().run(commandIds.commit, scm.current().control);
    assert.deepEqual(fake.requests, [{ paths: ['b.sql'], message: 'm' }]);
  });

  it('can go to a new branch as it is', async () => {
    const { fake } = await open();
    scm.current().control.inputBox.value = 'm';
    fake.outcomes = [{ kind: 'committed', commit: hashOf('f'), branch: 'anna/mine', paths: ['a.sql'] }];
    editor.current().answers.push('anna/mine');
    await editor.current().run(commandIds.commitToNewBranch, scm.current().stateOf('a.sql'));
    assert.deepEqual(fake.requests, [{ paths: ['a.sql'], message: 'm', newBranch: 'anna/mine' }]);
  });

  it('goes to a new branch as it was written, and not as far as it was merged', async () => {
    const { document, save, fake, drafts } = await open();
    scm.current().control.inputBox.value = 'm';
    await editor.current().run(commandIds.resolveConflict, scm.current().stateOf('a.sql'));
    scm.current().onSave = ({ text }) => save(changed('a.sql', text));
    assert.ok(document.isDirty);
    fake.outcomes = [{ kind: 'notAllowed' }];
    editor.current().choices.push('Commit mine to a new branch…');
    editor.current().answers.push('anna/mine');
    await editor.current().run(commandIds.chooseResolution, scm.current().stateOf('a.sql'));
    assert.deepEqual(fake.requests, [{ paths: ['a.sql'], message: 'm', newBranch: 'anna/mine' }]);
    assert.equal(new TextDecoder().decode(await drafts.readContent('a.sql')), 'x\nmine\ny\n');
  });

  it('goes nowhere when nobody says which is mine', async () => {
    const { save, fake } = await open();
    await editor.current().run(commandIds.resolveConflict, scm.current().stateOf('a.sql'));
    scm.current().onSave = () => save(changed('a.sql', 'x\nnewer\ny\n'));
    editor.current().choices.push('Commit mine to a new branch…');
    await editor.current().run(commandIds.chooseResolution, scm.current().stateOf('a.sql'));
    assert.deepEqual(editor.current().messages[0]?.buttons, ['What I wrote before', 'What is saved now']);
    assert.deepEqual(fake.requests, []);
  });

  it('stays out of a new branch as long as it has markers', async () => {
    const { fake, save } = await open();
    scm.current().control.inputBox.value = 'm';
    await save(changed('a.sql', 'x\n<<<<<<< Mine\nmine\n=======\ntheirs\n>>>>>>> Theirs\ny\n'));
    editor.current().presses.push('Resolve');
    await editor.current().run(commandIds.commitToNewBranch, scm.current().stateOf('a.sql'));
    assert.match(editor.current().messages[0]?.text ?? '', /^a\.sql still has conflict markers/);
    assert.deepEqual(editor.current().messages[0]?.buttons, ['Resolve']);
    assert.equal(editor.current().executed[0]?.[0], commandIds.resolveConflict);
    fake.outcomes = [{ kind: 'notAllowed' }];
    editor.current().presses.push('Commit the others');
    editor.current().answers.push('anna/others');
    await editor.current().run(commandIds.commitToNewBranch, scm.current().control);
    assert.deepEqual(fake.requests, [{ paths: ['b.sql'], message: 'm', newBranch: 'anna/others' }]);
  });
});
