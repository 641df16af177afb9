import type { Change } from './changes';

/** What is to be different from a commit of what is staged to the branch itself. */
export interface CommitWish {
  /** Instead of what is staged, or all. */
  readonly only?: readonly Change[];
  /** To a branch that is made for it, whose name is asked for. */
  readonly toNewBranch?: boolean;
  /** A name that was refused, to be improved upon. */
  readonly refusedName?: string;
}
