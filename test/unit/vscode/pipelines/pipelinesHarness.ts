import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { Emitter } from '../../../../src/base/event';
import { createPlaceReader } from '../../../../src/pipelines/createPlaceReader';
import { RepositoryAccess } from '../../../../src/vscode/files/repositoryAccess';
import { startPipelines } from '../../../../src/vscode/pipelines/startPipelines';
import { createTestServices } from '../../../support/createTestServices';
import { FakeClock, settleDown } from '../../../support/fakeClock';
import { FakeRemote, hashOf, sales } from '../../../support/fakeRemote';
import { MemoryCache, MemoryState } from '../../../support/memoryStores';
import { silentLog } from '../../../support/silentLog';

/** A document that is open in the editor. */
export interface FakeDocument {
  readonly uri: vscode.Uri;
  readonly languageId: string;
  version: number;
  isDirty: boolean;
  isClosed: boolean;
  text: string;
}

/** What else is registered for the language; the tests of these are in a real editor. */
const navigationProviders = [
  'Definition',
  'Reference',
  'DocumentHighlight',
  'DocumentSymbol',
  'FoldingRange',
  'SelectionRange',
  'DocumentLink',
  'CodeLens',
  'WorkspaceSymbol',
  'Rename',
];

/** The editor's documents, files and problems, as far as pipelines have to do with them. */
class FakeWorkspace {
  readonly documents: FakeDocument[] = [];
  /** The files of the computer, by path. */
  readonly files = new Map<string, string>();
  readonly problems = new Map<string, readonly vscode.Diagnostic[]>();
  readonly actionProviders: vscode.CodeActionProvider[] = [];
  readonly hoverProviders: vscode.HoverProvider[] = [];
  readonly decorationProviders: vscode.FileDecorationProvider[] = [];
  readonly #opened = new vscode.EventEmitter<unknown>();
  readonly #changed = new vscode.EventEmitter<unknown>();
  readonly #closed = new vscode.EventEmitter<unknown>();
  readonly #created = new vscode.EventEmitter<vscode.Uri>();
  readonly #written = new vscode.EventEmitter<vscode.Uri>();
  readonly #deleted = new vscode.EventEmitter<vscode.Uri>();
  readonly #renamedHere = new vscode.EventEmitter<unknown>();

  /** After `FakeEditor.install`, which takes all of it away in the end. */
  install(): void {
    const collect =
      (list: unknown[]) =>
      (...given: unknown[]) => {
        list.push(given.find((it) => typeof it === 'object' && !Array.isArray(it)));
        return new vscode.Disposable(() => undefined);
      };
    Object.assign(vscode.workspace, {
      textDocuments: this.documents,
      onDidOpenTextDocument: this.#opened.event,
      onDidChangeTextDocument: this.#changed.event,
      onDidCloseTextDocument: this.#closed.event,
      onDidChangeWorkspaceFolders: new vscode.EventEmitter<unknown>().event,
      onWillRenameFiles: () => ({ dispose: () => undefined }),
      onDidCreateFiles: new vscode.EventEmitter<unknown>().event,
      onDidDeleteFiles: new vscode.EventEmitter<unknown>().event,
      onDidRenameFiles: this.#renamedHere.event,
      getWorkspaceFolder: () => undefined,
      createFileSystemWatcher: () => ({
        onDidCreate: this.#created.event,
        onDidChange: this.#written.event,
        onDidDelete: this.#deleted.event,
        dispose: () => undefined,
      }),
      fs: {
        stat: (uri: vscode.Uri) => this.#stat(uri),
        readDirectory: (uri: vscode.Uri) => Promise.resolve(this.#list(uri.path)),
        readFile: async (uri: vscode.Uri) => {
          const text = this.files.get(uri.path);
          if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
          return Promise.resolve(new TextEncoder().encode(text));
        },
      },
    });
    const isThere = () => ({ dispose: () => undefined });
    Object.assign(vscode.languages, {
      ...Object.fromEntries(navigationProviders.map((name) => [`register${name}Provider`, isThere])),
      createDiagnosticCollection: () => ({
        set: (uri: vscode.Uri, found: readonly vscode.Diagnostic[] | undefined) => {
          if (found === undefined) this.problems.delete(uri.toString());
          else this.problems.set(uri.toString(), found);
        },
        dispose: () => undefined,
      }),
      registerCodeActionsProvider: collect(this.actionProviders),
      registerHoverProvider: collect(this.hoverProviders),
    });
    Object.assign(vscode.window, { registerFileDecorationProvider: collect(this.decorationProviders) });
  }

  open(uri: vscode.Uri, text: string, languageId = 'maia-pipeline'): FakeDocument {
    const document = { uri, languageId, version: 1, isDirty: false, isClosed: false, text };
    Object.assign(document, {
      getText: () => document.text,
      positionAt: (offset: number) => {
        const { line, column } = createPlaceReader(document.text)(offset);
        return new vscode.Position(line - 1, column - 1);
      },
    });
    this.documents.push(document);
    this.#opened.fire(document);
    return document;
  }

  type(document: FakeDocument, text: string): void {
    document.text = text;
    document.version++;
    document.isDirty = true;
    this.#changed.fire({ document, contentChanges: [{}] });
  }

  close(document: FakeDocument): void {
    document.isClosed = true;
    this.documents.splice(this.documents.indexOf(document), 1);
    this.#closed.fire(document);
  }

  /** On the computer, by whatever program. */
  write(path: string, text: string | undefined): void {
    const isNew = !this.files.has(path);
    const event = text === undefined ? this.#deleted : isNew ? this.#created : this.#written;
    if (text === undefined) this.files.delete(path);
    else this.files.set(path, text);
    event.fire(vscode.Uri.file(path));
  }

  /** By the editor, and nothing watches the disk. */
  rename(from: string, to: string): void {
    this.files.set(to, this.files.get(from) ?? '');
    this.files.delete(from);
    this.#renamedHere.fire({ files: [{ oldUri: vscode.Uri.file(from), newUri: vscode.Uri.file(to) }] });
  }

  /** Severity, code and the text it is about. */
  problemsOf(uri: vscode.Uri): readonly string[] | undefined {
    return this.problems
      .get(uri.toString())
      ?.map(({ code, severity }) => `${severity} ${typeof code === 'string' ? code : ''}`);
  }

  async actionsAt(
    document: FakeDocument,
    range: vscode.Range,
    only?: vscode.CodeActionKind,
  ): Promise<readonly vscode.CodeAction[]> {
    const context = { only, diagnostics: [], triggerKind: vscode.CodeActionTriggerKind.Invoke };
    const found = this.actionProviders.map(async (provider) => {
      const given = document as unknown as vscode.TextDocument;
      return (await provider.provideCodeActions(given, range, context, token)) ?? [];
    });
    return (await Promise.all(found)).flat() as vscode.CodeAction[];
  }

  /** What is said about a place; `undefined` where there is nothing to say. */
  async hoverAt(document: FakeDocument, position: vscode.Position): Promise<string | undefined> {
    const given = document as unknown as vscode.TextDocument;
    const found = await Promise.all(
      this.hoverProviders.map(async (provider) => provider.provideHover(given, position, token)),
    );
    const texts = found.flatMap((hover) => (hover?.contents ?? []) as vscode.MarkdownString[]);
    return texts.length === 0 ? undefined : texts.map(({ value }) => value).join('\n');
  }

  #stat(uri: vscode.Uri): Promise<unknown> {
    const isThere = [...this.files.keys()].some((path) => path === uri.path || path.startsWith(`${uri.path}/`));
    return isThere ? Promise.resolve({}) : Promise.reject(vscode.FileSystemError.FileNotFound(uri));
  }

