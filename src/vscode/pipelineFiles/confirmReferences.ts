import * as vscode from 'vscode';
import type { PipelineReference } from '../../repositories/referenceFinder';
import type { ReferenceSearch } from '../../repositories/referenceSearch';
import { toUri } from '../files/locationUri';
import { isCancellation } from '../files/isCancellation';
import { workOn } from '../files/workOn';
import type { BranchLocation } from './editTarget';

export interface ReferenceQuestion {
  readonly title: string;
  /** What going on is called, as “Rename”. */
  readonly action: string;
  readonly location: BranchLocation;
  readonly search: ReferenceSearch;
  /** Whether all pipelines of the branch are known. */
  readonly isComplete: boolean;
  /** What refers to it is changed along with it. */
  readonly isMended?: boolean;
}

type Choice = 'go' | 'readRest' | PipelineReference;

interface ChoiceItem extends vscode.QuickPickItem {
  readonly choice?: Choice;
}

/**
 * Tells what refers to something before it goes elsewhere; nothing is asked where everything was read and nothing does.
 * Reading what was not read yet is offered with what it costs. A reference that is chosen is shown instead.
 */
export async function confirmReferences(question: ReferenceQuestion): Promise<boolean> {
  const { search, isComplete, title, location } = question;
  await search.searchKept();
  for (;;) {
    if (search.references.length === 0 && search.unread.length === 0 && isComplete) return true;
    const options = { title, placeHolder: describe(question), matchOnDescription: true };
    const choice = (await vscode.window.showQuickPick(toItems(question), options))?.choice;
    if (choice === undefined) return false;
    if (choice === 'go') return true;
    if (choice === 'readRest') await readRest(question);
    else {
      await showReference(location, choice);
      return false;
    }
  }
}

/** Opens the pipeline that refers, at the line. */
async function showReference(location: BranchLocation, { path, line }: PipelineReference): Promise<void> {
  const selection = new vscode.Range(line, 0, line, Number.MAX_SAFE_INTEGER);
  await vscode.commands.executeCommand('vscode.open', toUri(location, path), { selection });
}

async function readRest({ search, location }: ReferenceQuestion): Promise<void> {
  try {
    await workOn(location.repository, (signal) => search.searchRest(signal));
  } catch (error) {
    // Whoever stops the reading wants the question back, with what is known by now.
    if (!isCancellation(error)) throw error;
  }
}

function describe({ search, isComplete, isMended = false }: ReferenceQuestion): string {
  const count = countPipelines(search.references);
  if (isMended && count > 0) return describeMended(search.references);
  if (count === 1) return vscode.l10n.t('One pipeline refers to it, and will not find it there any more');
  if (count > 0) return vscode.l10n.t('{0} pipelines refer to it, and will not find it there any more', count);
  if (!isComplete) return vscode.l10n.t('Bitbucket cannot be asked now which pipelines refer to it');
  return vscode.l10n.t('No pipeline read so far refers to it');
}

function describeMended(references: readonly PipelineReference[]): string {
  const count = countPipelines(references.filter(({ match }) => match === 'path'));
  if (count === 0) return vscode.l10n.t('No pipeline surely refers to it');
  if (count === 1) return vscode.l10n.t('One pipeline refers to it, and will be changed with it');
  return vscode.l10n.t('{0} pipelines refer to it, and will be changed with it', count);
}

function toItems({ search, action, isMended = false }: ReferenceQuestion): ChoiceItem[] {
  const unread = search.unread.length;
  const readRestItem: ChoiceItem = {
    label:
      unread === 1
        ? vscode.l10n.t('Look into the one pipeline that was not read yet')
        : vscode.l10n.t('Look into the {0} pipelines that were not read yet', unread),
    description:
      unread === 1
        ? vscode.l10n.t('one request of the 1,000 an hour')
        : vscode.l10n.t('{0} requests of the 1,000 an hour', unread),
    iconPath: new vscode.ThemeIcon('search'),
    choice: 'readRest',
  };
  return [
    { label: action, iconPath: new vscode.ThemeIcon('check'), choice: 'go' },
    ...(unread === 0 ? [] : [readRestItem]),
    ...toGroup(
      vscode.l10n.t('refer to it'),
      search.references.filter(({ match }) => match === 'path'),
    ),
    ...toGroup(
      isMended
        ? vscode.l10n.t('may refer to it, only the name agrees: shown in a preview first')
        : vscode.l10n.t('may refer to it: the name agrees, the folder does not'),
      search.references.filter(({ match }) => match === 'name'),
    ),
  ];
}

function toGroup(label: string, references: readonly PipelineReference[]): ChoiceItem[] {
  if (references.length === 0) return [];
  return [
    { label, kind: vscode.QuickPickItemKind.Separator },
    ...references.map((reference) => ({
      label: reference.path,
      description: vscode.l10n.t('line {0}: {1}', reference.line + 1, reference.value),
      iconPath: new vscode.ThemeIcon('references'),
      choice: reference,
    })),
  ];
}

/** How many pipelines refer; one may do so more than once. */
export function countPipelines(references: readonly PipelineReference[]): number {
  return new Set(references.map(({ path }) => path)).size;
}
