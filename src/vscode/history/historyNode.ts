import type { ChangedPath, Commit } from '../../bitbucket/model';
import type { Draft } from '../../repositories/drafts/draft';
import type { HistoryEntry, HistorySubject } from '../../repositories/history/historySubject';
import type { RepositoryLocation } from '../../repositories/location';
import type { MessageRow } from '../messageRow';

/** Every row but a message is a target for the commands on files. */
interface LocatedNode {
  readonly id: string;
  readonly location: RepositoryLocation;
  readonly path: string;
}

/** What is not committed yet, above the history of its file. */
export interface DraftNode extends LocatedNode {
  readonly kind: 'draft';
  readonly draft: Draft;
}

/** A commit; in the history of a file the version it made, whose `path` is the file's name then. */
export interface CommitNode extends LocatedNode {
  readonly kind: 'commit';
  readonly commit: Commit;
  readonly subject: HistorySubject;
  /** Where the history was asked for: usually a branch. */
  readonly shownAt: RepositoryLocation;
  /** The next older entry, as far as it has been read. */
  readonly previous: HistoryEntry | undefined;
}

/** A file that a commit changed. */
export interface ChangeNode extends LocatedNode {
  readonly kind: 'change';
  readonly change: ChangedPath;
  readonly commit: Commit;
}

export type HistoryNode = DraftNode | CommitNode | ChangeNode | MessageRow;

/** Tells a commit's row from whatever else a command may be called with. */
export function isCommitNode(value: unknown): value is CommitNode {
  return (
    typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'commit' && 'shownAt' in value
  );
}
