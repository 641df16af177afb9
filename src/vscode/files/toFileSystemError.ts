import * as vscode from 'vscode';
import { assertNever } from '../../base/assertNever';
import { BitbucketError, type BitbucketFailure } from '../../bitbucket/bitbucketError';
import { DraftStoreError } from '../../repositories/drafts/draftStoreError';
import { WorkingTreeError } from '../../repositories/drafts/workingTree';
import { explainMissingPermissions } from '../permissionNames';
import { isCancellation } from './isCancellation';
import { explainDraftStore, explainName, explainNotEmpty, explainReadOnly, explainUnreadBase } from './writeRefusals';

export interface FileSystemErrorContext {
  /** The address of a path in the same location. */
  readonly toUri: (path: string) => vscode.Uri;
  /** Whether something was to be changed; what Bitbucket refused then is the content a change begins with. */
  readonly isWrite: boolean;
}

/** The one place where a failure becomes the error the editor understands, with a sentence it shows as it is. */
export function toFileSystemError(error: unknown, uri: vscode.Uri, context?: FileSystemErrorContext): Error {
  if (error instanceof vscode.FileSystemError) return error;
  if (isCancellation(error)) return new vscode.CancellationError();
  if (error instanceof WorkingTreeError) return fromWorkingTree(error, context?.toUri ?? (() => uri));
  if (DraftStoreError.is(error)) return vscode.FileSystemError.Unavailable(explainDraftStore(error.failure));
  const failure = BitbucketError.is(error) ? error.failure : ({ kind: 'unexpected', status: 0 } as const);
  if (context?.isWrite !== true || failure.kind === 'notFound') return fromFailure(failure, uri);
  return vscode.FileSystemError.Unavailable(explainUnreadBase(failure));
}

function fromWorkingTree({ failure }: WorkingTreeError, toUri: (path: string) => vscode.Uri): vscode.FileSystemError {
  const { path } = failure;
  switch (failure.kind) {
    case 'notFound':
      return vscode.FileSystemError.FileNotFound(toUri(path));
    case 'exists':
      return vscode.FileSystemError.FileExists(toUri(path));
    case 'isDirectory':
      return vscode.FileSystemError.FileIsADirectory(toUri(path));
    case 'isFile':
      return vscode.FileSystemError.FileNotADirectory(toUri(path));
    case 'notEmpty':
      return vscode.FileSystemError.NoPermissions(explainNotEmpty(path));
    case 'readOnly':
      return vscode.FileSystemError.NoPermissions(explainReadOnly(failure));
    case 'badName':
      return vscode.FileSystemError.NoPermissions(explainName(failure));
    default:
      return assertNever(failure);
  }
}

function fromFailure(failure: BitbucketFailure, uri: vscode.Uri): vscode.FileSystemError {
  switch (failure.kind) {
    case 'notFound':
      return vscode.FileSystemError.FileNotFound(uri);
    case 'signedOut':
      return vscode.FileSystemError.NoPermissions(
        vscode.l10n.t('You are not signed in to Bitbucket. Run “Maia: Sign In to Bitbucket” and open it again.'),
      );
    case 'unauthorized':
      return vscode.FileSystemError.NoPermissions(
        vscode.l10n.t('Bitbucket no longer accepts this sign-in. Run “Maia: Sign In to Bitbucket” and open it again.'),
      );
    case 'forbidden':
      return vscode.FileSystemError.NoPermissions(toForbiddenText(failure.requiredScopes));
    case 'rateLimited':
      return vscode.FileSystemError.Unavailable(
        vscode.l10n.t(
          'Bitbucket’s limit of requests is used up. Open it again in {0} min.',
          Math.max(1, Math.ceil(failure.retryAfterMs / 60_000)),
        ),
      );
    case 'unreachable':
      return vscode.FileSystemError.Unavailable(
        vscode.l10n.t('Bitbucket cannot be reached. Check the network connection and the proxy, then open it again.'),
      );
    case 'untrustedLink':
      return vscode.FileSystemError.Unavailable(
        vscode.l10n.t('Bitbucket pointed to another server, and nothing was sent there.'),
      );
    case 'notBitbucket':
      return vscode.FileSystemError.Unavailable(
        vscode.l10n.t(
          'A proxy or the login page of a network answered instead of Bitbucket. Open a web page in the browser to see, then open it again.',
        ),
      );
    case 'tooLarge':
      return vscode.FileSystemError.Unavailable(
        vscode.l10n.t('This is too large to be read here. Look at it on Bitbucket.'),
      );
    case 'conflict':
    case 'unexpected':
      return vscode.FileSystemError.Unavailable(
        vscode.l10n.t('Bitbucket answered unexpectedly. Open it again in a moment; “Maia: Show Log” tells more.'),
      );
    default:
      return assertNever(failure);
  }
}

function toForbiddenText(requiredScopes: readonly string[]): string {
  return requiredScopes.length > 0
    ? explainMissingPermissions(requiredScopes)
    : vscode.l10n.t(
        'Bitbucket does not let this account read it. Run “Maia: Choose Account for Repository…” if you have another.',
      );
}
