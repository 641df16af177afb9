import type { Clock } from '../base/clock';
import type { Log } from '../base/log';
import { apiTokenConsumerKey } from './apiToken';
import { askForUser, type Get } from './askForUser';
import { AuthError } from './authError';
import type { Consumer } from './consumer';
import { TokenEndpoint, type Renewable, type TokenFetch, type TokenGrant } from './tokenEndpoint';

/** What sessions of an API token have for a consumer; it is never sent anywhere. */
export const apiTokenConsumer: Consumer = { key: apiTokenConsumerKey, secret: '', callbackUrl: '' };

/** The token endpoint, which API tokens never reach: Atlassian alone revokes them, and `/user` tells whether it has. */
export class SessionTokenEndpoint extends TokenEndpoint {
  readonly #get: Get;
  readonly #clock: Clock;

  constructor({ fetch, clock, log }: { fetch: TokenFetch & Get; clock: Clock; log: Log }) {
    super({ fetch, clock, log });
    this.#get = fetch;
    this.#clock = clock;
  }

  /** Resolves with an API token as it was when it still counts: then something else than the token was refused. */
  override async renew(session: Renewable, consumer: Consumer): Promise<TokenGrant> {
    if (consumer.key !== apiTokenConsumerKey) return super.renew(session, consumer);
    const { endpoints, tokens } = session;
    const asked = { apiUrl: endpoints.apiUrl, credential: tokens.accessToken };
    const { status, text } = await askForUser({ get: this.#get, clock: this.#clock }, asked);
    // Atlassian shows a token only once, so a page, which is some proxy's, is no reason to give it up.
    const isPage = /^\s*</.test(text);
    if (status === 200 && !isPage) return { tokens, scopes: [] };
    throw new AuthError({ kind: status === 401 && !isPage ? 'grantRefused' : 'unreachable' });
  }

  override revoke(oauthUrl: string, consumer: Consumer, refreshToken: string): Promise<void> {
    return consumer.key === apiTokenConsumerKey ? Promise.resolve() : super.revoke(oauthUrl, consumer, refreshToken);
  }
}
