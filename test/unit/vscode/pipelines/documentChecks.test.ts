import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { useFakeEditor } from '../../../support/fakeEditor';
import { hashOf, sales } from '../../../support/fakeRemote';
import { createPipelineText } from '../../../support/pipelineText';
import { toUri } from '../../../../src/vscode/files/locationUri';
import { createPipelines } from './pipelinesHarness';

const runs = (job: string, name = 'Load') =>
  createPipelineText({
    kind: 'orchestration',
    components: [
      { name: 'Start', type: 'start', transitions: { unconditional: [name] } },
      { name, type: 'run-orchestration', parameters: { orchestrationJob: job } },
    ],
  });
const fine = createPipelineText({ kind: 'orchestration', components: [{ name: 'Start', type: 'start' }] });
const onMain = { repository: sales, ref: { kind: 'branch', name: 'main' } } as const;
const at = (path: string) => toUri(onMain, path);
const encode = (text: string) => new TextEncoder().encode(text);
const local = (path: string) => vscode.Uri.file(`/clone/${path}`);
const rules = (limit: number) =>
  `rules:\n  - id: "minimum-components"\n    enabled: true\n    enforcementLevel: "warn"\n    config:\n      minComponents: ${limit}\n`;

describe('checking pipelines in the editor', () => {
  const editor = useFakeEditor();

  it('tells what is wrong a moment after the last key, at its place, and takes it back when it is mended', async () => {
    const { workspace, expectProblems } = createPipelines({ 'main.orch.yaml': fine });
    const document = workspace.open(at('main.orch.yaml'), fine);
    await expectProblems(document.uri, []);
    const broken = runs('main').replace('- "Load"', '- "Laod"');
    workspace.type(document, broken);
    assert.deepEqual(workspace.problemsOf(document.uri), []);
    await expectProblems(document.uri, ['0 unknown-transition-target']);
    const [problem] = workspace.problems.get(document.uri.toString()) ?? [];
    assert.equal(problem?.message, 'No component is named “Laod”. Did you mean “Load”?');
    assert.deepEqual([problem.source, problem.code, problem.severity], ['Maia', 'unknown-transition-target', 0]);
    assert.equal(broken.split('\n')[problem.range.start.line]?.slice(problem.range.start.character), '"Laod"');
    workspace.type(document, runs('main'));
    await expectProblems(document.uri, []);
  });

  it('says of a child pipeline on Bitbucket that it is missing, and nothing of a script, which is not listed', async () => {
    const { workspace, remote, expectProblems } = createPipelines({ 'main.orch.yaml': fine, 'a/load.orch.yaml': fine });
    const script = { scriptLocation: 'File', fileName: 'x.sql' };
    const text = runs('b/gone').replace(
      '        orchestrationJob',
      Object.entries(script)
        .map(([key, value]) => `        ${key}: "${value}"\n`)
        .join('') + '        orchestrationJob',
    );
    const document = workspace.open(at('main.orch.yaml'), text);
    await expectProblems(document.uri, ['1 child-pipeline-missing']);
    workspace.type(document, runs('b/load'));
    await expectProblems(document.uri, ['1 child-pipeline-moved']);
    const bodies = remote.takeRequests().filter((it) => /^file .*\.(orch|tran)\.yaml$/.test(it));
    assert.deepEqual(bodies, [], 'Nobody needs the content of other pipelines.');
  });

  it('looks for the quality rules once, and never again at the same commit', async () => {
    const { workspace, remote, expectSoon, settle } = createPipelines({ 'main.orch.yaml': fine });
    const document = workspace.open(at('main.orch.yaml'), fine);
    const rulesFile = 'file .matillion/config/pipeline_quality_rules.yaml';
    await expectSoon(() => remote.requests, ['branches main', 'deep filtered /', rulesFile]);
    await settle();
    workspace.close(document);
    remote.takeRequests();
    workspace.open(at('main.orch.yaml'), runs('gone'));
    await expectSoon(() => workspace.problemsOf(document.uri), ['1 child-pipeline-missing']);
    assert.deepEqual(remote.requests, []);
  });

  it('follows drafts: a child that is made makes the warning go, one that is deleted brings it back', async () => {
    const { workspace, expectProblems, tree } = createPipelines({ 'main.orch.yaml': fine });
    const document = workspace.open(at('main.orch.yaml'), runs('load'));
    await expectProblems(document.uri, ['1 child-pipeline-missing']);
    await tree.write('load.orch.yaml', encode(fine), { create: true, overwrite: false });
    await expectProblems(document.uri, []);
    await tree.delete('load.orch.yaml', { recursive: false });
    await expectProblems(document.uri, ['1 child-pipeline-missing']);
  });

  it('checks a pipeline without its repository while Bitbucket cannot be reached', async () => {
    const { workspace, remote, settle } = createPipelines({ 'main.orch.yaml': fine });
    remote.failure = new Error('offline');
    const document = workspace.open(at('main.orch.yaml'), runs('gone').replace('- "Load"', '- "Laod"'));
    await settle();
    assert.ok(workspace.problemsOf(document.uri)?.includes('0 unknown-transition-target'));
    assert.ok(workspace.problemsOf(document.uri)?.every((it) => !it.includes('child-pipeline')));
  });

  it('leaves out the sides of diffs and files at a commit', async () => {
    const { workspace, settle } = createPipelines({ 'main.orch.yaml': fine });
    const commit = toUri({ repository: sales, ref: { kind: 'commit', hash: hashOf('a') } }, 'main.orch.yaml');
    const sides = [commit, vscode.Uri.parse('git:/clone/main.orch.yaml')];
    for (const uri of sides) workspace.open(uri, runs('gone').replace('- "Load"', '- "Laod"'));
    await settle();
    assert.deepEqual(
      sides.map((uri) => workspace.problemsOf(uri)),
      [undefined, undefined],
    );
  });

  it('forgets the problems of a file that is closed', async () => {
    const { workspace, settle } = createPipelines({ 'main.orch.yaml': fine });
    const document = workspace.open(at('main.orch.yaml'), 'pipeline: [');
    await settle();
    assert.notDeepEqual(workspace.problemsOf(document.uri), []);
    workspace.close(document);
    await settle();
    assert.equal(workspace.problemsOf(document.uri), undefined);
  });

  it('knows every file of a clone, asks nobody, and follows what other programs do there', async () => {
    const { workspace, remote, expectProblems } = createPipelines();
    for (const path of ['.git/HEAD', 'main.orch.yaml', 'a/load.orch.yaml']) workspace.files.set(`/clone/${path}`, fine);
    const document = workspace.open(local('main.orch.yaml'), runs('b/load'));
    await expectProblems(document.uri, ['1 child-pipeline-moved']);
    workspace.write('/clone/b/load.orch.yaml', fine);
    await expectProblems(document.uri, []);
    workspace.write('/clone/b/load.orch.yaml', undefined);
    workspace.write('/clone/a/load.orch.yaml', undefined);
    await expectProblems(document.uri, ['1 child-pipeline-missing']);
    assert.deepEqual(remote.requests, []);
  });

  it('follows what the editor does in a clone where nothing watches the disk', async () => {
    const { workspace, expectProblems } = createPipelines();
    for (const path of ['main.orch.yaml', 'a/load.orch.yaml']) workspace.files.set(`/clone/${path}`, fine);
    workspace.files.set('/clone/.git/HEAD', '');
    const document = workspace.open(local('main.orch.yaml'), runs('b/load'));
    await expectProblems(document.uri, ['1 child-pipeline-moved']);
    workspace.rename('/clone/a/load.orch.yaml', '/clone/b/load.orch.yaml');
    await expectProblems(document.uri, []);
  });

  it('finds what nobody has told of once a file is open that was not there', async () => {
    const { workspace, expectProblems } = createPipelines();
    for (const path of ['.git/HEAD', 'main.orch.yaml']) workspace.files.set(`/clone/${path}`, fine);
    const document = workspace.open(local('main.orch.yaml'), runs('b/load'));
    await expectProblems(document.uri, ['1 child-pipeline-missing']);
    for (const path of ['b/load.orch.yaml', 'b/other.orch.yaml']) workspace.files.set(`/clone/${path}`, fine);
    workspace.open(local('b/other.orch.yaml'), fine);
    await expectProblems(document.uri, []);
  });

  it('goes by the quality rules as somebody edits them, and checks their file, too', async () => {
    const { workspace, expectProblems } = createPipelines();
    const path = '.matillion/config/pipeline_quality_rules.yaml';
    workspace.files.set(`/clone/${path}`, rules(1));
    workspace.files.set('/clone/main.orch.yaml', fine);
    const pipeline = workspace.open(local('main.orch.yaml'), fine);
    const file = workspace.open(local(path), rules(1), 'yaml');
    await expectProblems(pipeline.uri, []);
    await expectProblems(file.uri, []);
    workspace.type(file, rules(5));
    await expectProblems(pipeline.uri, ['1 quality-minimum-components']);
    workspace.type(file, rules(5).replace('minimum-components', 'minimum-component'));
    await expectProblems(pipeline.uri, []);
    await expectProblems(file.uri, ['1 quality-rules-unknown']);
  });

  it('says where the texts for Maia’s assistant become too long together', async () => {
    const { workspace, expectProblems } = createPipelines();
    const folder = '/clone/.matillion/maia/rules';
    workspace.files.set(`${folder}/a.md`, 'a'.repeat(11_000));
    workspace.files.set(`${folder}/b.md`, 'b');
    const document = workspace.open(vscode.Uri.file(`${folder}/b.md`), 'b', 'markdown');
    await expectProblems(document.uri, []);
    workspace.type(document, 'b'.repeat(2000));
    await expectProblems(document.uri, ['1 rules-text-too-long']);
  });

  it('checks an untitled pipeline by itself', async () => {
    const { workspace, expectProblems } = createPipelines();
    const document = workspace.open(
      vscode.Uri.parse('untitled:Untitled-1'),
      runs('gone').replace('- "Load"', '- "Laod"'),
    );
    await expectProblems(document.uri, ['0 unknown-transition-target']);
    assert.deepEqual(editor.current().messages, []);
  });
});
