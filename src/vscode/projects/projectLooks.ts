import type { Clock } from '../../base/clock';
import { DisposableStore } from '../../base/disposableStore';
import { Emitter, type Disposable } from '../../base/event';
import type { Log } from '../../base/log';
import { BitbucketError } from '../../bitbucket/bitbucketError';
import type { ProjectFileProblem } from '../../projects/projectFileProblem';
import type { KnownProject, ProjectBook, ProjectKey, ProjectTrouble } from '../../projects/projectBook';
import { projectFilePath } from '../../projects/readMaiaLink';
import { readProjectFile, type ProjectFileReading } from '../../projects/readProjectFile';
import type { PipelineFile } from '../../repositories/branchSnapshot';
import type { Draft } from '../../repositories/drafts/draft';
import { toLoadFailure, type LoadFailure } from '../../repositories/loadFailure';
import type { RepositoryServices } from '../../repositories/repositoryServices';
import type { RepositoryAccess } from '../files/repositoryAccess';
import { toProjectId } from './projectId';

/** What was found on a project's branch. */
export interface ProjectContent {
  readonly commit: string;
  readonly pipelines: readonly PipelineFile[];
  readonly drafts: readonly Draft[];
  /** The project file as the user's drafts leave it; `undefined` where there is none. */
  readonly file: ProjectFileReading | undefined;
  /** The account may read the repository, and no more. */
  readonly isReadOnly: boolean;
}

/** What is known of a project since somebody looked into it. */
export interface ProjectLook {
  readonly content: ProjectContent | undefined;
  readonly isLoading: boolean;
  /** Why the content is missing or may be outdated. */
  readonly failure: LoadFailure | undefined;
  /** When Bitbucket last confirmed the content, in milliseconds since the epoch. */
  readonly loadedAt: number | undefined;
}

/** Unfolding again within this time costs no request. */
const currentForMs = 60_000;

interface ProjectLooksPorts {
  readonly access: Pick<RepositoryAccess, 'get'>;
  readonly book: ProjectBook;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Looks into projects when they are unfolded, and keeps what the book knows of them current. Nothing rejects: failures are
 * part of what is known.
 */
export class ProjectLooks implements Disposable {
  readonly #ports: ProjectLooksPorts;
  readonly #owned = new DisposableStore();
  readonly #looks = new Map<string, ProjectLook>();
  readonly #underWay = new Map<string, AbortController>();
  readonly #followed = new Set<unknown>();
  /** By id: something changed while a look was under way. */
  readonly #outdated = new Set<string>();
  readonly #changes = this.#owned.add(new Emitter<ProjectKey>());
  readonly onDidChange = this.#changes.event;

  constructor(ports: ProjectLooksPorts) {
    this.#ports = ports;
  }

  find(key: ProjectKey): ProjectLook | undefined {
    return this.#looks.get(toProjectId(key));
  }

  /** Looks, unless that was a moment ago. */
  async look(project: KnownProject): Promise<void> {
    const look = this.find(project);
    const isCurrent = look?.loadedAt !== undefined && this.#ports.clock.now() - look.loadedAt < currentForMs;
    if (look?.isLoading === true || (isCurrent && look.failure === undefined)) return;
    await this.#look(project, true);
  }

  /** Looks again now, in place of a look under way. */
  refresh(project: KnownProject): Promise<void> {
    return this.#look(project, true);
  }

