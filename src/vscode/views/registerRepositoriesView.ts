import * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import type { Log } from '../../base/log';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import type { StateStore } from '../../repositories/cacheStore';
import { CatalogFilter } from '../../repositories/catalogFilter';
import { Favourites } from '../../repositories/favourites';
import { PipelineKnowledge } from '../../repositories/pipelineKnowledge';
import type { RecentRepositories } from '../../repositories/recentRepositories';
import { contextKeys, viewIds } from '../ids';
import { Arrangement } from './arrangement';
import { RepositoriesTree, type RepositoriesTreeDependencies } from './repositoriesTree';
import { RepositoryCommands } from './repositoryCommands';
import type { ItemContext } from './treeItems';
import { isTreeNode, type RepositoryNode, type TreeNode } from './treeNode';
import { toViewDescription, toViewMessage, type ViewSummary } from './viewMessage';

export interface RepositoriesViewPorts {
  readonly accounts: RepositoriesTreeDependencies['accounts'];
  readonly createServices: RepositoriesTreeDependencies['createServices'];
  readonly onDidFindNobody: RepositoriesTreeDependencies['onDidFindNobody'];
  /** Somebody clicked on a file in the rows of one of several accounts. Comes before the file is read. */
  readonly onDidChooseFile: (repository: RepositoryId, accountId: string) => unknown;
  readonly recent: RecentRepositories;
  /** Shared by all accounts and windows: `context.globalState`. */
  readonly state: StateStore;
  readonly toUri: ItemContext['toUri'];
  /** Bitbucket's web address as configured now. */
  readonly readWebUrl: () => string;
  readonly marks?: RepositoriesTreeDependencies['marks'];
  readonly extensionUri: vscode.Uri;
  readonly clock: Clock;
  readonly log: Log;
}

/** Creates the Repositories view and its commands. No request, no file, until somebody looks at the view. */
export function registerRepositoriesView(ports: RepositoriesViewPorts): Disposable {
  const owned = new DisposableStore();
  const { state, recent, clock, log } = ports;
  const { language } = vscode.env;
  const favourites = new Favourites(state);
  const knowledge = new PipelineKnowledge(state);
  const filter = new CatalogFilter(state);
  const arrangement = new Arrangement({ favourites, recent, knowledge, filter });
  const icon = (name: string) => vscode.Uri.joinPath(ports.extensionUri, 'media', `${name}.svg`);
  const tree = owned.add(
    new RepositoriesTree({
      accounts: ports.accounts,
      createServices: ports.createServices,
      onDidFindNobody: ports.onDidFindNobody,
      arrangement,
      onDidSeeContent: (repository, content) => void knowledge.record(repository.uuid, content),
      itemContext: {
        toUri: ports.toUri,
        pipelineIcon: (kind) => ({ light: icon(`${kind}-light`), dark: icon(`${kind}-dark`) }),
        language,
      },
      readWebUrl: ports.readWebUrl,
      marks: ports.marks,
      clock,
      log,
    }),
  );
  const view = owned.add(
    vscode.window.createTreeView(viewIds.repositories, { treeDataProvider: tree, showCollapseAll: true }),
  );
  owned.add(tree.onDidRender(sayAboutRows(view, clock, language)));
  const unfolded = owned.add(new UnfoldedRows(view, tree, recent));
  owned.add(
    view.onDidChangeSelection(({ selection: [row] }) => {
      if (row?.kind !== 'pipeline') return;
      void recent.add(row.repository);
      ports.onDidChooseFile(row.location.repository, row.accountId);
    }),
  );
  const commands = new RepositoryCommands({
    tree,
    arrangement,
    favourites,
    filter,
    readUnfolded: () => unfolded.nodes.values(),
    findSelected: () => view.selection[0],
    reveal: () => vscode.commands.executeCommand(`${viewIds.repositories}.focus`),
    clock,
    language,
  });
  for (const [id, run] of Object.entries(commands.handlers)) {
    owned.add(
      vscode.commands.registerCommand(id, (argument: unknown) => run(isTreeNode(argument) ? argument : undefined)),
    );
  }
  return owned;
}

/** Keeps the line above the rows, the note beside the title and the search's context key in step with the rows. */
function sayAboutRows(view: vscode.TreeView<TreeNode>, clock: Clock, language: string): (summary: ViewSummary) => void {
  let wasSearching = false;
  return (summary) => {
    const context = { now: clock.now(), language };
    // The editor's types leave out that `undefined` clears these.
    Object.assign(view, { message: toViewMessage(summary, context), description: toViewDescription(summary, context) });
    const isSearching = summary.search !== undefined;
    if (isSearching === wasSearching) return;
    wasSearching = isSearching;
    void vscode.commands.executeCommand('setContext', contextKeys.isSearching, isSearching);
  };
}

/** Follows which repositories are unfolded, and looks into one when it is. */
class UnfoldedRows implements Disposable {
  /** By row id: the row of a repository may be made anew while it is unfolded. */
  readonly nodes = new Map<string, RepositoryNode>();
  readonly #owned = new DisposableStore();

  constructor(view: vscode.TreeView<TreeNode>, tree: RepositoriesTree, recent: RecentRepositories) {
    this.#owned.add(
      view.onDidExpandElement(({ element }) => {
        if (element.kind !== 'repository') return;
        this.nodes.set(element.id, element);
        void recent.add(element.repository);
        void tree.findTree(element.accountId)?.unfolded.unfold(element.repository);
      }),
    );
    this.#owned.add(
      view.onDidCollapseElement(({ element }) => {
        if (element.kind !== 'repository') return;
        this.nodes.delete(element.id);
        tree.findTree(element.accountId)?.unfolded.fold(element.repository);
      }),
    );
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
