import assert from 'node:assert/strict';
import { decideRedirect } from '../../emulator/oauth/consumers';

const editor = 'vscode://maia-community.maia-bitbucket/authorized';

describe('where a sign-in may return to', () => {
  const cases: readonly (readonly [registered: string, requested: string | undefined, decision: string])[] = [
    [editor, undefined, 'allowed'],
    [editor, editor, 'allowed'],
    [editor, `${editor}?windowId=3`, 'allowed'],
    [editor, `${editor}/more`, 'allowed'],
    [editor, `${editor}more`, 'mismatch'],
    [editor, `${editor}#fragment`, 'mismatch'],
    [editor, 'vscode-insiders://maia-community.maia-bitbucket/authorized', 'mismatch'],
    [editor, 'vscode://somebody.else/authorized', 'mismatch'],
    [editor, 'no address', 'mismatch'],
    ['', editor, 'noCallback'],
    ['', undefined, 'noCallback'],
    ['http://127.0.0.1/callback', 'http://127.0.0.1:4711/callback', 'allowed'],
    ['http://127.0.0.1/callback', 'http://localhost:4711/callback', 'mismatch'],
    ['http://localhost/', 'http://localhost:4711/anything', 'allowed'],
    ['http://127.0.0.1:80/callback', 'http://127.0.0.1:4711/callback', 'allowed'],
    ['http://127.0.0.1:8080/callback', 'http://127.0.0.1:4711/callback', 'mismatch'],
    ['https://example.com/callback', 'https://example.com:444/callback', 'mismatch'],
    ['https://example.com/callback', 'https://example.com.evil.test/callback', 'mismatch'],
    ['https://example.com/callback', 'https://user@example.com/callback', 'mismatch'],
    ['https://example.com/callback?a=1', 'https://example.com/callback?a=1&b=2', 'allowed'],
    ['https://example.com/callback?a=1', 'https://example.com/callback?b=2', 'mismatch'],
  ];
  for (const [registered, requested, decision] of cases) {
    it(`is ${decision} for ${requested ?? 'no redirect_uri'} where ${registered || 'nothing'} is registered`, () => {
      const decided = decideRedirect(registered, requested);
      assert.equal(decided.kind, decision);
      if (decided.kind === 'allowed') assert.equal(decided.url, requested ?? registered);
    });
  }
});
