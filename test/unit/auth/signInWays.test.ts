import assert from 'node:assert/strict';
import { leavesAddress, listWays } from '../../../src/auth/signInWays';

const editorAddress = 'vscode://maia-community.maia-bitbucket/authorized?windowId=1';
const editor = { key: 'editor', secret: 's', callbackUrl: 'vscode://maia-community.maia-bitbucket/authorized' };
const port = { key: 'port', secret: 's', callbackUrl: 'http://127.0.0.1/authorized' };
const relay = { key: 'relay', secret: 's', callbackUrl: 'https://relay.example.com/back' };
const other = { key: 'other', secret: 's', callbackUrl: 'cursor://a.b/authorized' };

const list = (consumers: readonly (typeof editor)[], isElsewhere = false) =>
  listWays(consumers, { editorAddress, isElsewhere }).map((way) =>
    way.kind === 'apiToken' ? way.kind : `${way.kind} as ${way.consumer.key}`,
  );

describe('the ways to sign in', () => {
  it('each name the consumer whose callback they use, and end with the API token', () => {
    assert.deepEqual(list([editor, port]), ['uriHandler as editor', 'loopback as port', 'paste as port', 'apiToken']);
  });

  it('do not include one without a consumer', () => {
    assert.deepEqual(list([]), ['apiToken']);
    assert.deepEqual(list([other]), ['apiToken']);
    assert.deepEqual(list([editor]), ['uriHandler as editor', 'apiToken']);
    assert.deepEqual(list([port]), ['loopback as port', 'paste as port', 'apiToken']);
  });

  it('begin with what the user set first, but not with a port when the browser is on another computer', () => {
    assert.equal(list([port, editor])[0], 'loopback as port');
    assert.equal(list([port, editor], true)[0], 'uriHandler as editor');
  });

  it('include pasting for any callback that leaves an address in the browser', () => {
    assert.deepEqual(list([relay]), ['paste as relay', 'apiToken']);
    assert.deepEqual(['http://127.0.0.1/x', 'https://a/b', 'vscode://a.b/c', 'nonsense'].map(leavesAddress), [
      true,
      true,
      false,
      false,
    ]);
  });

  it('offer each kind once, with the first consumer for it', () => {
    assert.deepEqual(list([port, { ...port, key: 'second' }]), ['loopback as port', 'paste as port', 'apiToken']);
  });
});
