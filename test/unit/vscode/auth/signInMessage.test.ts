import assert from 'node:assert/strict';
import type { AuthFailure } from '../../../../src/auth/authError';
import { toConsumerRequest } from '../../../../src/vscode/auth/copyConsumerRequest';
import { toSignInMessage } from '../../../../src/vscode/auth/signInMessage';

describe('what a failed sign-in says', () => {
  const cases: readonly [failure: AuthFailure, severity: 'info' | 'error', text: RegExp, buttons: string][] = [
    [{ kind: 'denied' }, 'info', /not granted/, 'Try again'],
    [{ kind: 'timedOut' }, 'error', /five minutes.*callback/, 'Try again, Copy request for my administrator'],
    [{ kind: 'unreachable' }, 'error', /network.*clock/, 'Try again, Show log'],
    [{ kind: 'noConsumer' }, 'info', /OAuth consumer/, 'Paste consumer, Copy request for my administrator'],
    [{ kind: 'consumerSecretMissing' }, 'error', /secret/, 'Paste consumer, Copy request for my administrator'],
    [{ kind: 'wrongConsumer' }, 'error', /key and secret/, 'Paste consumer, Show log'],
    [{ kind: 'grantRefused' }, 'error', /used already/, 'Try again'],
    [{ kind: 'sessionEnded' }, 'error', /Sign in again/, 'Try again'],
    [{ kind: 'signedOut' }, 'info', /not signed in/, 'Try again'],
    [{ kind: 'accountUnavailable' }, 'error', /who you are/, 'Try again, Show log'],
    [{ kind: 'notBitbucket', status: 200 }, 'error', /Something else than Bitbucket.*200/, 'Try again, Show log'],
    [{ kind: 'unexpected', code: 'server_error' }, 'error', /server_error/, 'Try again, Show log'],
    [
      { kind: 'noWayBack', editorAddress: 'cursor://a', callbackUrls: ['vscode://b', 'http://c'] },
      'error',
      /cursor:\/\/a.*vscode:\/\/b, http:\/\/c/,
      'Copy request for my administrator, Open setting',
    ],
    [{ kind: 'portTaken', callbackUrl: 'http://127.0.0.1:7/x' }, 'error', /127\.0\.0\.1:7/, 'Try again'],
    [{ kind: 'invalidEndpoint', endpoint: 'apiUrl' }, 'error', /maia\.bitbucket\.apiUrl.*https/, 'Open setting'],
    [
      { kind: 'missingScopes', missing: ['repository:write', 'account'], granted: [] },
      'error',
      /Repositories: Write, Account: Read/,
      'Copy request for my administrator, Try again',
    ],
  ];
  for (const [failure, severity, text, buttons] of cases) {
    it(`${failure.kind}: a sentence, and ${buttons}`, () => {
      const message = toSignInMessage(failure);
      assert.equal(message?.severity, severity);
      assert.match(message.text, text);
      assert.equal(message.actions.map(({ title }) => title).join(', '), buttons);
    });
  }

  it('is silent after the user cancelled', () => {
    assert.equal(toSignInMessage({ kind: 'cancelled' }), undefined);
  });
});

describe('the request for an administrator', () => {
  it('names place, callback, the two permissions, the private box, and what to send back', () => {
    const request = toConsumerRequest('vscode://maia-community.maia-bitbucket/authorized');
    for (const part of [
      'Workspace settings > OAuth consumers > Add consumer',
      'vscode://maia-community.maia-bitbucket/authorized\n',
      'Account: Read',
      'Repositories: Write',
      'This is a private consumer',
      'the Key and the Secret',
    ]) {
      assert.ok(request.includes(part), part);
    }
  });
});
