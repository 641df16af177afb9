import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { isSameSecret } from '../../../src/auth/isSameSecret';
import { createPkcePair, createRandomToken } from '../../../src/auth/pkce';

describe('what proves that a sign-in is ours', () => {
  it('is a verifier of 256 bits whose challenge is its SHA-256', async () => {
    const { verifier, challenge } = await createPkcePair();
    assert.match(verifier, /^[\w-]{43}$/);
    assert.equal(challenge, createHash('sha256').update(verifier).digest('base64url'));
  });

  it('is new every time', () => {
    assert.equal(new Set(Array.from({ length: 100 }, createRandomToken)).size, 100);
  });

  const pairs: readonly [string, string, boolean][] = [
    ['abc', 'abc', true],
    ['abc', 'abd', false],
    ['abc', 'abcd', false],
    ['abcd', 'abc', false],
    ['', 'a', false],
    ['a', '', false],
    ['', '', true],
  ];
  for (const [one, other, expected] of pairs) {
    it(`"${one}" and "${other}" are ${expected ? 'the same' : 'different'}`, () => {
      assert.equal(isSameSecret(one, other), expected);
    });
  }
});
