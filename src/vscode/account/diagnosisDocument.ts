import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { diagnosisScheme } from '../ids';
import type { DiagnosisReport } from './diagnosisReport';

const uri = vscode.Uri.from({ scheme: diagnosisScheme, path: '/Connection to Bitbucket.md' });

/** The last report as a document that can be read and copied, with its buttons above the lines. */
export class DiagnosisDocument implements vscode.TextDocumentContentProvider, vscode.CodeLensProvider, Disposable {
  readonly #owned = new DisposableStore();
  readonly #onDidChange = this.#owned.add(new vscode.EventEmitter<vscode.Uri>());
  readonly #onDidChangeCodeLenses = this.#owned.add(new vscode.EventEmitter<void>());
  readonly onDidChange = this.#onDidChange.event;
  readonly onDidChangeCodeLenses = this.#onDidChangeCodeLenses.event;
  #report: DiagnosisReport = { text: '', actions: [] };

  constructor() {
    this.#owned.add(vscode.workspace.registerTextDocumentContentProvider(diagnosisScheme, this));
    this.#owned.add(vscode.languages.registerCodeLensProvider({ scheme: diagnosisScheme }, this));
  }

  get text(): string {
    return this.#report.text;
  }

  async show(report: DiagnosisReport): Promise<void> {
    this.#report = report;
    this.#onDidChange.fire(uri);
    this.#onDidChangeCodeLenses.fire();
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
  }

  provideTextDocumentContent(): string {
    return this.#report.text;
  }

  provideCodeLenses(): vscode.CodeLens[] {
    return this.#report.actions.map(({ line, action }) => {
      const { title, command, arguments: given = [] } = action;
      return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), { title, command, arguments: [...given] });
    });
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
