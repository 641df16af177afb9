import * as vscode from 'vscode';
import { toRelativeTime } from '../relativeTime';
import type { KeptWizard } from './wizardStore';
import { toStepName } from './wizardTexts';

/** What to do about wizards that were begun before. */
export type UnfinishedChoice =
  { readonly kind: 'resume' | 'discard'; readonly id: string } | { readonly kind: 'startAnew' };

/** Lets the person go on with one, begin another, or throw one away; `undefined` when they decline. */
export async function pickUnfinished(
  unfinished: readonly KeptWizard[],
  nowMs: number,
): Promise<UnfinishedChoice | undefined> {
  type Item = vscode.QuickPickItem & { readonly choice: UnfinishedChoice | 'discardWhich' };
  const items: Item[] = [
    ...unfinished.map(({ id, state, savedMs }) => ({
      label: vscode.l10n.t('Resume {0}', toName(state)),
      description: toStepName(state.step),
      detail: toRelativeTime(savedMs, nowMs, vscode.env.language),
      choice: { kind: 'resume', id } as const,
    })),
    { label: vscode.l10n.t('Start anew'), choice: { kind: 'startAnew' } },
    { label: vscode.l10n.t('Discard…'), choice: 'discardWhich' },
  ];
  const title = vscode.l10n.t('Projects that are not created yet');
  const chosen = await vscode.window.showQuickPick(items, { title });
  return chosen?.choice === 'discardWhich' ? pickDiscarded(unfinished) : chosen?.choice;
}

async function pickDiscarded(unfinished: readonly KeptWizard[]): Promise<UnfinishedChoice | undefined> {
  const items = unfinished.map(({ id, state }) => ({
    label: toName(state),
    description: toStepName(state.step),
    id,
  }));
  const title = vscode.l10n.t('Discard what was typed for which project? Its repository stays as it is.');
  const chosen = await vscode.window.showQuickPick(items, { title });
  return chosen && { kind: 'discard', id: chosen.id };
}

/** What the person calls it so far. */
export function toName({ details, repository }: KeptWizard['state']): string {
  return details.name.trim() || (repository?.name ?? vscode.l10n.t('a project without a name'));
}
