import assert from 'node:assert/strict';
import { readConsumerPaste } from '../../../src/auth/readConsumerPaste';

const [key, secret] = ['KEYabc123', 'SECRETxyz+/=789'];

describe('readConsumerPaste', () => {
  const labelled = [
    `Key: ${key} Secret: ${secret}`,
    `Secret: ${secret}\nKey: ${key}`,
    `Key\t${key}\nSecret\t${secret}`,
    `Key\n${key}\nSecret\n${secret}\n`,
    `Key Secret\n${key} ${secret}`,
    `key=${key}\nsecret=${secret}`,
    `client_id = ${key} client_secret = ${secret}`,
    `"key": "${key}", "secret": "${secret}"`,
    JSON.stringify({ key, secret }),
    JSON.stringify({ clientId: key, clientSecret: secret, callbackUrl: 'x://y' }, null, 2),
    JSON.stringify({ name: 'Maia', client_secret: secret, client_id: key }),
    `Here it is: Key: ${key} and the Secret: ${secret} thanks`,
  ];
  const bare = [`${key}\n${secret}`, `  ${key}   ${secret}  \r\n`, `${key}:${secret}`, `${key}, ${secret}`];
  for (const text of [...labelled, ...bare]) {
    it(`finds both in ${JSON.stringify(text)}, and says whether it had to guess`, () => {
      assert.deepEqual(readConsumerPaste(text), { key, secret, isGuessed: bare.includes(text) });
    });
  }

  it('does not judge lengths', () => {
    assert.deepEqual(readConsumerPaste('a b'), { key: 'a', secret: 'b', isGuessed: true });
    assert.deepEqual(readConsumerPaste(`${'k'.repeat(32)} ${'s'.repeat(760)}`)?.secret.length, 760);
  });

  const notUnderstood = ['', '   ', 'one', 'Key: abc', 'some three words', '{}', '[]', 'null', '{"key":1,"secret":2}'];
  for (const text of notUnderstood) {
    it(`finds nothing in ${JSON.stringify(text)}`, () => {
      assert.equal(readConsumerPaste(text), undefined);
    });
  }
});
