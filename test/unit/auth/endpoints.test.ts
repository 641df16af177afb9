import assert from 'node:assert/strict';
import { defaultEndpoints, readEndpoints } from '../../../src/auth/endpoints';

const unset = { webUrl: undefined, apiUrl: undefined, oauthUrl: undefined };

describe('readEndpoints', () => {
  it('is Bitbucket Cloud when nothing is set', () => {
    const expected = { kind: 'endpoints', endpoints: defaultEndpoints };
    assert.deepEqual(readEndpoints(unset), expected);
    assert.deepEqual(readEndpoints({ webUrl: '', apiUrl: '  ', oauthUrl: null }), expected);
  });

  it('finds the OAuth endpoints below the web address unless they are set', () => {
    const reading = readEndpoints({ ...unset, webUrl: 'https://proxy.example/bitbucket/' });
    assert.deepEqual(reading, {
      kind: 'endpoints',
      endpoints: {
        webUrl: 'https://proxy.example/bitbucket',
        apiUrl: defaultEndpoints.apiUrl,
        oauthUrl: 'https://proxy.example/bitbucket/site/oauth2',
      },
    });
  });

  const accepted = [
    'https://api.example/2.0',
    'http://127.0.0.1:4000/2.0',
    'http://127.8.9.10/2.0',
    'http://localhost:1/2.0',
    'http://[::1]:4000/2.0',
  ];
  for (const apiUrl of accepted) {
    it(`accepts ${apiUrl}`, () => {
      const reading = readEndpoints({ ...unset, apiUrl: `${apiUrl}//` });
      assert.equal(reading.kind === 'endpoints' && reading.endpoints.apiUrl, apiUrl);
    });
  }

  it('opens a name below localhost in the browser only: this program would ask the network where it is', () => {
    const local = { webUrl: 'http://bitbucket.localhost:4000', apiUrl: 'http://127.0.0.1:4000/2.0' };
    const oauthUrl = 'http://127.0.0.1:4000/site/oauth2';
    assert.deepEqual(readEndpoints({ ...local, oauthUrl }), { kind: 'endpoints', endpoints: { ...local, oauthUrl } });
    assert.deepEqual(readEndpoints({ ...local, oauthUrl: '' }), { kind: 'invalid', endpoint: 'oauthUrl' });
    const apiUrl = 'http://api.localhost:4000';
    assert.deepEqual(readEndpoints({ ...local, oauthUrl, apiUrl }), { kind: 'invalid', endpoint: 'apiUrl' });
  });

  const refused: readonly unknown[] = [
    'http://api.bitbucket.org/2.0',
    'http://127.0.0.1.evil.example',
    'http://localhost.evil.example',
    'http://notlocalhost',
    'https://user:password@api.bitbucket.org',
    'https://api.bitbucket.org/2.0?x=1',
    'https://api.bitbucket.org/2.0#x',
    'https://api.bitbucket.org/2.0?',
    'https://api.bitbucket.org/2.0#',
    'ftp://localhost',
    'file:///etc/passwd',
    'api.bitbucket.org',
    42,
    {},
  ];
  for (const value of refused) {
    it(`names the setting that says ${JSON.stringify(value)} instead of using it`, () => {
      for (const endpoint of ['webUrl', 'apiUrl', 'oauthUrl'] as const) {
        assert.deepEqual(readEndpoints({ ...unset, [endpoint]: value }), { kind: 'invalid', endpoint });
      }
    });
  }
});