  #list(folder: string): [string, vscode.FileType][] {
    const names = new Map<string, vscode.FileType>();
    for (const path of this.files.keys()) {
      if (!path.startsWith(`${folder}/`)) continue;
      const [name = '', ...rest] = path.slice(folder.length + 1).split('/');
      names.set(name, rest.length === 0 ? vscode.FileType.File : vscode.FileType.Directory);
    }
    return [...names];
  }
}

const token = {
  isCancellationRequested: false,
  onCancellationRequested: () => new vscode.Disposable(() => undefined),
};

/** The features of pipelines over one account with one repository, and a computer with files. */
export function createPipelines(remoteFiles: Readonly<Record<string, string>> = {}) {
  const workspace = new FakeWorkspace();
  workspace.install();
  const remote = new FakeRemote().commit('main', hashOf('a'), remoteFiles);
  const state = new MemoryState();
  const clock = new FakeClock();
  const cache = new MemoryCache();
  const services = createTestServices(remote.api, cache, state, { clock });
  const access = new RepositoryAccess({
    accounts: {
      accounts: () => Promise.resolve([{ id: '1', label: 'Anna' }]),
      onDidChange: new Emitter<undefined>().event,
    },
    services: () => Promise.resolve(services),
    loadDrafts: () => Promise.resolve({ listScopes: () => Promise.resolve([]) }),
    state,
    ask: () => assert.fail('There is one account.'),
  });
  const features = startPipelines(
    { access, webUrl: () => 'https://bitbucket.example', clock, log: silentLog },
    // Here it is about checks; what is written beside them answers the same questions.
    () => new vscode.Disposable(() => undefined),
  );
  /** Lets time pass until something is so: contents are hashed beside the thread, which no clock hurries. */
  const expectSoon = async (read: () => unknown, expected: unknown) => {
    for (let turn = 0; turn < 2000; turn++) {
      await settleDown();
      if (clock.wakeNext()) continue;
      if (isDeepStrictEqual(read(), expected)) return;
      await setTimeout(1);
    }
    assert.deepEqual(read(), expected);
  };
  const expectProblems = (uri: vscode.Uri, expected: readonly string[]) =>
    expectSoon(() => workspace.problemsOf(uri), expected);
  /** Lets every pause pass that somebody waits for. */
  const settle = async () => {
    for (let idle = 0; idle < 20; idle++) {
      await settleDown();
      if (clock.wakeNext()) idle = 0;
      else await setTimeout(1);
    }
  };
  return {
    workspace,
    remote,
    services,
    clock,
    access,
    features,
    expectProblems,
    expectSoon,
    settle,
    tree: services.workingTree(sales, 'main'),
  };
}
