import assert from 'node:assert/strict';
import { readPattern } from '../../../src/pipelines/quality/readPattern';

describe('the pattern for names', () => {
  const usual: readonly (readonly [pattern: string, right: string, wrong: string])[] = [
    ['^[A-Z].*', 'Load', 'load'],
    ['^(SQL|Load|Run) .+$', 'Run it', 'Ran it'],
    ['^[A-Z][a-z]+( [A-Z][a-z]+)*$', 'Load All Sales', 'Load all'],
    ['^[a-z]+(_[a-z]+)*$', 'load_all_sales', 'load__all'],
    [String.raw`^[A-Za-z0-9\_\- ]+$`, 'load_a-b 1', 'load.a'],
    [String.raw`^load\-[a-z]+$`, 'load-all', 'load_all'],
    ['^[A-Z]+_[A-Z0-9]+_[A-Z0-9]+_[A-Z0-9]+_[A-Z0-9]+$', 'ORCH_A_B_C_1', 'ORCH_A_B_C'],
    [String.raw`^\d{2}_[A-Z]+$`, '01_LOAD', '1_LOAD'],
    [String.raw`^[a-z]+\.[a-z]+\.[a-z]+\.[a-z]+\.[a-z]+$`, 'a.b.c.d.e', 'a.b.c.d'],
  ];
  for (const [pattern, right, wrong] of usual) {
    it(`is read as people write it: ${pattern}`, () => {
      assert.equal(readPattern(pattern)?.test(right), true);
      assert.equal(readPattern(pattern)?.test(wrong), false);
    });
  }

  const endless = [
    '(a+)+',
    '(a|a)*b',
    '.*a.*a.*a.*a.*a.*b',
    '( a)*( a)*( a)*( a)*( a)*x',
    String.raw`\w+\w+\w+\w+\w+!`,
    'a*(_)?a*(_)?a*(_)?a*(_)?b',
    'a*_?a*_?a*_?a*b',
    'a{1,300}a{1,300}a{1,300}a{1,300}b',
    '[a_]+_[a_]+_[a_]+_[a_]+_[a_]+!',
  ];
  for (const pattern of endless) {
    it(`is not tried where it could take for ever: ${pattern}`, () => {
      assert.equal(readPattern(pattern), undefined);
    });
  }
});
