/** In the order in which they are shown. What Maia's prerequisites page asks for, and what keeps people from trouble. */
export const prerequisiteIds = ['writePermission', 'notEmpty', 'mainBranch', 'noProject', 'dedicated'] as const;
export type PrerequisiteId = (typeof prerequisiteIds)[number];

/** What can be done about a prerequisite that is not met. */
export type Repair =
  /** One commit with a README on `main`, which an empty repository gets by it. */
  | 'initialise'
  /** From the tip of the default branch. */
  | 'createMain'
  | 'openExisting'
  | 'chooseAnother';

/** How one prerequisite was found. Numbers and names in `facts` are for the sentence that the page shows. */
export interface PrerequisiteResult {
  readonly id: PrerequisiteId;
  /** `warning` lets people go on; `unknown` could not be asked, `reason` says why, and may be tried again. */
  readonly state: 'checking' | 'passed' | 'warning' | 'failed' | 'unknown';
  readonly facts?: Readonly<Record<string, string | number>> | undefined;
  readonly reason?: string | undefined;
  readonly repair?: Repair | undefined;
}

/** All that is known of the repository that was chosen. */
export interface RepositoryCheck {
  readonly results: readonly PrerequisiteResult[];
  /** The first hundred, by name; empty while unknown. */
  readonly branches: readonly string[];
  readonly defaultBranch?: string | undefined;
  readonly pipelineCount?: number | undefined;
  /** The name in the project file that is there already. */
  readonly existingName?: string | undefined;
}
