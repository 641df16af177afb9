import type { Clock } from '../../base/clock';
import type { Log } from '../../base/log';
import type { StateStore } from '../../repositories/cacheStore';
import type { ConflictSides } from './conflictSides';
import type { DraftIndex } from './draftIndex';
import type { OpenBranches } from './openBranches';

/** What the commands on changes work with. */
export interface SourceControlContext {
  readonly branches: OpenBranches;
  readonly index: DraftIndex;
  readonly sides: ConflictSides;
  /** Kept across workspaces. */
  readonly state: StateStore;
  /** Bitbucket's website, as set now. */
  readonly webUrl: () => string;
  readonly clock: Clock;
  readonly log: Log;
}
