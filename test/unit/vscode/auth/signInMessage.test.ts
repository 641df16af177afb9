import assert from 'node:assert/strict';
import type { AuthFailure } from '../../../../src/auth/authError';
import { toConsumerRequest } from '../../../../src/vscode/auth/copyConsumerRequest';
import {
  createStrayRedirectMessage,
  toSignInMessage,
  type SignInMessage,
} from '../../../../src/vscode/auth/signInMessage';
import { commandIds } from '../../../../src/vscode/ids';

const titles = (message: SignInMessage | undefined) => message?.actions.map(({ title }) => title).join(', ');

describe('what a failed sign-in says', () => {
  const cases: readonly [failure: AuthFailure, severity: 'info' | 'error', text: RegExp, buttons: string][] = [
    [
      { kind: 'cancelled', hasOpenedBrowser: true },
      'info',
      /cancelled.*error about the callback.*administrator/,
      'Copy request for my administrator',
    ],
    [{ kind: 'denied' }, 'info', /not granted/, 'Try again'],
    [
      { kind: 'timedOut' },
      'error',
      /waited five minutes.*ended.*callback.*another way/,
      'Try again, Copy request for my administrator, Use an API token',
    ],
    [{ kind: 'notHeardOf' }, 'info', /another window.*not heard.*Reload/, 'Reload window, Try again'],
    [{ kind: 'unreachable' }, 'error', /network.*clock/, 'Try again, Show log'],
    [
      { kind: 'noConsumer' },
      'info',
      /OAuth consumer/,
      'Paste consumer, Copy request for my administrator, Use an API token',
    ],
    [{ kind: 'rateLimited', retryAfterMs: 41_300 }, 'info', /too many requests.*in 42 s/, 'Try again'],
    [{ kind: 'rateLimited' }, 'info', /too many requests.*a minute/, 'Try again'],
    [{ kind: 'secretsUnavailable' }, 'error', /secret storage.*keyring.*disk/, 'Try again, Show log'],
    [{ kind: 'settingsChanged' }, 'error', /settings.*nothing was sent/, 'Try again'],
    [{ kind: 'apiTokenRefused' }, 'error', /email address.*Atlassian/, 'Try again, Open Atlassian’s page'],
    [
      { kind: 'apiTokenLacksPermissions', missing: ['write:repository:bitbucket'] },
      'error',
      /lacks a permission: write:repository:bitbucket.*all of these: read:user:bitbucket, read:workspace/,
      'Try again, Open Atlassian’s page',
    ],
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
      'Copy request for my administrator, Open setting, Use an API token',
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
      assert.equal(titles(message), buttons);
    });
  }

  it('is silent when the user cancelled before the browser opened', () => {
    assert.equal(toSignInMessage({ kind: 'cancelled', hasOpenedBrowser: false }), undefined);
  });

  const everyday: readonly [mishap: string, message: SignInMessage | undefined, text: RegExp, nextStep: string][] = [
    ['wrong key or secret', toSignInMessage({ kind: 'wrongConsumer' }), /key and secret/, commandIds.pasteConsumer],
    [
      'no callback on the consumer, and the user cancelled',
      toSignInMessage({ kind: 'cancelled', hasOpenedBrowser: true }),
      /consumer’s callback URL/,
      commandIds.copyConsumerRequest,
    ],
    [
      'no callback on the consumer, and the user waited',
      toSignInMessage({ kind: 'timedOut' }),
      /consumer’s callback URL/,
      commandIds.copyConsumerRequest,
    ],
    ['consent refused', toSignInMessage({ kind: 'denied' }), /Access was not granted/, commandIds.signIn],
    ['code used twice', toSignInMessage({ kind: 'grantRefused' }), /used already/, commandIds.signIn],
    ['state of no window', createStrayRedirectMessage(), /no window waits for it.*over/, commandIds.signIn],
    ['clock off by an hour', toSignInMessage({ kind: 'unreachable' }), /clock is right/, commandIds.signIn],
    [
      'HTML instead of JSON',
      toSignInMessage({ kind: 'notBitbucket', status: 200 }),
      /Something else than Bitbucket answered/,
      commandIds.signIn,
    ],
  ];
  for (const [mishap, message, text, nextStep] of everyday) {
    it(`${mishap}: says what happened, and the next step is a button`, () => {
      assert.match(message?.text ?? '', text);
      assert.ok(message?.actions.some(({ command }) => command === nextStep));
    });
  }

  it('offers to sign in, quietly, when another window’s sign-in came back', () => {
    const message = createStrayRedirectMessage();
    assert.deepEqual([message.severity, titles(message)], ['info', 'Sign in']);
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
