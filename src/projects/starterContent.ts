/** A repository and a branch of it, as the wizard and its commits name them. */
export interface BranchOfRepository {
  readonly workspace: string;
  readonly slug: string;
  readonly branch: string;
}

/** What the first commit brings along. */
export type StarterContent =
  | { readonly kind: 'none' }
  | { readonly kind: 'extractAndLoad' }
  | { readonly kind: 'transform' }
  /** All pipelines of another repository and the scripts beside them; nothing under `.matillion/`. */
  | { readonly kind: 'repository'; readonly source: BranchOfRepository };

/** A text file that a commit adds or replaces. */
export interface PlannedFile {
  /** From the repository's root. */
  readonly path: string;
  readonly text: string;
  /** What is there now; `undefined` when nothing is. */
  readonly before?: string | undefined;
}
