import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { lazy } from '../../base/lazy';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import type { HandOverSheet } from '../../projects/handOverSheet';
import type { KnownProject, ProjectKey } from '../../projects/projectBook';
import { readUri } from '../files/locationUri';
import { commandIds, viewIds } from '../ids';
import { isProjectNode, type ProjectsRow } from './projectNode';
import type { ProjectsContext } from './projectsContext';
import { registerProjectFileLanguage } from './registerProjectFileLanguage';
import type { ProjectsRoom, ProjectsRoomPorts } from './projectsRoom';

export interface ProjectsOptions extends Omit<ProjectsRoomPorts, 'itemContext'> {
  readonly toUri: ProjectsRoomPorts['itemContext']['toUri'];
  readonly extensionUri: vscode.Uri;
  /** Somebody clicked on a file in the rows of one of several accounts. Comes before the file is read. */
  readonly onDidChooseFile: (repository: RepositoryId, accountId: string) => unknown;
}

/** The known projects, for whoever makes one. */
export interface Projects extends Disposable {
  /** The one opened last comes first. */
  list(): Promise<readonly KnownProject[]>;
  /** Makes a project known; its hand-over sheet is kept beside it. */
  add(project: KnownProject, sheet?: HandOverSheet): Promise<void>;
  /** Brings a known project's row to the front and unfolds it. */
  reveal(key: ProjectKey): Promise<void>;
}

type Command = (context: ProjectsContext, argument: unknown) => Promise<void>;

/** Adds the Projects view, its commands and the language of project files. All of it is loaded on first use. */
export function registerProjects(options: ProjectsOptions): Projects {
  const owned = new DisposableStore();
  const rowsChanged = owned.add(new vscode.EventEmitter<ProjectsRow | undefined>());
  const load = lazy(async () => {
    const { ProjectsRoom } = await import('./projectsRoom');
    const room = owned.add(new ProjectsRoom({ ...options, itemContext: toItemContext(options) }));
    owned.add(
      room.tree.onDidChangeTreeData((row) => {
        rowsChanged.fire(row);
      }),
    );
    return room;
  });
  const view = owned.add(createView(load, rowsChanged.event));
  followView(owned, view, load, options);
  registerCommands(owned, load);
  noticeOpened(owned, load, options);
  owned.add(registerProjectFileLanguage(options.clock));
  return {
    list: async () => (await load()).context.book.list(),
    add: async (project, sheet) => {
      const { book, sheets } = (await load()).context;
      if (sheet !== undefined) await sheets.save(project, sheet);
      await book.add(project);
    },
    reveal: async (key) => (await load()).reveal(view, key),
    dispose: () => {
      owned.dispose();
    },
  };
}

function toItemContext({ toUri, extensionUri }: ProjectsOptions): ProjectsRoomPorts['itemContext'] {
  const icon = (name: string) => vscode.Uri.joinPath(extensionUri, 'media', `${name}.svg`);
  return {
    toUri,
    pipelineIcon: (kind) => ({ light: icon(`${kind}-light`), dark: icon(`${kind}-dark`) }),
    language: vscode.env.language,
  };
}

function createView(load: () => Promise<ProjectsRoom>, onDidChangeTreeData: vscode.Event<ProjectsRow | undefined>) {
  return vscode.window.createTreeView<ProjectsRow>(viewIds.projects, {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData,
      getChildren: async (row) => (await load()).tree.getChildren(row),
      getTreeItem: async (row) => (await load()).tree.getTreeItem(row),
      resolveTreeItem: async (item, row) => (await load()).tree.resolveTreeItem(item, row),
      getParent: () => undefined,
    },
  });
}

function followView(
  owned: DisposableStore,
  view: vscode.TreeView<ProjectsRow>,
  load: () => Promise<ProjectsRoom>,
  { recent, onDidChooseFile }: ProjectsOptions,
): void {
  owned.add(
    view.onDidExpandElement(({ element }) => {
      if (element.kind === 'project') void load().then(({ looks }) => looks.look(element.project));
    }),
  );
  owned.add(
    view.onDidChangeSelection(({ selection: [row] }) => {
      if (row?.kind !== 'pipeline') return;
      void recent.add(row.repository);
      onDidChooseFile(row.location.repository, row.accountId);
    }),
  );
}

function registerCommands(owned: DisposableStore, load: () => Promise<ProjectsRoom>): void {
  const register = (id: string, run: (room: ProjectsRoom, argument: unknown) => Promise<void>) => {
    owned.add(
      vscode.commands.registerCommand(id, async (argument: unknown) => {
        const [{ runCommand }, room] = await Promise.all([import('../files/runCommand'), load()]);
        await runCommand(room.context, () => run(room, argument));
      }),
    );
  };
  register(commandIds.refreshProjects, (room, argument) =>
    room.refresh(isProjectNode(argument) ? argument : undefined),
  );
  for (const [id, loadCommand] of Object.entries(commands)) {
    register(id, async ({ context }, argument) => {
      const command = await loadCommand();
      await command(context, argument);
    });
  }
}

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  [commandIds.findProjects]: async () => (await import('./findProjects')).findProjects,
  [commandIds.openProject]: async () => (await import('./projectCommands')).openProject,
  [commandIds.editProjectFile]: async () => (await import('./projectCommands')).editProjectFile,
  [commandIds.renameProject]: async () => (await import('./projectCommands')).renameProject,
  [commandIds.forgetProject]: async () => (await import('./projectCommands')).forgetProject,
  [commandIds.openInMaia]: async () => (await import('./projectCommands')).openInMaia,
  [commandIds.linkToMaia]: async () => (await import('./linkToMaia')).linkToMaia,
  [commandIds.showHandOverSheet]: async () => (await import('./showHandOverSheet')).showHandOverSheet,
};

/** What of ours is opened may be a project; nothing is loaded for anything else. */
function noticeOpened(owned: DisposableStore, load: () => Promise<ProjectsRoom>, { log }: ProjectsOptions): void {
  const noticeUri = async (uri: vscode.Uri, kind: 'file' | 'folder') => {
    const place = readUri(uri);
    if (place?.location.ref.kind !== 'branch') return;
    try {
      const [{ noticeFile, noticeFolder }, { context }] = await Promise.all([import('./noticeProjects'), load()]);
      await (kind === 'file' ? noticeFile(context, place) : noticeFolder(context, place));
    } catch (error) {
      log.warn(`Projects could not be loaded: ${String(error)}`);
    }
  };
  const noticeFolders = (folders: readonly vscode.WorkspaceFolder[] | undefined) => {
    for (const { uri } of folders ?? []) void noticeUri(uri, 'folder');
  };
  owned.add(vscode.workspace.onDidOpenTextDocument(({ uri }) => void noticeUri(uri, 'file')));
  owned.add(
    vscode.workspace.onDidChangeWorkspaceFolders(({ added }) => {
      noticeFolders(added);
    }),
  );
  noticeFolders(vscode.workspace.workspaceFolders);
  for (const { uri } of vscode.workspace.textDocuments) void noticeUri(uri, 'file');
}
