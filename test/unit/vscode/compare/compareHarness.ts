import * as vscode from 'vscode';
import '../../../../src/vscode/compare/compareAsGraph';
import '../../../../src/vscode/compare/createCompareContext';
import '../../../../src/vscode/compare/reviewCommands';
import { registerCompare } from '../../../../src/vscode/compare/registerCompare';
import '../../../../src/vscode/compare/summarizeChanges';
import '../../../../src/vscode/compare/withoutLayout';
import '../../../../src/vscode/files/runCommand';
import type { GraphComparison } from '../../../../src/vscode/graph/showGraphDiff';
import type { FakeEditor } from '../../../support/fakeEditor';
import { silentLog } from '../../../support/silentLog';

/** The commands on comparisons, over files that are written down by path; both sides of a file are in two folders. */
export function createCompareHarness(editor: FakeEditor) {
  const files = new Map<string, string>();
  const typed = new vscode.EventEmitter<unknown>();
  let provider: vscode.TextDocumentContentProvider | undefined;
  let tab: { readonly input: unknown; readonly label: string } | undefined;
  const closed: unknown[] = [];
  const read: string[] = [];
  let failure: string | undefined;
  const graphs: GraphComparison[] = [];
  Object.assign(vscode.workspace, {
    textDocuments: [],
    onDidChangeTextDocument: typed.event,
    onDidCloseTextDocument: new vscode.EventEmitter<unknown>().event,
    registerTextDocumentContentProvider: (_scheme: string, given: vscode.TextDocumentContentProvider) => {
      provider = given;
      return new vscode.Disposable(() => undefined);
    },
    fs: {
      isWritableFileSystem: () => true,
      readFile: ({ path }: vscode.Uri) => {
        read.push(path);
        if (failure !== undefined) return Promise.reject(new Error(failure));
        const text = files.get(path);
        return text === undefined ? Promise.reject(new Error(path)) : Promise.resolve(new TextEncoder().encode(text));
      },
    },
  });
  Object.assign(vscode.window, { visibleTextEditors: [] });
  const { tabGroups } = vscode.window;
  Object.defineProperty(tabGroups.activeTabGroup, 'activeTab', { configurable: true, get: () => tab });
  Object.assign(tabGroups, {
    close: (it: unknown) => {
      closed.push(it);
      return Promise.resolve(true);
    },
  });
  const compare = registerCompare({
    log: silentLog,
    webUrl: () => 'https://bitbucket.example',
    showGraphDiff: (comparison) => {
      graphs.push(comparison);
      return Promise.resolve();
    },
  });
  const at = (folder: 'old' | 'new', name: string) => vscode.Uri.file(`/${folder}/${name}`);
  /** Writes both sides of a file; `undefined` where there is none. */
  const write = (name: string, old: string | undefined, now: string | undefined) => {
    if (old !== undefined) files.set(`/old/${name}`, old);
    if (now !== undefined) files.set(`/new/${name}`, now);
    const find = (folder: 'old' | 'new', text: string | undefined) =>
      text === undefined ? undefined : at(folder, name);
    return { label: at('new', name), original: find('old', old), modified: find('new', now) };
  };
  return {
    compare,
    put: ({ path }: vscode.Uri, text: string) => files.set(path, text),
    at,
    write,
    closed,
    /** The files that were read. */
    read,
    /** Nothing can be read from now on, for a reason. */
    fail: (reason: string | undefined) => (failure = reason),
    graphs,
    typed,
    provide: async (uri: vscode.Uri) =>
      provider?.provideTextDocumentContent(uri, new vscode.CancellationTokenSource().token),
    onDidProvide: (listener: (uri: vscode.Uri) => void) => provider?.onDidChange?.(listener),
    /** Brings a comparison to the front, as the command did that opened it. */
    showDiff: (original: vscode.Uri, modified: vscode.Uri, label: string) => {
      tab = { input: new vscode.TabInputTextDiff(original, modified), label };
    },
    /** The editor adds the number of files to what a review is called. */
    showReview: (title: string) => {
      tab = { input: undefined, label: `${title} (2 files)` };
    },
    /** What was opened last, by a command of the editor. */
    lastOpened: (id: 'vscode.diff' | 'vscode.changes') => editor.executed.findLast(([it]) => it === id)?.slice(1),
  };
}
