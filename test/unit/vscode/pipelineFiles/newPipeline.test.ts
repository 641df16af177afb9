import assert from 'node:assert/strict';
import { createPipelineText } from '../../../../src/repositories/pipelineTemplates';
import { newFile, newFolder } from '../../../../src/vscode/pipelineFiles/newFile';
import { newPipeline } from '../../../../src/vscode/pipelineFiles/newPipeline';
import { useFakeEditor } from '../../../support/fakeEditor';
import { createPipelineFiles, onMain } from './pipelineFilesHarness';

describe('A new pipeline', () => {
  const editor = useFakeEditor();

  for (const [label, kind, path] of [
    ['Orchestration', 'orchestration', 'ingest/Load Orders.orch.yaml'],
    ['Transformation', 'transformation', 'ingest/Load Orders.tran.yaml'],
  ] as const) {
    it(`is made as a draft in the folder of the row, and opened: ${label}`, async () => {
      const { runOn, readText, readDrafts } = createPipelineFiles();
      editor.current().choices.push(label);
      editor.current().answers.push('Load Orders');
      await runOn('ingest', newPipeline);
      assert.deepEqual(await readDrafts(), [`content ${path}`]);
      assert.equal(await readText(path), createPipelineText(kind));
      const [command, uri] = editor.current().executed.at(-1) ?? [];
      assert.equal(command, 'vscode.open');
      assert.match(decodeURIComponent(String(uri)), new RegExp(`${path}$`));
    });
  }

  it('is made beside the pipeline it was called on', async () => {
    const { runOn, readDrafts } = createPipelineFiles();
    editor.current().choices.push('Orchestration');
    editor.current().answers.push('Other');
    await runOn('ingest/Load.orch.yaml', newPipeline);
    assert.deepEqual(await readDrafts(), ['content ingest/Other.orch.yaml']);
  });

  it('needs no request to know where to go', async () => {
    const { context, remote, services } = createPipelineFiles();
    await services.files.resolve(onMain);
    remote.takeRequests();
    await newPipeline(context, { kind: 'folder', location: onMain, path: 'ingest', accountId: '1' });
    assert.equal(editor.current().questions.at(-1)?.title, 'New pipeline');
    assert.deepEqual(remote.requests, []);
  });

  it('goes into a folder that is chosen where the row names none, which may be new', async () => {
    const { runOn, readDrafts } = createPipelineFiles();
    editor.current().choices.push('Transformation', 'New folder…');
    editor.current().answers.push('transform//daily', 'transform/daily/', 'Total');
    await runOn('', newPipeline);
    assert.deepEqual(editor.current().questions.at(-1)?.labels, ['Root of the repository', 'ingest', 'New folder…']);
    assert.deepEqual(await readDrafts(), ['content transform/daily/Total.tran.yaml']);
    assert.deepEqual(editor.current().refusals, ['Type a name.']);
  });

  it('says as it is typed what is wrong with a name', async () => {
    const { runOn, readDrafts } = createPipelineFiles();
    editor.current().choices.push('Orchestration');
    editor.current().answers.push('', 'a/b', 'two  spaces', ' edge', 'nul', 'load', 'SUM', 'Good name.orch.yaml');
    await runOn('ingest', newPipeline);
    assert.deepEqual(editor.current().refusals, [
      'Type a name.',
      'Maia takes letters from A to Z, digits, underscores, hyphens, parentheses and single spaces, but not “/”.',
      'Maia takes only one space at a time.',
      'A name begins and ends with something else than a space.',
      'This is the name of a device on Windows, and a clone there would fail.',
      'There is an orchestration pipeline of this name in the folder: Load.orch.yaml',
      'There is a transformation pipeline of this name in the folder: Sum.tran.yaml',
    ]);
    assert.deepEqual(await readDrafts(), ['content ingest/Good name.orch.yaml']);
  });

  it('is not made when any question is left', async () => {
    for (const [choices, answers] of [
      [[], []],
      [['Orchestration'], []],
      [['Orchestration', 'Root of the repository'], []],
    ]) {
      const { runOn, readDrafts } = createPipelineFiles();
      editor.current().choices.push(...(choices ?? []));
      editor.current().answers.push(...(answers ?? []));
      await runOn('', newPipeline);
      assert.deepEqual(await readDrafts(), []);
    }
  });

  it('is refused on a commit, saying why', async () => {
    const { context } = createPipelineFiles();
    const ref = { kind: 'commit', hash: 'a'.repeat(40) };
    await newPipeline(context, { location: { repository: { workspace: 'acme', slug: 'sales-analytics' }, ref } });
    assert.match(editor.current().messages[0]?.text ?? '', /This is a commit, which never changes/);
  });
});

describe('A new file or folder', () => {
  const editor = useFakeEditor();

  it('is made as a draft', async () => {
    const { runOn, readDrafts } = createPipelineFiles();
    editor.current().answers.push('README.md', 'notes.md', 'staging');
    await runOn('', newFile);
    await runOn('ingest', newFolder);
    assert.deepEqual(await readDrafts(), ['folder ingest/staging', 'content notes.md']);
    assert.deepEqual(editor.current().refusals, ['There is something of this name in the folder: README.md']);
  });

  it('says what is wrong with a name only the branch knows of, and lets the user try again', async () => {
    const { runOn, readDrafts } = createPipelineFiles();
    editor.current().answers.push('.git');
    await runOn('', newFile);
    assert.match(editor.current().messages[0]?.text ?? '', /Git keeps nothing under the name “\.git”/);
    assert.deepEqual(editor.current().messages[0]?.buttons, ['Try again']);
    assert.deepEqual(await readDrafts(), []);
  });
});
