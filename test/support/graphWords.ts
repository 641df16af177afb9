import type { GraphWords } from '../../src/graph/graphWords';

/** The words of a drawing where nobody translates them. */
export const englishWords: GraphWords = {
  added: 'Added',
  removed: 'Removed',
  changed: 'Changed',
  skipped: 'Skipped',
  error: 'Error',
  warning: 'Warning',
  hint: 'Hint',
  edges: {
    unconditional: 'Always',
    success: 'On success',
    failure: 'On failure',
    true: 'If true',
    false: 'If false',
    data: 'Data',
    iteration: 'Runs again and again',
  },
};
