import { BitbucketError } from '../../bitbucket/bitbucketError';

/**
 * Whether the failure of a commit proves that it was not made. Everything else (no answer, a server's error, a proxy's
 * page, an abort after sending) proves nothing.
 */
export function isRefusal(error: unknown): error is BitbucketError {
  if (!BitbucketError.is(error)) return false;
  const { failure } = error;
  switch (failure.kind) {
    case 'signedOut':
    case 'unauthorized':
    case 'forbidden':
    case 'notFound':
    case 'conflict':
    case 'rateLimited':
      return true;
    case 'unexpected':
      return failure.status >= 400 && failure.status < 500 && failure.status !== 408;
    case 'unreachable':
    case 'untrustedLink':
    case 'notBitbucket':
    case 'tooLarge':
      return false;
  }
}

/** Whether somebody did answer, though without saying how the commit ended. */
export function isAnswered(error: unknown): error is BitbucketError {
  return BitbucketError.is(error) && error.failure.kind !== 'unreachable';
}
