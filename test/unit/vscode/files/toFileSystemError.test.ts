import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { BitbucketError, type BitbucketFailure } from '../../../../src/bitbucket/bitbucketError';
import { DraftStoreError, type DraftStoreFailure } from '../../../../src/repositories/drafts/draftStoreError';
import { WorkingTreeError, type WorkingTreeFailure } from '../../../../src/repositories/drafts/workingTree';
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

describe('toFileSystemError of what cannot be changed', () => {
  const address = (path: string) => vscode.Uri.parse(`maia-bitbucket:/${path}`);
  const context = { toUri: address, isWrite: true };
  const path = 'in/b.sql';
  const trees: readonly [WorkingTreeFailure, RegExp][] = [
    [{ kind: 'notFound', path }, /^FileNotFound:maia-bitbucket:\/in\/b\.sql$/],
    [{ kind: 'exists', path }, /^FileExists:maia-bitbucket:\/in\/b\.sql$/],
    [{ kind: 'isDirectory', path }, /^FileIsADirectory:/],
    [{ kind: 'isFile', path }, /^FileNotADirectory:/],
    [{ kind: 'notEmpty', path: 'in' }, /^NoPermissions:.*“in” still holds files\. Delete them first/],
    [{ kind: 'readOnly', path, reason: 'commit' }, /^NoPermissions:.*Open the file on a branch/],
    [{ kind: 'readOnly', path, reason: 'lfs' }, /^NoPermissions:.*Git LFS.*Edit it in a clone/],
    [{ kind: 'readOnly', path, reason: 'submodule' }, /^NoPermissions:.*submodule.*Open that one/],
    [{ kind: 'readOnly', path, reason: 'lfsRule' }, /^NoPermissions:.*Git LFS.*Add it in a clone/],
    [{ kind: 'readOnly', path, reason: 'newerVersion' }, /^NoPermissions:.*Update the extension/],
    [{ kind: 'readOnly', path, reason: 'name' }, /^NoPermissions:.*invisible characters.*Change it in a clone/],
    [{ kind: 'badName', path: '.git', reason: 'git' }, /^NoPermissions:.*“\.git”\. Choose another/],
    [{ kind: 'badName', path: 'in/aux.sql', reason: 'windows' }, /^NoPermissions:“aux\.sql” cannot.*Windows.*Choose/],
    [{ kind: 'badName', path: 'a\u0000', reason: 'character' }, /^NoPermissions:.*character.*Choose/s],
    [{ kind: 'badName', path: 'a'.repeat(300), reason: 'tooLong' }, /^NoPermissions:“a{40}…” is too long.*shorter/],
    [
      { kind: 'badName', path: 'in/B.sql', reason: 'caseOnly', other: 'b.sql' },
      /^NoPermissions:“B\.sql” differs from “b\.sql” in capital letters only.*Choose/,
    ],
  ];
  for (const [failure, expected] of trees) {
    const reason = 'reason' in failure ? ` (${failure.reason})` : '';
    it(`says what to do about ${failure.kind}${reason}`, () => {
      assert.match(toFileSystemError(new WorkingTreeError(failure), uri, context).message, expected);
    });
  }

  const stores: readonly [DraftStoreFailure, RegExp][] = [
    [{ kind: 'diskFull' }, /^Unavailable:.*Make room, then save again/],
    [{ kind: 'notAllowed' }, /^Unavailable:.*Check its permissions/],
    [{ kind: 'failed' }, /^Unavailable:.*Try again/],
    [{ kind: 'busy' }, /^Unavailable:Another window.*Try again/],
    [{ kind: 'newerFormat', path: undefined }, /^Unavailable:.*Update the extension/],
    [{ kind: 'damaged', path }, /^Unavailable:.*“in\/b\.sql” is damaged.*Discard/],
  ];
  for (const [failure, expected] of stores) {
    it(`says what to do when drafts cannot be kept: ${failure.kind}`, () => {
      assert.match(toFileSystemError(new DraftStoreError(failure, 'internal words'), uri, context).message, expected);
    });
  }

  const bases: readonly [BitbucketFailure, RegExp][] = [
    [{ kind: 'unreachable' }, /^Unavailable:Nothing was changed yet.*when you are online; your text stays/],
    [{ kind: 'notBitbucket', status: 200 }, /^Unavailable:Nothing was changed yet.*your text stays/],
    [{ kind: 'signedOut' }, /^Unavailable:Nothing was changed yet.*Sign In.*your text stays/],
    [{ kind: 'unauthorized' }, /^Unavailable:Nothing was changed yet.*Sign In.*your text stays/],
    [{ kind: 'rateLimited', retryAfterMs: 90_000 }, /^Unavailable:Nothing was changed yet.*in 2 min; your text stays/],
    [{ kind: 'forbidden', requiredScopes: [] }, /^Unavailable:Nothing was changed.*Choose Account/],
    [{ kind: 'unexpected', status: 500 }, /^Unavailable:Nothing was changed yet.*Show Log/],
    [{ kind: 'notFound' }, /^FileNotFound:/],
  ];
  for (const [failure, expected] of bases) {
    it(`says that nothing was saved when what is there cannot be read first: ${failure.kind}`, () => {
      assert.match(toFileSystemError(failed(failure), uri, context).message, expected);
    });
  }
});
