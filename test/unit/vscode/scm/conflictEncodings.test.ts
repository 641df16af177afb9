import assert from 'node:assert/strict';
import { ConflictChoiceError } from '../../../../src/repositories/commits/conflictSides';
import { hashContent } from '../../../../src/repositories/drafts/contentHash';
import { commandIds } from '../../../../src/vscode/ids';
import { useFakeEditor } from '../../../support/fakeEditor';
import { hashOf } from '../../../support/fakeRemote';
import { useFakeScm } from './fakeScm';
import { createScmHarness, tip } from './scmHarness';
import { settle } from './settling';

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

interface Sides {
  readonly base: Uint8Array;
  readonly mine: Uint8Array;
  readonly theirs: Uint8Array;
}

describe('a conflict of a file in another encoding', () => {
  const editor = useFakeEditor();
  const scm = useFakeScm(editor);

  /** `a.sql` is in conflict, and open as the editor shows it: without a byte order mark. */
  async function open(sides: Sides) {
    const harness = createScmHarness();
    const { drafts, fake, at } = harness;
    const document = await scm.current().open(at('a.sql'), new TextDecoder().decode(sides.mine));
    const base = { commit: tip, hash: await hashContent(sides.base), mode: 'file', bytes: sides.base } as const;
    const save = async (bytes: Uint8Array) => {
      await harness.save({ path: 'a.sql', base, change: { kind: 'content', bytes, mode: 'file' } });
    };
    await save(sides.mine);
    const theirs = { hash: await hashContent(sides.theirs), mode: 'file' } as const;
    const conflict = { commit: hashOf('c'), theirs };
    await drafts.rebase([{ path: 'a.sql', expectedHash: await hashContent(sides.mine), base, conflict }]);
    fake.sides = sides;
    await settle();
    const run = (id: string) => editor.current().run(id, scm.current().stateOf('a.sql'));
    const readDraft = async () => Buffer.from((await drafts.readContent('a.sql')) ?? []);
    return { ...harness, document, save, run, readDraft };
  }

  const untold: readonly [name: string, sides: Sides][] = [
    ['mine is Latin-1', { base: utf8('one\n'), mine: latin1('one é mine\n'), theirs: utf8('one theirs\n') }],
    ['theirs is Latin-1', { base: utf8('one\n'), mine: utf8('one é mine\n'), theirs: latin1('one é theirs\n') }],
    ['all were Latin-1', { base: latin1('é\n'), mine: latin1('é mine\n'), theirs: latin1('é theirs\n') }],
    ['it has lines like markers', { base: latin1('é\n'), mine: latin1('<<<<<<< é\n'), theirs: latin1('é theirs\n') }],
  ];
  for (const [name, sides] of untold) {
    it(`is no text to merge, and mine keeps every byte, where ${name}`, async () => {
      const { document, fake, run, readDraft } = await open(sides);
      const shown = document.text;
      editor.current().choices.push('Keep mine');
      await run(commandIds.resolveConflict);
      assert.deepEqual([document.text, document.isDirty], [shown, false]);
      assert.deepEqual(editor.current().executed, []);
      assert.deepEqual([fake.calls, editor.current().messages], [['resolve a.sql mine'], []]);
      assert.deepEqual(await readDraft(), Buffer.from(sides.mine));
    });
  }

  it('says that what is no text cannot hold both', async () => {
    const { fake, run } = await open({ base: latin1('é\n'), mine: latin1('é mine\n'), theirs: latin1('é theirs\n') });
    fake.refusal = new ConflictChoiceError('noText', 'a.sql');
    editor.current().choices.push('Keep both');
    await run(commandIds.resolveConflict);
    assert.match(editor.current().messages[0]?.text ?? '', /“a\.sql” is no text, so it cannot hold both/);
  });

  it('keeps what was written after a look at the choices, where there was nothing to merge', async () => {
    const sides = { base: latin1('é\nb\n'), mine: utf8('mine\nb\n'), theirs: latin1('é theirs\nb\n') };
    const { fake, save, run, readDraft } = await open(sides);
    await run(commandIds.resolveConflict);
    fake.sides = { ...sides, mine: utf8('mine\n') };
    await save(utf8('mine\n'));
    await run(commandIds.keepMine);
    assert.deepEqual([fake.calls, editor.current().messages], [['resolve a.sql mine'], []]);
    assert.equal(String(await readDraft()), 'mine\n');
  });

  describe('with a byte order mark', () => {
    const sides = { base: utf8('\uFEFFold\n'), mine: utf8('\uFEFFmine\n'), theirs: utf8('\uFEFFtheirs\n') };
    const marked = '<<<<<<< Mine\nmine\n=======\ntheirs\n>>>>>>> Theirs\n';

    it('is mine without a question when nobody touched it', async () => {
      const { fake, run, readDraft } = await open(sides);
      await run(commandIds.keepMine);
      assert.deepEqual([fake.calls, editor.current().messages], [['resolve a.sql mine'], []]);
      assert.deepEqual(await readDraft(), Buffer.from(sides.mine));
    });

    it('is shown with markers and without the mark, which the editor writes by itself', async () => {
      const { document, run } = await open(sides);
      await run(commandIds.resolveConflict);
      assert.equal(document.text, marked);
    });

    for (const isNoted of [true, false]) {
      it(`is taken back with it, ${isNoted ? 'as it was written' : 'out of markers of an earlier window'}`, async () => {
        const { fake, save, run, readDraft } = await open(sides);
        if (isNoted) await run(commandIds.resolveConflict);
        fake.sides = { ...sides, mine: utf8(`\uFEFF${marked}`) };
        await save(fake.sides.mine ?? assert.fail());
        await run(commandIds.keepMine);
        assert.deepEqual([fake.calls, editor.current().messages], [['resolve a.sql mine'], []]);
        assert.deepEqual(await readDraft(), Buffer.from(sides.mine));
      });
    }

    it('keeps it with what stands unsaved in the editor', async () => {
      const { document, fake, save, run, readDraft } = await open(sides);
      Object.assign(document, { text: 'mine, unsaved\n', isDirty: true });
      await run(commandIds.resolveConflict);
      assert.equal(document.text, marked.replace('mine', 'mine, unsaved'));
      fake.sides = { ...sides, mine: utf8('\uFEFFold\n') };
      await save(utf8('\uFEFFold\n'));
      await run(commandIds.keepMine);
      assert.deepEqual([fake.calls, editor.current().messages], [['resolve a.sql mine'], []]);
      assert.deepEqual(await readDraft(), Buffer.from(utf8('\uFEFFmine, unsaved\n')));
    });
  });
});
