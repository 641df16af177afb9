import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { ReviewedFile } from '../../../../src/vscode/compare/review';
import { toUri } from '../../../../src/vscode/files/locationUri';
import type { ReviewNode } from '../../../../src/vscode/compare/reviewNode';
import { commandIds } from '../../../../src/vscode/ids';
import { settleDown } from '../../../support/fakeClock';
import { useFakeEditor } from '../../../support/fakeEditor';
import { sales } from '../../../support/fakeRemote';
import { createPipelineText } from '../../../support/pipelineText';
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
const manyPipelines = 45;

describe('the review of a branch', () => {
  const editor = useFakeEditor();
  function open() {
    const world = createCompareHarness(editor.current());
    const view = editor.current().treeViews.find(({ id }) => id === 'maia.review') ?? assert.fail('no view');
    const provider = view.provider as vscode.TreeDataProvider<ReviewNode>;
    const rows = async (parent?: ReviewNode) => (await provider.getChildren(parent)) ?? [];
    const item = async (node: ReviewNode) => provider.getTreeItem(node);
    const row = async (name: string) => {
      for (const node of await rows()) if ((await item(node)).label === name) return node;
      return assert.fail(`There is no row ${name}.`);
    };
    const texts = async (parent?: ReviewNode) => {
      const items = await Promise.all((await rows(parent)).map(item));
      return items.map(({ label, description }) => `${typeof label === 'string' ? label : ''}: ${String(description)}`);
    };
    /** Writes both sides of a file, at two commits; `undefined` where there is none. */
    const write = (path: string, old: string | undefined, now: string | undefined, oldPath = path): ReviewedFile => {
      const [original, modified] = [put(1, oldPath, old), put(2, path, now)];
      return { label: modified ?? original ?? assert.fail(), original, modified };
    };
    const put = (commit: number, path: string, text: string | undefined) => {
      if (text === undefined) return undefined;
      const uri = toUri({ repository: sales, ref: { kind: 'commit', hash: String(commit).padStart(40, '0') } }, path);
      world.put(uri, text);
      return uri;
    };
    const asked: string[] = [];
    const begin = async (files: readonly ReviewedFile[]) => {
      await world.compare.beginReview({
        title: 'Review: x against main',
        subject: 'x against main',
        note: 'Changed files.',
        files,
        again: () => Promise.resolve(void asked.push('again')),
        withAnother: () => Promise.resolve(void asked.push('another')),
        openPullRequest: () => Promise.resolve(void asked.push('pull request')),
      });
      await settleDown();
      await settleDown();
    };
    return { ...world, write, view, rows, row, item, texts, begin, asked };
  }

  async function openSome() {
    const world = open();
    await world.begin([
      world.write('sales/changed.tran.yaml', before, changed),
      world.write('moved.tran.yaml', before, moved),
      world.write('new.tran.yaml', undefined, before),
      world.write('gone.tran.yaml', before, undefined),
      world.write('load.sql', 'SELECT 1', 'SELECT 2'),
      world.write('logo.png', undefined, '\u0000'),
    ]);
    return world;
  }

  const run = (id: string, argument?: unknown) => editor.current().run(id, argument);

  it('begins with a list that says what changed in each file, also in those that are no pipelines', async () => {
    const { texts, view } = await openSome();
    assert.deepEqual(await texts(), [
      'changed: Filter: condition changed · sales',
      'moved: Only the layout changed',
      'new: New pipeline',
      'gone: Deleted pipeline',
      'load.sql: Changed; no pipeline',
      'logo.png: New file',
    ]);
    assert.deepEqual([view.message, view.description], ['Changed files.', 'x against main']);
    const executed = editor.current().executed;
    assert.ok(executed.some(([id, key, value]) => id === 'setContext' && key === 'maia.hasReview' && value === true));
    assert.ok(executed.some(([id]) => id === 'maia.review.focus'));
  });

  it('lists the changes of a pipeline below it, each leading to its place', async () => {
    const world = await openSome();
    const [change = assert.fail()] = await world.rows(await world.row('changed'));
    const item = await world.item(change);
    assert.deepEqual([item.label, item.description], ['Filter: condition changed', 'a → b']);
    await run(item.command?.command ?? '', change);
    const [, , title, options] = world.lastOpened('vscode.diff') ?? [];
    const { start, end } = (options as { readonly selection: vscode.Range }).selection;
    assert.equal(changed.split('\n')[start.line]?.slice(start.character, end.character), '"b"');
    assert.equal(title, 'changed.tran.yaml (Review: x against main)');
  });

  it('opens a file on a click: what is compared as a comparison, what is new or gone by itself', async () => {
    const world = await openSome();
    const commandOf = async (name: string) => (await world.item(await world.row(name))).command;
    const names = ['changed', 'new', 'gone', 'load.sql'];
    const commands = await Promise.all(names.map(commandOf));
    assert.deepEqual(
      commands.map((it) => [it?.command, ...((it?.arguments ?? []) as vscode.Uri[]).slice(0, 2).map(toSide)]),
      [
        ['vscode.diff', '1:sales/changed.tran.yaml', '2:sales/changed.tran.yaml'],
        ['vscode.open', '2:new.tran.yaml'],
        ['vscode.open', '1:gone.tran.yaml'],
        ['vscode.diff', '1:load.sql', '2:load.sql'],
      ],
    );
  });

  it('shows a row without layout, and as a graph', async () => {
    const world = await openSome();
    const row = await world.row('changed');
    await run(commandIds.compareIgnoringLayout, row);
    assert.equal(world.lastOpened('vscode.diff')?.[2], 'changed.tran.yaml (Review: x against main) – without layout');
    await run(commandIds.compareAsGraph, row);
    assert.deepEqual(world.graphs[0]?.summary, ['Filter: condition changed']);
  });

  it('says where a file was moved from, and that nothing in it changed', async () => {
    const world = open();
    await world.begin([
      world.write('a/name.tran.yaml', before, before, 'a/old.tran.yaml'),
      world.write('b/name.tran.yaml', before, changed, 'a/name.tran.yaml'),
      world.write('b/x.sql', 'a', 'a', 'x.sql'),
    ]);
    assert.deepEqual(await world.texts(), [
      'name: Renamed from old.tran.yaml · Nothing in it changed · a',
      'name: Moved from a/name.tran.yaml · Filter: condition changed · b',
      'x.sql: Moved from x.sql · no pipeline · b',
    ]);
  });

  it('compares a good many unbidden, and the others when it is told to, with their cost', async () => {
    const world = open();
    const names = Array.from({ length: manyPipelines }, (_, index) => `p${index}.tran.yaml`);
    await world.begin(names.map((name) => world.write(name, before, changed)));
    const [unread = assert.fail()] = await world.rows();
    const item = await world.item(unread);
    assert.deepEqual(
      [item.label, item.description, item.tooltip, world.read.length],
      [
        '5 pipelines are not told in words yet',
        'Compare them',
        'It takes 10 requests at most, of the 1,000 an hour that Bitbucket grants.',
        80,
      ],
    );
    await run(commandIds.readReview);
    assert.deepEqual([await world.texts().then((it) => it.length), world.read.length], [manyPipelines, 90]);
    assert.deepEqual(editor.current().progress, ['Comparing pipelines']);
  });

  it('compares one that is unfolded', async () => {
    const world = open();
    const names = Array.from({ length: manyPipelines }, (_, index) => `p${index}.tran.yaml`);
    await world.begin(names.map((name) => world.write(name, before, changed)));
    assert.equal((await world.rows(await world.row('p44'))).length, 1);
    assert.match((await world.texts()).at(-1) ?? '', /Filter: condition changed$/);
  });

  it('stops asking once nothing can be read, says why, and tries again', async () => {
    const world = open();
    const names = Array.from({ length: 20 }, (_, index) => `p${index}.tran.yaml`);
    const files = names.map((name) => world.write(name, before, changed));
    world.fail('Bitbucket’s limit of requests is used up. Open it again in 5 min.');
    await world.begin(files);
    const [unread = assert.fail()] = await world.rows();
    const item = await world.item(unread);
    assert.deepEqual([item.label, item.description], ['20 pipelines are not told in words yet', 'Try again']);
    assert.match(item.tooltip as string, /^Bitbucket’s limit of requests is used up\. Open it again in 5 min\.\n/);
    assert.ok(world.read.length <= 16, `${world.read.length} files were asked for.`);
    assert.match((await world.texts())[1] ?? '', /could not be read$/);
    world.fail(undefined);
    await run(commandIds.readReview);
    assert.match((await world.texts())[0] ?? '', /Filter: condition changed$/);
  });

  it('opens all in one editor, and asks first where that costs much', async () => {
    const world = await openSome();
    await run(commandIds.openReview);
    assert.deepEqual(
      [world.lastOpened('vscode.changes')?.[0], editor.current().messages],
      ['Review: x against main', []],
    );
    const names = Array.from({ length: 310 }, (_, index) => `q${index}.sql`);
    await world.begin(names.map((name) => world.write(name, 'a', 'b')));
    editor.current().presses.push('Open');
    await run(commandIds.openReview);
    assert.match(editor.current().messages[0]?.text ?? '', /^Open 300 files in one editor\? That takes 600 requests/);
    assert.equal(world.lastOpened('vscode.changes')?.[0], 'Review: x against main – the first 300 files');
  });

  it('looks again, against another branch, leads to a pull request, and goes away when it is told to', async () => {
    const world = await openSome();
    await run(commandIds.refreshReview);
    await run(commandIds.reviewAgainstAnother);
    await run(commandIds.openReviewPullRequest);
    assert.deepEqual(world.asked, ['again', 'another', 'pull request']);
    await run(commandIds.closeReview);
    assert.deepEqual(await world.texts(), []);
    assert.deepEqual(editor.current().executed.at(-1), ['setContext', 'maia.hasReview', false]);
  });
});

/** The number of a version's commit, and its path. */
function toSide({ path }: vscode.Uri): string {
  return path.replace(/^.*commit 0*(\d+)\//, '$1:');
}
