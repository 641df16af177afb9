import * as vscode from 'vscode';
import type { BranchDrafts } from '../../repositories/drafts/branchDrafts';
import { readCommandTarget } from '../files/commandTarget';
import { readUri } from '../files/locationUri';
import { ChangeState } from './changeState';
import type { Change } from './changes';
import type { DraftNode } from './draftNodes';
import { isBranchLocation } from './findOpenLocations';
import type { OpenBranch } from './openBranch';
import type { SourceControlContext } from './sourceControlContext';

/** A change of an open branch. */
export interface ChangeTarget {
  readonly branch: OpenBranch;
  readonly change: Change;
}

/** Changes of one branch, open or not. */
export interface DraftSelection {
  readonly drafts: BranchDrafts;
  readonly changes: readonly Change[];
}

/**
 * The branch a command was called on: a part of the Source Control view, a row, an address. From the palette the one of
 * the active editor, else the only one, else a chosen one. `undefined` when there is none, which is said, or the user declines.
 */
export async function findBranch(
  { branches }: SourceControlContext,
  argument: unknown,
): Promise<OpenBranch | undefined> {
  const place = readPlace(argument);
  if (place !== undefined && isBranchLocation(place.location)) return branches.open(place.location);
  const { all } = branches;
  const [first] = all;
  if (first === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('No branch of a Bitbucket repository is open in this window. Open a file or a repository first.'),
    );
    return undefined;
  }
  const changed = all.filter(({ changes }) => changes.length > 0);
  if (all.length === 1 || changed.length === 1) return changed[0] ?? first;
  const items = all.map((branch) => ({ label: branch.name, branch }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which branch?') }))?.branch;
}

/** The change a command was called on; from the palette that of the active editor, else the first that fits. */
export async function findChange(
  context: SourceControlContext,
  argument: unknown,
  fits: (change: Change) => boolean,
): Promise<ChangeTarget | undefined> {
  const branch = await findBranch(context, argument);
  if (branch === undefined) return undefined;
  await branch.renew();
  const path = readPlace(argument)?.path ?? '';
  const found = branch.changes.find((change) => change.paths.includes(path) && fits(change));
  const change = found ?? (argument === undefined ? branch.changes.find(fits) : undefined);
  return change && { branch, change };
}

/** Everything that is selected in the Source Control view, a group of it, or in the drafts view, by branch. */
export async function readSelections(
  { branches }: SourceControlContext,
  given: readonly unknown[],
): Promise<readonly DraftSelection[]> {
  const selections = new Map<BranchDrafts, Change[]>();
  const add = (drafts: BranchDrafts, change: Change) => {
    const changes = selections.get(drafts) ?? [];
    selections.set(drafts, changes.includes(change) ? changes : [...changes, change]);
  };
  for (const item of given.flatMap(toItems)) {
    if (isFileNode(item)) {
      add(item.branch.drafts, item.change);
      continue;
    }
    const place = readPlace(item);
    const branch = place && isBranchLocation(place.location) ? await branches.open(place.location) : undefined;
    const change = branch?.changes.find(({ paths }) => paths.includes(place?.path ?? ''));
    if (branch !== undefined && change !== undefined) add(branch.tree.drafts, change);
  }
  return [...selections].map(([drafts, changes]) => ({ drafts, changes }));
}

/** The rows of the Source Control view that a command was called on. */
export function readStates(given: readonly unknown[]): readonly ChangeState[] {
  return given.flatMap(toItems).filter((item) => item instanceof ChangeState);
}

/** From the palette nothing is given, and the active editor counts. */
function toItems(item: unknown): readonly unknown[] {
  if (isGroup(item)) return item.resourceStates;
  return Array.isArray(item) ? item : [item];
}

function isGroup(item: unknown): item is vscode.SourceControlResourceGroup {
  return typeof item === 'object' && item !== null && 'resourceStates' in item && Array.isArray(item.resourceStates);
}

function isFileNode(item: unknown): item is Extract<DraftNode, { kind: 'file' }> {
  return typeof item === 'object' && item !== null && 'kind' in item && item.kind === 'file' && 'branch' in item;
}

/** A part of the Source Control view names its folder; a branch's row of the drafts view its branch. */
function readPlace(argument: unknown) {
  if (isGroup(argument)) return readCommandTarget(argument.resourceStates[0]);
  if (typeof argument === 'object' && argument !== null) {
    if ('rootUri' in argument && argument.rootUri instanceof vscode.Uri) return readUri(argument.rootUri);
    if ('branch' in argument && !('location' in argument)) return readCommandTarget(argument.branch);
  }
  return readCommandTarget(argument);
}
