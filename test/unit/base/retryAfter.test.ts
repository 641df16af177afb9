import assert from 'node:assert/strict';
import { readRetryAfterMs } from '../../../src/base/retryAfter';

const now = Date.parse('2026-11-23T12:00:00Z');

describe('the Retry-After header', () => {
  const cases: readonly [header: string | null, date: string | null, expectedMs: number | undefined][] = [
    [null, null, undefined],
    ['7', null, 7_000],
    [' 0 ', null, 0],
    ['1.5', null, 1_500],
    ['-5', null, undefined],
    ['soon', null, undefined],
    ['', null, undefined],
    ['Mon, 23 Nov 2026 12:01:00 GMT', null, 60_000],
    ['Monday, 23-Nov-26 12:01:00 GMT', null, 60_000],
    ['Mon, 23 Nov 2026 11:00:00 GMT', null, 0],
    ['Mon, 23 Nov 2026 13:01:00 GMT', 'Mon, 23 Nov 2026 13:00:00 GMT', 60_000],
    ['Mon, 23 Nov 2026 12:01:00 GMT', 'yesterday', 60_000],
    ['Mon, 99 Foo 2026', null, undefined],
  ];
  for (const [header, date, expectedMs] of cases) {
    it(`means ${expectedMs ?? 'nothing'} when it is ${JSON.stringify(header)} at ${date ?? 'an unknown server time'}`, () => {
      assert.equal(readRetryAfterMs(header, date, now), expectedMs);
    });
  }
});
