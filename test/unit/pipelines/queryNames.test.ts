import assert from 'node:assert/strict';
import { createQueryNameFinder } from '../../../src/pipelines/symbols/queryNames';

describe('the names in a query', () => {
  const cases: readonly { title: string; known: readonly string[]; query: string; names: readonly string[] }[] = [
    { title: 'known or not', known: ['a'], query: '$T{a}, $T{b}, ${a}, $T{}', names: ['a', 'b', ''] },
    { title: 'with braces, the longest', known: ['a', 'a}b'], query: '$T{a} $T{a}b}c}', names: ['a', 'a}b'] },
    { title: 'behind what is never closed', known: ['a'], query: '$T{ join $T{a} $T{', names: ['a'] },
    { title: 'that look like a beginning', known: ['a $T{b'], query: '$T{a $T{b} $T{b}', names: ['a $T{b', 'b'] },
    { title: 'that go on in the same line', known: ['a}\nb'], query: '$T{a\n} $T{a}\nb} $T{a', names: ['a'] },
    { title: 'that could overlap', known: ['}$T{}$T{'], query: '$T{}$T{}$T{}$T{}', names: ['}$T{}$T{', ''] },
  ];
  for (const { title, known, query, names } of cases) {
    it(`are found: ${title}`, () => {
      const found = createQueryNameFinder(new Map(known.map((it) => [it, undefined])))(query);
      assert.deepEqual(
        found.map(({ name }) => name),
        names,
      );
      for (const { name, start } of found) assert.ok(query.startsWith(`$T{${name}}`, start - 3));
    });
  }
});
