import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { toUri } from '../../src/vscode/files/locationUri';
import { EmulatorAdmin } from '../emulator/adminClient';
import { readEmulatorAddresses } from '../support/emulatorAccess';
import { createPipelineText } from '../support/pipelineText';
import { waitUntil } from '../support/waitUntil';
import { writtenPipeline } from '../support/writtenPipeline';
import { pressing } from './pressing';
import { ensureSignedIn, skipWithoutPerson } from './signIn';

const open = (content: string) => vscode.workspace.openTextDocument({ language: 'maia-pipeline', content });

function placeOf(document: vscode.TextDocument, part: string): vscode.Position {
  const offset = document.getText().indexOf(part);
  assert.ok(offset >= 0, part);
  return document.positionAt(offset + part.length);
}

async function labelsAt(document: vscode.TextDocument, part: string): Promise<readonly unknown[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    placeOf(document, part),
  );
  return list.items.map(({ label }) => label);
}

async function hoverAt(document: vscode.TextDocument, part: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    placeOf(document, part),
  );
  return hovers
    .flatMap(({ contents }) => contents.map((it) => (it instanceof vscode.MarkdownString ? it.value : '')))
    .join('\n');
}

async function findAction(
  document: vscode.TextDocument,
  range: vscode.Range,
  title: string,
): Promise<vscode.CodeAction | undefined> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    vscode.CodeActionKind.Refactor.value,
  );
  return actions.find((it) => it.title === title);
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

describe('pipelines that are written', () => {
  it('get proposals, once the language has awoken', async () => {
    const document = await open(writtenPipeline.replace('- "Load"', '- "'));
    // The features are loaded when the first pipeline is opened.
    await waitUntil(async () => (await labelsAt(document, '        - "')).includes('Loose'));
    assert.deepEqual((await labelsAt(document, '        - "')).slice(0, 2), ['Load', 'Loose']);
    const types = await labelsAt(
      await open(writtenPipeline.replace('"sql-executor"', '"')),
      '    Load:\n      type: "',
    );
    assert.ok(types.includes('sql-executor') && types.includes('run-transformation'));
  });

  it('say what a component is, and what it is connected with', async () => {
    const document = await open(writtenPipeline);
    await waitUntil(async () => (await hoverAt(document, '\n    Lo')).includes('Start'));
    const hover = await hoverAt(document, '\n    Lo');
    assert.match(hover, /\*\*Load\*\*.*SQL.*Executor/);
    assert.match(hover, /Comes&nbsp;from:&nbsp;Start|Comes from: Start/);
  });

  it('are changed by whole steps', async () => {
    const document = await open(writtenPipeline);
    const place = placeOf(document, '\n    Lo');
    const find = (title: string) => findAction(document, new vscode.Range(place, place), title);
    await waitUntil(async () => (await find('Skip “Load”')) !== undefined);
    const duplicate = await find('Duplicate “Load”');
    assert.ok(duplicate?.edit);
    assert.ok(await vscode.workspace.applyEdit(duplicate.edit));
    assert.match(document.getText(), /^ {4}Load 2:\n {6}type: "sql-executor"\n/m);
    const skip = await find('Skip “Load”');
    assert.ok(skip?.edit);
    assert.ok(await vscode.workspace.applyEdit(skip.edit));
    assert.match(document.getText(), /^ {4}Load:\n {6}type: "sql-executor"\n(?: {6,}.*\n)* {6}skipped: true\n/m);
  });
});

