import type { Clock } from '../base/clock';
import { BitbucketError } from '../bitbucket/bitbucketError';
import { limitedUntil, toLoadFailure, type LoadFailure } from './loadFailure';

const firstPauseMs = 15_000;
const longestPauseMs = 5 * 60_000;

/**
 * Whether a failure says nothing about the repository itself, so that what was read of it before stays good: no
 * network, a proxy in between, a limit, a server in trouble, a sign-in that has ended. A refusal (403) or an absence
 * (404) is an answer and counts.
 */
export function isPassing(error: unknown): error is BitbucketError {
  if (!BitbucketError.is(error)) return false;
  const { failure } = error;
  switch (failure.kind) {
    case 'unreachable':
    case 'rateLimited':
    case 'notBitbucket':
    case 'signedOut':
    case 'unauthorized':
      return true;
    case 'unexpected':
      return failure.status >= 500;
    case 'forbidden':
    case 'notFound':
    case 'conflict':
    case 'untrustedLink':
    case 'tooLarge':
      return false;
  }
}

/** A time without answers: says when asking again is worth it, ever less often. */
export class OfflineStretch {
  readonly #clock: Clock;
  #failure: LoadFailure;
  #failures = 1;

  constructor(clock: Clock, error: BitbucketError) {
    this.#clock = clock;
    this.#failure = toLoadFailure(error, clock.now());
  }

  get failure(): LoadFailure {
    return this.#failure;
  }

  get isWorthAsking(): boolean {
    const pauseMs = Math.min(firstPauseMs * 2 ** (this.#failures - 1), longestPauseMs);
    return this.#clock.now() >= Math.max(this.#failure.at + pauseMs, limitedUntil(this.#failure));
  }

  fail(error: BitbucketError): void {
    this.#failure = toLoadFailure(error, this.#clock.now());
    this.#failures++;
  }
}
