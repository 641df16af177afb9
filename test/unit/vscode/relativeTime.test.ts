import assert from 'node:assert/strict';
import { toRelativeTime } from '../../../src/vscode/relativeTime';

const minuteMs = 60_000;

describe('toRelativeTime', () => {
  const cases: readonly [number, string][] = [
    [-minuteMs, 'now'],
    [59_999, 'now'],
    [minuteMs, '1 minute ago'],
    [119 * minuteMs, '1 hour ago'],
    [24 * 60 * minuteMs, 'yesterday'],
    [13 * 24 * 60 * minuteMs, 'last week'],
    [400 * 24 * 60 * minuteMs, 'last year'],
  ];
  for (const [elapsedMs, expected] of cases) {
    it(`says “${expected}” after ${elapsedMs / minuteMs} minutes`, () => {
      assert.equal(toRelativeTime(0, elapsedMs, 'en'), expected);
    });
  }
});
