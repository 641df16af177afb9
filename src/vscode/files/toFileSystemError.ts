import * as vscode from 'vscode';
import { assertNever } from '../../base/assertNever';
import { BitbucketError, type BitbucketFailure } from '../../bitbucket/bitbucketError';
import { explainMissingPermissions } from '../permissionNames';

/** The one place where a failed read becomes the error the editor understands, with a sentence it shows as it is. */
export function toFileSystemError(error: unknown, uri: vscode.Uri): Error {
  if (error instanceof vscode.FileSystemError) return error;
  if (BitbucketError.is(error)) return fromFailure(error.failure, uri);
  if (isCancellation(error)) return new vscode.CancellationError();
  return fromFailure({ kind: 'unexpected', status: 0 }, uri);
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

/** Node's abort reasons and the editor's own cancellation. */
export function isCancellation(error: unknown): boolean {
  return error instanceof vscode.CancellationError || (error instanceof Error && error.name === 'AbortError');
}
