import { type IssuedTokens } from './grant';

/** Bitbucket renamed the field in May 2026; a test can ask for the old name. */
export interface TokenAnswerStyle {
  scopeField: 'scope' | 'scopes';
}

/** The token endpoint's answer. `state` is the name of the grant, not the OAuth state. */
export function toTokenAnswer(issued: IssuedTokens, grantType: string, { scopeField }: TokenAnswerStyle) {
  return {
    access_token: issued.accessToken,
    [scopeField]: issued.scopes.join(' '),
    expires_in: issued.expiresInSeconds,
    refresh_token: issued.refreshToken,
    token_type: 'bearer',
    state: grantType,
  };
}
