import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { lazy } from '../../base/lazy';
import { BitbucketError } from '../../bitbucket/bitbucketError';
import type { CiStateSource } from '../../repositories/ciStates';
import type { FileCommandContext } from '../files/fileCommandContext';
import { commandIds, viewIds } from '../ids';
import type { HistoryContext } from './historyContext';
import type { HistoryNode } from './historyNode';
import type { HistoryRoom } from './historyRoom';

type Command = (context: HistoryContext, argument: unknown) => Promise<void>;

/** What of an account's services the rows need besides; the same on every call. */
type LoadServices = (accountId: string) => Promise<{ readonly ciStates: CiStateSource }>;

/** Adds the history view and the commands on histories. All of it is loaded when it is first looked at or called. */
export function registerHistory(
  files: FileCommandContext,
  services: LoadServices,
  { loadReviews, beginReview }: Pick<HistoryContext, 'loadReviews' | 'beginReview'>,
): Disposable {
  const owned = new DisposableStore();
  const ciStatesOf: HistoryContext['ciStatesOf'] = async (repository) => {
    const account = await files.access.choices.find(repository);
    if (account === undefined) throw new BitbucketError({ kind: 'signedOut' }, 'Nobody is signed in.');
    return (await services(account.id)).ciStates;
  };
  const context: HistoryContext = { ...files, ciStatesOf, loadReviews, beginReview };
  const rowsChanged = owned.add(new vscode.EventEmitter<HistoryNode | undefined>());
  const load = lazy(async () => {
    const { HistoryRoom } = await import('./historyRoom');
    const room = owned.add(new HistoryRoom(context, () => view));
    owned.add(
      room.onDidChangeTreeData((node) => {
        rowsChanged.fire(node);
      }),
    );
    return room;
  });
  const view: vscode.TreeView<HistoryNode> = owned.add(
    vscode.window.createTreeView<HistoryNode>(viewIds.history, {
      showCollapseAll: true,
      treeDataProvider: {
        onDidChangeTreeData: rowsChanged.event,
        getChildren: async (node) => (await load()).getChildren(node),
        getTreeItem: async (node) => (await load()).getTreeItem(node),
        resolveTreeItem: async (item, node) => (await load()).resolveTreeItem(item, node),
      },
    }),
  );
  const register = (id: string, run: (argument: unknown) => Promise<void>) => {
    owned.add(
      vscode.commands.registerCommand(id, async (argument: unknown) => {
        const { runCommand } = await import('../files/runCommand');
        await runCommand(context, () => run(argument));
      }),
    );
  };
  registerViewCommands(register, load);
  for (const [id, loadCommand] of Object.entries(commands)) {
    register(id, async (argument) => {
      const command = await loadCommand();
      await command(context, argument);
    });
  }
  return owned;
}

function registerViewCommands(
  register: (id: string, run: (argument: unknown) => Promise<void>) => void,
  load: () => Promise<HistoryRoom>,
): void {
  register(commandIds.showHistory, async (argument) => {
    const [{ showHistory }, room] = await Promise.all([import('./showHistory'), load()]);
    await showHistory(room, argument);
  });
  register(commandIds.refreshHistory, async () => (await load()).refresh());
  register(commandIds.loadMoreHistory, async () => (await load()).loadMore());
  register(commandIds.pinHistory, async () => (await load()).setPinned(true));
  register(commandIds.unpinHistory, async () => (await load()).unpin());
}

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  [commandIds.openCommit]: async () => (await import('./commitCommands')).openCommit,
  [commandIds.openCommitOnBitbucket]: async () => (await import('./commitCommands')).openCommitOnBitbucket,
  [commandIds.openCommitCi]: async () => (await import('./commitCommands')).openCommitCi,
  [commandIds.copyCommitHash]: async () => (await import('./commitCommands')).copyCommitHash,
  [commandIds.revertCommit]: async () => (await import('./revertCommitToDrafts')).revertCommitToDrafts,
  [commandIds.openVersion]: async () => (await import('./versionCommands')).openVersion,
  [commandIds.compareVersionWithFile]: async () => (await import('./versionCommands')).compareVersionWithFile,
  [commandIds.compareVersionWithPrevious]: async () => (await import('./versionCommands')).compareVersionWithPrevious,
  [commandIds.compareVersions]: async () => (await import('./versionCommands')).compareVersions,
  [commandIds.restoreVersion]: async () => (await import('./restoreVersion')).restoreVersion,
  [commandIds.compareBranches]: async () => (await import('./reviewBranch')).compareBranches,
  [commandIds.reviewBranch]: async () => (await import('./reviewBranch')).reviewBranch,
  [commandIds.openPullRequest]: async () => (await import('./reviewBranch')).openPullRequest,
};
