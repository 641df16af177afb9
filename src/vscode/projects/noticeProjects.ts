import type { LocationPath } from '../../repositories/locationPath';
import { projectFilePath } from '../../projects/readMaiaLink';
import { readProjectFile } from '../../projects/readProjectFile';
import { findPipelineKind } from '../../repositories/pipelineFinder';
import type { RepositoryServices } from '../../repositories/repositoryServices';
import type { ProjectsContext } from './projectsContext';

/** Opening another file of the same project within this time is no news. */
const newsAfterMs = 60_000;

/** Whether a file shows that its branch is a project. */
function isOfProject(path: string): boolean {
  return findPipelineKind(path) !== undefined || path.startsWith('.matillion/') || path === projectFilePath;
}

/** Remembers the project that an opened file belongs to; no request. Never rejects. */
export async function noticeFile(context: ProjectsContext, place: LocationPath): Promise<void> {
  if (!isOfProject(place.path)) return;
  await notice(context, place, () => Promise.resolve({}));
}

/**
 * Remembers the project that an opened folder is, if it is one: from what is kept, else from the listing of its root,
 * which the Explorer reads anyway. Never rejects.
 */
export async function noticeFolder(context: ProjectsContext, place: LocationPath): Promise<void> {
  const { repository } = place.location;
  await notice(context, place, async (services, branch) => {
    const kept = await services.snapshots.readCachedPipelines();
    const isSame = (it: (typeof kept)[number]) =>
      it.branch === branch &&
      it.repository.slug === repository.slug &&
      it.repository.workspace === repository.workspace;
    const pipelineCount = kept.find(isSame)?.pipelines.length ?? 0;
    if (pipelineCount > 0) return { pipelineCount };
    const entries = await services.workingTree(repository, branch).list('');
    const isProject = entries.some(({ name }) => isOfProject(name) || name === '.matillion');
    return isProject ? {} : undefined;
  });
}

/** What was learnt of a project; `undefined` where the branch is none. */
type Learn = (services: RepositoryServices, branch: string) => Promise<{ readonly pipelineCount?: number } | undefined>;

async function notice(context: ProjectsContext, { location }: LocationPath, learn: Learn): Promise<void> {
  const { access, book, clock, log } = context;
  const { repository, ref } = location;
  if (ref.kind !== 'branch') return;
  const key = { repository, branch: ref.name };
  try {
    const known = book.find(key);
    if (known !== undefined) {
      if (clock.now() - known.openedMs > newsAfterMs) await book.change(key, { openedMs: clock.now() });
      return;
    }
    const services = (await access.findLast(repository)) ?? (await access.get(repository));
    const learnt = await learn(services, ref.name);
    if (learnt === undefined || book.find(key) !== undefined) return;
    const told = await readKeptFile(services, location);
    const { accountId } = services;
    const named =
      told.name === undefined ? { name: repository.slug, isNameGuessed: true } : { ...told, name: told.name };
    await book.add({ ...key, accountId, openedMs: clock.now(), ...learnt, ...named });
  } catch (error) {
    log.warn(`It was not found out whether what was opened is a project: ${String(error)}`);
  }
}

async function readKeptFile({ files }: RepositoryServices, location: LocationPath['location']) {
  // Where the branch is must be known already: nothing is asked for a name.
  const isResolved = files.peekTip(location) !== undefined;
  const bytes = isResolved ? await files.readKept(location, projectFilePath) : undefined;
  const reading = bytes === undefined ? undefined : readProjectFile(new TextDecoder().decode(bytes));
  if (reading?.kind !== 'project') return { name: undefined };
  const { name, maia } = reading.project;
  return { name, ...(maia === undefined ? {} : { link: maia }) };
}
