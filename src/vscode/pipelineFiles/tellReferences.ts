import * as vscode from 'vscode';
import type { PipelineReference } from '../../repositories/referenceFinder';
import { toUri } from '../files/locationUri';
import { toPlainText } from '../plainText';
import { countPipelines } from './confirmReferences';
import type { BranchLocation } from './editTarget';
import { isWithin, nameOf } from '../../repositories/drafts/draftLayer';

/** Says which references do not lead anywhere any more, and lets the user go to the first. Returns at once. */
export function tellReferences(
  location: BranchLocation,
  references: readonly PipelineReference[],
  from: string,
  to: string | undefined,
): void {
  const broken = references.filter(({ match }) => match === 'path');
  const [first] = broken;
  if (first === undefined) return;
  const open = vscode.l10n.t('Show the first');
  const message = describe(broken, nameOf(from), to);
  void vscode.window.showWarningMessage(toPlainText(message), open).then(async (pressed) => {
    if (pressed !== open) return;
    // The pipeline that refers may have moved along.
    const path = to !== undefined && isWithin(first.path, from) ? to + first.path.slice(from.length) : first.path;
    const selection = new vscode.Range(first.line, 0, first.line, Number.MAX_SAFE_INTEGER);
    await vscode.commands.executeCommand('vscode.open', toUri(location, path), { selection });
  });
}

function describe(broken: readonly PipelineReference[], name: string, to: string | undefined): string {
  const count = countPipelines(broken);
  const one = nameOf(broken[0]?.path ?? '');
  if (to === undefined) {
    return count === 1
      ? vscode.l10n.t('“{0}” still refers to “{1}”. Change that before you commit.', one, name)
      : vscode.l10n.t('{0} pipelines still refer to “{1}”. Change them before you commit.', count, name);
  }
  return count === 1
    ? vscode.l10n.t('“{0}” still refers to “{1}” where it was. Change that to “{2}” before you commit.', one, name, to)
    : vscode.l10n.t(
        '{0} pipelines still refer to “{1}” where it was. Change that to “{2}” before you commit.',
        count,
        name,
        to,
      );
}
