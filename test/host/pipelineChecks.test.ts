import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { commandIds } from '../../src/vscode/ids';
import { waitUntil } from '../support/waitUntil';
import { onSales, readText } from './remotePlaces';
import { ensureSignedIn, skipWithoutPerson } from './signIn';

const branch = 'release/2026.11';
const pipelinePath = 'Load Sales.orch.yaml';
const codesOf = (uri: vscode.Uri) => vscode.languages.getDiagnostics(uri).map(({ code }) => code);

/** Names the first target of a transition wrongly, by typing into it. */
async function breakFirstTarget(document: vscode.TextDocument): Promise<vscode.Range> {
  const text = document.getText();
  const found = /unconditional:\s+- "(\w)/.exec(text);
  assert.ok(found, 'A transition names another component.');
  const at = document.positionAt(found.index + found[0].length);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, at, 'q');
  assert.ok(await vscode.workspace.applyEdit(edit));
  return new vscode.Range(at, at);
}

async function applyPreferredFix(uri: vscode.Uri, range: vscode.Range): Promise<void> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
  );
  const fix = actions.find(({ isPreferred }) => isPreferred);
  assert.ok(fix?.edit, `There is a preferred fix among ${actions.map(({ title }) => title).join(', ')}.`);
  assert.ok(await vscode.workspace.applyEdit(fix.edit));
}

async function breakAndMend(uri: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const before = document.getText();
  const place = await breakFirstTarget(document);
  await waitUntil(() => codesOf(uri).includes('unknown-transition-target'));
  const problem = vscode.languages.getDiagnostics(uri).find(({ code }) => code === 'unknown-transition-target');
  assert.deepEqual([problem?.source, problem?.severity], ['Maia', vscode.DiagnosticSeverity.Error]);
  assert.ok(problem?.range.contains(place));
  await applyPreferredFix(uri, place);
  await waitUntil(() => !codesOf(uri).includes('unknown-transition-target'));
  assert.equal(document.getText(), before);
}

describe('pipelines that are checked while they are typed', () => {
  let folder: string | undefined;

  before(async function () {
    skipWithoutPerson(this);
    await ensureSignedIn();
    folder = mkdtempSync(join(tmpdir(), 'maia-clone-'));
    mkdirSync(join(folder, '.git'));
  });
  after(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  it('on Bitbucket, as a draft, with a fix that gives the text back as it was', async () => {
    await breakAndMend(onSales(branch, pipelinePath));
  });

  it('in a clone, where a child that comes into being is seen', async () => {
    const text = await readText(onSales(branch, pipelinePath));
    assert.ok(folder);
    const uri = vscode.Uri.file(join(folder, pipelinePath));
    writeFileSync(uri.fsPath, text);
    await breakAndMend(uri);
    await waitUntil(() => codesOf(uri).includes('child-pipeline-missing'));
    const missing = vscode.languages.getDiagnostics(uri).filter(({ code }) => code === 'child-pipeline-missing').length;
    const [, , child = ''] = /(orchestrationJob|transformationJob): "([^"]+)"/.exec(text) ?? [];
    const ending = text.includes(`transformationJob: "${child}"`) ? '.tran.yaml' : '.orch.yaml';
    const path = child.endsWith(ending) ? child : child + ending;
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), '');
    await waitUntil(
      () =>
        vscode.languages.getDiagnostics(uri).filter(({ code }) => code === 'child-pipeline-missing').length < missing,
    );
  });

  it('for a whole repository at once, which says what it found', async () => {
    const messages: string[] = [];
    const show = vscode.window.showInformationMessage;
    const press = (message: string, ...buttons: unknown[]) => {
      messages.push(message);
      return Promise.resolve(buttons.find((it) => it === 'Check'));
    };
    Object.assign(vscode.window, { showInformationMessage: press });
    try {
      await vscode.commands.executeCommand(commandIds.checkRepository, onSales('main'));
    } finally {
      Object.assign(vscode.window, { showInformationMessage: show });
    }
    assert.match(messages.at(-1) ?? '', /^Checked \d+ pipelines of acme∕sales-analytics @ main: /);
    const errors = vscode.languages
      .getDiagnostics()
      .filter(([uri]) => uri.path.startsWith(onSales('main').path))
      .flatMap(([uri, found]) =>
        found.filter((it) => it.severity === vscode.DiagnosticSeverity.Error).map((it) => `${uri.path}: ${it.message}`),
      );
    assert.deepEqual(errors, []);
  });
});
