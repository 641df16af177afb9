import type { HttpMethod } from './http';

/** When a failed request is sent again, and how long it waits before. Times in milliseconds. */
export interface RetryPolicy {
  /** How often one request goes out at most, the first time included. A renewed token does not count. */
  readonly maxAttempts: number;
  /** The most the first wait can be; doubles with every further one. */
  readonly baseDelayMs: number;
  /** The same after a 429 that does not say how long to stay away. */
  readonly rateLimitBaseDelayMs: number;
  readonly maxDelayMs: number;
  /** A `Retry-After` beyond this is not slept through: the caller learns of it at once and can show it. */
  readonly longestWaitMs: number;
  /** What a 429 without `Retry-After` reports as its wait once the attempts are used up. */
  readonly assumedRateLimitMs: number;
  /** Answers that a moment later may be another one. 429 needs no mention. */
  readonly transientStatuses: readonly number[];
}

export const defaultRetryPolicy: RetryPolicy = {
  maxAttempts: 4,
  baseDelayMs: 400,
  rateLimitBaseDelayMs: 2_000,
  maxDelayMs: 8_000,
  longestWaitMs: 20_000,
  assumedRateLimitMs: 60_000,
  transientStatuses: [500, 502, 503, 504],
};

/** How one attempt ended. A time-out is told apart because whoever waited for it should not wait again. */
export interface FailedAttempt {
  readonly method: HttpMethod;
  readonly outcome: number | 'noAnswer' | 'timedOut';
  /** From `Retry-After`; `undefined` where absent or unreadable. */
  readonly retryAfterMs: number | undefined;
}

/**
 * How long to wait before the next attempt, `undefined` when there is none. `random` is in [0, 1): the back-off is
 * "full jitter", so that many requests refused together do not come back together.
 */
export function toRetryDelayMs(
  policy: RetryPolicy,
  failed: FailedAttempt,
  attempts: number,
  random: () => number,
): number | undefined {
  const { outcome, retryAfterMs = 0 } = failed;
  if (attempts >= policy.maxAttempts || !canRepeat(policy, failed) || retryAfterMs > policy.longestWaitMs) {
    return undefined;
  }
  const base = outcome === 429 ? policy.rateLimitBaseDelayMs : policy.baseDelayMs;
  const backOffMs = random() * Math.min(policy.maxDelayMs, base * 2 ** (attempts - 1));
  return Math.max(retryAfterMs, backOffMs);
}

function canRepeat(policy: RetryPolicy, { method, outcome }: FailedAttempt): boolean {
  // A 429 was refused before anything was done, so even a POST may be repeated.
  if (outcome === 429) return true;
  if (method === 'POST' || outcome === 'timedOut') return false;
  return outcome === 'noAnswer' || policy.transientStatuses.includes(outcome);
}
