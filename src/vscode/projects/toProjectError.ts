import * as vscode from 'vscode';
import { BitbucketError, type BitbucketFailure } from '../../bitbucket/bitbucketError';
import { ProjectError } from '../../projects/projectRemote';
import { isRefusal } from '../../repositories/commits/refusal';
import { DraftStoreError } from '../../repositories/drafts/draftStoreError';
import { toLoadFailure } from '../../repositories/loadFailure';
import { toFailureText } from '../failureText';
import { explainDraftStore } from '../files/writeRefusals';

/** A failed request with its sentence; anything that is none of Bitbucket's stays what it is. `nowMs` is when it failed. */
export function toProjectError(error: unknown, nowMs: number): unknown {
  if (!BitbucketError.is(error)) return error;
  const reason = explainError(error, nowMs);
  return new ProjectError(toKind(error.failure), reason, { cause: error, isCertain: isRefusal(error) });
}

/** What failed and why, in one or two sentences. */
export function explainError(error: unknown, nowMs: number): string {
  if (DraftStoreError.is(error)) return explainDraftStore(error.failure);
  const { label, detail } = toFailureText(toLoadFailure(error, nowMs), 'repository', vscode.env.language);
  return `${label}. ${detail}`;
}

function toKind(failure: BitbucketFailure): ProjectError['kind'] {
  switch (failure.kind) {
    case 'signedOut':
    case 'unauthorized':
      return 'signedOut';
    case 'forbidden':
      // Only another sign-in has a scope that is missing.
      return failure.requiredScopes.length > 0 ? 'signedOut' : 'forbidden';
    case 'notFound':
    case 'conflict':
    case 'tooLarge':
      return failure.kind;
    case 'rateLimited':
      return 'limited';
    case 'unreachable':
    case 'untrustedLink':
    case 'notBitbucket':
      return 'unreachable';
    case 'unexpected':
      return failure.status >= 400 && failure.status < 500 ? 'refused' : 'unreachable';
  }
}
