import * as vscode from 'vscode';
import { isLayoutOnly } from '../../pipelines/compare/pipelineChange';
import { nameOf } from '../../repositories/drafts/draftLayer';
import { toPlainText } from '../plainText';
import type { CompareContext } from './compareContext';
import { readComparison } from './comparedPipeline';
import { findComparison, isOfPipelines, type WholeComparison } from './comparison';
import { toComparison, type Review, type ReviewedFile } from './review';
import { readTogether } from './readTogether';
import { sayNothingToCompare } from './sayNothingToCompare';

/** Shows the comparison or review in front without layout, or with it again. Takes a row of the Source Control view. */
export async function compareIgnoringLayout(context: CompareContext, argument: unknown): Promise<void> {
  const review = context.reviews.findActive();
  const comparison = findComparison(argument);
  if (comparison === undefined && review !== undefined) {
    const { whole, tab } = review;
    const isShown = whole === undefined ? await reviewWithoutLayout(context, review.review) : true;
    if (whole !== undefined) await context.reviews.open(whole);
    if (isShown) await vscode.window.tabGroups.close(tab);
    return;
  }
  if (comparison === undefined) sayNothingToCompare();
  else if (comparison.isWithoutLayout) await openDiff(comparison);
  else await openWithoutLayout(context, comparison);
}

export async function openDiff({ original, modified, title }: WholeComparison): Promise<void> {
  await vscode.commands.executeCommand('vscode.diff', original, modified, title);
}

/** Says so instead where nothing but layout is different. */
export async function openWithoutLayout({ layoutless }: CompareContext, comparison: WholeComparison): Promise<void> {
  const { changes } = await readComparison(comparison);
  if (changes.length === 0 || isLayoutOnly(changes)) {
    const name = nameOf(comparison.modified.path);
    const message =
      changes.length === 0
        ? vscode.l10n.t('Both versions of {0} are the same.', name)
        : vscode.l10n.t('Only the layout of {0} is different.', name);
    void vscode.window.showInformationMessage(toPlainText(message));
    return;
  }
  const title = toLayoutlessTitle(comparison.title);
  await vscode.commands.executeCommand('vscode.diff', ...layoutless.toSides(comparison), title);
}

/** Opens a review without layout, and without the files in which nothing else is different. `false` if none is left. */
async function reviewWithoutLayout(context: CompareContext, review: Review): Promise<boolean> {
  const files = await readTogether(review.files, (file) => leaveOutLayout(context, file, review));
  // What could not be read stays, and says why when it is looked at.
  const left = files.flatMap((it, index) => it ?? review.files.slice(index, index + 1));
  if (left.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Nothing but layout is different in these files.'));
    return false;
  }
  await context.reviews.open({ title: toLayoutlessTitle(review.title), files: left }, review);
  const count = review.files.length - left.length;
  if (count > 0) {
    const message =
      count === 1
        ? vscode.l10n.t('1 file is left out: only its layout is different.')
        : vscode.l10n.t('{0} files are left out: only their layout is different.', count);
    void vscode.window.showInformationMessage(message);
  }
  return true;
}

async function leaveOutLayout(
  { layoutless }: CompareContext,
  file: ReviewedFile,
  review: Review,
): Promise<readonly ReviewedFile[]> {
  const comparison = toComparison(file, review);
  if (!isOfPipelines(comparison)) return [file];
  const { changes } = await readComparison(comparison);
  if (isLayoutOnly(changes)) return [];
  const [original, modified] = layoutless.toSides(comparison);
  return [{ label: file.label, original, modified }];
}

function toLayoutlessTitle(title: string): string {
  return vscode.l10n.t('{0} – without layout', title);
}
