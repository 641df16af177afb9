import * as v from 'valibot';
import { Emitter, type Event } from '../base/event';
import type { MaiaLink } from './readMaiaLink';

/** Why a project cannot be used as it is. */
const projectTroubles = ['brokenFile', 'newerFile', 'noAccess', 'branchMissing'] as const;
export type ProjectTrouble = (typeof projectTroubles)[number];

/** A branch of a repository that was opened, prepared or found to be a project. */
export interface KnownProject {
  readonly repository: { readonly workspace: string; readonly slug: string };
  readonly branch: string;
  readonly name: string;
  /** Nobody gave it the name: it is called like its repository until more is known. */
  readonly isNameGuessed?: boolean | undefined;
  /** Of the account that it was opened with last. */
  readonly accountId: string;
  readonly link?: MaiaLink | undefined;
  /** Milliseconds since 1970. */
  readonly openedMs: number;
  readonly pipelineCount?: number | undefined;
  readonly trouble?: ProjectTrouble | undefined;
}

/** What tells projects apart. */
export type ProjectKey = Pick<KnownProject, 'repository' | 'branch'>;

/** Met by `vscode.Memento`. */
export interface ProjectStore {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const storeKey = 'projects.known';
const mostProjects = 500;

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(1000));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const storedProject = v.object({
  repository: v.object({ workspace: text, slug: text }),
  branch: text,
  name: text,
  isNameGuessed: v.optional(v.boolean()),
  accountId: v.string(),
  link: v.optional(v.object({ region: text, projectId: text })),
  openedMs: v.pipe(v.number(), v.finite()),
  pipelineCount: v.optional(count),
  trouble: v.optional(v.picklist(projectTroubles)),
});

/** The projects known on this computer, 500 at most. Read anew each time, because windows share them. */
export class ProjectBook {
  readonly #store: ProjectStore;
  readonly #changed = new Emitter<undefined>();
  /** After a change made here; another window's shows with the next `list`. */
  readonly onDidChange: Event<undefined> = this.#changed.event;

  constructor(store: ProjectStore) {
    this.#store = store;
  }

  /** The one opened last comes first. What cannot be understood is left out. */
  list(): readonly KnownProject[] {
    const stored = this.#store.get(storeKey);
    if (!Array.isArray(stored)) return [];
    const known = stored.flatMap((item): KnownProject[] => {
      const result = v.safeParse(storedProject, item);
      return result.success ? [result.output] : [];
    });
    return sortProjects(known);
  }

  find(key: ProjectKey): KnownProject | undefined {
    return this.list().find((project) => isSameProject(project, key));
  }

  /** Takes the place of what is known under the same key; the projects opened longest ago make room. */
  add(project: KnownProject): Promise<void> {
    return this.#write([project, ...this.#others(project)]);
  }

  /** Does nothing when the project is not known (any more). A name that is given is not guessed. */
  async change(
    key: ProjectKey,
    change: Partial<Omit<KnownProject, 'repository' | 'branch' | 'isNameGuessed'>>,
  ): Promise<void> {
    const project = this.find(key);
    if (project === undefined) return;
    const isNowNamed = change.name !== undefined && project.isNameGuessed === true;
    await this.add({ ...project, ...change, ...(isNowNamed && { isNameGuessed: false }) });
  }

  rename(key: ProjectKey, name: string): Promise<void> {
    return this.change(key, { name });
  }

  async forget(key: ProjectKey): Promise<void> {
    if (this.find(key) !== undefined) await this.#write(this.#others(key));
  }

  #others(key: ProjectKey): readonly KnownProject[] {
    return this.list().filter((project) => !isSameProject(project, key));
  }

  async #write(projects: readonly KnownProject[]): Promise<void> {
    await this.#store.update(storeKey, sortProjects(projects).slice(0, mostProjects));
    this.#changed.fire(undefined);
  }
}

/** Bitbucket's slugs are in lower case, however somebody wrote them; branches are told apart by case. */
export function isSameProject(one: ProjectKey, other: ProjectKey): boolean {
  return (
    one.branch === other.branch &&
    one.repository.workspace.toLowerCase() === other.repository.workspace.toLowerCase() &&
    one.repository.slug.toLowerCase() === other.repository.slug.toLowerCase()
  );
}

function sortProjects(projects: readonly KnownProject[]): readonly KnownProject[] {
  return projects.toSorted((a, b) => b.openedMs - a.openedMs);
}
