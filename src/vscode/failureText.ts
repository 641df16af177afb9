import * as vscode from 'vscode';
import { assertNever } from '../base/assertNever';
import { limitedUntil, type LoadFailure } from '../repositories/loadFailure';
import { explainMissingPermissions } from './permissionNames';

/** Which rows a failure keeps from being shown or from being current. */
export type FailureSubject = 'workspaces' | 'workspace' | 'repository';

/** What would help. */
export type FailureRemedy = 'retry' | 'refreshWorkspace' | 'signIn' | 'reauthorize' | 'openOnBitbucket' | 'showLog';

export interface FailureText {
  /** What happened, in a few words. */
  readonly label: string;
  /** Why, and what to do. */
  readonly detail: string;
  readonly remedy: FailureRemedy;
}

/** The one place where a failure of the view becomes words. `language` formats the time of a limit's end. */
export function toFailureText(failed: LoadFailure, subject: FailureSubject, language: string): FailureText {
  const { failure } = failed;
  switch (failure.kind) {
    case 'signedOut':
      return {
        label: vscode.l10n.t('You are not signed in to Bitbucket'),
        detail: vscode.l10n.t('Sign in to go on.'),
        remedy: 'signIn',
      };
    case 'unauthorized':
      return {
        label: vscode.l10n.t('Bitbucket no longer accepts this sign-in'),
        detail: vscode.l10n.t('The access was revoked or has expired. Sign in again to go on.'),
        remedy: 'reauthorize',
      };
    case 'forbidden':
      return toForbiddenText(failure.requiredScopes, subject);
    case 'notFound':
      return toNotFoundText(subject);
    case 'rateLimited': {
      const until = new Date(limitedUntil(failed)).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' });
      return {
        label: vscode.l10n.t('Bitbucket limits requests until {0}', until),
        detail: vscode.l10n.t(
          'Bitbucket’s requests per hour are used up. Lists on screen go on by themselves after {0}; try anything else again then.',
          until,
        ),
        remedy: 'retry',
      };
    }
    case 'unreachable':
      return {
        label: vscode.l10n.t('Bitbucket cannot be reached'),
        detail: vscode.l10n.t('No answer came: check the network connection and the proxy, then try again.'),
        remedy: 'retry',
      };
    case 'untrustedLink':
      return {
        label: vscode.l10n.t('Bitbucket pointed to another server'),
        detail: vscode.l10n.t('Nothing was sent there. The log names the address.'),
        remedy: 'showLog',
      };
    case 'notBitbucket':
      return {
        label: vscode.l10n.t('Something else than Bitbucket answered'),
        detail: vscode.l10n.t(
          'It was a web page (status {0}), perhaps of a proxy or the login page of a network. Open a web page in the browser to see, then try again.',
          failure.status,
        ),
        remedy: 'showLog',
      };
    case 'tooLarge':
      return {
        label: vscode.l10n.t('Too large to show here'),
        detail: vscode.l10n.t(
          'There are too many files to list, or this one is too long. Look at it on Bitbucket instead.',
        ),
        remedy: 'openOnBitbucket',
      };
    case 'conflict':
    case 'unexpected':
      return toUnexpectedText(failure.kind === 'conflict' ? 409 : failure.status);
    default:
      return assertNever(failure);
  }
}

function toForbiddenText(requiredScopes: readonly string[], subject: FailureSubject): FailureText {
  if (requiredScopes.length > 0) {
    return {
      label: vscode.l10n.t('This sign-in lacks a permission'),
      detail: explainMissingPermissions(requiredScopes),
      remedy: 'reauthorize',
    };
  }
  return {
    label: vscode.l10n.t('Bitbucket does not let you read this'),
    detail:
      subject === 'repository'
        ? vscode.l10n.t('Your access to this repository may have changed. Ask one of its administrators.')
        : vscode.l10n.t('The workspace may restrict access, for example by IP address or two-step verification.'),
    remedy: subject === 'repository' ? 'openOnBitbucket' : 'retry',
  };
}

function toNotFoundText(subject: FailureSubject): FailureText {
  if (subject !== 'repository') {
    return {
      label: vscode.l10n.t('This workspace is not there any more'),
      detail: vscode.l10n.t('It was deleted or renamed, or you are no longer in it. Refresh the list.'),
      remedy: 'retry',
    };
  }
  return {
    label: vscode.l10n.t('This repository is not there any more'),
    detail: vscode.l10n.t('It was deleted, renamed or moved, or is no longer shared with you. Refresh the list.'),
    remedy: 'refreshWorkspace',
  };
}

function toUnexpectedText(status: number): FailureText {
  return {
    label:
      status === 0
        ? vscode.l10n.t('Something unexpected happened')
        : vscode.l10n.t('Bitbucket answered unexpectedly ({0})', status),
    detail: vscode.l10n.t('Try again in a moment. If it stays, the log tells more: run “Maia: Show Log”.'),
    remedy: 'retry',
  };
}
