import * as vscode from 'vscode';
import { toChangeRow, toChangeSummary } from '../../pipelines/compare/changeSummary';
import type { PipelineChange } from '../../pipelines/compare/pipelineChange';
import { nameOf } from '../../repositories/drafts/draftLayer';
import { readUri } from '../files/locationUri';
import { toPlainText } from '../plainText';
import type { CompareContext } from './compareContext';
import { readComparison } from './comparedPipeline';
import { findComparison, type WholeComparison } from './comparison';
import { sayNothingToCompare } from './sayNothingToCompare';

/** Shows the comparison in front as one graph. Takes a row of the Source Control view. */
export async function compareAsGraph(context: CompareContext, argument: unknown): Promise<void> {
  const comparison = findComparison(argument);
  if (comparison === undefined) sayNothingToCompare();
  else await openAsGraph(context, comparison);
}

export async function openAsGraph({ showGraphDiff }: CompareContext, comparison: WholeComparison): Promise<void> {
  const { before, after, changes } = await readComparison(comparison);
  const { original, modified } = comparison;
  const name = nameOf(modified.path);
  if (changes.length === 0) {
    void vscode.window.showInformationMessage(toPlainText(vscode.l10n.t('Both versions of {0} are the same.', name)));
    return;
  }
  const renamed = new Map(
    changes.flatMap((it) => (it.kind === 'componentRenamed' ? [[it.name, it.oldName] as const] : [])),
  );
  await showGraphDiff({
    before,
    after,
    titles: {
      name,
      before: toSideName(original, vscode.l10n.t('older version')),
      after: toSideName(modified, vscode.l10n.t('newer version')),
    },
    differences: { changes: groupByComponent(changes), renamed },
    summary: toChangeSummary(changes),
  });
}

/** What changed inside of components; where they lead is drawn. */
function groupByComponent(changes: readonly PipelineChange[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  const inside = ['componentRenamed', 'componentType', 'parameter', 'skipped', 'unskipped', 'iterationTarget'];
  for (const change of changes) {
    if (!inside.includes(change.kind) || !('name' in change)) continue;
    const group = groups.get(change.name);
    if (group === undefined) groups.set(change.name, [toChangeRow(change)]);
    else group.push(toChangeRow(change));
  }
  return groups;
}

/** A commit by its hash, a branch by its name. */
function toSideName(uri: vscode.Uri, otherwise: string): string {
  const ref = readUri(uri)?.location.ref;
  if (ref === undefined) return otherwise;
  return ref.kind === 'commit' ? ref.hash.slice(0, 7) : ref.name;
}
