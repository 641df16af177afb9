import { join } from 'node:path';
import { type Seed, type SeedContent, type SeedStatus } from '../seeds/seed';
import { type EmulatorClock, toTimestamp } from './emulatorClock';
import { JsonFile } from './jsonFile';
import {
  type Permission,
  type StoredRepository,
  type StoredStatus,
  type StoredUser,
  type StoredWorkspace,
} from './model';
import { toStableUuid } from './stableUuid';

interface StateDocument {
  readonly users: StoredUser[];
  readonly workspaces: StoredWorkspace[];
  readonly repositories: StoredRepository[];
  readonly statuses: StoredStatus[];
  readonly contents: Readonly<Record<string, SeedContent>>;
  readonly seededStatuses: Readonly<Record<string, readonly SeedStatus[]>>;
}

/** Users, workspaces, repositories and CI results. Git objects are not here but in the repositories' folders. */
export class BitbucketState {
  readonly #document: StateDocument;
  readonly #file: JsonFile;
  readonly #repositories = new Map<string, StoredRepository>();
  readonly #clock: EmulatorClock;
  #revision = 0;

  constructor(folder: string, seed: Seed, clock: EmulatorClock) {
    const path = join(folder, 'bitbucket.json');
    const stored = JsonFile.read(path) as StateDocument | undefined;
    this.#clock = clock;
    this.#document = stored ?? toDocument(seed);
    this.#file = new JsonFile(path, () => this.#document);
    for (const repository of this.#document.repositories) this.#repositories.set(toKey(repository), repository);
    if (stored === undefined) this.changed();
  }

  /** Grows with every change that an answer could show, so that kept answers know when they are old. */
  get revision(): number {
    return this.#revision;
  }

  get users(): readonly StoredUser[] {
    return this.#document.users;
  }

  findUser(name: string): StoredUser | undefined {
    return this.#document.users.find((user) => user.name === name);
  }

  findUserByEmail(email: string): StoredUser | undefined {
    return this.#document.users.find((user) => user.email.toLowerCase() === email.toLowerCase());
  }

  /** By slug or by UUID in braces, as everywhere in Bitbucket's addresses. */
  findWorkspace(id: string): StoredWorkspace | undefined {
    return this.#document.workspaces.find(({ slug, uuid }) => slug === id || uuid === id);
  }

  workspacesOf(user: StoredUser): readonly StoredWorkspace[] {
    return this.#document.workspaces.filter(({ members }) => members[user.name] !== undefined);
  }

  /** By slugs or by UUIDs in braces. */
  findRepository(workspaceId: string, repositoryId: string): StoredRepository | undefined {
    const workspace = this.findWorkspace(workspaceId);
    if (workspace === undefined) return undefined;
    const bySlug = this.#repositories.get(`${workspace.slug}/${repositoryId}`);
    if (bySlug !== undefined || !repositoryId.startsWith('{')) return bySlug;
    return this.repositoriesIn(workspace).find(({ uuid }) => uuid === repositoryId);
  }

  repositoriesIn(workspace: StoredWorkspace): readonly StoredRepository[] {
    return this.#document.repositories.filter((repository) => repository.workspace === workspace.slug);
  }

  allRepositories(): readonly StoredRepository[] {
    return this.#document.repositories;
  }

  permissionOf(user: StoredUser | undefined, repository: StoredRepository): Permission | undefined {
    if (user === undefined) return undefined;
    const workspace = this.findWorkspace(repository.workspace);
    if (workspace?.members[user.name] === 'administrator') return 'admin';
    return repository.permissions[user.name];
  }

  canRead(user: StoredUser | undefined, repository: StoredRepository): boolean {
    return !repository.isPrivate || this.permissionOf(user, repository) !== undefined;
  }

  /** `none` takes the repository out of the user's sight. */
  setPermission(repository: StoredRepository, user: StoredUser, permission: Permission | 'none'): void {
    if (permission === 'none') Reflect.deleteProperty(repository.permissions, user.name);
    else repository.permissions[user.name] = permission;
    this.changed();
  }

  /** Whether neither a push nor the API may change a branch, although the user may write to the repository. */
  isProtectedFrom(user: StoredUser, repository: StoredRepository, branch: string): boolean {
    return this.protectedBranchesFrom(user, repository).includes(branch);
  }

  protectedBranchesFrom(user: StoredUser, { protectedBranches = {} }: StoredRepository): readonly string[] {
    return Object.entries(protectedBranches)
      .filter(([, exempt]) => !exempt.includes(user.name))
      .map(([branch]) => branch);
  }

  protectBranch(repository: StoredRepository, branch: string, exempt: readonly string[]): void {
    repository.protectedBranches = { ...repository.protectedBranches, [branch]: exempt };
    this.changed();
  }

  unprotectBranch(repository: StoredRepository, branch: string): void {
    const others = Object.entries(repository.protectedBranches ?? {}).filter(([name]) => name !== branch);
    repository.protectedBranches = Object.fromEntries(others);
    this.changed();
  }

  removeRepository(repository: StoredRepository): void {
    this.#repositories.delete(toKey(repository));
    this.#document.repositories.splice(this.#document.repositories.indexOf(repository), 1);
    this.changed();
  }

  /** To be called when a branch moved: the repository was updated now, and its first branch became its main branch. */
  branchMoved(repository: StoredRepository, branch: string): void {
    repository.updatedOn = this.#clock.timestamp();
    repository.mainBranch ??= branch;
    this.changed();
  }

  statusesOf(repository: StoredRepository, commit: string): readonly StoredStatus[] {
    return this.#document.statuses.filter(
      (status) =>
        status.commit === commit && status.workspace === repository.workspace && status.slug === repository.slug,
    );
  }

