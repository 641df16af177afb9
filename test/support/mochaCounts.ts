/** How a suite ended, in the form in which suites tell each other's supervisor. */
export interface MochaCounts {
  readonly passed: number;
  readonly failed: number;
  /** Full titles of the tests that did not run, each with its reason where one was given. */
  readonly skipped: readonly string[];
}

/** Names the file into which a suite writes its `MochaCounts` as JSON, for whoever runs several. */
export const countsFileVariable = 'MAIA_MOCHA_COUNTS';

/** Names the file to which a suite's report goes instead of the terminal. */
export const outputFileVariable = 'MAIA_MOCHA_OUTPUT';
