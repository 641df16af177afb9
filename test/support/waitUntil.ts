import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { patienceMs } from './patience';

const firstPauseMs = 5;
const longestPauseMs = 100;

/**
 * Waits for what a disk, a socket or a page brings about, as long as the machine is busy; fails when it never comes, with
 * what `tell` says of how things stand then. A loop without an end would outlive its test and keep the whole run from
 * ending.
 */
export async function waitUntil(
  isTrue: () => boolean | Promise<boolean>,
  tell: () => string | Promise<string> = () => 'It never came about.',
): Promise<void> {
  const endMs = Date.now() + patienceMs;
  for (let pauseMs = firstPauseMs; !(await isTrue()); pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    if (Date.now() > endMs) assert.fail(await tell());
    await setTimeout(pauseMs);
  }
}
