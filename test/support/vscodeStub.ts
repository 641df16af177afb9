/** The handful of editor values that adapters build. Everything else is left out, so that a test that needs it fails loudly. */
import { URI, Utils } from 'vscode-uri';

export const Uri = Object.assign(URI, { joinPath: Utils.joinPath });

export const UIKind = { Desktop: 1, Web: 2 } as const;

export const env = { uriScheme: 'vscode', language: 'en', uiKind: UIKind.Desktop as number };

export const StatusBarAlignment = { Left: 1, Right: 2 } as const;

export class CancellationError extends Error {}

export class FileSystemError extends Error {
  get code(): string {
    return this.message.replace(/:.*/s, '');
  }

  static FileNotFound(uri: unknown) {
    return new FileSystemError(`FileNotFound:${String(uri)}`);
  }
  static FileExists(uri: unknown) {
    return new FileSystemError(`FileExists:${String(uri)}`);
  }
  static FileIsADirectory(uri: unknown) {
    return new FileSystemError(`FileIsADirectory:${String(uri)}`);
  }
  static FileNotADirectory(uri: unknown) {
    return new FileSystemError(`FileNotADirectory:${String(uri)}`);
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

export const ViewColumn = { Active: -1 } as const;

export const QuickPickItemKind = { Separator: -1, Default: 0 } as const;

export const FilePermission = { Readonly: 1 } as const;

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

export const TextDocumentSaveReason = { Manual: 1, AfterDelay: 2, FocusOut: 3 } as const;
export const ProgressLocation = { SourceControl: 1, Window: 10, Notification: 15 } as const;

export class Position {
  readonly line: number;
  readonly character: number;

  constructor(line: number, character: number) {
    this.line = line;
    this.character = character;
  }

  isAfter(other: Position): boolean {
    return this.line > other.line || (this.line === other.line && this.character > other.character);
  }
}

export class Range {
  readonly start: Position;
  readonly end: Position;

  constructor(start: Position | number, end: Position | number, endLine = 0, endCharacter = 0) {
    const isPlain = typeof start === 'number' || typeof end === 'number';
    this.start = isPlain ? new Position(Number(start), Number(end)) : start;
    this.end = isPlain ? new Position(endLine, endCharacter) : end;
  }

  contains(place: Position): boolean {
    return !this.start.isAfter(place) && !place.isAfter(this.end);
  }

  intersection({ start, end }: Range): Range | undefined {
    const first = this.start.isAfter(start) ? this.start : start;
    const last = this.end.isAfter(end) ? end : this.end;
    return first.isAfter(last) ? undefined : new Range(first, last);
  }
}

export class Location {
  readonly uri: unknown;
  readonly range: Range;

  constructor(uri: unknown, range: Range) {
    this.uri = uri;
    this.range = range;
  }
}

export const DiagnosticSeverity = { Error: 0, Warning: 1, Information: 2, Hint: 3 } as const;

export const DiagnosticTag = { Unnecessary: 1, Deprecated: 2 } as const;

export class Diagnostic {
  readonly range: Range;
  readonly message: string;
  readonly severity: number;

  constructor(range: Range, message: string, severity: number) {
    this.range = range;
    this.message = message;
    this.severity = severity;
  }
}

export class DiagnosticRelatedInformation {
  readonly location: Location;
  readonly message: string;

  constructor(location: Location, message: string) {
    this.location = location;
    this.message = message;
  }
}

export class CodeActionKind {
  static readonly QuickFix = new CodeActionKind('quickfix');
  static readonly SourceFixAll = new CodeActionKind('source.fixAll');
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }

  append(part: string): CodeActionKind {
    return new CodeActionKind(`${this.value}.${part}`);
  }

  contains(other: CodeActionKind): boolean {
    return other.value === this.value || other.value.startsWith(`${this.value}.`);
  }
}

export const CodeActionTriggerKind = { Invoke: 1, Automatic: 2 } as const;

export class CodeAction {
  readonly title: string;

  constructor(title: string) {
    this.title = title;
  }
}

export class Hover {
  readonly contents: unknown;
  readonly range: Range;

  constructor(contents: unknown, range: Range) {
    this.contents = contents;
    this.range = range;
  }
}

export class RelativePattern {
  readonly baseUri: unknown;
  readonly pattern: string;

  constructor(baseUri: unknown, pattern: string) {
    this.baseUri = baseUri;
    this.pattern = pattern;
  }
}

export class TabInputText {
  readonly uri: unknown;

  constructor(uri: unknown) {
    this.uri = uri;
  }
}

export class TabInputCustom extends TabInputText {}

export class TabInputTextDiff {
  readonly original: unknown;
  readonly modified: unknown;

  constructor(original: unknown, modified: unknown) {
    this.original = original;
    this.modified = modified;
  }
}

export class FileDecoration {
  propagate = false;
  readonly badge: string | undefined;
  readonly tooltip: string | undefined;
  readonly color: ThemeColor | undefined;

  constructor(badge?: string, tooltip?: string, color?: ThemeColor) {
    this.badge = badge;
    this.tooltip = tooltip;
    this.color = color;
  }
}

export class SymbolInformation {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

export class CodeLens {
  readonly range: Range;
  readonly command: unknown;

  constructor(range: Range, command?: unknown) {
    this.range = range;
    this.command = command;
  }
}

/** Replacements only, in the order they came. */
export class WorkspaceEdit {
  /** Changes to whole files. */
  readonly files: string[] = [];
  readonly replacements: {
    readonly uri: unknown;
    readonly range: Range;
    readonly text: string;
    /** Whether the user has to tick it in a preview. */
    readonly isAsked: boolean;
  }[] = [];

  replace(uri: unknown, range: Range, text: string, metadata?: { readonly needsConfirmation: boolean }): void {
    this.replacements.push({ uri, range, text, isAsked: metadata?.needsConfirmation ?? false });
  }

  renameFile(from: unknown, to: unknown): void {
    this.files.push(`rename ${String(from)} ${String(to)}`);
  }

  deleteFile(uri: unknown): void {
    this.files.push(`delete ${String(uri)}`);
  }
}

/** No editor is open. What these can do is put in by the tests that need it (`FakeEditor`). */
export const window = { activeTextEditor: undefined };
export const commands = {};
export const workspace = {};
export const scm = {};
export const languages = {};
export const authentication = {};
