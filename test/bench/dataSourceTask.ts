/** What a process of its own is to measure, as a window that was just opened would do it. */
export interface DataSourceTask {
  /**
   * `list`: all workspaces and repositories. `unfold`: the pipelines of the first repository. `folder`: its files, as an
   * Explorer shows them whose folders are all expanded, and the content of one.
   */
  readonly kind: 'list' | 'unfold' | 'folder';
  readonly apiUrl: string;
  readonly token: string;
  /** Where the extension would keep its cache. */
  readonly storageFolder: string;
}

/** Times in milliseconds since the work was asked for. */
export interface DataSourceTimes {
  /** Until there was something to show. */
  readonly firstMs: number;
  /** Until Bitbucket had confirmed everything that is shown. */
  readonly completeMs: number;
  readonly rows: number;
}
