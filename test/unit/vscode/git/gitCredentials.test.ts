import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RepositoryId } from '../../../../src/bitbucket/bitbucketApi';
import { BitbucketCredentials, type CredentialsPorts } from '../../../../src/vscode/git/gitCredentials';

const anna = { id: '{anna}', label: 'Anna' };
const ben = { id: '{ben}', label: 'Ben' };
const sales: RepositoryId = { workspace: 'acme', slug: 'sales-analytics' };

function createHarness(overrides: Partial<CredentialsPorts> = {}) {
  const log: string[] = [];
  const credentials = new BitbucketCredentials({
    findWebUrl: () => 'https://bitbucket.org',
    accounts: () => Promise.resolve([anna]),
    findAccount: ({ slug }) => Promise.resolve(slug === sales.slug ? ben : anna),
    getAccessToken: (accountId) => Promise.resolve(`token of ${accountId}`),
    readCandidates: () => [],
    log: { info: (message) => log.push(message) },
    ...overrides,
  });
  const ask = (address: string) => credentials.getCredentials(vscode.Uri.parse(address));
  return { ask, log };
}

describe('Credentials for Git', () => {
  it('are the fresh token of the only account, under the name Bitbucket has for tokens', async () => {
    const { ask } = createHarness();
    assert.deepEqual(await ask('https://bitbucket.org'), { username: 'x-token-auth', password: 'token of {anna}' });
  });

  for (const address of [
    'http://bitbucket.org',
    'https://bitbucket.org:8443',
    'https://anna@bitbucket.org',
    'https://bitbucket.org@evil.example',
    'https://github.com',
    'ssh://git@bitbucket.org',
  ]) {
    it(`are not given to ${address}`, async () => {
      const { ask } = createHarness({ getAccessToken: () => assert.fail('no token is even asked for') });
      assert.equal(await ask(address), undefined);
    });
  }

  it('are those of the account that serves the repository Git is working on', async () => {
    const accounts = () => Promise.resolve([anna, ben]);
    const password = async (address: string, candidates: readonly RepositoryId[]) =>
      (await createHarness({ accounts, readCandidates: () => candidates }).ask(address))?.password;
    assert.equal(await password('https://bitbucket.org', [sales]), 'token of {ben}');
    assert.equal(await password('https://bitbucket.org', [{ ...sales, slug: 'stock' }, sales]), 'token of {anna}');
    assert.equal(await password('https://bitbucket.org/acme/sales-analytics.git', []), 'token of {ben}');
    assert.equal(await password('https://bitbucket.org', []), 'token of {anna}');
  });

  it('are nothing, and no question, where nobody is signed in or nothing is set', async () => {
    assert.equal(await createHarness({ accounts: () => Promise.resolve([]) }).ask('https://bitbucket.org'), undefined);
    assert.equal(await createHarness({ findWebUrl: () => undefined }).ask('https://bitbucket.org'), undefined);
  });

  it('are nothing where no token is to be had, and the log names no secret', async () => {
    const { ask, log } = createHarness({ getAccessToken: () => Promise.reject(new Error('signed out')) });
    assert.equal(await ask('https://bitbucket.org'), undefined);
    assert.deepEqual(log, ['Git was given no credentials: Error: signed out']);
  });
});
