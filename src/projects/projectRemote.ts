import type { CreationFailure } from './creation';
import type { BranchOfRepository } from './starterContent';

export type RepositoryName = Pick<BranchOfRepository, 'workspace' | 'slug'>;

/** What keeps a plan or a commit from going on although Bitbucket answers; the adapter has the sentence for each. */
export type Obstacle =
  /** Edits on this computer that are not committed, at paths of the plan. */
  | { readonly kind: 'drafts'; readonly paths: readonly string[] }
  /** Without paths: the branch or the repository is another one than planned for. */
  | { readonly kind: 'changed'; readonly paths: readonly string[] }
  | { readonly kind: 'protected'; readonly branch: string }
  | { readonly kind: 'notAllowed' | 'movedTooOften' | 'notSeenYet' | 'invalidProject' | 'noBranch' }
  /** The commit holds something else than was sent. */
  | { readonly kind: 'differs'; readonly paths: readonly string[] }
  | { readonly kind: 'sourceMissing' | 'sourceEmpty'; readonly source: BranchOfRepository }
  | { readonly kind: 'sourceTooLarge'; readonly files: number; readonly bytes: number }
  | { readonly kind: 'sourceNotText'; readonly path: string };

/** Why something about a repository did not come about, with a sentence for the person; all that the ports reject with, besides an abort. */
export class ProjectError extends Error {
  override readonly name = 'ProjectError';
  /** `conflict`, `forbidden` and `notFound` are Bitbucket's 409, 403 and 404. */
  readonly kind: CreationFailure['kind'] | 'conflict' | 'forbidden' | 'notFound' | 'tooLarge';
  readonly reason: string;
  /** Whether it is certain that nothing was written. */
  readonly isCertain: boolean;

  constructor(kind: ProjectError['kind'], reason: string, options: ErrorOptions & { isCertain?: boolean } = {}) {
    super(reason, options);
    this.kind = kind;
    this.reason = reason;
    this.isCertain = options.isCertain ?? true;
  }
}

export interface RemoteCommit {
  readonly hash: string;
  readonly parents: readonly string[];
  readonly message: string;
  /** ISO 8601. */
  readonly date: string;
}

export interface RemoteBranch {
  readonly name: string;
  readonly commit: string;
}

/** Words for the person, in their language. */
export interface Sentences {
  explain(obstacle: Obstacle): string;
  /** The sentence for whatever was thrown that is no `ProjectError`. */
  explainError(error: unknown): string;
}

/** Each costs one request unless it says otherwise; all take the caller's signal last. */
export interface CheckPorts extends Sentences {
  findPermission(repository: RepositoryName, signal?: AbortSignal): Promise<'admin' | 'write' | 'read' | undefined>;
  /** `undefined` in an empty repository. */
  findDefaultBranch(repository: RepositoryName, signal?: AbortSignal): Promise<string | undefined>;
  /** The first hundred, by name. */
  listBranches(repository: RepositoryName, signal?: AbortSignal): Promise<readonly RemoteBranch[]>;
  /** The newest commit of a branch; `undefined` when there is no such branch. */
  findTip(repository: RepositoryName, branch: string, signal?: AbortSignal): Promise<RemoteCommit | undefined>;
  /** The first hundred entries at a commit, folders near the root first. */
  sampleFiles(
    repository: RepositoryName,
    commit: string,
    signal?: AbortSignal,
  ): Promise<{ readonly paths: readonly string[]; readonly isComplete: boolean }>;
  /** Files whose path contains one of the texts, a request for each hundred. */
  searchFiles(
    repository: RepositoryName,
    commit: string,
    pathContains: readonly string[],
    signal?: AbortSignal,
  ): Promise<readonly string[]>;
  /** `undefined` when the path is no file at the commit. */
  readText(repository: RepositoryName, commit: string, path: string, signal?: AbortSignal): Promise<string | undefined>;
}

interface Texts {
  /** Of those of the paths that are files at the commit: a request for the listing, and one for each file. Bytes that are no UTF-8 become U+FFFD. */
  readTexts(
    repository: RepositoryName,
    commit: string,
    paths: readonly string[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, string>>;
}

/** One commit on the tip of a branch, which begins with it when it does not exist. */
export interface NewProjectCommit {
  readonly branch: string;
  /** Where the branch must be, or begins; `undefined` only in an empty repository. */
  readonly parent: string | undefined;
  readonly message: string;
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

export interface RepairPorts extends Pick<CheckPorts, 'findTip' | 'findDefaultBranch' | 'findPermission'>, Sentences {
  /** Sent once; a rejection that is not `isCertain` leaves open whether it was made. */
  commit(repository: RepositoryName, commit: NewProjectCommit, signal?: AbortSignal): Promise<void>;
  createBranch(repository: RepositoryName, name: string, commit: string, signal?: AbortSignal): Promise<void>;
  /** The branch was seen there: what is shown of it follows. No request; never rejects. */
  noteTip(target: BranchOfRepository, tip: RemoteCommit): Promise<void>;
}

export interface PlanPorts extends Pick<CheckPorts, 'findTip' | 'findDefaultBranch'>, Texts, Sentences {
  /** Names in the repository's root, a request for each hundred. */
  listRoot(repository: RepositoryName, commit: string, signal?: AbortSignal): Promise<readonly string[]>;
  /** Files with one of the endings and their sizes in bytes; no links, no LFS files. A request for each hundred at least. */
  listTextFiles(
    repository: RepositoryName,
    commit: string,
    endings: readonly string[],
    signal?: AbortSignal,
  ): Promise<readonly { readonly path: string; readonly size: number }[]>;
}

export interface CreationPorts
  extends
    Pick<CheckPorts, 'findTip' | 'findDefaultBranch'>,
    Pick<RepairPorts, 'findPermission' | 'commit' | 'noteTip'>,
    Texts,
    Sentences {
  /** Commits that `from` reaches and `exclude` does not, newest first; the first hundred. */
  listCommits(
    repository: RepositoryName,
    from: string,
    exclude: string | undefined,
    signal?: AbortSignal,
  ): Promise<readonly RemoteCommit[]>;
  /** Those of the paths that edits on this computer are at, over or under; no request. */
  findDrafts(target: BranchOfRepository, paths: readonly string[]): Promise<readonly string[]>;
  /** Shows the project to the person. */
  open(target: BranchOfRepository): Promise<void>;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export type ProjectPorts = CheckPorts & RepairPorts & PlanPorts & CreationPorts;