  dispose(): void {
    for (const cancellation of this.#underWay.values()) cancellation.abort();
    this.#owned.dispose();
  }

  async #look(project: KnownProject, asksBitbucket: boolean): Promise<void> {
    const { book, clock, log } = this.#ports;
    const id = toProjectId(project);
    this.#underWay.get(id)?.abort();
    const cancellation = new AbortController();
    const { signal } = cancellation;
    this.#underWay.set(id, cancellation);
    const change = (part: Partial<ProjectLook>) => {
      if (signal.aborted) return;
      this.#looks.set(id, { ...nothingYet, ...this.#looks.get(id), ...part });
      this.#changes.fire(project);
    };
    change({ isLoading: true });
    try {
      const content = await this.#read(project, asksBitbucket, signal);
      if (signal.aborted) return;
      const loadedAt = asksBitbucket ? clock.now() : this.find(project)?.loadedAt;
      change({ content, isLoading: false, failure: undefined, loadedAt });
      await book.change(project, toBookEntry(content));
    } catch (error) {
      if (signal.aborted) return;
      log.warn(`${id} could not be read: ${String(error)}`);
      change({ isLoading: false, failure: toLoadFailure(error, clock.now()) });
      const trouble = await this.#findTrouble(project, error);
      if (trouble !== undefined) await book.change(project, { trouble });
    } finally {
      if (this.#underWay.get(id) === cancellation) this.#underWay.delete(id);
    }
    if (this.#outdated.delete(id)) await this.#look(project, false);
  }

  async #read(project: KnownProject, asksBitbucket: boolean, signal: AbortSignal): Promise<ProjectContent> {
    const { repository, branch } = project;
    const services = await this.#ports.access.get(repository, project.accountId, signal);
    const before = this.find(project)?.content;
    const [{ commit }, isReadOnly] = await Promise.all([
      asksBitbucket
        ? services.tips.fetch(repository, branch, signal)
        : services.tips.resolve(repository, branch, signal),
      asksBitbucket ? isOnlyReadable(services, project, signal) : (before?.isReadOnly ?? false),
    ]);
    const tree = services.workingTree(repository, branch);
    this.#follow(project, tree);
    const [pipelines, drafts, file] = await Promise.all([
      services.snapshots.fetchPipelines(repository, commit, signal),
      tree.drafts.all(),
      readFile(tree, signal),
    ]);
    return { commit, pipelines, drafts, file, isReadOnly };
  }

  /** Drafts, and commits that this window hears of, change what there is to see; neither costs a request for the tip. */
  #follow(project: KnownProject, tree: ReturnType<RepositoryServices['workingTree']>): void {
    if (this.#followed.has(tree)) return;
    this.#followed.add(tree);
    this.#owned.add(
      tree.onDidChange(() => {
        const known = this.#ports.book.find(project);
        if (known === undefined) return;
        // A look under way goes on: what it saw of the branch is news, too.
        if (this.#underWay.has(toProjectId(known))) this.#outdated.add(toProjectId(known));
        else if (this.find(known)?.content !== undefined) void this.#look(known, false);
      }),
    );
  }

  /** Bitbucket answers the same for a branch and for a repository that is not there: one request more tells. */
  async #findTrouble({ repository, accountId }: KnownProject, error: unknown): Promise<ProjectTrouble | undefined> {
    if (BitbucketError.is(error, 'forbidden')) return 'noAccess';
    if (!BitbucketError.is(error, 'notFound')) return undefined;
    try {
      const { api } = await this.#ports.access.get(repository, accountId);
      await api.fetchRepository(repository);
      return 'branchMissing';
    } catch {
      return 'noAccess';
    }
  }
}

const nothingYet: ProjectLook = { content: undefined, isLoading: false, failure: undefined, loadedAt: undefined };

/** An error in the project file, for the reason shown beside the project. */
export function findFirstError(file: ProjectFileReading | undefined): ProjectFileProblem | undefined {
  if (file?.kind !== 'broken') return undefined;
  return file.problems.find(({ severity }) => severity === 'error') ?? file.problems[0];
}

async function isOnlyReadable(
  { api }: RepositoryServices,
  { repository }: KnownProject,
  signal: AbortSignal,
): Promise<boolean> {
  const permission = await api.findPermission(repository, signal);
  if (permission === undefined) throw new BitbucketError({ kind: 'notFound' }, 'The account has no access any more.');
  return permission === 'read';
}

async function readFile(
  tree: ReturnType<RepositoryServices['workingTree']>,
  signal: AbortSignal,
): Promise<ProjectFileReading | undefined> {
  const entries = await tree.list('', signal);
  if (!entries.some(({ name, kind }) => name === projectFilePath && kind === 'file')) return undefined;
  return readProjectFile(new TextDecoder().decode(await tree.read(projectFilePath, signal)));
}

/** Without a project file, or with one that cannot be read, the name and the link stay as they were. */
function toBookEntry({ pipelines, file }: ProjectContent) {
  const trouble: ProjectTrouble | undefined =
    file?.kind === 'broken' ? 'brokenFile' : file?.kind === 'newer' ? 'newerFile' : undefined;
  const told = file?.kind === 'project' ? file.project : undefined;
  return {
    pipelineCount: pipelines.length,
    trouble,
    ...(told === undefined ? {} : { name: told.name }),
    ...(told?.maia === undefined ? {} : { link: told.maia }),
  };
}
