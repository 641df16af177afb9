import assert from 'node:assert/strict';
import { isOwnServer, readCloneAddress, toCloneAddress } from '../../../src/repositories/cloneAddress';

const bitbucket = 'https://bitbucket.org';
const sales = { workspace: 'acme', slug: 'sales-analytics' };

describe('The server Git asks credentials for', () => {
  const own: readonly [address: string, webUrl: string][] = [
    ['https://bitbucket.org', bitbucket],
    ['https://bitbucket.org/', bitbucket],
    ['https://bitbucket.org:443', bitbucket],
    ['https://BitBucket.org', bitbucket],
    ['https://bitbucket.org/acme/sales-analytics.git', bitbucket],
    ['http://127.0.0.2:7990', 'http://127.0.0.2:7990'],
    ['http://[::1]:7990', 'http://[::1]:7990'],
  ];
  for (const [address, webUrl] of own) {
    it(`is ours at ${address}`, () => {
      assert.equal(isOwnServer(address, webUrl), true);
    });
  }

  const foreign: readonly string[] = [
    'http://bitbucket.org',
    'https://bitbucket.org:8443',
    'https://api.bitbucket.org',
    'https://bitbucket.org.evil.example',
    'https://evilbitbucket.org',
    'https://evil.example/bitbucket.org',
    'https://bitbucket.org@evil.example',
    'https://bitbucket.org:443@evil.example',
    'https://anna@bitbucket.org',
    'https://anna:secret@bitbucket.org',
    'https://@bitbucket.org@evil.example',
    'https://bitbucket.org\\@evil.example',
    'https://evil.example\\@bitbucket.org',
    'https://evil.example#@bitbucket.org',
    'https://evil.example?@bitbucket.org',
    'https://bitbucket.org?x',
    'https://bitbucket.org./',
    'https://bitbucket%2eorg',
    'https://bitbucket%00.org',
    'https://bit\tbucket.org',
    'https://bitbucket.org\n',
    ' https://bitbucket.org',
    'https://bіtbucket.org',
    'https://bitbucket。org',
    'https:bitbucket.org',
    'https:///bitbucket.org',
    'https://bitbucket.org:0443x',
    'ssh://git@bitbucket.org',
    'git@bitbucket.org:acme/sales-analytics.git',
    'file:///bitbucket.org',
    'bitbucket.org',
    '',
  ];
  for (const address of foreign) {
    it(`is not ours at ${JSON.stringify(address)}`, () => {
      assert.equal(isOwnServer(address, bitbucket), false);
    });
  }
});

describe('The remote of a clone', () => {
  const ours: readonly [address: string, webUrl?: string][] = [
    ['https://bitbucket.org/acme/sales-analytics.git'],
    ['https://bitbucket.org/acme/sales-analytics'],
    ['https://bitbucket.org/acme/sales-analytics/'],
    ['https://anna@bitbucket.org/ACME/Sales-Analytics.git'],
    ['git@bitbucket.org:acme/sales-analytics.git'],
    ['git@bitbucket.org:acme/sales-analytics'],
    ['ssh://git@bitbucket.org/acme/sales-analytics.git'],
    ['ssh://git@altssh.bitbucket.org:443/acme/sales-analytics.git'],
    ['http://127.0.0.2:7990/acme/sales-analytics.git', 'http://127.0.0.2:7990'],
    ['https://example.org/bitbucket/acme/sales-analytics.git', 'https://example.org/bitbucket'],
  ];
  for (const [address, webUrl = bitbucket] of ours) {
    it(`leads from ${address} to the repository`, () => {
      assert.deepEqual(readCloneAddress(address, webUrl), sales);
    });
  }

  const others: readonly string[] = [
    'https://github.com/acme/sales-analytics.git',
    'git@github.com:acme/sales-analytics.git',
    'git@bitbucket.org.evil.example:acme/sales-analytics.git',
    'ssh://git@evil.example/bitbucket.org:acme/sales-analytics.git',
    'https://bitbucket.org/acme',
    'https://bitbucket.org/acme/sales-analytics/src/main',
    'https://bitbucket.org/acme/..',
    'https://bitbucket.org/acme/sales%2Fanalytics.git',
    'git@bitbucket.org:acme/../x.git',
    'https://bitbucket.org:8443/acme/sales-analytics.git',
    '/srv/git/acme/sales-analytics.git',
    '../acme/sales-analytics.git',
    'C:\\git\\acme',
  ];
  for (const address of others) {
    it(`is nobody of ours at ${address}`, () => {
      assert.equal(readCloneAddress(address, bitbucket), undefined);
    });
  }

  it('is built without a user, and read back', () => {
    const address = toCloneAddress(bitbucket, sales);
    assert.equal(address, 'https://bitbucket.org/acme/sales-analytics.git');
    assert.deepEqual(readCloneAddress(address, bitbucket), sales);
  });
});
