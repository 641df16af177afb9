/** Why drafts could not be kept or read. What was asked for was not done; what was kept before still is. */
export type DraftStoreFailure =
  | { readonly kind: 'diskFull' | 'notAllowed' | 'failed' }
  /** Another window holds the drafts and does not let go. */
  | { readonly kind: 'busy' }
  /** Another window saved the path just now, before this one could have shown it. Saving again goes by what is there now. */
  | { readonly kind: 'changedMeanwhile'; readonly path: string }
  /** A newer version of the extension wrote it; only that version may change it. */
  | { readonly kind: 'newerFormat'; readonly path: string | undefined }
  /** The draft is known, its bytes are not there as they were written. */
  | { readonly kind: 'damaged'; readonly path: string };

/** The store of drafts failed. */
export class DraftStoreError extends Error {
  override readonly name = 'DraftStoreError';
  readonly failure: DraftStoreFailure;

  constructor(failure: DraftStoreFailure, summary: string, options?: ErrorOptions) {
    super(summary, options);
    this.failure = failure;
  }

  static is<K extends DraftStoreFailure['kind']>(
    error: unknown,
    kind?: K,
  ): error is DraftStoreError & { readonly failure: Extract<DraftStoreFailure, { kind: K }> } {
    return error instanceof DraftStoreError && (kind === undefined || error.failure.kind === kind);
  }
}