describe('pipelines that are written in a clone', () => {
  let folder: string;
  const at = (path: string) => vscode.Uri.file(join(folder, path));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'maia-writing-'));
    mkdirSync(join(folder, '.git'));
    const step = { type: 'sql-script', parameters: { sqlScript: 'SELECT 1' } };
    const parent = createPipelineText({
      kind: 'orchestration',
      components: [
        { name: 'Start', type: 'start', transitions: { unconditional: ['First'] } },
        { name: 'First', ...step, transitions: { success: ['Second'], failure: ['Failed'] } },
        { name: 'Second', ...step, transitions: { success: ['Done'], failure: ['Failed'] } },
        { name: 'Done', type: 'end-success' },
        { name: 'Failed', type: 'end-failure' },
        { name: 'Shared', type: 'run-shared-pipeline', parameters: { pipelineName: '' } },
      ],
    });
    write('parent.orch.yaml', parent.replaceAll('\n', '\r\n'));
    write('load/Day.orch.yaml', createPipelineText({ kind: 'orchestration', components: [] }));
    write('.maia-bitbucket.yaml', 'version: "1.0"\nname: "Sales"\n');
    write(
      '.matillion/shared-pipelines.yaml',
      'version: "1.0"\ntype: "shared-pipelines-config"\npipelines:\n- pipeline: "load/Day"\n  displayName: "Load a day"\n  id: "load-day"\n',
    );
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true, force: true });
  });

  it('give components to a new file, and one undo restores every byte', async () => {
    const document = await vscode.workspace.openTextDocument(at('parent.orch.yaml'));
    const editor = await vscode.window.showTextDocument(document);
    const text = document.getText();
    const selection = new vscode.Range(placeOf(document, '\n    First'), placeOf(document, '\n    Second:'));
    const title = 'Extract to child pipeline “First”';
    await waitUntil(async () => (await findAction(document, selection, title)) !== undefined);
    editor.selection = new vscode.Selection(selection.start, selection.end);
    await vscode.commands.executeCommand('editor.action.codeAction', { kind: 'refactor.extract', apply: 'first' });
    const child = at('First.orch.yaml');
    // The editor answers before everything is done: first the file, then the text, which it saves as well.
    await waitUntil(() => document.getText().includes('orchestrationJob: "First') && !document.isDirty);
    assert.match(new TextDecoder().decode(await vscode.workspace.fs.readFile(child)), /^ {4}Second:\r\n/m);
    await vscode.commands.executeCommand('undo');
    await waitUntil(async () => document.getText() === text && !(await exists(child)));
    // What it undoes is left to be saved.
    await document.save();
    assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(document.uri)), text);
  });

  it('get the names of shared pipelines', async () => {
    const document = await vscode.workspace.openTextDocument(at('parent.orch.yaml'));
    await waitUntil(async () => (await labelsAt(document, 'pipelineName: "')).length > 0);
    assert.deepEqual(await labelsAt(document, 'pipelineName: "'), ['Sales#load-day']);
  });

  it('follow the file of quality rules, which is proposed, explained and checked as well', async () => {
    write(
      '.matillion/config/pipeline_quality_rules.yaml',
      'rules:\n- id: "unused-component"\n  enabled: true\n- id: "\n',
    );
    const document = await vscode.workspace.openTextDocument(at('.matillion/config/pipeline_quality_rules.yaml'));
    await waitUntil(
      async () => (await labelsAt(document, '- id: "unused-component"\n  enabled: true\n- id: "')).length > 0,
    );
    const ids = await labelsAt(document, '- id: "unused-component"\n  enabled: true\n- id: "');
    assert.ok(ids.includes('maximum-components') && ids.includes('component-naming-convention'), ids.join());
    const edit = new vscode.WorkspaceEdit();
    const open = placeOf(document, 'enabled: true\n- id: "');
    edit.delete(document.uri, new vscode.Range(open.with({ character: 0 }), open));
    assert.ok(await vscode.workspace.applyEdit(edit));
    const problems = () => vscode.languages.getDiagnostics(document.uri).map(({ source, code }) => [source, code]);
    await waitUntil(() => problems().length === 1);
    assert.deepEqual(problems(), [['Maia', 'quality-rules-unknown']]);
    const mend = new vscode.WorkspaceEdit();
    mend.insert(document.uri, placeOf(document, 'unused-component'), 's');
    assert.ok(await vscode.workspace.applyEdit(mend));
    await waitUntil(() => problems().length === 0);
    assert.match(await hoverAt(document, '"unused'), /^\*\*unused\\?-components\*\*/);
    await document.save();
    const pipeline = await vscode.workspace.openTextDocument(at('parent.orch.yaml'));
    await waitUntil(() =>
      vscode.languages.getDiagnostics(pipeline.uri).some(({ code }) => code === 'quality-unused-components'),
    );
  });
});

describe('pipelines that are written on Bitbucket', () => {
  const repository = { workspace: 'northwind', slug: 'customer-360' };
  const uri = toUri({ repository, ref: { kind: 'branch', name: 'main' } }, 'Refresh customers.orch.yaml');

  before(async function () {
    skipWithoutPerson(this);
    await ensureSignedIn();
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('get the paths of the repository’s pipelines, of which nobody fetches what is in them', async () => {
    const admin = new EmulatorAdmin(readEmulatorAddresses().adminUrl);
    await admin.resetRequests();
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const edit = new vscode.WorkspaceEdit();
    const component =
      '    Refresh:\n      type: "run-transformation"\n      parameters:\n        transformationJob: "\n';
    edit.insert(uri, placeOf(document, '  components:\n'), component);
    assert.ok(await vscode.workspace.applyEdit(edit));
    await waitUntil(async () => (await labelsAt(document, 'transformationJob: "')).length > 0);
    assert.deepEqual(await labelsAt(document, 'transformationJob: "'), [
      'customers/CRM contacts.tran.yaml',
      'customers/Shop customers.tran.yaml',
    ]);
    const { requests } = await admin.readRequests();
    const paths = requests.map(({ path }) => decodeURIComponent(path));
    assert.ok(paths.some((path) => path.includes('/customer-360/')));
    assert.deepEqual(
      paths.filter((path) => path.endsWith('.tran.yaml')),
      [],
    );
  });

  it('say how many may use them that were not read, and read those for a click', async () => {
    const findLens = async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 9);
      return lenses[0]?.command;
    };
    await waitUntil(async () => (await findLens()) !== undefined);
    const lens = await findLens();
    assert.equal(lens?.title, 'No use found yet · 2 of 3 pipelines not read yet');
    await pressing('Look into them', async () => {
      await vscode.commands.executeCommand(lens.command, uri);
    });
    assert.equal((await findLens())?.title, 'Used by no pipeline');
  });
});
