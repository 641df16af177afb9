import assert from 'node:assert/strict';
import { BitbucketError, type BitbucketFailure } from '../../src/bitbucket/bitbucketError';

/** The failure a promise rejects with; success, or any other error, fails the test. */
export async function failureOf(promise: Promise<unknown>): Promise<BitbucketFailure> {
  return (await errorOf(promise)).failure;
}

/** The same with its message. */
export async function errorOf(promise: Promise<unknown>): Promise<BitbucketError> {
  const outcome: unknown = await promise.then(
    () => 'success',
    (error: unknown) => error,
  );
  assert.ok(BitbucketError.is(outcome), `expected a BitbucketError, got ${String(outcome)}`);
  return outcome;
}
