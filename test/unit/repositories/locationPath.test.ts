import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RepositoryLocation } from '../../../src/repositories/location';
import { findPathProblem, readLocationPath, toLocationPath } from '../../../src/repositories/locationPath';

const repository = { workspace: 'acme', slug: 'sales-analytics' };
const onBranch = (name: string): RepositoryLocation => ({ repository, ref: { kind: 'branch', name } });

/** What `git check-ref-format --branch` accepts. */
function isValidBranch(name: string): boolean {
  const parts = name.split('/');
  return (
    !/[\0-\x20\x7f~^:?*[\\]|\.\.|@\{|\.$/.test(name) &&
    name !== '@' &&
    !name.startsWith('-') &&
    parts.every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'))
  );
}

const characters = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(...Array.from('/∕aZ0.-_@%+#&=;"\'<>{}|!$,()~ü語🚀\u0301\u202e\u00a0\u2028\ufeff')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
);
const branchNames = fc.string({ unit: characters, minLength: 1, maxLength: 20 }).filter(isValidBranch);

const fileNames = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 12 })
  .filter((name) => findPathProblem(name) === undefined && !name.includes('/') && !name.includes('\0'));
const paths = fc.array(fileNames, { maxLength: 4 }).map((names) => names.join('/'));

describe('toLocationPath', () => {
  const cases: readonly [RepositoryLocation, string, string][] = [
    [onBranch('main'), '', '/acme∕sales-analytics @ main'],
    [
      onBranch('feature/X'),
      'ingest/Load 100%.orch.yaml',
      '/acme∕sales-analytics @ feature∕X/ingest/Load 100%.orch.yaml',
    ],
    [onBranch('fix+50%#1'), '', '/acme∕sales-analytics @ fix~2b50~25~231'],
    [onBranch('a∕b'), '', '/acme∕sales-analytics @ a~~2215~b'],
    [onBranch('für/数据'), '', '/acme∕sales-analytics @ für∕数据'],
    [
      { repository, ref: { kind: 'commit', hash: 'a'.repeat(40) } },
      'x',
      `/acme∕sales-analytics @ commit ${'a'.repeat(40)}/x`,
    ],
  ];
  for (const [location, path, expected] of cases) {
    it(`writes ${expected}`, () => {
      assert.equal(toLocationPath(location, path), expected);
      assert.deepEqual(readLocationPath(expected), { location, path });
    });
  }

  it('comes back the same for every branch Git allows and every path', () => {
    fc.assert(
      fc.property(branchNames, paths, (name, path) => {
        const location = onBranch(name);
        assert.deepEqual(readLocationPath(toLocationPath(location, path)), { location, path });
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps what decodes or splits an address out of the part that names the branch', () => {
    fc.assert(
      fc.property(branchNames, (name) => {
        assert.match(toLocationPath(onBranch(name), ''), /^\/[^/%?#\\+&=;"'<>\p{Cc}\p{Cs}]+$/u);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives two branches two addresses', () => {
    fc.assert(
      fc.property(branchNames, branchNames, (one, other) => {
        assert.equal(toLocationPath(onBranch(one), '') === toLocationPath(onBranch(other), ''), one === other);
      }),
    );
  });
});

describe('readLocationPath', () => {
  const foreign: readonly string[] = [
    '',
    '/',
    '/.vimrc',
    '/.config/nvim/init.lua',
    '/acme∕sales',
    '/acme @ main',
    '/∕sales @ main',
    '/acme∕ @ main',
    '/acme∕sales @ ',
    '/acme∕sales∕more @ main',
    '/acme∕sales @ commit abc',
    `/acme∕sales @ commit ${'A'.repeat(40)}`,
    '/acme∕sales @ fix%2B1',
    '/acme∕sales @ fix+1',
    '/acme∕sales @ ~61',
    '/acme∕sales @ ~~61~',
    '/acme∕sales @ ~~ffffff~',
    '/acme∕sales @ a b',
    '/acme∕sales @ main/a//b',
    '/acme∕sales @ main/a/../b',
  ];
  for (const path of foreign) {
    it(`does not know ${JSON.stringify(path)}`, () => {
      assert.equal(readLocationPath(path), undefined);
    });
  }

  it('takes a trailing slash for the directory it names', () => {
    assert.deepEqual(readLocationPath('/acme∕sales-analytics @ main/a/'), { location: onBranch('main'), path: 'a' });
  });
});

describe('findPathProblem', () => {
  const cases: readonly [string, string | undefined][] = [
    ['a/b.sql', undefined],
    ['100% #1 ü+;?.sql', undefined],
    ['back\\slash', undefined],
    ['a//b', 'emptyName'],
    ['/a', 'emptyName'],
    ['a/../b', 'dotName'],
    ['./a', 'dotName'],
    ['half \ud800', 'brokenUnicode'],
  ];
  for (const [path, expected] of cases) {
    it(`says ${expected ?? 'nothing'} about ${JSON.stringify(path)}`, () => {
      assert.equal(findPathProblem(path), expected);
    });
  }
});
