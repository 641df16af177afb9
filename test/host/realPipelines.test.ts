import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { readPipeline } from '../../src/pipelines/readPipeline';
import { findRealPipelines } from '../support/realPipelines';
import { waitUntil } from '../support/waitUntil';

const { folder, isThere, reason } = findRealPipelines();

function errorsOf(uri: vscode.Uri): readonly string[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error)
    .map(({ message }) => message);
}

/** Breaks the file for a moment: what is found with that is everything that is found. */
async function checkErrors({ uri }: vscode.TextDocument): Promise<void> {
  const broken = new vscode.WorkspaceEdit();
  broken.insert(uri, new vscode.Position(0, 0), 'nonsense: 1\n');
  assert.ok(await vscode.workspace.applyEdit(broken));
  await waitUntil(() => errorsOf(uri).some((it) => it.includes('nonsense')));
  assert.equal(errorsOf(uri).length, 1, errorsOf(uri).join('\n'));
  const mended = new vscode.WorkspaceEdit();
  mended.delete(uri, new vscode.Range(0, 0, 1, 0));
  assert.ok(await vscode.workspace.applyEdit(mended));
  await waitUntil(() => errorsOf(uri).length === 0);
}

/** Asks for all that the language has to say, at every component; each answer has to be there. */
async function checkAnswers(document: vscode.TextDocument): Promise<void> {
  const ask = <T>(what: string, ...more: readonly unknown[]) =>
    vscode.commands.executeCommand<readonly T[]>(`vscode.execute${what}`, document.uri, ...more);
  const { components, variables } = readPipeline(document.getText()).pipeline;
  const symbols = await ask<vscode.DocumentSymbol>('DocumentSymbolProvider');
  const names = symbols.map(({ name }) => name);
  for (const { name } of [...components, ...variables]) assert.ok(names.includes(name.text), name.text);
  assert.ok((await ask('FoldingRangeProvider')).length > 0);
  assert.ok((await ask('CodeLensProvider')).length > 0);
  for (const { name, transitions, sources } of components) {
    const at = document.positionAt(name.span.start + 1);
    assert.ok((await ask('HoverProvider', at)).length > 0, name.text);
    assert.ok((await ask('ReferenceProvider', at)).length > 0, name.text);
    const actions = await ask<vscode.CodeAction>('CodeActionProvider', new vscode.Range(at, at), 'refactor');
    assert.ok(actions.length > 0, name.text);
    for (const { span } of [...sources, ...transitions.map(({ target }) => target)]) {
      const place = document.positionAt(span.start + 1);
      assert.equal((await ask('DefinitionProvider', place)).length, 1, name.text);
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        place,
      );
      assert.ok(list.items.length > 0, name.text);
    }
  }
}

describe('real pipelines in the editor', () => {
  const thrown: unknown[] = [];
  const keep = (error: unknown) => thrown.push(error);
  const created: string[] = [];

  before(() => {
    process.on('unhandledRejection', keep);
  });
  after(async () => {
    process.off('unhandledRejection', keep);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const path of created) rmSync(path, { recursive: true, force: true });
  });

  (isThere ? it : it.skip)(`have no errors, and an answer to everything${reason}`, async () => {
    let count = 0;
    for (const repository of readdirSync(folder)) {
      const clone = mkdtempSync(join(tmpdir(), 'maia-real-'));
      created.push(clone);
      cpSync(join(folder, repository), clone, { recursive: true });
      mkdirSync(join(clone, '.git'));
      for (const path of readdirSync(clone, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(?:orch|tran)\.yaml$/.test(path)) continue;
        const document = await vscode.workspace.openTextDocument(join(clone, path));
        await vscode.window.showTextDocument(document);
        assert.equal(document.languageId, 'maia-pipeline');
        const text = document.getText();
        await checkErrors(document);
        await checkAnswers(document);
        assert.equal(document.getText(), text);
        await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
        count++;
      }
    }
    assert.ok(count > 0, folder);
    assert.deepEqual(thrown, []);
  });
});