  /** A status with the same key on the same commit replaces the older one. */
  setStatus(status: Omit<StoredStatus, 'createdOn' | 'updatedOn'>): void {
    this.#putStatus(status);
    this.changed();
  }

  /** What a repository's Git folder is to be made from; `undefined` once it has been made. */
  findContent(repository: StoredRepository): SeedContent | undefined {
    return repository.content === null ? undefined : this.#document.contents[repository.content];
  }

  /** The Git folder exists now, with these branch tips: the seed's CI results find their commits. */
  contentMade(repository: StoredRepository, tips: ReadonlyMap<string, string>): void {
    repository.content = null;
    for (const { branch, key, name, state } of this.#document.seededStatuses[toKey(repository)] ?? []) {
      const commit = tips.get(branch);
      if (commit === undefined) continue;
      const { workspace, slug } = repository;
      const url = `https://ci.example/${workspace}/${slug}/${key}`;
      this.#putStatus({ workspace, slug, commit, key, name, state, url, description: '', refname: branch });
    }
    // Nobody can have seen the repository without its content, so answers stay as they were.
    this.#file.changed();
  }

  /** To be called after every change that an answer could show. */
  changed(): void {
    this.#revision += 1;
    this.#file.changed();
  }

  flush(): Promise<void> {
    return this.#file.flush();
  }

  #putStatus(status: Omit<StoredStatus, 'createdOn' | 'updatedOn'>): void {
    const { statuses } = this.#document;
    const index = statuses.findIndex(
      ({ workspace, slug, commit, key }) =>
        workspace === status.workspace && slug === status.slug && commit === status.commit && key === status.key,
    );
    const now = this.#clock.timestamp();
    const previous = statuses[index];
    if (previous === undefined) statuses.push({ ...status, createdOn: now, updatedOn: now });
    else statuses[index] = { ...status, createdOn: previous.createdOn, updatedOn: now };
  }
}

function toKey({ workspace, slug }: { readonly workspace: string; readonly slug: string }): string {
  return `${workspace}/${slug}`;
}

function toDocument(seed: Seed): StateDocument {
  return {
    users: seed.users.map((user) => ({
      ...user,
      uuid: toStableUuid(`user:${user.name}`),
      accountId: `557058:${toStableUuid(`account:${user.name}`).slice(1, -1)}`,
      createdOn: '2019-03-04T09:12:44.000000+00:00',
    })),
    workspaces: seed.workspaces.map((workspace) => ({
      ...workspace,
      uuid: toStableUuid(`workspace:${workspace.slug}`),
      createdOn: '2019-03-05T10:00:00.000000+00:00',
    })),
    repositories: seed.repositories.map((repository) => ({
      workspace: repository.workspace,
      slug: repository.slug,
      name: repository.name,
      uuid: toStableUuid(`repository:${toKey(repository)}`),
      description: repository.description ?? '',
      isPrivate: repository.isPrivate ?? true,
      language: repository.language ?? '',
      project: { key: 'MAIN', name: 'Main' },
      createdOn: '2021-06-01T08:00:00.000000+00:00',
      updatedOn: toTimestamp(Date.parse(repository.updatedOn)),
      sizeBytes: 65_536,
      mainBranch: repository.mainBranch ?? null,
      permissions: { ...repository.permissions },
      content: repository.content ?? null,
    })),
    statuses: [],
    contents: seed.contents,
    seededStatuses: Object.fromEntries(
      seed.repositories.map((repository) => [toKey(repository), repository.statuses ?? []]),
    ),
  };
}
