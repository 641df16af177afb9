/** Why a Bitbucket request failed, coarse enough that every caller can handle every case. */
export type BitbucketFailure =
  /** There is no session to read with; nothing was sent. */
  | { readonly kind: 'signedOut' }
  /** 401 after one renewal: the session no longer counts. */
  | { readonly kind: 'unauthorized' }
  /** 403: the account or the granted scopes do not allow it. Never a reason to sign out. */
  | { readonly kind: 'forbidden'; readonly requiredScopes: readonly string[] }
  | { readonly kind: 'notFound' }
  /** 409: the branch is not where the request thought it was. */
  | { readonly kind: 'conflict' }
  /** 429; `retryAfterMs` counts from now. */
  | { readonly kind: 'rateLimited'; readonly retryAfterMs: number }
  /** No answer: network, proxy, certificate or time-out. */
  | { readonly kind: 'unreachable' }
  /** Bitbucket pointed to another origin; nothing was sent there. */
  | { readonly kind: 'untrustedLink' }
  /** A page, and not Bitbucket's: of a proxy, or where a network wants its users to log in. */
  | { readonly kind: 'notBitbucket'; readonly status: number }
  /** The answer would be too large to compute (555), or is larger than this program reads. */
  | { readonly kind: 'tooLarge' }
  /** Any other status, or an answer of another shape than documented. */
  | { readonly kind: 'unexpected'; readonly status: number };

/** The only error that leaves `bitbucket/`, besides an abort. Its message is for the log, not for the user. */
export class BitbucketError extends Error {
  override readonly name = 'BitbucketError';
  readonly failure: BitbucketFailure;

  constructor(failure: BitbucketFailure, summary: string, options?: ErrorOptions) {
    super(summary, options);
    this.failure = failure;
  }

  static is<K extends BitbucketFailure['kind']>(
    error: unknown,
    kind?: K,
  ): error is BitbucketError & { readonly failure: Extract<BitbucketFailure, { kind: K }> } {
    return error instanceof BitbucketError && (kind === undefined || error.failure.kind === kind);
  }
}
