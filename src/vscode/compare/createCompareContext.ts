import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { translateChanges } from '../../pipelines/compare/changeSentence';
import type { CompareContext } from './compareContext';
import { LayoutlessDocuments } from './layoutlessDocuments';
import type { ReviewNode } from './reviewNode';
import { ReviewRoom } from './reviewRoom';
import { Reviews } from './reviews';

/** Everything about comparisons that lives as long as the window, telling changes in its language. */
export function createCompareContext(
  options: Pick<CompareContext, 'log' | 'webUrl' | 'showGraphDiff'>,
  view: () => vscode.TreeView<ReviewNode>,
): {
  readonly context: CompareContext;
  readonly disposable: Disposable;
} {
  if (vscode.l10n.bundle !== undefined) translateChanges(vscode.l10n.bundle);
  const disposable = new DisposableStore();
  const reviews = disposable.add(new Reviews());
  const room = disposable.add(new ReviewRoom(reviews, view));
  const layoutless = disposable.add(new LayoutlessDocuments());
  return { context: { ...options, reviews, room, layoutless }, disposable };
}
