import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';

const pauseMs = 5;
const longestMs = 8000;

/**
 * Waits for what a disk or a socket brings about, as long as the machine is busy; fails when it never comes. A loop
 * without an end would outlive its test and keep the whole run from ending.
 */
export async function waitUntil(isTrue: () => boolean): Promise<void> {
  for (let turn = 0; !isTrue(); turn++) {
    assert.ok(turn * pauseMs < longestMs, 'It never came about.');
    await setTimeout(pauseMs);
  }
}
