import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RepositoryLocation } from '../../../../src/repositories/location';
import { readCommandTarget, readSelectedLines } from '../../../../src/vscode/files/commandTarget';
import { toUri } from '../../../../src/vscode/files/locationUri';

const location: RepositoryLocation = {
  repository: { workspace: 'acme', slug: 'sales' },
  ref: { kind: 'branch', name: 'feature/X' },
};
const commit: RepositoryLocation = { ...location, ref: { kind: 'commit', hash: 'a'.repeat(40) } };

describe('readCommandTarget', () => {
  const known: readonly [string, unknown, unknown][] = [
    ['an address', toUri(location, 'a.sql'), { location, path: 'a.sql', accountId: undefined }],
    [
      'a row of a file',
      { location, path: 'a.sql', accountId: '1', kind: 'pipeline' },
      { location, path: 'a.sql', accountId: '1' },
    ],
    ['a row of a repository', { location, accountId: '1' }, { location, path: '', accountId: '1' }],
    ['a commit', { location: commit, path: 'a' }, { location: commit, path: 'a', accountId: undefined }],
  ];
  for (const [what, argument, expected] of known) {
    it(`acts on ${what}`, () => {
      assert.deepEqual(readCommandTarget(argument), expected);
    });
  }

  const foreign: readonly unknown[] = [
    undefined,
    null,
    'text',
    {},
    vscode.Uri.parse('file:///a.sql'),
    { location: null },
    { location: { repository: { workspace: 'acme' }, ref: location.ref } },
    { location: { ...location, ref: { kind: 'branch' } } },
    { location: { ...location, ref: { kind: 'commit', hash: 'main' } } },
    { location: { ...location, ref: { kind: 'tag', name: 'v1' } } },
    { location: { ...location, repository: { workspace: '', slug: 'sales' } } },
    { location, path: 7 },
    { location, accountId: {} },
  ];
  for (const argument of foreign) {
    it(`does not act on ${argument === undefined ? 'nothing' : JSON.stringify(argument)}`, () => {
      assert.equal(readCommandTarget(argument), undefined);
    });
  }
});

describe('readSelectedLines', () => {
  const place = { location, path: 'a.sql' };
  const editorAt = (uri: vscode.Uri, start: [number, number], end: [number, number]) => ({
    document: { uri },
    selection: {
      isEmpty: start.join() === end.join(),
      start: { line: start[0], character: start[1] },
      end: { line: end[0], character: end[1] },
    },
  });
  const cases: readonly [string, [number, number], [number, number], unknown][] = [
    ['part of one line', [2, 1], [2, 5], { first: 3, last: 3 }],
    ['several lines', [2, 1], [8, 5], { first: 3, last: 9 }],
    ['whole lines, whose end is the next line’s beginning', [2, 0], [4, 0], { first: 3, last: 4 }],
    ['nothing', [2, 1], [2, 1], undefined],
  ];
  for (const [what, start, end, expected] of cases) {
    it(`counts ${what} as people do`, () => {
      assert.deepEqual(readSelectedLines(place, editorAt(toUri(location, 'a.sql'), start, end)), expected);
    });
  }

  it('does not take the selection of another file', () => {
    assert.equal(readSelectedLines(place, editorAt(toUri(location, 'b.sql'), [0, 0], [1, 1])), undefined);
    assert.equal(readSelectedLines(place, editorAt(vscode.Uri.parse('file:///a.sql'), [0, 0], [1, 1])), undefined);
    assert.equal(readSelectedLines(place, undefined), undefined);
  });
});
