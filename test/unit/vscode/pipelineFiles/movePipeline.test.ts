import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { BitbucketError } from '../../../../src/bitbucket/bitbucketError';
import { sales } from '../../../support/fakeRemote';
import { deletePipeline } from '../../../../src/vscode/pipelineFiles/deletePipeline';
import { movePipeline, renamePipeline } from '../../../../src/vscode/pipelineFiles/movePipeline';
import type { WorkspaceEdit } from '../../../support/vscodeStub';
import { useFakeEditor } from '../../../support/fakeEditor';
import { createPipelineFiles } from './pipelineFilesHarness';

const load = 'ingest/Load.orch.yaml';
const sum = 'ingest/Sum.tran.yaml';
const renamed = ['deleted ingest/Load.orch.yaml', 'ingest/Load.orch.yaml → ingest/Ingest.orch.yaml'];
const sorted = (drafts: readonly string[]) => [...drafts].sort();

describe('Renaming, moving and deleting a pipeline', () => {
  const editor = useFakeEditor();
  const labels = () => editor.current().questions.at(-1)?.labels;

  /** A repository of which every pipeline was read before. */
  async function createRead() {
    const harness = createPipelineFiles();
    for (const path of ['Main.orch.yaml', 'Stale.orch.yaml', load, sum]) await harness.tree.read(path);
    await harness.services.snapshots.fetchContent(sales, 'main');
    harness.remote.takeRequests();
    return harness;
  }

  it('is asked about first where something refers to it, without a request', async () => {
    const { runOn, readDrafts, remote } = await createRead();
    editor.current().answers.push('Ingest');
    editor.current().choices.push('Rename');
    await runOn(load, renamePipeline);
    assert.deepEqual(labels(), [
      'Rename',
      'refer to it',
      'Main.orch.yaml',
      'may refer to it, only the name agrees: shown in a preview first',
      'Stale.orch.yaml',
    ]);
    assert.deepEqual(await readDrafts(), []);
    assert.equal(editor.current().edits.length, 1);
    assert.deepEqual(
      remote.requests.filter((it) => it.startsWith('file')),
      [],
    );
    assert.deepEqual(editor.current().messages, []);
  });

  it('takes along what refers to it in the same edit, asking where only the name agrees', async () => {
    const { runOn } = await createRead();
    editor.current().canEdit = true;
    editor.current().answers.push('Ingest');
    editor.current().choices.push('Rename');
    await runOn(load, renamePipeline);
    const [edit] = editor.current().edits as [WorkspaceEdit];
    assert.deepEqual(
      edit.replacements.map(({ uri, text, isAsked }) => [/[^/]*$/.exec(String(uri))?.[0], text, isAsked]),
      [
        ['Main.orch.yaml', '"ingest/Ingest"', false],
        ['Stale.orch.yaml', '"ingest/Ingest"', true],
      ],
    );
    assert.match(String(edit.files), /^rename \S*Load\.orch\.yaml \S*Ingest\.orch\.yaml$/);
    assert.equal(
      editor.current().messages[0]?.text,
      '“Main.orch.yaml” refers to “Load.orch.yaml” and was changed with it.',
    );
  });

  it('says what was not changed where the editor could not do it', async () => {
    const { runOn, readDrafts, tree } = await createRead();
    await tree.delete('Stale.orch.yaml', { recursive: false });
    editor.current().answers.push('Ingest');
    editor.current().choices.push('Rename');
    await runOn(load, renamePipeline);
    assert.deepEqual(sorted(await readDrafts()), ['deleted Stale.orch.yaml', ...renamed]);
    assert.match(
      editor.current().messages[0]?.text ?? '',
      /^“Main\.orch\.yaml” still refers to “Load\.orch\.yaml” where it was\. Change that to “ingest\/Ingest\.orch\.yaml”/,
    );
  });

  it('goes ahead without a question where nothing does', async () => {
    const { runOn, readDrafts } = await createRead();
    editor.current().answers.push('Total');
    await runOn(sum, renamePipeline);
    assert.deepEqual(editor.current().questions, []);
    assert.deepEqual(sorted(await readDrafts()), [`deleted ${sum}`, `${sum} → ingest/Total.tran.yaml`]);
  });

  it('offers to look into what was not read, with the number of requests', async () => {
    const { runOn, remote } = createPipelineFiles();
    editor.current().canEdit = true;
    editor.current().answers.push('Ingest');
    editor.current().choices.push('Look into the 4 pipelines that were not read yet', 'Rename');
    await runOn(load, renamePipeline);
    const [first, second] = editor.current().questions;
    assert.deepEqual(first?.labels, ['Rename', 'Look into the 4 pipelines that were not read yet']);
    assert.ok(second?.labels.includes('Main.orch.yaml'));
    assert.equal(remote.requests.filter((it) => it.startsWith('file')).length, 4);
    assert.equal(editor.current().edits.length, 1);
  });

  it('changes nothing when the question is left, or when a reference is looked at instead', async () => {
    const { runOn, readDrafts } = await createRead();
    editor.current().answers.push('Ingest', 'Ingest');
    await runOn(load, renamePipeline);
    editor.current().choices.push('Main.orch.yaml');
    await runOn(load, renamePipeline);
    assert.deepEqual(await readDrafts(), []);
    assert.match(decodeURIComponent(String(editor.current().executed.at(-1)?.[1])), /Main\.orch\.yaml$/);
  });

  it('is possible while Bitbucket cannot say what refers to it', async () => {
    const { runOn, remote, tree, readDrafts } = createPipelineFiles();
    for (const folder of ['', 'ingest']) await tree.list(folder);
    await tree.read(sum);
    remote.failure = new BitbucketError({ kind: 'unreachable' }, 'down');
    editor.current().answers.push('Total');
    editor.current().choices.push('Rename');
    await runOn(sum, renamePipeline);
    assert.deepEqual(labels(), ['Rename']);
    assert.deepEqual(sorted(await readDrafts()), [`deleted ${sum}`, `${sum} → ingest/Total.tran.yaml`]);
  });

  it('refuses a name that Maia would not take, and one that is taken', async () => {
    const { runOn, readDrafts } = await createRead();
    editor.current().answers.push('Summe für alle', 'Load');
    await runOn(sum, renamePipeline);
    assert.deepEqual(await readDrafts(), []);
    assert.match(editor.current().refusals.join('\n'), /but not “ü”.*\n.*orchestration pipeline of this name/);
  });

  it('moves to a folder that is chosen', async () => {
    const { runOn, readDrafts } = await createRead();
    editor.current().choices.push('Root of the repository');
    await runOn(sum, movePipeline);
    assert.deepEqual(labels(), ['Root of the repository', 'New folder…']);
    assert.deepEqual(sorted(await readDrafts()), [`deleted ${sum}`, `${sum} → Sum.tran.yaml`]);
  });

  it('moves a folder with all pipelines in it, telling what refers to any of them', async () => {
    const { runOn, tree } = await createRead();
    await tree.delete('Stale.orch.yaml', { recursive: false });
    editor.current().answers.push('load');
    editor.current().choices.push('Rename');
    await runOn('ingest', renamePipeline);
    assert.ok(labels()?.includes('Main.orch.yaml'));
    assert.deepEqual((await tree.list('load')).map(({ name }) => name).sort(), ['Load.orch.yaml', 'Sum.tran.yaml']);
  });

  it('lets the editor do it where it can, so that open tabs and undo go along', async () => {
    const { runOn, readDrafts } = await createRead();
    editor.current().canEdit = true;
    editor.current().answers.push('Total');
    await runOn(sum, renamePipeline);
    assert.equal(editor.current().edits.length, 1);
    assert.deepEqual(await readDrafts(), []);
  });

  it('deletes as a draft, and gives back what was there before, edits included', async () => {
    const { runOn, tree, readText, readDrafts } = await createRead();
    await tree.write(sum, new TextEncoder().encode('edited'), { create: false, overwrite: true });
    editor.current().presses.push('Undo');
    await runOn(sum, deletePipeline);
    // Undoing is a change of its own, which the command does not wait for.
    for (let turn = 0; (await readDrafts())[0] !== `content ${sum}` && turn < 400; turn++) await setTimeout(5);
    assert.match(editor.current().messages[0]?.text ?? '', /“Sum\.tran\.yaml” is deleted here, and on the branch once/);
    assert.deepEqual([await readText(sum), await readDrafts()], ['edited', [`content ${sum}`]]);
  });

  it('tells what refers to it before it deletes, and undoes nothing by itself', async () => {
    const { runOn, readDrafts } = await createRead();
    editor.current().choices.push('Delete');
    await runOn(load, deletePipeline);
    assert.ok(labels()?.includes('Main.orch.yaml'));
    assert.deepEqual(await readDrafts(), [`deleted ${load}`]);
    assert.match(editor.current().messages[0]?.text ?? '', /still refers to “Load\.orch\.yaml”/);
  });

  it('does none of it to a repository', async () => {
    const { runOn } = await createRead();
    for (const command of [renamePipeline, movePipeline, deletePipeline]) await runOn('', command);
    assert.equal(editor.current().messages.length, 3);
  });
});
