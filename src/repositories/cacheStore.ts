/**
 * Bytes kept between sessions under a key; losing an entry costs a request, never an edit. Keys are arbitrary text.
 * Implemented by `node/fileCache.ts` (atomic replace, one folder per account), in memory in tests.
 */
export interface CacheStore {
  /** `undefined` when absent or unreadable; never rejects. */
  read(key: string): Promise<Uint8Array | undefined>;
  /** Never rejects: a full disk is logged, not shown. */
  write(key: string, bytes: Uint8Array): Promise<void>;
}

/** Small values that live as long as the extension is installed; structurally met by `vscode.Memento`. */
export interface StateStore {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}
