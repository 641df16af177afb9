/** How a suite ended, in the form in which suites tell each other's supervisor. */
export interface MochaCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly SkippedTest[];
}

/** A test that did not run. */
export interface SkippedTest {
  /** Title of the suite it is in. */
  readonly suite: string;
  readonly title: string;
}

/** Names the file into which a suite writes its `MochaCounts` as JSON, for whoever runs several. */
export const countsFileVariable = 'MAIA_MOCHA_COUNTS';

/** Names the file to which a suite's report goes instead of the terminal. */
export const outputFileVariable = 'MAIA_MOCHA_OUTPUT';
