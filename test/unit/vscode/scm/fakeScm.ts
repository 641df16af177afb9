import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { FakeEditor } from '../../../support/fakeEditor';
import { settle } from './settling';

interface FakeGroup {
  readonly id: string;
  readonly label: string;
  hideWhenEmpty?: boolean;
  resourceStates: vscode.SourceControlResourceState[];
}

export interface FakeControl {
  readonly label: string;
  readonly rootUri: vscode.Uri;
  readonly inputBox: { value: string; placeholder: string; enabled: boolean };
  readonly groups: FakeGroup[];
  count?: number;
  statusBarCommands?: vscode.Command[];
  quickDiffProvider?: { provideOriginalResource(uri: vscode.Uri): Promise<vscode.Uri | undefined> };
}

export interface FakeDocument {
  readonly uri: vscode.Uri;
  text: string;
  isDirty: boolean;
}

/** The parts of the editor that show changes, beside those of `FakeEditor`. */
export class FakeScm {
  readonly controls: FakeControl[] = [];
  readonly documents: (FakeDocument & { readonly getText: () => string })[] = [];
  decorations: vscode.FileDecorationProvider | undefined;
  readonly status: string[] = [];
  /** Called when a document is saved. */
  onSave: (document: FakeDocument) => Promise<void> = () => Promise.resolve();
  /** Why documents are saved from now on. */
  saveReason: vscode.TextDocumentSaveReason = vscode.TextDocumentSaveReason.Manual;
  readonly #state = new vscode.EventEmitter<{ focused: boolean }>();
  readonly #willSave = new vscode.EventEmitter<unknown>();
  readonly #saved = new vscode.EventEmitter<unknown>();
  readonly #folders = new vscode.EventEmitter<unknown>();
  readonly #opened = new vscode.EventEmitter<unknown>();
  readonly #closed = new vscode.EventEmitter<unknown>();

  install(): void {
    const nothing = () => new vscode.Disposable(() => undefined);
    Object.assign(vscode.scm, {
      createSourceControl: (_id: string, label: string, rootUri: vscode.Uri) => this.#createControl(label, rootUri),
    });
    Object.assign(vscode.languages, { registerCodeLensProvider: nothing });
    Object.assign(vscode.workspace, {
      textDocuments: this.documents,
      registerTextDocumentContentProvider: nothing,
      onWillSaveTextDocument: this.#willSave.event,
      onDidSaveTextDocument: this.#saved.event,
      onDidOpenTextDocument: this.#opened.event,
      onDidCloseTextDocument: this.#closed.event,
      onDidChangeWorkspaceFolders: this.#folders.event,
      openTextDocument: (uri: vscode.Uri) =>
        this.documents.find((it) => it.uri.toString() === uri.toString()) ?? assert.fail(`${uri.path} is not open.`),
      applyEdit: (edit: { replacements: { uri: vscode.Uri; range: vscode.Range; text: string }[] }) => {
        for (const { uri, range, text } of edit.replacements) {
          const document = this.documents.find((it) => it.uri.toString() === uri.toString());
          if (document === undefined) continue;
          const lines = document.text.split(/(?<=\n)/);
          // Whole lines only.
          assert.deepEqual([range.start.character, range.end.character], [0, 0]);
          lines.splice(range.start.line, range.end.line - range.start.line, text);
          Object.assign(document, { text: lines.join(''), isDirty: true });
        }
        return Promise.resolve(true);
      },
    });
    Object.assign(vscode.window, {
      onDidChangeWindowState: this.#state.event,
      registerFileDecorationProvider: (provider: vscode.FileDecorationProvider) => {
        this.decorations = provider;
        return nothing();
      },
      setStatusBarMessage: (text: string) => {
        this.status.push(text);
        return nothing();
      },
    });
  }

  uninstall(): void {
    for (const part of [vscode.scm, vscode.languages]) {
      for (const name of Object.keys(part)) Reflect.deleteProperty(part, name);
    }
  }

  get control(): FakeControl {
    assert.equal(this.controls.length, 1, 'There is one branch in the Source Control view.');
    return this.controls[0] ?? assert.fail();
  }

  /** What is listed, as `group: path`; groups without rows are left out. */
  get rows(): readonly string[] {
    return this.control.groups.flatMap(({ id, resourceStates }) =>
      resourceStates.map((state) => `${id}: ${'path' in state ? String(state.path) : ''}`),
    );
  }

  stateOf(path: string): vscode.SourceControlResourceState {
    const states = this.control.groups.flatMap(({ resourceStates }) => resourceStates);
    return states.find((it) => 'path' in it && it.path === path) ?? assert.fail(`${path} is not listed.`);
  }

  async open(uri: vscode.Uri, text = '', isDirty = false): Promise<FakeDocument> {
    const document = {
      uri,
      text,
      isDirty,
      get lineCount() {
        return this.text.split('\n').length;
      },
      getText() {
        return this.text;
      },
      save: async () => {
        this.#willSave.fire({ document, reason: this.saveReason });
        await this.onSave(document);
        document.isDirty = false;
        this.#saved.fire(document);
        return true;
      },
    };
    this.documents.push(document);
    this.#opened.fire(document);
    await settle();
    return document;
  }

  async close(uri: vscode.Uri): Promise<void> {
    const index = this.documents.findIndex((it) => it.uri.toString() === uri.toString());
    const [document] = this.documents.splice(index, 1);
    this.#closed.fire(document);
    await settle();
  }

  async focus(): Promise<void> {
    this.#state.fire({ focused: true });
    await settle();
  }

  #createControl(label: string, rootUri: vscode.Uri): FakeControl & { dispose(): unknown } {
    const groups: FakeGroup[] = [];
    const control = {
      label,
      rootUri,
      groups,
      inputBox: { value: '', placeholder: '', enabled: true },
      createResourceGroup: (id: string, groupLabel: string) => {
        const group = { id, label: groupLabel, resourceStates: [], dispose: () => undefined };
        groups.push(group);
        return group;
      },
      dispose: () => this.controls.splice(this.controls.indexOf(control), 1),
    };
    this.controls.push(control);
    return control;
  }
}

/** For each test of the surrounding `describe`, which has a fake editor already. */
export function useFakeScm(editor: { current(): FakeEditor }): { current(): FakeScm } {
  let scm: FakeScm | undefined;
  beforeEach(() => {
    editor.current();
    scm = new FakeScm();
    scm.install();
  });
  afterEach(() => scm?.uninstall());
  return { current: () => scm ?? assert.fail('Outside a test there is no editor.') };
}
