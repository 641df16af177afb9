/** The handful of editor values that adapters build. Everything else is left out, so that a test that needs it fails loudly. */
import { URI, Utils } from 'vscode-uri';

export const Uri = Object.assign(URI, { joinPath: Utils.joinPath });

export const env = { uriScheme: 'vscode', language: 'en' };

export class CancellationError extends Error {}

export class FileSystemError extends Error {
  get code(): string {
    return this.message.replace(/:.*/s, '');
  }

  static FileNotFound(uri: unknown) {
    return new FileSystemError(`FileNotFound:${String(uri)}`);
  }
  static NoPermissions(uri: unknown) {
    return new FileSystemError(`NoPermissions:${String(uri)}`);
  }
  static Unavailable(message: string) {
    return new FileSystemError(`Unavailable:${message}`);
  }
}

/** Names in braces and numbers are replaced as the editor does; nothing is translated. */
export const l10n = {
  t: (message: string, ...values: (string | number | boolean)[]) =>
    message.replace(/\{(\d+)\}/g, (hole, index: string) => String(values[Number(index)] ?? hole)),
};

export class EventEmitter<T> {
  readonly #listeners = new Set<(value: T) => unknown>();

  readonly event = (listener: (value: T) => unknown) => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 } as const;

export class TreeItem {
  label: string;
  collapsibleState: number;

  constructor(label: string, collapsibleState = 0) {
    this.label = label;
    this.collapsibleState = collapsibleState;
  }
}

export class ThemeIcon {
  static readonly Folder = new ThemeIcon('folder');
  readonly id: string;
  readonly color: ThemeColor | undefined;

  constructor(id: string, color?: ThemeColor) {
    this.id = id;
    this.color = color;
  }
}

export class ThemeColor {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

/** Keeps apart what was given as Markdown and what as text, by escaping the latter. */
export class MarkdownString {
  value = '';
  isTrusted = false;
  supportHtml = false;

  appendMarkdown(markdown: string): this {
    this.value += markdown;
    return this;
  }

  appendText(text: string): this {
    this.value += text.replace(/[\\`*_{}[\]()#+\-!~<>|]/g, String.raw`\$&`);
    return this;
  }
}

export const FileType = { Unknown: 0, File: 1, Directory: 2, SymbolicLink: 64 } as const;

export const FileChangeType = { Changed: 1, Created: 2, Deleted: 3 } as const;

export class Disposable {
  static from(...disposables: readonly { dispose(): unknown }[]) {
    return new Disposable(() => {
      for (const disposable of disposables) disposable.dispose();
    });
  }

  readonly dispose: () => unknown;

  constructor(dispose: () => unknown) {
    this.dispose = dispose;
  }
}

export class CancellationTokenSource {
  readonly token = { isCancellationRequested: false };

  cancel(): void {
    this.token.isCancellationRequested = true;
  }

  dispose(): void {
    // Nothing is held.
  }
}

export const ConfigurationTarget = { Global: 1, Workspace: 2, WorkspaceFolder: 3 } as const;

export const ProgressLocation = { SourceControl: 1, Window: 10, Notification: 15 } as const;

export class Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };

  constructor(startLine: number, startCharacter: number, endLine: number, endCharacter: number) {
    this.start = { line: startLine, character: startCharacter };
    this.end = { line: endLine, character: endCharacter };
  }
}

export class TabInputText {
  readonly uri: unknown;

  constructor(uri: unknown) {
    this.uri = uri;
  }
}

export class TabInputCustom extends TabInputText {}

/** No editor is open. What these can do is put in by the tests that need it (`FakeEditor`). */
export const window = { activeTextEditor: undefined };
export const commands = {};
export const workspace = {};
export const authentication = {};
