import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { BitbucketError, type BitbucketFailure } from '../../../../src/bitbucket/bitbucketError';
import { toFileSystemError } from '../../../../src/vscode/files/toFileSystemError';

const uri = vscode.Uri.parse('maia-bitbucket:/a');
const failed = (failure: BitbucketFailure) => new BitbucketError(failure, 'internal words');

describe('toFileSystemError', () => {
  const cases: readonly [string, Error, RegExp][] = [
    ['a missing file', failed({ kind: 'notFound' }), /^FileNotFound:maia-bitbucket:\/a$/],
    ['a session that ended', failed({ kind: 'unauthorized' }), /^NoPermissions:.*Sign In/],
    [
      'a refused file',
      failed({ kind: 'forbidden', requiredScopes: [] }),
      /^NoPermissions:.*“Maia: Choose Account for Repository…”/,
    ],
    [
      'a missing scope',
      failed({ kind: 'forbidden', requiredScopes: ['repository'] }),
      /^NoPermissions:The Bitbucket consumer lacks a permission: Repositories: Read\. Its administrator/,
    ],
    ['a short limit', failed({ kind: 'rateLimited', retryAfterMs: 900 }), /^Unavailable:.* in 1 min/],
    ['a long limit', failed({ kind: 'rateLimited', retryAfterMs: 1_500_000 }), /^Unavailable:.* in 25 min/],
    ['a dead network', failed({ kind: 'unreachable' }), /^Unavailable:.*cannot be reached/],
    ['a foreign link', failed({ kind: 'untrustedLink' }), /^Unavailable:.*another server/],
    ['too large a folder', failed({ kind: 'tooLarge' }), /^Unavailable:.*too large/],
    ['a conflict', failed({ kind: 'conflict' }), /^Unavailable:.*unexpectedly/],
    ['a broken server', failed({ kind: 'unexpected', status: 500 }), /^Unavailable:.*unexpectedly/],
    ['nobody signed in', failed({ kind: 'signedOut' }), /^NoPermissions:You are not signed in/],
    ['a login page', failed({ kind: 'notBitbucket', status: 200 }), /^Unavailable:.*instead of Bitbucket/],
    ['a bug', new TypeError('x is not a function'), /^Unavailable:.*unexpectedly/],
  ];
  for (const [what, error, expected] of cases) {
    it(`tells the editor about ${what}`, () => {
      const converted = toFileSystemError(error, uri);
      assert.ok(converted instanceof vscode.FileSystemError);
      assert.match(converted.message, expected);
      assert.doesNotMatch(converted.message, /internal words/);
    });
  }

  for (const error of [new DOMException('stopped', 'AbortError'), new vscode.CancellationError()]) {
    it(`keeps quiet about ${error.name}: somebody wanted it`, () => {
      assert.ok(toFileSystemError(error, uri) instanceof vscode.CancellationError);
    });
  }

  it('leaves an error alone that is the editor’s already', () => {
    const error = vscode.FileSystemError.FileNotFound(uri);
    assert.equal(toFileSystemError(error, uri), error);
  });
});
