import * as vscode from 'vscode';
import type { ConflictChoice } from '../../repositories/commits/commitOutcome';
import { readText } from '../../repositories/commits/threeWayMerge';
import { toUri } from '../files/locationUri';
import { workOn } from '../files/workOn';
import { decodeText, withoutByteOrderMark } from './byteOrderMark';
import { findChange, type ChangeTarget } from './changeTarget';
import { commitBranch } from './commitBranch';
import { hasMarkersLeft } from './markersLeft';
import { openConflict, replaceText } from './openConflict';
import { saveUnasked } from './offerMarkResolved';
import type { SourceControlContext } from './sourceControlContext';

/** Opens a conflict where it can be merged by hand; where it cannot, the choices there are. */
export async function resolveConflict(context: SourceControlContext, argument: unknown): Promise<void> {
  const target = await findConflict(context, argument);
  if (target === undefined) return;
  const { branch, change } = target;
  const isOpen = await workOn(branch.location.repository, () => openConflict(context, branch, change));
  if (!isOpen) await chooseFor(context, target);
}

/** Lets the user choose how to end a conflict. */
export async function chooseResolution(context: SourceControlContext, argument: unknown): Promise<void> {
  const target = await findConflict(context, argument);
  if (target !== undefined) await chooseFor(context, target);
}

/** Ends conflicts in one way. */
export async function takeChoice(
  context: SourceControlContext,
  argument: unknown,
  choice: ConflictChoice,
): Promise<void> {
  const target = await findConflict(context, argument);
  if (target !== undefined) await endConflict(context, target, choice);
}

/** The user merged by hand: what is saved, or what stands in the editor, is the result. */
export async function markResolved(context: SourceControlContext, argument: unknown): Promise<void> {
  const target = await findConflict(context, argument);
  if (target === undefined) return;
  const { branch, change } = target;
  const document = findDocument(target);
  if (document?.isDirty === true && !(await saveUnasked(document))) return;
  if (await hasMarkersLeft(branch, change)) {
    const go = vscode.l10n.t('Show them');
    const text = vscode.l10n.t('{0} still has conflict markers. Choose what to keep first.', change.path);
    if ((await vscode.window.showWarningMessage(text, go)) === go) await openConflict(context, branch, change);
    return;
  }
  await workOn(branch.location.repository, () => branch.commits.markResolved(branch.tree, toConflictPath(target)));
  await context.sides.forget(branch, change.path);
  await branch.renew();
}

async function chooseFor(context: SourceControlContext, target: ChangeTarget): Promise<void> {
  const { change } = target;
  const isDeletion = change.kind === 'deleted';
  const hasTwoTexts = !isDeletion && change.conflict?.isDeletedByThem !== true;
  const items: (vscode.QuickPickItem & { readonly run: () => Promise<void> })[] = [
    {
      label: vscode.l10n.t('Keep mine'),
      detail: isDeletion
        ? vscode.l10n.t('The file stays deleted; what somebody else changed in it goes with it.')
        : vscode.l10n.t('What somebody else changed in this file is replaced by yours.'),
      run: () => endConflict(context, target, 'mine'),
    },
    {
      label: vscode.l10n.t('Take theirs'),
      detail:
        change.conflict?.isDeletedByThem === true
          ? vscode.l10n.t('The file is deleted. Yours is put aside; the drafts view can give it back.')
          : vscode.l10n.t('Your changes of this file are put aside; the drafts view can give them back.'),
      run: () => endConflict(context, target, 'theirs'),
    },
    {
      label: vscode.l10n.t('Commit mine to a new branch…'),
      detail: vscode.l10n.t('This file goes to a branch of its own, to be merged by a pull request.'),
      run: () => commitMine(context, target),
    },
  ];
  if (hasTwoTexts) {
    items.splice(2, 0, {
      label: vscode.l10n.t('Keep both'),
      detail: vscode.l10n.t('Where the same lines were changed, theirs stand before yours. Look at the result.'),
      run: () => endConflict(context, target, 'both'),
    });
  }
  const title = vscode.l10n.t('{0}: somebody else changed the same lines', change.path);
  const chosen = await vscode.window.showQuickPick(items, { title });
  await chosen?.run();
}

