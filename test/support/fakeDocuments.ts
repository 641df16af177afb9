import * as vscode from 'vscode';

interface FakeDocument {
  readonly uri: vscode.Uri;
  isDirty: boolean;
  version: number;
}

/** The editor's documents, as an extension hears of them: in the order and with the values the editor has them. */
export class FakeDocuments {
  readonly #all: FakeDocument[] = [];
  readonly #opened = new vscode.EventEmitter<unknown>();
  readonly #changed = new vscode.EventEmitter<unknown>();
  readonly #saved = new vscode.EventEmitter<unknown>();
  readonly #closed = new vscode.EventEmitter<unknown>();
  readonly #willRename = new vscode.EventEmitter<unknown>();

  install(): void {
    Object.assign(vscode.workspace, {
      textDocuments: this.#all,
      onDidOpenTextDocument: this.#opened.event,
      onDidChangeTextDocument: this.#changed.event,
      onDidSaveTextDocument: this.#saved.event,
      onDidCloseTextDocument: this.#closed.event,
      onWillRenameFiles: this.#willRename.event,
    });
  }

  uninstall(): void {
    for (const name of ['textDocuments', 'onDidOpenTextDocument', 'onDidChangeTextDocument']) this.#forget(name);
    for (const name of ['onDidSaveTextDocument', 'onDidCloseTextDocument', 'onWillRenameFiles']) this.#forget(name);
  }

  open(uri: vscode.Uri): void {
    const document = { uri, isDirty: false, version: 1 };
    this.#all.push(document);
    this.#opened.fire(document);
  }

  /** After a reload: the text is there as it was typed, and becomes dirty without a change. */
  bringBack(uri: vscode.Uri): void {
    this.open(uri);
    this.#setDirty(this.#find(uri), true);
  }

  /** After the extensions alone were started again: the document is dirty when they first see it. */
  addDirty(uri: vscode.Uri): void {
    this.#all.push({ uri, isDirty: true, version: 7 });
  }

  /** The text changes first, and is dirty then. */
  type(uri: vscode.Uri): void {
    const document = this.#find(uri);
    document.version++;
    this.#changed.fire({ document });
    this.#setDirty(document, true);
  }

  /** Ends with typing that goes on meanwhile, where it says so. */
  save(uri: vscode.Uri, how: { readonly isTypedOn: boolean } = { isTypedOn: false }): void {
    const document = this.#find(uri);
    if (!how.isTypedOn) this.#setDirty(document, false);
    this.#saved.fire(document);
  }

  /** By *Undo* or *Revert File*. */
  becomeClean(uri: vscode.Uri): void {
    const document = this.#find(uri);
    document.version++;
    this.#changed.fire({ document });
    this.#setDirty(document, false);
  }

  /** Before the file itself is moved, the editor gives up what is typed in it; it goes to the new place afterwards. */
  beginMove(oldUri: vscode.Uri, newUri: vscode.Uri): void {
    this.#willRename.fire({ files: [{ oldUri, newUri }] });
    this.#setDirty(this.#find(oldUri), false);
  }

  /** Closed and opened for the extensions, and still there. */
  changeLanguage(uri: vscode.Uri): void {
    const document = this.#find(uri);
    this.#closed.fire(document);
    this.#opened.fire(document);
  }

  #find(uri: vscode.Uri): FakeDocument {
    const document = this.#all.find((it) => it.uri.toString() === uri.toString());
    if (document === undefined) throw new Error(`${uri.path} is not open.`);
    return document;
  }

  #setDirty(document: FakeDocument, isDirty: boolean): void {
    document.isDirty = isDirty;
    this.#changed.fire({ document });
  }

  #forget(name: string): void {
    Reflect.deleteProperty(vscode.workspace, name);
  }
}
