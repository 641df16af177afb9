import * as vscode from 'vscode';
import { assertNever } from '../../base/assertNever';
import { toFailureText } from '../failureText';
import { commandIds } from '../ids';
import { toProblemText } from './projectFileTexts';
import { findFirstError } from './projectLooks';
import type { ProjectNode } from './projectNode';

/** Why a project cannot be used as it is. */
export interface TroubleText {
  /** For the row, in a few words. */
  readonly label: string;
  /** Why, and what to do. */
  readonly detail: string;
  /** What a click on the reason does. */
  readonly command: vscode.Command;
  /** What would mend it; menus depend on it. */
  readonly remedy: 'authorize' | 'file' | 'other';
}

export interface TroubleContext {
  readonly isSignedOut: boolean;
  /** BCP 47. */
  readonly language: string;
}

/** `undefined` where nothing is wrong, as far as is known. */
export function findTroubleText(node: ProjectNode, { isSignedOut, language }: TroubleContext): TroubleText | undefined {
  if (isSignedOut) return toSignedOutText();
  const { trouble } = node.project;
  if (trouble !== undefined) return toTroubleText(node, trouble);
  const { failure, content } = node.look ?? {};
  if (failure !== undefined) {
    const { label, detail, remedy } = toFailureText(failure, 'repository', language);
    const needsSignIn = remedy === 'signIn' || remedy === 'reauthorize';
    const command = needsSignIn ? toReauthorize() : toRefresh(node);
    return { label, detail, command, remedy: needsSignIn ? 'authorize' : 'other' };
  }
  return content?.isReadOnly === true ? toReadOnlyText() : undefined;
}

function toTroubleText(node: ProjectNode, trouble: NonNullable<ProjectNode['project']['trouble']>): TroubleText {
  const edit = { command: commandIds.editProjectFile, title: vscode.l10n.t('Edit project file'), arguments: [node] };
  switch (trouble) {
    case 'brokenFile': {
      const problem = findFirstError(node.look?.content?.file);
      return {
        label: vscode.l10n.t('project file is broken'),
        detail:
          problem === undefined
            ? vscode.l10n.t('.maia-bitbucket.yaml cannot be read. Its pipelines are not affected.')
            : vscode.l10n.t('.maia-bitbucket.yaml cannot be read: {0}', toProblemText(problem)),
        command: edit,
        remedy: 'file',
      };
    }
    case 'newerFile':
      return {
        label: vscode.l10n.t('project file is from a newer version'),
        detail: vscode.l10n.t(
          '.maia-bitbucket.yaml was written by a newer version of this extension, so it is left alone. Update the extension to use it.',
        ),
        command: edit,
        remedy: 'other',
      };
    case 'noAccess':
      return {
        label: vscode.l10n.t('no access'),
        detail: vscode.l10n.t(
          'Bitbucket does not show this repository to your account any more. Authorize again if your rights have just changed, else ask an administrator of the repository.',
        ),
        command: toReauthorize(),
        remedy: 'authorize',
      };
    case 'branchMissing':
      return {
        label: vscode.l10n.t('branch is gone'),
        detail: vscode.l10n.t(
          'The branch {0} is not on Bitbucket any more. It was merged or deleted.',
          node.project.branch,
        ),
        command: toRefresh(node),
        remedy: 'other',
      };
    default:
      return assertNever(trouble);
  }
}

function toSignedOutText(): TroubleText {
  return {
    label: vscode.l10n.t('signed out'),
    detail: vscode.l10n.t('You are not signed in to Bitbucket. Sign in to see what is in this project.'),
    command: { command: commandIds.signIn, title: vscode.l10n.t('Sign in') },
    remedy: 'authorize',
  };
}

function toReadOnlyText(): TroubleText {
  return {
    label: vscode.l10n.t('read only'),
    detail: vscode.l10n.t(
      'Your account may read this repository, but not write to it any more. Authorize again if your rights have just changed, else ask an administrator of the repository.',
    ),
    command: toReauthorize(),
    remedy: 'authorize',
  };
}

function toReauthorize(): vscode.Command {
  return { command: commandIds.reauthorize, title: vscode.l10n.t('Reauthorize') };
}

function toRefresh(node: ProjectNode): vscode.Command {
  return { command: commandIds.refreshProjects, title: vscode.l10n.t('Try again'), arguments: [node] };
}
