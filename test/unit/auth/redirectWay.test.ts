import assert from 'node:assert/strict';
import { chooseWay, isBelowCallback, toCallbackUrl } from '../../../src/auth/redirectWay';

const desktop = 'vscode://maia-community.maia-bitbucket/authorized?windowId=1';
const web = 'http://127.0.0.1:8080/stable-0123/callback?vscode-reqid=1&vscode-path=%2Fauthorized';

describe('the way back from the browser', () => {
  const below: readonly [redirect: string, callback: string, expected: boolean][] = [
    [desktop, 'vscode://maia-community.maia-bitbucket/authorized', true],
    [desktop, 'cursor://maia-community.maia-bitbucket/authorized', false],
    [desktop, 'vscode://other.extension/authorized', false],
    [desktop, 'vscode://maia-community.maia-bitbucket/auth', false],
    [desktop, 'vscode://maia-community.maia-bitbucket/authorized?windowId=1', true],
    [desktop, 'vscode://maia-community.maia-bitbucket/authorized?windowId=2', false],
    [web, 'http://127.0.0.1/', true],
    [web, 'http://127.0.0.1:8080', true],
    [web, 'http://127.0.0.1:80', true],
    [web, 'http://127.0.0.1:8081/', false],
    [web, 'http://localhost/', false],
    [web, 'https://127.0.0.1/', false],
    ['https://code.example.com:8443/x', 'https://code.example.com/', false],
    ['https://code.example.com/x', 'https://code.example.com/', true],
    [desktop, '', false],
    ['', 'vscode://maia-community.maia-bitbucket/authorized', false],
  ];
  for (const [redirect, callback, expected] of below) {
    it(`${redirect} ${expected ? 'extends' : 'does not extend'} ${callback}`, () => {
      assert.equal(isBelowCallback(redirect, callback), expected);
    });
  }

  const consumer = (callbackUrl: string) => ({ key: callbackUrl, secret: 's', callbackUrl });
  const choices: readonly [callbacks: readonly string[], address: string, expected: string | undefined][] = [
    [['vscode://maia-community.maia-bitbucket/authorized'], desktop, 'uriHandler 0'],
    [['cursor://maia-community.maia-bitbucket/authorized', 'http://127.0.0.1/authorized'], desktop, 'loopback 1'],
    [['http://localhost:31415/back'], desktop, 'loopback 0'],
    [['http://127.0.0.1/'], web, 'uriHandler 0'],
    [['https://relay.example/', 'http://example.com/'], desktop, undefined],
    [[], desktop, undefined],
  ];
  for (const [callbacks, address, expected] of choices) {
    it(`with callbacks [${callbacks.join(', ')}] and the editor at ${address}: ${expected ?? 'none'}`, () => {
      const choice = chooseWay(callbacks.map(consumer), address);
      const found = choice && `${choice.way} ${String(callbacks.indexOf(choice.consumer.callbackUrl))}`;
      assert.equal(found, expected);
    });
  }

  const proposals: readonly [address: string, callback: string][] = [
    [desktop, 'vscode://maia-community.maia-bitbucket/authorized'],
    [web, 'http://127.0.0.1/'],
    ['https://code.example.com/base/stable-0123/callback?vscode-reqid=7', 'https://code.example.com/base/'],
  ];
  for (const [address, callback] of proposals) {
    it(`proposes to register ${callback} for ${address}, which covers it`, () => {
      assert.equal(toCallbackUrl(address), callback);
      assert.ok(isBelowCallback(address, callback));
    });
  }
});
