import { AuthError } from '../../auth/authError';
import type { RequestTrouble } from '../../auth/diagnosis/finding';
import { BitbucketError, type BitbucketFailure } from '../../bitbucket/bitbucketError';

/** A failed request in the diagnosis' terms; `undefined` for an error that no request explains. */
export function toTrouble(error: unknown): RequestTrouble | undefined {
  if (AuthError.is(error)) return { kind: 'unauthorized' };
  return BitbucketError.is(error) ? fromFailure(error.failure) : undefined;
}

function fromFailure(failure: BitbucketFailure): RequestTrouble {
  switch (failure.kind) {
    case 'signedOut':
    case 'unauthorized':
      return { kind: 'unauthorized' };
    case 'forbidden':
    case 'notFound':
    case 'rateLimited':
    case 'notBitbucket':
      return failure;
    case 'unreachable':
      return { kind: 'unreachable', code: undefined };
    case 'untrustedLink':
      return { kind: 'notBitbucket', status: 0 };
    case 'conflict':
      return { kind: 'serverError', status: 409 };
    case 'tooLarge':
      return { kind: 'serverError', status: 555 };
    case 'unexpected':
      return { kind: 'serverError', status: failure.status };
  }
}
