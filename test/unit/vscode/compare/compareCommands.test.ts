import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../../../src/vscode/ids';
import { settleDown } from '../../../support/fakeClock';
import { useFakeEditor } from '../../../support/fakeEditor';
import { createPipelineText } from '../../../support/pipelineText';
import { waitUntil } from '../../../support/waitUntil';
import { createCompareHarness } from './compareHarness';

const before = createPipelineText({
  kind: 'transformation',
  components: [
    { name: 'Filter', type: 'filter', parameters: { condition: 'a' } },
    { name: 'Join', type: 'join' },
  ],
});
const moved = before.replace('x: 160', 'x: 400');
const changed = before.replace('condition: "a"', 'condition: "b"');

describe('comparing versions of a pipeline in the editor', () => {
  const editor = useFakeEditor();
  const harness = () => createCompareHarness(editor.current());
  const run = (id: string, argument?: unknown) => editor.current().run(id, argument);
  const lastText = () => editor.current().messages.at(-1)?.text;

  /** A diff editor with two versions is in front. */
  function showDiff(old: string, now: string) {
    const world = harness();
    world.write('a.tran.yaml', old, now);
    const [original, modified] = [world.at('old', 'a.tran.yaml'), world.at('new', 'a.tran.yaml')];
    world.showDiff(original, modified, 'a (old ↔ new)');
    return { ...world, original, modified };
  }

  /** Lets a list appear; the command itself goes on until something is chosen. */
  async function listFor(id: string) {
    const done = run(id);
    await waitUntil(() => editor.current().pickers.length > 0);
    const picker = editor.current().pickers.at(-1) ?? assert.fail();
    return { picker, done };
  }

  describe('without layout', () => {
    it('shows both sides without the places on the canvas, and goes back to the whole files', async () => {
      const world = showDiff(before, changed.replace('x: 160', 'x: 400'));
      await run(commandIds.compareIgnoringLayout);
      const [left, right, title] = world.lastOpened('vscode.diff') ?? assert.fail('Nothing was opened.');
      const [original, modified] = [left, right].map((it) => vscode.Uri.parse(String(it)));
      assert.ok(original && modified);
      assert.equal(title, 'a (old ↔ new) – without layout');
      assert.equal(await world.provide(original), before.slice(0, before.indexOf('design:')));
      assert.equal(await world.provide(modified), changed.slice(0, changed.indexOf('design:')));
      world.showDiff(original, modified, title);
      await run(commandIds.compareIgnoringLayout);
      assert.deepEqual(world.lastOpened('vscode.diff'), [
        world.original.toString(),
        world.modified.toString(),
        'a (old ↔ new)',
      ]);
    });

    it('follows what is typed into the file itself', async () => {
      const world = showDiff(before, changed);
      await run(commandIds.compareIgnoringLayout);
      const right = vscode.Uri.parse(String(world.lastOpened('vscode.diff')?.[1]));
      await world.provide(right);
      const renewed: string[] = [];
      world.onDidProvide((uri) => renewed.push(uri.toString()));
      world.typed.fire({ document: { uri: world.modified } });
      assert.deepEqual(renewed, [right.toString()]);
    });

    it('says so where nothing but layout is different, and opens nothing', async () => {
      const world = showDiff(before, moved);
      await run(commandIds.compareIgnoringLayout);
      assert.deepEqual(
        [lastText(), world.lastOpened('vscode.diff')],
        ['Only the layout of a.tran.yaml is different.', undefined],
      );
    });

    it('says what is needed where nothing is compared', async () => {
      harness();
      await run(commandIds.compareIgnoringLayout);
      assert.match(lastText() ?? '', /^Open a comparison of two versions of a pipeline first/);
    });

    it('takes a row of the Source Control view', async () => {
      const world = harness();
      const { original, modified } = world.write('a.tran.yaml', before, changed);
      await run(commandIds.compareIgnoringLayout, {
        command: { command: 'vscode.diff', title: '', arguments: [original, modified, 'a (branch ↔ draft)'] },
      });
      assert.equal(world.lastOpened('vscode.diff')?.[2], 'a (branch ↔ draft) – without layout');
    });
  });

  describe('in words', () => {
    it('lists each change with what it was and is, and leads to its place', async () => {
      const world = showDiff(before, changed);
      const { picker, done } = await listFor(commandIds.summarizeChanges);
      assert.deepEqual(
        picker.items.map(({ label, description }) => [label, description]),
        [['$(diff-modified) Filter: condition changed', 'a → b']],
      );
      await picker.choose('$(diff-modified) Filter: condition changed');
      await done;
      const options = world.lastOpened('vscode.diff')?.[3] as { readonly selection: vscode.Range };
      const line = changed.split('\n')[options.selection.start.line];
      assert.equal(line?.slice(options.selection.start.character, options.selection.end.character), '"b"');
    });

    it('offers the other ways to compare', async () => {
      const world = showDiff(before, changed);
      const { picker, done } = await listFor(commandIds.summarizeChanges);
      await picker.press('Compare ignoring layout');
      await done;
      assert.equal(world.lastOpened('vscode.diff')?.[2], 'a (old ↔ new) – without layout');
    });

    it('says so where both are the same', async () => {
      showDiff(before, before);
      await run(commandIds.summarizeChanges);
      assert.equal(lastText(), 'Both versions of a.tran.yaml are the same.');
    });
  });

  it('shows both as one graph, with the words for each component', async () => {
    const world = showDiff(before, changed.replaceAll('Join', 'Merge'));
    await run(commandIds.compareAsGraph);
    const [graph] = world.graphs;
    assert.deepEqual(
      [graph?.titles.name, graph?.summary, [...(graph?.differences?.renamed ?? [])]],
      ['a.tran.yaml', ['Join renamed to Merge', 'Filter: condition changed'], [['Merge', 'Join']]],
    );
    assert.deepEqual(graph?.differences?.changes?.get('Filter'), ['Filter: condition changed']);
  });

  describe('of a review', () => {
    async function review() {
      const world = harness();
      const files = [
        world.write('changed.tran.yaml', before, changed),
        world.write('moved.tran.yaml', before, moved),
        world.write('new.tran.yaml', undefined, before),
        world.write('load.sql', 'SELECT 1', 'SELECT 2'),
      ];
      await (await world.compare.loadReviews()).open({ title: 'Review', files });
      world.showReview('Review');
      return world;
    }
    const names = (given: unknown) =>
      (given as readonly (readonly vscode.Uri[])[]).map(([label]) => label?.path.replace('/new/', ''));

    it('leaves out the files in which nothing but layout is different, and takes them in again', async () => {
      const world = await review();
      await run(commandIds.compareIgnoringLayout);
      const [title, shown] = world.lastOpened('vscode.changes') ?? [];
      assert.deepEqual(
        [title, names(shown)],
        ['Review – without layout', ['changed.tran.yaml', 'new.tran.yaml', 'load.sql']],
      );
      assert.deepEqual([lastText(), world.closed.length], ['1 file is left out: only its layout is different.', 1]);
      world.showReview('Review – without layout');
      await run(commandIds.compareIgnoringLayout);
      assert.deepEqual(world.lastOpened('vscode.changes')?.[0], 'Review');
    });

    it('is told file by file, each with the ways to look at it', async () => {
      const world = await review();
      const { picker, done } = await listFor(commandIds.summarizeChanges);
      assert.deepEqual(
        picker.items.map(({ label, detail }) => `${label}: ${detail ?? ''}`),
        [
          '$(file) changed.tran.yaml: Filter: condition changed',
          '$(file) moved.tran.yaml: Only the layout changed',
          '$(file) new.tran.yaml: New pipeline',
          '$(file) load.sql: no pipeline',
        ],
      );
      await picker.press('Open changes', '$(file) changed.tran.yaml');
      await done;
      assert.equal(world.lastOpened('vscode.diff')?.[2], 'changed.tran.yaml (Review)');
    });

    it('tells the editor whether one is in front', async () => {
      const world = await review();
      world.showDiff(world.at('old', 'a'), world.at('new', 'a'), 'a');
      editor.current().showTab(undefined);
      await settleDown();
      const told = editor.current().executed.filter(([, key]) => key === 'maia.reviewIsActive');
      assert.deepEqual(told.at(-1), ['setContext', 'maia.reviewIsActive', false]);
    });
  });
});
