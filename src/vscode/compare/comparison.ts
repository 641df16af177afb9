import * as vscode from 'vscode';
import { readPipelinePath } from '../../pipelines/pipelineKind';
import { layoutlessScheme } from '../ids';

/** Two versions of a file; a side on which it does not exist is `undefined`. */
export interface Comparison {
  readonly original: vscode.Uri | undefined;
  readonly modified: vscode.Uri | undefined;
  /** Of the tab that shows both. */
  readonly title: string;
}

/** A comparison with two sides. */
export interface WholeComparison extends Comparison {
  readonly original: vscode.Uri;
  readonly modified: vscode.Uri;
}

/** What is in front: a comparison of two versions of a pipeline, and whether it is shown without layout. */
export interface ShownComparison extends WholeComparison {
  readonly isWithoutLayout: boolean;
}

/** Whether both sides are there and one is a pipeline, so that they can be compared by meaning. */
export function isOfPipelines(comparison: Comparison): comparison is WholeComparison {
  const { original, modified } = comparison;
  return original !== undefined && modified !== undefined && isPipeline(modified);
}

export function isPipeline(uri: vscode.Uri | undefined): boolean {
  return uri !== undefined && readPipelinePath(uri.path) !== undefined;
}

/** The comparison that a row of the Source Control view opens, else the one in front. */
export function findComparison(argument: unknown): ShownComparison | undefined {
  const row = readRow(argument);
  if (row !== undefined) return isOfPipelines(row) ? { ...row, isWithoutLayout: false } : undefined;
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
  if (!(tab?.input instanceof vscode.TabInputTextDiff)) return undefined;
  const { original, modified } = tab.input;
  const [older, newer] = [readLayoutless(original), readLayoutless(modified)];
  const shown = {
    original: older?.source ?? original,
    modified: newer?.source ?? modified,
    title: newer?.title ?? tab.label,
  };
  return isOfPipelines(shown) ? { ...shown, isWithoutLayout: newer !== undefined } : undefined;
}

/** The address under which a version is shown without its layout. */
export function toLayoutless(source: vscode.Uri, title: string): vscode.Uri {
  return vscode.Uri.from({
    scheme: layoutlessScheme,
    path: source.path,
    query: JSON.stringify([source.toString(), title]),
  });
}

/** The version behind such an address, and the title of the tab that it was opened from. */
export function readLayoutless(uri: vscode.Uri): { readonly source: vscode.Uri; readonly title: string } | undefined {
  if (uri.scheme !== layoutlessScheme) return undefined;
  const [source, title] = JSON.parse(uri.query) as [string, string];
  return { source: vscode.Uri.parse(source), title };
}

/** Rows say what a click on them does. */
function readRow(argument: unknown): Comparison | undefined {
  if (typeof argument !== 'object' || argument === null || !('command' in argument)) return undefined;
  const { command } = argument as { readonly command: Partial<vscode.Command> | undefined };
  if (command?.command !== 'vscode.diff') return undefined;
  const [original, modified, title] = (command.arguments ?? []) as readonly unknown[];
  if (!(original instanceof vscode.Uri) || !(modified instanceof vscode.Uri)) return undefined;
  return { original, modified, title: typeof title === 'string' ? title : '' };
}
