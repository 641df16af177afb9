import type { BranchOfRepository, PlannedFile } from './starterContent';

/** What *Commit and continue in Maia* does to the repository. Without files nothing is committed. */
export interface CreationPlan {
  readonly target: BranchOfRepository;
  /**
   * Commit hash the files were planned against: the branch's tip, or where it begins while it does not exist; `undefined`
   * in an empty repository.
   */
  readonly baseCommit?: string | undefined;
  readonly message: string;
  readonly files: readonly PlannedFile[];
}

export const creationSteps = ['check', 'commit', 'verify', 'open'] as const;
export type CreationStep = (typeof creationSteps)[number];

/** Why a step failed. Every kind leaves what was typed, and all but `invalid` can be tried again. */
export interface CreationFailure {
  readonly step: CreationStep;
  /** `protected`: the branch takes no commits from this person; `changed`: somebody committed what is in the way. */
  readonly kind: 'protected' | 'changed' | 'unreachable' | 'limited' | 'refused' | 'signedOut' | 'invalid';
  /** A sentence for the person, in their language. */
  readonly reason: string;
}

export interface Creation {
  /** Where it is, or where it stopped; `undefined` before. */
  readonly step?: CreationStep | undefined;
  readonly isRunning: boolean;
  readonly failure?: CreationFailure | undefined;
  /** Known once Bitbucket has it, also when a later step failed. */
  readonly commit?: string | undefined;
}
