import assert from 'node:assert/strict';
import { ApiError } from '../../emulator/rest/apiError';
import { filterAndSort } from '../../emulator/rest/query/filterAndSort';

const fields = ['name', 'size', 'is_private', 'updated_on', 'parent', 'project.key', 'attributes', 'permission'];
const objects = [
  { name: 'Alpha "one"', size: 10, is_private: true, updated_on: '2026-01-01T00:00:00+00:00', project: { key: 'A' } },
  { name: 'beta', size: 2, is_private: false, updated_on: '2026-06-01T12:00:00+02:00', project: { key: 'B' } },
  { name: 'gamma', size: 30, attributes: ['link', 'binary'], permission: 'write', parent: { name: 'alpha' } },
];

function select(q: string, sort?: string): unknown[] {
  return filterAndSort(objects, (object) => object, { q, sort, fields }).map(({ name }) => name);
}

describe('the filter language', () => {
  const cases: readonly (readonly [q: string, names: readonly string[]])[] = [
    ['name = "beta"', ['beta']],
    ['name="Beta"', []],
    ['name != "beta"', ['Alpha "one"', 'gamma']],
    ['name ~ "ETA"', ['beta']],
    ['name !~ "a"', []],
    ['name = "Alpha \\"one\\""', ['Alpha "one"']],
    ['size > 2', ['Alpha "one"', 'gamma']],
    ['size >= 2 AND size <= 10', ['Alpha "one"', 'beta']],
    ['size < 10', ['beta']],
    ['name = "beta" OR name = "gamma" AND size = 1', ['beta']],
    ['(name = "beta" or name = "gamma") and size = 30', ['gamma']],
    ['name IN ("beta", "gamma")', ['beta', 'gamma']],
    ['name NOT IN ("beta", "gamma")', ['Alpha "one"']],
    ['is_private = true', ['Alpha "one"']],
    ['parent = null', ['Alpha "one"', 'beta']],
    ['parent != null', ['gamma']],
    ['updated_on > 2026-06-01T09:59:59Z', ['beta']],
    ['updated_on < 2026-06-01', ['Alpha "one"']],
    ['updated_on >= 2026-06-01T10:00:00', ['beta']],
    ['project.key = "B"', ['beta']],
    ['attributes = "binary"', ['gamma']],
    ['permission > "read"', ['gamma']],
    ['permission >= "admin"', []],
  ];
  for (const [q, names] of cases) {
    it(`understands ${q}`, () => {
      assert.deepEqual(select(q), names);
    });
  }

  const mistakes = [
    'name',
    'name =',
    '= "x"',
    'name = "x" AND',
    '(name = "x"',
    'name = "x" name',
    'name NOT "x"',
    'name = $',
    'name IN "x"',
    'colour = "red"',
    'name !~ "a\\"',
  ];
  for (const q of mistakes) {
    it(`refuses ${q}`, () => {
      assert.throws(
        () => select(q),
        (error) => error instanceof ApiError && error.status === 400,
      );
    });
  }

  it('sorts by one field, downwards with a minus', () => {
    assert.deepEqual(select('', 'size'), ['beta', 'Alpha "one"', 'gamma']);
    assert.deepEqual(select('', '-size'), ['gamma', 'Alpha "one"', 'beta']);
    assert.deepEqual(select('', '-project.key'), ['beta', 'Alpha "one"', 'gamma']);
    assert.throws(() => select('', 'name,size'), ApiError);
  });
});
