import * as vscode from 'vscode';
import { assertNever } from '../../base/assertNever';
import type { BitbucketFailure } from '../../bitbucket/bitbucketError';
import { ConflictChoiceError } from '../../repositories/commits/conflictSides';
import { DraftStoreError, type DraftStoreFailure } from '../../repositories/drafts/draftStoreError';
import { WorkingTreeError, type WorkingTreeFailure } from '../../repositories/drafts/workingTree';

type ReadOnly = Extract<WorkingTreeFailure, { kind: 'readOnly' }>;
type BadName = Extract<WorkingTreeFailure, { kind: 'badName' }>;

/** Why something cannot be edited here, and where it can. */
export function explainReadOnly({ path, reason }: ReadOnly): string {
  switch (reason) {
    case 'commit':
      return vscode.l10n.t('This is a commit, which never changes. Open the file on a branch to edit it.');
    case 'lfs':
      return vscode.l10n.t(
        '“{0}” is kept in Git LFS: saved here, its content would end up in the repository itself. Edit it in a clone.',
        path,
      );
    case 'lfsRule':
      return vscode.l10n.t(
        '“{0}” belongs in Git LFS by the rules in .gitattributes: saved here, its content would end up in the repository itself. Add it in a clone.',
        path,
      );
    case 'submodule':
      return vscode.l10n.t('“{0}” is a submodule, so another repository. Open that one to change it.', path);
    case 'newerVersion':
      return vscode.l10n.t(
        'A newer version of this extension keeps a draft of “{0}” that this one cannot read. Update the extension to go on.',
        path,
      );
    case 'name':
      return vscode.l10n.t(
        '“{0}” has invisible characters in its name, with which Bitbucket takes no commit. Change it in a clone.',
        path,
      );
    default:
      return assertNever(reason);
  }
}

/** Why a file or folder cannot have a name, and which kind of name it could have. */
export function explainName({ path, reason, other }: BadName): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  switch (reason) {
    case 'git':
      return vscode.l10n.t('Git keeps nothing under the name “{0}”. Choose another one.', name);
    case 'windows':
      return vscode.l10n.t(
        '“{0}” cannot be a name on Windows, and a clone there would fail. Choose one without a dot or space at its end, and other than CON, PRN, AUX, NUL, COM1 or LPT1.',
        name,
      );
    case 'character':
      return vscode.l10n.t(
        '“{0}” holds a character that not every computer can keep in a name. Choose one without < > : " | ? * \\ and without invisible characters.',
        name,
      );
    case 'tooLong':
      return vscode.l10n.t('“{0}…” is too long for a name. Choose a shorter one.', name.slice(0, 40));
    case 'caseOnly':
      return vscode.l10n.t(
        '“{0}” differs from “{1}” in capital letters only, and a clone on Windows or macOS cannot hold both. Choose another name.',
        name,
        other ?? '',
      );
    default:
      return assertNever(reason);
  }
}

/** Why drafts could not be kept on this computer. What was kept before still is, and so is what stands in the editor. */
export function explainDraftStore(failure: DraftStoreFailure): string {
  switch (failure.kind) {
    case 'diskFull':
      return vscode.l10n.t('The disk is full, so the draft was not kept. Make room, then save again.');
    case 'notAllowed':
      return vscode.l10n.t(
        'The draft was not kept: the folder for drafts cannot be written to. Check its permissions (“Maia: Show Log” names it), then save again.',
      );
    case 'busy':
      return vscode.l10n.t('Another window is changing these drafts. Try again in a moment.');
    case 'changedMeanwhile':
      return vscode.l10n.t(
        'Another window has just saved “{0}”. Save again to compare with it first; your text stays in the editor.',
        failure.path,
      );
    case 'newerFormat':
      return vscode.l10n.t(
        'A newer version of this extension keeps these drafts in a way this one cannot read. Update the extension to go on.',
      );
    case 'damaged':
      return vscode.l10n.t(
        'The draft of “{0}” is damaged on this computer. Discard it to see the file as it is on the branch.',
        failure.path,
      );
    case 'failed':
      return vscode.l10n.t('The draft was not kept. Try again; “Maia: Show Log” tells more.');
    default:
      return assertNever(failure);
  }
}

/**
 * A draft begins with what the file was. Almost always that is here already, because the editor has read it; this is for
 * when it is not.
 */
export function explainUnreadBase(failure: BitbucketFailure): string {
  switch (failure.kind) {
    case 'signedOut':
    case 'unauthorized':
      return vscode.l10n.t(
        'Nothing was changed yet: what is there now has to be read first, for which you have to sign in. Run “Maia: Sign In to Bitbucket”, then try again; your text stays in the editor.',
      );
    case 'rateLimited':
      return vscode.l10n.t(
        'Nothing was changed yet: what is there now has to be read first, and Bitbucket’s limit of requests is used up. Try again in {0} min; your text stays in the editor.',
        Math.max(1, Math.ceil(failure.retryAfterMs / 60_000)),
      );
    case 'unreachable':
    case 'notBitbucket':
      return vscode.l10n.t(
        'Nothing was changed yet: what is there now has to be read first, and Bitbucket cannot be reached. Try again when you are online; your text stays in the editor.',
      );
    case 'forbidden':
      return vscode.l10n.t(
        'Nothing was changed: Bitbucket does not let this account read what is there. Run “Maia: Choose Account for Repository…” if you have another.',
      );
    case 'notFound':
    case 'conflict':
    case 'untrustedLink':
    case 'tooLarge':
    case 'unexpected':
      return vscode.l10n.t(
        'Nothing was changed yet: what is there now has to be read first, and that failed. Try again in a moment; “Maia: Show Log” tells more.',
      );
    default:
      return assertNever(failure);
  }
}

/** Why something could not be changed on a branch, in a sentence; `undefined` for any other error. */
export function explainRefusal(error: unknown): string | undefined {
  if (DraftStoreError.is(error)) return explainDraftStore(error.failure);
  if (error instanceof ConflictChoiceError) return explainConflictChoice(error);
  return error instanceof WorkingTreeError ? explainWorkingTree(error.failure) : undefined;
}

function explainConflictChoice({ reason, path }: ConflictChoiceError): string {
  return reason === 'noText'
    ? vscode.l10n.t('“{0}” is no text, so it cannot hold both. Keep yours, or take theirs.', path)
    : vscode.l10n.t('Something else is in the way of “{0}”. Move or delete that first.', path);
}

function explainWorkingTree(failure: WorkingTreeFailure): string {
  const { path } = failure;
  switch (failure.kind) {
    case 'notFound':
      return vscode.l10n.t('“{0}” is not there any more. Refresh to see what is.', path);
    case 'exists':
      return vscode.l10n.t('“{0}” is there already. Choose another name.', path);
    case 'isDirectory':
      return vscode.l10n.t('“{0}” is a folder. Choose another name for the file.', path);
    case 'isFile':
      return vscode.l10n.t('“{0}” is a file, and nothing can be in it. Choose another folder.', path);
    case 'notEmpty':
      return explainNotEmpty(path);
    case 'readOnly':
      return explainReadOnly(failure);
    case 'badName':
      return explainName(failure);
    default:
      return assertNever(failure);
  }
}

/** Why a folder cannot be deleted as if it held nothing. */
export function explainNotEmpty(path: string): string {
  return vscode.l10n.t(
    'The folder “{0}” still holds files. Delete them first, or delete the folder with all it holds.',
    path,
  );
}
