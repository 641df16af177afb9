/** Half of what Bitbucket grants in an hour. */
export const mostRequests = 500;

/** What was found to be a project on a branch. */
export interface ProjectFinding {
  readonly branch: string;
  readonly pipelineCount: number;
  readonly hasMatillionFolder: boolean;
  /** From its project file. */
  readonly name?: string | undefined;
}

export interface FindPorts<R> {
  /** Favourites first, then the recent ones, then the others. */
  candidates(): AsyncIterable<R>;
  /** Looks into a repository; `requests` is what that took, nothing when it was known already. */
  countPipelines(
    repository: R,
    signal: AbortSignal,
  ): Promise<{ readonly requests: number; readonly found?: ProjectFinding | undefined }>;
}

/** After each repository; `requests` and `looked` are the sums so far. */
export interface FindStep<R> {
  readonly repository: R;
  readonly looked: number;
  readonly requests: number;
  readonly found?: ProjectFinding | undefined;
  /** It could not be looked into; the search goes on. */
  readonly error?: unknown;
  /** This was the last one that the budget allows. */
  readonly isBudgetSpent: boolean;
}

/** Looks into repositories one after the other, until all are done, 500 requests are spent, or the signal aborts (rejects). */
export async function* findProjects<R>(ports: FindPorts<R>, signal: AbortSignal): AsyncGenerator<FindStep<R>, void> {
  signal.throwIfAborted();
  let looked = 0;
  let requests = 0;
  for await (const repository of ports.candidates()) {
    signal.throwIfAborted();
    let outcome: Pick<FindStep<R>, 'found' | 'error'>;
    try {
      const answer = await ports.countPipelines(repository, signal);
      requests += answer.requests;
      outcome = { found: answer.found };
    } catch (error) {
      signal.throwIfAborted();
      // It took one at least, and a search that only fails must end as well.
      requests += 1;
      outcome = { error };
    }
    looked += 1;
    const isBudgetSpent = requests >= mostRequests;
    yield { repository, looked, requests, ...outcome, isBudgetSpent };
    if (isBudgetSpent) return;
  }
}
