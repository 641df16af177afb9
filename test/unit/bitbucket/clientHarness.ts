import type { AccessTokenSource } from '../../../src/bitbucket/bitbucketApi';
import { BitbucketClient } from '../../../src/bitbucket/bitbucketClient';
import type { ConnectionOptions } from '../../../src/bitbucket/connection';
import { FakeClock } from '../../support/fakeClock';
import { fakeFetch, type FakeAnswer } from '../../support/fakeFetch';

export const apiUrl = 'https://api.bitbucket.example/2.0';
export const repository = { workspace: 'acme', slug: 'sales' };
export const commit = 'c0ffee'.padEnd(40, '0');
export const user = { uuid: '{u}', display_name: 'Anna', nickname: 'anna' };

export type HarnessOptions = Partial<ConnectionOptions> & { readonly answers?: readonly FakeAnswer[] };

/** The real client over a scripted network and a clock that stands still, and what each of them saw. */
export function createHarness({ answers = [], ...overrides }: HarnessOptions = {}) {
  const { fetch, requests } = fakeFetch(...answers);
  const clock = new FakeClock();
  const logged: string[] = [];
  const record = (level: string) => (message: string) => {
    logged.push(`${level}: ${message}`);
  };
  const renewals: string[] = [];
  const tokens: AccessTokenSource = {
    getAccessToken: () => Promise.resolve('token-1'),
    renewAccessToken: (refused) => {
      renewals.push(refused);
      return Promise.resolve('token-2');
    },
  };
  const client = new BitbucketClient({
    apiUrl,
    userAgent: 'maia-bitbucket/0.0.0',
    fetch,
    tokens,
    clock,
    log: { debug: record('debug'), info: record('info'), warn: record('warn'), error: record('error') },
    random: () => 0.5,
    ...overrides,
  });
  return { client, requests, clock, logged, renewals };
}
