import assert from 'node:assert/strict';
import { copyConsumerRequest } from '../../../../src/vscode/auth/copyConsumerRequest';
import { useSignInEditor } from './signInEditor';

describe('copying the request for an administrator', () => {
  const editor = useSignInEditor();

  const places: readonly [place: string, externalAddress: string, callbackUrl: string][] = [
    [
      'a desktop',
      'vscode://maia-community.maia-bitbucket/authorized?windowId=3',
      'vscode://maia-community.maia-bitbucket/authorized',
    ],
    [
      'an editor in the browser, whatever its version',
      'https://code.example.com/stable-4f2a/callback?vscode-reqid=7&vscode-path=%2Fauthorized',
      'https://code.example.com/',
    ],
    [
      'an editor served by this computer, whatever its port',
      'http://127.0.0.1:8080/stable-4f2a/callback?vscode-reqid=7',
      'http://127.0.0.1/',
    ],
  ];
  for (const [place, externalAddress, callbackUrl] of places) {
    it(`names the callback that leads back to ${place}, and the two permissions`, async () => {
      const { signIn, copied } = editor.current();
      signIn.externalAddress = externalAddress;
      await copyConsumerRequest();
      const lines = copied[0]?.split('\n') ?? [];
      assert.equal(copied.length, 1);
      assert.deepEqual(
        lines.filter((line) => /^[35]\./.test(line)),
        [
          `3. Callback URL, exactly: ${callbackUrl}`,
          '5. Permissions, only these two: Account: Read, and Repositories: Write (which includes Read)',
        ],
      );
    });
  }

  it('says what to do with it', async () => {
    await copyConsumerRequest();
    const [message] = editor.current().messages;
    assert.equal(message?.severity, 'information');
    assert.match(message.text, /Copied\. Send it to an administrator.*paste what they answer/);
  });
});
