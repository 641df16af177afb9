import * as vscode from 'vscode';
import { toChangeRow, toSummaryLine, toValueText } from '../../pipelines/compare/changeSummary';
import { nameOf } from '../../repositories/drafts/draftLayer';
import { toChangeIcon } from './changeIcon';
import { openAsGraph } from './compareAsGraph';
import type { CompareContext } from './compareContext';
import { readComparison, type ComparedPipeline } from './comparedPipeline';
import { findComparison, isOfPipelines, isPipeline, type WholeComparison } from './comparison';
import { toComparison, type Review, type ReviewedFile } from './review';
import { readTogether } from './readTogether';
import { sayNothingToCompare } from './sayNothingToCompare';
import { showChange } from './showChange';
import { openDiff, openWithoutLayout } from './withoutLayout';

/** A way to look at a comparison, offered as a button. */
interface Look extends vscode.QuickInputButton {
  readonly open: (context: CompareContext, comparison: WholeComparison) => Promise<void>;
}

/** Lists in words what is different in the comparison or review in front; a choice leads to the place. */
export async function summarizeChanges(context: CompareContext, argument: unknown): Promise<void> {
  const comparison = findComparison(argument);
  const review = context.reviews.findActive();
  if (comparison !== undefined) await summarize(context, await readComparison(comparison));
  else if (review !== undefined) await summarizeReview(context, review.whole ?? review.review);
  else sayNothingToCompare();
}

async function summarize(context: CompareContext, compared: ComparedPipeline): Promise<void> {
  const { comparison, changes } = compared;
  const name = nameOf(comparison.modified.path);
  if (changes.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Both versions of {0} are the same.', name));
    return;
  }
  const items = changes.map((change) => ({
    label: `$(${toChangeIcon(change)}) ${toChangeRow(change)}`,
    description: toValueText(change),
    change,
  }));
  const chosen = await pick(context, items, {
    title: vscode.l10n.t('Changes of {0}', name),
    placeholder: toSummaryLine(changes),
    looks: toLooks(),
    comparisonOf: () => comparison,
  });
  if (chosen !== undefined) await showChange(compared, chosen.change);
}

/** A file after the other; what is no pipeline is only named. */
async function summarizeReview(context: CompareContext, review: Review): Promise<void> {
  const rows = await readTogether(review.files, (file) => toFileRow(file, review));
  const items = rows.map((row, index) => row ?? toUnreadRow(review.files[index]?.label.path ?? ''));
  const chosen = await pick(context, items, {
    title: vscode.l10n.t('Changes: {0}', review.title),
    placeholder: vscode.l10n.t('Choose a file to see its changes one by one'),
    looks: [],
    comparisonOf: ({ compared }) => compared?.comparison,
  });
  if (chosen?.compared !== undefined) await summarize(context, chosen.compared);
  else if (chosen?.open !== undefined) await vscode.commands.executeCommand('vscode.open', chosen.open);
}

interface FileRow extends vscode.QuickPickItem {
  readonly compared?: ComparedPipeline;
  readonly open?: vscode.Uri;
}

async function toFileRow(file: ReviewedFile, review: Review): Promise<FileRow> {
  const comparison = toComparison(file, review);
  const { original, modified } = comparison;
  const row = { label: `$(file) ${nameOf(file.label.path)}` };
  if (isOfPipelines(comparison)) {
    const compared = await readComparison(comparison);
    return { ...row, detail: toSummaryLine(compared.changes), compared, buttons: toLooks() };
  }
  const open = modified ?? original;
  const detail = isPipeline(open) ? toWholeText(comparison) : vscode.l10n.t('no pipeline');
  return { ...row, detail, ...(open !== undefined && { open }) };
}

function toWholeText({ original }: { readonly original: vscode.Uri | undefined }): string {
  return original === undefined ? vscode.l10n.t('New pipeline') : vscode.l10n.t('Deleted');
}

function toUnreadRow(path: string): FileRow {
  return { label: `$(file) ${nameOf(path)}`, detail: vscode.l10n.t('could not be read') };
}

interface PickOptions<T> {
  readonly title: string;
  readonly placeholder: string;
  /** In the title, for all rows. */
  readonly looks: readonly Look[];
  readonly comparisonOf: (item: T) => WholeComparison | undefined;
}

/** What was chosen; `undefined` where a button was pressed instead, which is then done, or nothing. */
function pick<T extends vscode.QuickPickItem>(
  context: CompareContext,
  items: readonly T[],
  { title, placeholder, looks, comparisonOf }: PickOptions<T>,
): Promise<T | undefined> {
  const picker = vscode.window.createQuickPick<T>();
  Object.assign(picker, { title, placeholder, items, buttons: looks, matchOnDescription: true, matchOnDetail: true });
  return new Promise((resolve) => {
    const finish = (chosen: T | undefined) => {
      resolve(chosen);
      picker.dispose();
    };
    const press = (button: vscode.QuickInputButton, item: T | undefined) => {
      const comparison = item && comparisonOf(item);
      if (comparison !== undefined) resolve((button as Look).open(context, comparison).then(() => undefined));
      picker.dispose();
    };
    picker.onDidAccept(() => {
      finish(picker.selectedItems[0]);
    });
    picker.onDidTriggerButton((button) => {
      press(button, items[0]);
    });
    picker.onDidTriggerItemButton(({ button, item }) => {
      press(button, item);
    });
    picker.onDidHide(() => {
      finish(undefined);
    });
    picker.show();
  });
}

function toLooks(): readonly Look[] {
  return [
    {
      iconPath: new vscode.ThemeIcon('diff'),
      tooltip: vscode.l10n.t('Open changes'),
      open: (_context, comparison) => openDiff(comparison),
    },
    {
      iconPath: new vscode.ThemeIcon('layout'),
      tooltip: vscode.l10n.t('Compare ignoring layout'),
      open: openWithoutLayout,
    },
    {
      iconPath: new vscode.ThemeIcon('git-compare'),
      tooltip: vscode.l10n.t('Compare as graph'),
      open: openAsGraph,
    },
  ];
}
