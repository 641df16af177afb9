import { BitbucketError, type BitbucketFailure } from '../bitbucket/bitbucketError';

/** Why something that is shown could not be (re)loaded. */
export interface LoadFailure {
  readonly failure: BitbucketFailure;
  /** Milliseconds since the epoch; a rate limit's `retryAfterMs` counts from here. */
  readonly at: number;
}

/** Whatever was thrown as something that can be shown: an error from outside Bitbucket counts as `unexpected`, status 0. */
export function toLoadFailure(error: unknown, at: number): LoadFailure {
  return { failure: BitbucketError.is(error) ? error.failure : { kind: 'unexpected', status: 0 }, at };
}

/** When Bitbucket answers again after a rate limit, in milliseconds since the epoch; 0 for any other failure. */
export function limitedUntil({ failure, at }: LoadFailure): number {
  return failure.kind === 'rateLimited' ? at + failure.retryAfterMs : 0;
}
