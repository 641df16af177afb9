import type { CommitStatus } from '../bitbucket/model';

/** What CI says about a commit, in one word, and the run that explains it. */
export interface CiState {
  readonly outcome: 'passed' | 'failed' | 'running' | 'stopped';
  readonly name: string;
  /** The run's page, http(s). */
  readonly url: string | undefined;
}

const outcomes = [
  ['FAILED', 'failed'],
  ['INPROGRESS', 'running'],
  ['STOPPED', 'stopped'],
  ['SUCCESSFUL', 'passed'],
] as const;

/** The worst of the results decides, as in Bitbucket's own lists; `undefined` where no CI reported anything. */
export function toCiState(statuses: readonly CommitStatus[]): CiState | undefined {
  for (const [state, outcome] of outcomes) {
    const found = statuses.find((status) => status.state === state);
    if (found !== undefined) return { outcome, name: found.name, url: found.url };
  }
  return undefined;
}
