import { apiTokenConsumerKey } from './apiToken';
import { AuthError } from './authError';
import type { Consumer } from './consumer';
import { TokenEndpoint, type TokenGrant } from './tokenEndpoint';

/** What sessions of an API token have for a consumer; it is never sent anywhere. */
export const apiTokenConsumer: Consumer = { key: apiTokenConsumerKey, secret: '', callbackUrl: '' };

/** The token endpoint, which API tokens never reach: one that was refused ends its session, and only Atlassian revokes it. */
export class SessionTokenEndpoint extends TokenEndpoint {
  override renew(oauthUrl: string, consumer: Consumer, refreshToken: string): Promise<TokenGrant> {
    if (consumer.key === apiTokenConsumerKey) return Promise.reject(new AuthError({ kind: 'grantRefused' }));
    return super.renew(oauthUrl, consumer, refreshToken);
  }

  override revoke(oauthUrl: string, consumer: Consumer, refreshToken: string): Promise<void> {
    return consumer.key === apiTokenConsumerKey ? Promise.resolve() : super.revoke(oauthUrl, consumer, refreshToken);
  }
}
