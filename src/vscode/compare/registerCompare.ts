import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { lazy } from '../../base/lazy';
import { commandIds, layoutlessScheme, viewIds } from '../ids';
import type { CompareContext } from './compareContext';
import type { BranchReview } from './review';
import type { ReviewNode } from './reviewNode';
import type { Reviews } from './reviews';

export interface Compare extends Disposable {
  /** Opens multi-file comparisons, which the commands then know. */
  readonly loadReviews: () => Promise<Reviews>;
  /** Lists what a branch has different, in the review view. */
  readonly beginReview: (review: BranchReview) => Promise<void>;
}

type Command = (context: CompareContext, argument: unknown) => Promise<void>;

/** Adds the commands that compare versions of pipelines by what they mean; loaded when first used. */
export function registerCompare(options: Pick<CompareContext, 'log' | 'webUrl' | 'showGraphDiff'>): Compare {
  const owned = new DisposableStore();
  const contentChanged = owned.add(new vscode.EventEmitter<vscode.Uri>());
  const rowsChanged = owned.add(new vscode.EventEmitter<ReviewNode | undefined>());
  const load = lazy(async (): Promise<CompareContext> => {
    const { createCompareContext } = await import('./createCompareContext');
    const { context, disposable } = createCompareContext(options, () => view);
    owned.add(disposable);
    owned.add(
      context.layoutless.onDidChange((uri) => {
        contentChanged.fire(uri);
      }),
    );
    owned.add(
      context.room.onDidChangeTreeData((node) => {
        rowsChanged.fire(node);
      }),
    );
    return context;
  });
  owned.add(
    vscode.workspace.registerTextDocumentContentProvider(layoutlessScheme, {
      onDidChange: contentChanged.event,
      provideTextDocumentContent: async (uri) => (await load()).layoutless.provideTextDocumentContent(uri),
    }),
  );
  const view: vscode.TreeView<ReviewNode> = owned.add(
    vscode.window.createTreeView<ReviewNode>(viewIds.review, {
      showCollapseAll: true,
      treeDataProvider: {
        onDidChangeTreeData: rowsChanged.event,
        getChildren: async (node) => (await load()).room.getChildren(node),
        getTreeItem: async (node) => (await load()).room.getTreeItem(node),
      },
    }),
  );
  for (const [id, loadCommand] of Object.entries(commands)) {
    owned.add(
      vscode.commands.registerCommand(id, async (argument: unknown) => {
        const [{ runCommand }, command, context] = await Promise.all([
          import('../files/runCommand'),
          loadCommand(),
          load(),
        ]);
        await runCommand(options, () => command(context, argument));
      }),
    );
  }
  return {
    loadReviews: async () => (await load()).reviews,
    beginReview: async (review) => (await load()).room.begin(review),
    dispose: () => {
      owned.dispose();
    },
  };
}

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  [commandIds.compareIgnoringLayout]: async () => (await import('./withoutLayout')).compareIgnoringLayout,
  [commandIds.compareAsGraph]: async () => (await import('./compareAsGraph')).compareAsGraph,
  [commandIds.summarizeChanges]: async () => (await import('./summarizeChanges')).summarizeChanges,
  [commandIds.openReview]: async () => (await import('./reviewCommands')).openReview,
  [commandIds.readReview]: async () => (await import('./reviewCommands')).readReview,
  [commandIds.openReviewedChange]: async () => (await import('./reviewCommands')).openReviewedChange,
  [commandIds.refreshReview]: async () => (await import('./reviewCommands')).refreshReview,
  [commandIds.reviewAgainstAnother]: async () => (await import('./reviewCommands')).reviewAgainstAnother,
  [commandIds.openReviewPullRequest]: async () => (await import('./reviewCommands')).openReviewPullRequest,
  [commandIds.closeReview]: async () => (await import('./reviewCommands')).closeReview,
};
