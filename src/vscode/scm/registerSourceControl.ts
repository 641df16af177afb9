import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { lazy } from '../../base/lazy';
import type { DraftBook } from '../../repositories/drafts/branchDrafts';
import { fileScheme, viewIds } from '../ids';
import type { DraftNode } from './draftNodes';
import { findOpenLocations } from './findOpenLocations';
import type { SourceControlPorts, SourceControlRoom } from './sourceControlRoom';
import { sourceControlCommands } from './sourceControlCommands';

export interface SourceControlOptions extends Omit<SourceControlPorts, 'drafts'> {
  readonly loadDrafts: () => Promise<DraftBook>;
}

/**
 * Adds Source Control for branches of Bitbucket, the drafts view and the marks on changed files. Everything but the
 * names is loaded when something of ours is open, looked at, or called.
 */
export function registerSourceControl(options: SourceControlOptions): Disposable {
  const owned = new DisposableStore();
  const load = lazy(async () => {
    const [{ SourceControlRoom }, drafts] = await Promise.all([import('./sourceControlRoom'), options.loadDrafts()]);
    const room = owned.add(new SourceControlRoom({ ...options, drafts }));
    connect(owned, room);
    return room;
  });
  const { decorationsChanged, rowsChanged, connect } = createRelays(owned);
  let wasOpen = false;
  const follow = () => {
    // Once something of ours was open, its closing is of interest as well.
    wasOpen ||= findOpenLocations().size > 0;
    if (wasOpen)
      void load()
        .then(({ context }) => context.branches.follow())
        .catch(reportTo(options));
  };
  owned.add(vscode.workspace.onDidChangeWorkspaceFolders(follow));
  owned.add(vscode.workspace.onDidOpenTextDocument(followIfOurs(follow)));
  owned.add(vscode.workspace.onDidCloseTextDocument(followIfOurs(follow)));
  owned.add(vscode.window.tabGroups.onDidChangeTabs(follow));
  owned.add(
    vscode.window.registerFileDecorationProvider({
      onDidChangeFileDecorations: decorationsChanged.event,
      provideFileDecoration: async (uri) =>
        uri.scheme === fileScheme ? (await load()).decorations.provideFileDecoration(uri) : undefined,
    }),
  );
  owned.add(
    vscode.window.createTreeView<DraftNode>(viewIds.drafts, {
      canSelectMany: true,
      showCollapseAll: true,
      treeDataProvider: {
        onDidChangeTreeData: rowsChanged.event,
        getChildren: async (node) => (await load()).view.getChildren(node),
        getTreeItem: async (node) => (await load()).view.getTreeItem(node),
      },
    }),
  );
  for (const [id, run] of Object.entries(sourceControlCommands)) {
    owned.add(
      vscode.commands.registerCommand(id, async (...given: unknown[]) => {
        const [{ runCommand }, { context }] = await Promise.all([import('../files/runCommand'), load()]);
        await runCommand(context, () => run(context, given));
      }),
    );
  }
  follow();
  return owned;
}

/** Events of what is loaded later. */
function createRelays(owned: DisposableStore) {
  const decorationsChanged = owned.add(new vscode.EventEmitter<vscode.Uri[]>());
  const rowsChanged = owned.add(new vscode.EventEmitter<undefined>());
  const connect = (store: DisposableStore, { decorations, view }: SourceControlRoom) => {
    store.add(
      decorations.onDidChangeFileDecorations((uris) => {
        decorationsChanged.fire(uris);
      }),
    );
    store.add(
      view.onDidChangeTreeData(() => {
        rowsChanged.fire(undefined);
      }),
    );
  };
  return { decorationsChanged, rowsChanged, connect };
}

function followIfOurs(follow: () => void): (document: vscode.TextDocument) => void {
  return ({ uri }) => {
    if (uri.scheme === fileScheme) follow();
  };
}

function reportTo({ log }: SourceControlOptions): (error: unknown) => void {
  return (error) => {
    log.warn(`Source control could not be shown: ${String(error)}`);
  };
}
