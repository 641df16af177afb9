import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { commandIds, extensionId, graphViewType } from '../../src/vscode/ids';
import { moveInText } from '../../src/vscode/graph/moveInText';
import { GraphReader } from '../../src/vscode/graph/pipelineSource';
import { revealInText } from '../../src/vscode/graph/revealInText';
import { saveSvg } from '../../src/vscode/graph/savePicture';
import { createOrdersText } from '../support/graphSamples';
import { silentLog } from '../support/silentLog';
import { waitUntil } from '../support/waitUntil';
import { onSales } from './remotePlaces';

/** The tabs with a graph in them; the editor puts something before the type of a page. */
function findGraphs(): readonly vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(graphViewType));
}

describe('the graph of a pipeline', () => {
  const folder = mkdtempSync(join(tmpdir(), 'maia-graph-'));
  const uri = vscode.Uri.file(join(folder, 'Orders.orch.yaml'));
  let document: vscode.TextDocument;

  before(async () => {
    await vscode.extensions.getExtension(extensionId)?.activate();
    writeFileSync(uri.fsPath, createOrdersText());
    document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.window.tabGroups.close(findGraphs());
    rmSync(folder, { recursive: true, force: true });
  });

  it('opens beside the text, in one tab however often it is asked for', async () => {
    await vscode.commands.executeCommand(commandIds.showGraphToSide);
    await waitUntil(() => findGraphs()[0]?.label === 'Graph: Orders');
    await vscode.commands.executeCommand(commandIds.showGraphToSide, uri);
    assert.equal(findGraphs().length, 1);
    assert.notEqual(findGraphs()[0]?.group.viewColumn, vscode.ViewColumn.One);
  });

  it('leads to the component in the text, which is selected', async () => {
    await revealInText({ uri, id: '1:Check totals', takesFocus: true, besides: vscode.ViewColumn.Two });
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), uri.toString());
    assert.equal(editor.document.getText(editor.selection), 'Check totals');
    assert.equal(editor.viewColumn, vscode.ViewColumn.One);
  });

  it('writes only the two numbers of a component that is moved, and one undo brings them back', async () => {
    await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    const before = document.getText();
    const { graph } = await new GraphReader().read(uri);
    const node = graph.nodes.find(({ name }) => name === 'Nothing to do');
    assert.ok(node);
    assert.equal(await moveInText(uri, node, { x: 32, y: -16 }), true);
    assert.equal(document.getText(), before.replace('x: 640\n        "y": 80', 'x: 672\n        "y": 64'));
    await vscode.commands.executeCommand('undo');
    await waitUntil(() => document.getText() === before);
  });

  describe('exported as a picture', () => {
    const show = vscode.window.showSaveDialog;
    const complain = vscode.window.showErrorMessage;
    let suggested: (string | undefined)[] = [];
    let complaints: string[] = [];

    /** Answers the dialogs with these places, one after the other, and complaints with their first button. */
    const answer = (...places: readonly (vscode.Uri | undefined)[]): void => {
      suggested = [];
      complaints = [];
      Object.assign(vscode.window, {
        showSaveDialog: (options: vscode.SaveDialogOptions) => {
          suggested.push(options.defaultUri?.toString());
          return Promise.resolve(places[suggested.length - 1]);
        },
        showErrorMessage: (message: string, ...buttons: string[]) => {
          complaints.push(message);
          return Promise.resolve(buttons[0]);
        },
      });
    };

    afterEach(() => {
      Object.assign(vscode.window, { showSaveDialog: show, showErrorMessage: complain });
    });

    it('goes beside a file on the disk, and for one on Bitbucket to a folder of the disk', async () => {
      answer();
      await saveSvg(uri, '<svg/>', silentLog);
      await saveSvg(onSales('main', 'ingest/What is "new"?.orch.yaml'), '<svg/>', silentLog);
      const [beside, onDisk] = suggested.map((it) => vscode.Uri.parse(it ?? ''));
      assert.equal(beside?.toString(), vscode.Uri.file(join(folder, 'Orders.svg')).toString());
      assert.equal(onDisk?.scheme, 'file');
      assert.match(onDisk.path, /\/What is _new__\.svg$/);
    });

    it('says when it cannot be written, and asks for another place', async () => {
      const target = join(folder, 'Other.svg');
      answer(vscode.Uri.file(join(uri.fsPath, 'Orders.svg')), vscode.Uri.file(target));
      await saveSvg(uri, '<svg/>', silentLog);
      // A file is there, and empty, before it is written.
      await waitUntil(() => existsSync(target) && readFileSync(target, 'utf8') !== '');
      assert.equal(readFileSync(target, 'utf8'), '<svg/>');
      assert.equal(complaints.length, 1);
      assert.match(complaints[0] ?? '', /^The graph was not exported: “.*Orders\.svg” cannot be written\.$/);
    });
  });
});
