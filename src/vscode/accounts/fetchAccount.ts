import type { FetchAccount } from '../../auth/finishSignIn';
import type { Clock } from '../../base/clock';
import type { Log } from '../../base/log';
import type { Fetch } from '../../bitbucket/http';
import { userAgent } from './userAgent';

/** Asks `/user` whose token it is. The token is new: should it be refused, there is nothing to renew it with. */
export function createFetchAccount(ports: { fetch: Fetch; clock: Clock; log: Log }): FetchAccount {
  return async ({ apiUrl }, accessToken, signal) => {
    const { BitbucketClient } = await import('../../bitbucket/bitbucketClient');
    const client = new BitbucketClient({
      ...ports,
      apiUrl,
      userAgent,
      tokens: {
        getAccessToken: () => Promise.resolve(accessToken),
        renewAccessToken: () => Promise.reject(new Error('Bitbucket refused a token it had just issued.')),
      },
    });
    const { uuid, displayName } = await client.fetchUser(signal);
    return { id: uuid, label: displayName };
  };
}
