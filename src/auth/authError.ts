import type { EndpointName } from './endpoints';

/** Why there is no token, or no session at the end of a sign-in; coarse enough that every caller can handle every case. */
export type AuthFailure =
  /** No session for this account at these endpoints. */
  | { readonly kind: 'signedOut' }
  /** Bitbucket refused the refresh token for good; only a new sign-in helps. */
  | { readonly kind: 'sessionEnded' }
  /** This window is older than the key to what it would have to read and write; it is of use again once reloaded. */
  | { readonly kind: 'reloadNeeded' }
  /** The editor's secret storage, or the disk in its place, has refused: a locked keyring, a full disk. */
  | { readonly kind: 'secretsUnavailable' }
  /** No answer, or none that decides anything: network, proxy, certificate, time-out, a server in trouble. Retrying may help. */
  | { readonly kind: 'unreachable' }
  /** The token endpoint has had too many requests; until the time is over (unknown: absent), nothing is sent. */
  | { readonly kind: 'rateLimited'; readonly retryAfterMs?: number | undefined }
  /** The user gave up; once the browser was open, perhaps because Bitbucket's page only showed an error. */
  | { readonly kind: 'cancelled'; readonly hasOpenedBrowser: boolean }
  /** The browser did not come back in time. */
  | { readonly kind: 'timedOut' }
  /** Another window has finished the sign-in, and this one was not told of the session in time. */
  | { readonly kind: 'notHeardOf' }
  /** The user pressed *Cancel* on Bitbucket's page. */
  | { readonly kind: 'denied' }
  | { readonly kind: 'noConsumer' }
  /** The settings name a consumer whose secret is not in the secret storage. */
  | { readonly kind: 'consumerSecretMissing' }
  /** No consumer's callback leads back to this editor. */
  | { readonly kind: 'noWayBack'; readonly editorAddress: string; readonly callbackUrls: readonly string[] }
  /** The port that the consumer's callback names cannot be listened on. */
  | { readonly kind: 'portTaken'; readonly callbackUrl: string }
  | { readonly kind: 'invalidEndpoint'; readonly endpoint: EndpointName }
  /** The token endpoint does not accept the consumer's key and secret. */
  | { readonly kind: 'wrongConsumer' }
  /** The code or refresh token was used before, is too old, or belongs to another consumer. */
  | { readonly kind: 'grantRefused' }
  | { readonly kind: 'missingScopes'; readonly missing: readonly string[]; readonly granted: readonly string[] }
  /** Tokens were granted, but `/user` could not be read with them. */
  | { readonly kind: 'accountUnavailable' }
  /** The endpoints or the consumer were changed while the sign-in was under way. */
  | { readonly kind: 'settingsChanged' }
  /** Bitbucket knows no such API token for that email address. */
  | { readonly kind: 'apiTokenRefused' }
  /** Permissions by the names they have on Atlassian's page. */
  | { readonly kind: 'apiTokenLacksPermissions'; readonly missing: readonly string[] }
  /** Something answered that does not speak OAuth: a proxy's page, a captive portal, a wrong endpoint. */
  | { readonly kind: 'notBitbucket'; readonly status: number }
  /** An OAuth error that means none of the above; `code` is made of letters, digits, `_` and `-`. */
  | { readonly kind: 'unexpected'; readonly code: string };

/** The only error that leaves `auth/`, besides an abort. Its message is for the log, not for the user. */
export class AuthError extends Error {
  override readonly name = 'AuthError';
  readonly failure: AuthFailure;

  constructor(failure: AuthFailure, options?: ErrorOptions) {
    super(`Sign-in or session: ${failure.kind}.`, options);
    this.failure = failure;
  }

  static is<K extends AuthFailure['kind']>(
    error: unknown,
    ...kinds: readonly K[]
  ): error is AuthError & { readonly failure: Extract<AuthFailure, { kind: K }> } {
    return error instanceof AuthError && (kinds.length === 0 || kinds.some((kind) => kind === error.failure.kind));
  }
}
