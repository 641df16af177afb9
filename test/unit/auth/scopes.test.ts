import assert from 'node:assert/strict';
import { findMissingScopes, neededScopes, readScopes } from '../../../src/auth/scopes';

describe('scopes', () => {
  const cases: readonly [granted: string, wanted: string, missing: string][] = [
    ['account repository:write', 'account repository:write', ''],
    ['account repository:write', 'repository', ''],
    ['account repository:write', 'email', ''],
    ['account repository', 'account repository:write', 'repository:write'],
    ['repository:write', 'account repository:write', 'account'],
    ['email repository:write', 'account', 'account'],
    ['pullrequest:write account', 'account repository:write', ''],
    ['account repository:admin', 'repository:write', 'repository:write'],
    ['', 'account repository', 'account repository'],
    ['account', 'pipeline pipeline', 'pipeline'],
    ['constructor', 'account', 'account'],
  ];
  for (const [granted, wanted, missing] of cases) {
    it(`of "${wanted}", "${granted}" lacks "${missing}"`, () => {
      assert.deepEqual(findMissingScopes(readScopes(granted), wanted.split(' ')), readScopes(missing));
    });
  }

  it('asks for the account and for writing repositories, and for nothing else', () => {
    assert.deepEqual(neededScopes, ['account', 'repository:write']);
  });

  it('reads scopes separated by spaces or commas, each once', () => {
    assert.deepEqual(readScopes(' repository:write  account,account '), ['account', 'repository:write']);
  });
});
