import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { createPipelineText } from '../support/pipelineText';
import { waitUntil } from '../support/waitUntil';

const parentText = createPipelineText({
  kind: 'orchestration',
  components: [
    { name: 'Start', type: 'start', transitions: { unconditional: ['Load all'] } },
    {
      name: 'Load all',
      type: 'run-orchestration',
      parameters: { orchestrationJob: 'children/load', setScalarVariables: [['day', '${today}']] },
    },
  ],
  variables: [{ name: 'today', scope: 'SHARED' }],
}).replaceAll('\n', '\r\n');
const childText = createPipelineText({
  kind: 'orchestration',
  components: [{ name: 'Start', type: 'start', parameters: { note: '${day}' } }],
  variables: [{ name: 'day', scope: 'SHARED' }],
});
const encode = (text: string) => new TextEncoder().encode(text);

describe('finding one’s way in pipelines of a clone', () => {
  const folder = vscode.Uri.file(mkdtempSync(join(tmpdir(), 'maia-navigation-')));
  const at = (path: string) => vscode.Uri.joinPath(folder, path);
  const parent = at('parent.orch.yaml');
  const child = at('children/load.orch.yaml');
  let document: vscode.TextDocument;

  const placeOf = (text: string, offset = 1) => document.positionAt(document.getText().indexOf(text) + offset);
  const rename = async (text: string, newName: string, offset = 1) =>
    vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      placeOf(text, offset),
      newName,
    );
  const show = async (uri: vscode.Uri) => {
    document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
  };
  const undo = async () => vscode.commands.executeCommand('undo');

  before(async () => {
    await vscode.workspace.fs.createDirectory(at('.matillion'));
    await vscode.workspace.fs.writeFile(parent, encode(parentText));
    await vscode.workspace.fs.writeFile(child, encode(childText));
    await show(parent);
    // The features arrive with the first pipeline, and know the others a moment later.
    await waitUntil(async () => {
      const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        parent,
        placeOf('children/load'),
      );
      return found.length > 0;
    });
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder.fsPath, { recursive: true, force: true });
  });

  const targetsOf = async (text: string, offset = 1) =>
    (
      await vscode.commands.executeCommand<vscode.LocationLink[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        placeOf(text, offset),
      )
    ).map(({ targetUri, targetRange }) => [targetUri.path, targetRange.start.line]);

  it('goes to components, variables, child pipelines, and the variables of those', async () => {
    const lineOf = (text: string, of: string) => of.split('\n').findIndex((line) => line.trim() === text);
    assert.deepEqual(await targetsOf('- "Load all"', 4), [[parent.path, lineOf('Load all:', parentText)]]);
    assert.deepEqual(await targetsOf('${today}', 4), [[parent.path, lineOf('today:', parentText)]]);
    assert.deepEqual(await targetsOf('children/load'), [[child.path, 0]]);
    assert.deepEqual(await targetsOf('- - "day"', 6), [[child.path, lineOf('day:', childText)]]);
  });

  it('finds every reference, in parents too', async () => {
    await show(child);
    const found = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      child,
      placeOf('day:'),
    );
    const paths = found.map(({ uri }) => uri.path).sort();
    assert.deepEqual(paths, [child.path, child.path, parent.path].sort());
    await show(parent);
  });

  it('lists what is in a file, folds it, links it, marks what is the same, and grows a selection', async () => {
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      parent,
    );
    assert.deepEqual(
      symbols.map(({ name, detail }) => [name, detail]),
      [
        ['Start', 'start'],
        ['Load all', 'run-orchestration'],
        ['today', 'TEXT'],
      ],
    );
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      parent,
    );
    assert.ok(folds.some(({ start }) => start === placeOf('Load all:').line));
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', parent);
    assert.ok(links.some(({ target }) => target?.path === child.path));
    const marks = await vscode.commands.executeCommand<vscode.DocumentHighlight[]>(
      'vscode.executeDocumentHighlights',
      parent,
      placeOf('"Load all"', 2),
    );
    assert.equal(marks.length, 4);
    const [selection] = await vscode.commands.executeCommand<vscode.SelectionRange[]>(
      'vscode.executeSelectionRangeProvider',
      parent,
      [placeOf('children/load')],
    );
    const grown: string[] = [];
    for (let at = selection; at !== undefined; at = at.parent) grown.push(document.getText(at.range));
    assert.ok(grown.includes('children/load'));
    assert.ok(grown.includes('orchestrationJob: "children/load"'));
  });

  it('finds who runs a pipeline as a shared one, and does not take that of another project for it', async () => {
    const shared = at('children/shared.orch.yaml');
    const users = { own: 'Sales#load', other: 'Finance#load' };
    await vscode.workspace.fs.writeFile(shared, encode(childText));
    await vscode.workspace.fs.writeFile(at('.maia-bitbucket.yaml'), encode('version: "1.0"\nname: "Sales"\n'));
    await vscode.workspace.fs.writeFile(
      at('.matillion/shared-pipelines.yaml'),
      encode('version: "1.0"\npipelines:\n- pipeline: "children/shared"\n  id: "load"\n'),
    );
    for (const [name, pipelineName] of Object.entries(users)) {
      const components = [{ name: 'Run', type: 'run-shared-pipeline', parameters: { pipelineName } }];
      await vscode.workspace.fs.writeFile(
        at(`${name}.orch.yaml`),
        encode(createPipelineText({ kind: 'orchestration', components })),
      );
    }
    await show(shared);
    const titles = async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        shared,
        9,
      );
      return lenses.map(({ command }) => command?.title);
    };
    await waitUntil(
      async () => (await titles())[0] === 'Used by 1 pipeline · shared with other projects',
      async () => `It says ${JSON.stringify(await titles())}.`,
    );
    await show(at('own.orch.yaml'));
    const found = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      document.uri,
      placeOf('Sales#load'),
    );
    assert.deepEqual(found.map(({ uri }) => uri.path).sort(), [
      at('.matillion/shared-pipelines.yaml').path,
      at('own.orch.yaml').path,
    ]);
    assert.deepEqual(await targetsOf('Sales#load'), [[shared.path, 0]]);
    await show(at('other.orch.yaml'));
    assert.deepEqual(await targetsOf('Finance#load'), []);
    await show(parent);
  });

  it('says above a pipeline how many use it', async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', child, 9);
    assert.deepEqual(
      lenses.map(({ command }) => [command?.title, command?.command]),
      [['Used by 1 pipeline', 'editor.action.showReferences']],
    );
  });

  it('finds components and variables of all files by name', async () => {
    const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
      'vscode.executeWorkspaceSymbolProvider',
      'lall',
    );
    assert.ok(found.some(({ name, containerName }) => name === 'Load all' && containerName === 'parent.orch.yaml'));
  });

  it('renames a component, byte for byte, and takes it back', async () => {
    const edit = await rename('- "Load all"', 'Load: all', 4);
    assert.equal(await vscode.workspace.applyEdit(edit), true);
    assert.equal(
      document.getText(),
      parentText.replaceAll('"Load all"', '"Load: all"').replaceAll('    Load all:', '    "Load: all":'),
    );
    await undo();
    assert.equal(document.getText(), parentText);
  });

  it('renames a variable of a child from its parent', async () => {
    const edit = await rename('- - "day"', 'date', 6);
    assert.deepEqual(
      edit.entries().map(([uri, edits]) => [uri.path, edits.length]),
      [
        [child.path, 2],
        [parent.path, 1],
      ],
    );
  });

  it('refuses a name that is taken, in words', async () => {
    await assert.rejects(rename('- "Load all"', 'Start', 4), /This pipeline has a “Start” already\./);
    await assert.rejects(rename('children/load', 'children/ä'), /but not “ä”/);
  });

  it('renames the file behind a path, and what refers to it, in one edit', async () => {
    const edit = await rename('children/load', 'other/load 2');
    assert.equal(await vscode.workspace.applyEdit(edit), true);
    assert.equal(document.getText(), parentText.replace('children/load', 'other/load 2'));
    const moved = at('other/load 2.orch.yaml');
    assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(moved)), childText);
    await document.save();
  });

  it('mends what refers to a folder that is renamed as the Explorer does it', async () => {
    await waitUntil(async () => (await targetsOf('other/load 2')).length > 0);
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(at('other'), at('third'));
    assert.equal(await vscode.workspace.applyEdit(edit), true);
    assert.equal(document.getText(), parentText.replace('children/load', 'third/load 2'));
  });
});
