import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { toUri } from '../../../../src/vscode/files/locationUri';
import { useFakeEditor } from '../../../support/fakeEditor';
import { settleDown } from '../../../support/fakeClock';
import { sales } from '../../../support/fakeRemote';
import { createPipelineText } from '../../../support/pipelineText';
import { createPipelines } from './pipelinesHarness';

const onMain = { repository: sales, ref: { kind: 'branch', name: 'main' } } as const;
const at = (path: string) => toUri(onMain, path);
const row = { location: onMain, accountId: '1' };
const fine = createPipelineText({
  kind: 'orchestration',
  components: [
    { name: 'Start', type: 'start', transitions: { unconditional: ['End'] } },
    { name: 'End', type: 'end-success' },
  ],
});
const broken = fine.replace('- "End"', '- "Edn"');
const files = {
  'main.orch.yaml': fine,
  'a/broken.orch.yaml': broken,
  'b/c/broken.orch.yaml': broken,
  '.matillion/shared-pipelines.yaml': 'pipelines:\n  - pipeline: "gone"\n',
};
const wrong = ['0 unknown-transition-target'];

describe('checking a whole repository', () => {
  const editor = useFakeEditor();

  it('says its cost first, and reads nothing when the user declines', async () => {
    const { features, clock, remote } = createPipelines(files);
    await clock.runUntilSettled(features.checkRepository(row));
    assert.deepEqual(
      editor.current().messages.map(({ text }) => text),
      [
        'Check the 3 pipelines of acme∕sales-analytics @ main? 3 of them were not read yet: this takes 3 requests; Bitbucket grants about 1,000 an hour.',
      ],
    );
    assert.deepEqual(
      remote.requests.filter((it) => it.endsWith('.orch.yaml')),
      [],
    );
  });

  it('lists the problems of every file, each read once, and says how many there are', async () => {
    const { workspace, features, clock, remote } = createPipelines(files);
    editor.current().presses.push('Check', 'Show problems');
    await clock.runUntilSettled(features.checkRepository(row));
    assert.deepEqual(
      Object.keys(files).map((path) => workspace.problemsOf(at(path))),
      [[], wrong, wrong, ['1 shared-pipeline-missing']],
    );
    assert.equal(
      editor.current().messages.at(-1)?.text,
      'Checked 3 pipelines of acme∕sales-analytics @ main: 2 errors, 1 warnings, 0 hints.',
    );
    assert.deepEqual(editor.current().executed, [['workbench.actions.view.problems']]);
    remote.takeRequests();
    editor.current().messages.splice(0);
    await clock.runUntilSettled(features.checkRepository(row));
    assert.deepEqual(remote.requests, []);
    assert.equal(editor.current().messages.length, 1, 'What costs nothing is not asked about.');
  });

  it('tells the result once the editor shows no more that work is under way, which it does for 800 ms at least', async () => {
    const { features, clock } = createPipelines(files);
    editor.current().presses.push('Check');
    const beganMs = clock.now();
    await clock.runUntilSettled(features.checkRepository(row));
    assert.ok(clock.now() - beganMs >= 800);
  });

  it('keeps what it found while files are opened and closed, and follows what is saved', async () => {
    const { workspace, features, clock, tree, expectProblems } = createPipelines(files);
    editor.current().presses.push('Check');
    await clock.runUntilSettled(features.checkRepository(row));
    const uri = at('a/broken.orch.yaml');
    const document = workspace.open(uri, broken);
    workspace.type(document, fine);
    await expectProblems(uri, []);
    workspace.close(document);
    await expectProblems(uri, wrong);
    await tree.write('a/broken.orch.yaml', new TextEncoder().encode(fine), { create: false, overwrite: true });
    await expectProblems(uri, []);
    assert.deepEqual(workspace.problemsOf(at('b/c/broken.orch.yaml')), wrong);
  });

  it('can be cancelled, and goes on later where it was', async () => {
    const { workspace, features, remote, clock } = createPipelines(files);
    let open: () => void = () => undefined;
    remote.gate = new Promise((resolve) => (open = resolve));
    const check = features.checkRepository(row);
    for (let turn = 0; turn < 50 && editor.current().progress.length === 0; turn++) {
      await settleDown();
      clock.wakeNext();
    }
    editor.current().cancel();
    await check;
    assert.deepEqual(editor.current().messages, []);
    open();
    remote.gate = undefined;
    editor.current().presses.push('Check');
    await clock.runUntilSettled(features.checkRepository(row));
    assert.deepEqual(workspace.problemsOf(at('a/broken.orch.yaml')), wrong);
  });

  it('checks a clone without a question, and without asking Bitbucket', async () => {
    const { workspace, features, clock, remote } = createPipelines();
    for (const [path, text] of Object.entries(files)) workspace.files.set(`/clone/${path}`, text);
    workspace.files.set('/clone/.git/HEAD', '');
    editor.current().folders = [vscode.Uri.file('/clone')];
    await clock.runUntilSettled(features.checkRepository(undefined));
    assert.deepEqual(workspace.problemsOf(vscode.Uri.file('/clone/a/broken.orch.yaml')), wrong);
    assert.deepEqual(
      editor.current().messages.map(({ text }) => text),
      ['Checked 3 pipelines of clone: 2 errors, 1 warnings, 0 hints.'],
    );
    assert.deepEqual(remote.requests, []);
  });
});

describe('the number of problems on rows', () => {
  const editor = useFakeEditor();

  it('is shown for pipelines that were read, never asks for others, and is the editor’s own for those it lists', async () => {
    const { workspace, features, clock, remote, services, access } = createPipelines(files);
    await access.get(sales);
    await services.snapshots.fetchContent(sales, 'main');
    await services.files.read(onMain, 'a/broken.orch.yaml');
    remote.takeRequests();
    const markOf = async (path: string) =>
      (await workspace.decorationProviders[0]?.provideFileDecoration(at(path), token))?.badge;
    assert.deepEqual([await markOf('a/broken.orch.yaml'), await markOf('b/c/broken.orch.yaml')], ['1', undefined]);
    assert.deepEqual(remote.requests, []);
    editor.current().presses.push('Check');
    await clock.runUntilSettled(features.checkRepository(row));
    assert.equal(await markOf('a/broken.orch.yaml'), undefined);
  });
});

const token = { isCancellationRequested: false, onCancellationRequested: () => new vscode.Disposable(() => undefined) };
