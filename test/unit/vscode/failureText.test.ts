import assert from 'node:assert/strict';
import type { BitbucketFailure } from '../../../src/bitbucket/bitbucketError';
import { toFailureText } from '../../../src/vscode/failureText';

const toText = (failure: BitbucketFailure) => toFailureText({ failure, at: 0 }, 'repository', 'en');

describe('what a failure is called', () => {
  it('names a missing permission as Bitbucket’s page does, and who can add it', () => {
    const { detail, remedy } = toText({ kind: 'forbidden', requiredScopes: ['account', 'repository:write', 'other'] });
    assert.equal(
      detail,
      'The Bitbucket consumer lacks a permission: Account: Read, Repositories: Write, other. Its administrator has to tick it in the workspace settings under OAuth consumers; then sign in again.',
    );
    assert.equal(remedy, 'reauthorize');
  });

  it('tells a page of a proxy or network from Bitbucket in trouble', () => {
    const { label, detail, remedy } = toText({ kind: 'notBitbucket', status: 203 });
    assert.equal(label, 'Something else than Bitbucket answered');
    assert.match(detail, /status 203.*proxy.*login page/);
    assert.equal(remedy, 'showLog');
  });

  it('does not call somebody’s sign-in revoked who has none', () => {
    const { label, remedy } = toText({ kind: 'signedOut' });
    assert.deepEqual([label, remedy], ['You are not signed in to Bitbucket', 'signIn']);
  });
});