async function endConflict(
  { sides }: SourceControlContext,
  target: ChangeTarget,
  choice: ConflictChoice,
): Promise<void> {
  const { branch, change } = target;
  const { tree, commits, location } = branch;
  const document = findDocument(target);
  // An editor that saves by itself must not come in between.
  if (document?.isDirty === true) await saveUnasked(document);
  const isEnded = await workOn(location.repository, async () => {
    if (!(await takeMineBack(target, sides))) return false;
    await commits.resolve(tree, toConflictPath(target), choice);
    return true;
  });
  if (!isEnded) return;
  await sides.forget(branch, change.path);
  await branch.renew();
  await showResult(target);
}

/** Commits to a new branch what the user wrote, and nothing of a merge that was begun. The conflict stays until then. */
async function commitMine(context: SourceControlContext, target: ChangeTarget): Promise<void> {
  const { branch, change } = target;
  const document = findDocument(target);
  if (document?.isDirty === true) await saveUnasked(document);
  if (!(await workOn(branch.location.repository, () => takeMineBack(target, context.sides)))) return;
  await showResult(target);
  await commitBranch(context, branch, { only: [change], toNewBranch: true });
}

/**
 * A draft that was saved while it was merged, by hand or by the editor, becomes what the user wrote before, or the
 * half-merged text would be taken for it. Asks where that would lose lines that were written since; `false` when nobody
 * answers.
 */
async function takeMineBack({ branch, change }: ChangeTarget, sides: SourceControlContext['sides']): Promise<boolean> {
  if (change.kind === 'deleted') return true;
  const { tree } = branch;
  const now = decodeText(await tree.read(change.path));
  const { base, mine, theirs } = await sides.read(branch, change.path);
  if (mine === undefined || mine === now) return true;
  if (hasLinesOfItsOwn(now, [base, mine, theirs])) {
    const before = vscode.l10n.t('What I wrote before');
    const saved = vscode.l10n.t('What is saved now');
    const text = vscode.l10n.t('{0} was edited and saved while it was merged. Which is your version?', change.path);
    const chosen = await vscode.window.showWarningMessage(text, before, saved);
    if (chosen !== before) return chosen === saved;
  }
  await tree.write(change.path, new TextEncoder().encode(mine), { create: false, overwrite: true });
  return true;
}

const marker = /^(?:<{7}|={7}|>{7})(?: |$)/;

/** Whether there is a line in a text that is in none of the others and is no marker. */
function hasLinesOfItsOwn(text: string, others: readonly (string | undefined)[]): boolean {
  const toLines = (it: string) => withoutByteOrderMark(it).split(/\r?\n/);
  const known = new Set(others.flatMap((other) => (other === undefined ? [] : toLines(other))));
  return toLines(text).some((line) => !known.has(line) && !marker.test(line));
}

/** An editor in which the conflict was open shows how it ended. */
async function showResult(target: ChangeTarget): Promise<void> {
  const document = findDocument(target);
  if (document?.isDirty !== true) return;
  const bytes = await target.branch.tree.read(target.change.path).catch(() => undefined);
  const text = bytes && readText(bytes);
  // What is no text would be saved as something else.
  if (text === undefined) return;
  await replaceText(document, text);
  await saveUnasked(document);
}

function findDocument({ branch, change }: ChangeTarget): vscode.TextDocument | undefined {
  const uri = toUri(branch.location, change.path).toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
}

/** Of the two drafts of a moved file, the one in conflict. */
function toConflictPath({ change }: ChangeTarget): string {
  return change.conflict?.path ?? change.path;
}

async function findConflict(context: SourceControlContext, argument: unknown): Promise<ChangeTarget | undefined> {
  const target = await findChange(context, argument, ({ isInConflict }) => isInConflict);
  if (target === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no conflict to resolve here.'));
  }
  return target;
}
