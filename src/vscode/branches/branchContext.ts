import type { FileCommandContext } from '../files/fileCommandContext';
import type { SwitchNotes } from './switchNotes';

/** What the commands on branches work with. */
export interface BranchContext extends FileCommandContext {
  readonly notes: SwitchNotes;
}
