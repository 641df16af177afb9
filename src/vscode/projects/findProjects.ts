import * as vscode from 'vscode';
import { BitbucketError } from '../../bitbucket/bitbucketError';
import type { Repository } from '../../bitbucket/model';
import {
  findProjects as searchProjects,
  mostRequests,
  type FindPorts,
  type FindStep,
} from '../../projects/findProjects';
import type { ProjectFinding } from '../../projects/findProjects';
import { projectFilePath } from '../../projects/readMaiaLink';
import { readProjectFile } from '../../projects/readProjectFile';
import { arrangeRepositories } from '../../repositories/repositoryArrangement';
import type { RepositoryServices } from '../../repositories/repositoryServices';
import { runCancellably } from '../files/cancellableWork';
import { viewIds } from '../ids';
import { toPlainText } from '../plainText';
import type { ProjectsContext } from './projectsContext';

/** The tip of a branch, its pipelines, its root and its project file: what a look costs at most, as a rule. */
const requestsPerRepository = 4;

interface Candidate {
  readonly repository: Repository;
  readonly accountId: string;
}

interface Outcome {
  found: number;
  last?: FindStep<Candidate>;
}

/**
 * Looks through the repositories the user can write to for projects, favourites and recent ones first. States the cost
 * before it begins, can be cancelled, and keeps what was found until then.
 */
export async function findProjects(context: ProjectsContext): Promise<void> {
  const title = vscode.l10n.t('Listing your repositories');
  const candidates = await runCancellably(title, (signal) => listCandidates(context, signal));
  if (candidates === undefined || !(await agree(candidates.length))) return;
  const outcome: Outcome = { found: 0 };
  const searching = vscode.l10n.t('Looking for projects');
  await runCancellably(searching, (signal, report) => search(context, candidates, { outcome, signal, report }));
  await tell(outcome, candidates.length);
}

async function listCandidates(context: ProjectsContext, signal: AbortSignal): Promise<readonly Candidate[]> {
  const catalogs = await context.readCatalogs();
  if (catalogs.length === 0) throw new BitbucketError({ kind: 'signedOut' }, 'Nobody is signed in.');
  await Promise.all(catalogs.map(({ catalog }) => catalog.load()));
  signal.throwIfAborted();
  const owners = new Map<string, Candidate>();
  for (const { account, catalog } of catalogs) {
    for (const repository of catalog.listings.flatMap(({ repositories }) => repositories)) {
      if (!owners.has(repository.uuid)) owners.set(repository.uuid, { repository, accountId: account.id });
    }
  }
  const ordered = arrangeRepositories(
    [...owners.values()].map(({ repository }) => repository),
    {
      filter: 'all',
      favourites: context.favourites.read(),
      recent: context.recent.read(),
      presenceOf: () => 'unknown',
    },
  );
  return ordered.flatMap(({ uuid }) => owners.get(uuid) ?? []);
}

async function agree(count: number): Promise<boolean> {
  const language = vscode.env.language;
  if (count === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no repository that you can write to.'));
    return false;
  }
  const find = vscode.l10n.t('Find projects');
  const message = vscode.l10n.t(
    'Look for projects in {0} repositories, favourites and recently used ones first? This takes up to {1} requests; Bitbucket grants about {2} an hour.',
    count.toLocaleString(language),
    Math.min(count * requestsPerRepository, mostRequests).toLocaleString(language),
    (2 * mostRequests).toLocaleString(language),
  );
  return (await vscode.window.showInformationMessage(message, find)) === find;
}

async function search(
  context: ProjectsContext,
  candidates: readonly Candidate[],
  { outcome, signal, report }: { outcome: Outcome; signal: AbortSignal; report: (message: string) => void },
): Promise<void> {
  const ports: FindPorts<Candidate> = {
    candidates: () => toAsync(candidates),
    countPipelines: (candidate, given) => lookInto(context, candidate, given),
  };
  for await (const step of searchProjects(ports, signal)) {
    outcome.last = step;
    if (step.error instanceof Error) context.log.warn(`A repository was not looked into: ${step.error.message}`);
    if (step.found !== undefined) {
      outcome.found++;
      await remember(context, step.repository, step.found);
    }
    report(
      vscode.l10n.t(
        '{0} of {1} repositories, {2} projects, {3} requests',
        step.looked,
        candidates.length,
        outcome.found,
        step.requests,
      ),
    );
  }
}

async function* toAsync<T>(values: readonly T[]): AsyncGenerator<T> {
  for (const value of values) yield await Promise.resolve(value);
}

async function lookInto(
  { access }: ProjectsContext,
  { repository, accountId }: Candidate,
  signal: AbortSignal,
): Promise<{ readonly requests: number; readonly found?: ProjectFinding }> {
  const services = await access.get(repository, accountId, signal);
  const id = { workspace: repository.workspace, slug: repository.slug };
  const kept = await services.snapshots.readCachedContent(id);
  const content = kept ?? (await services.snapshots.fetchContent(id, repository.mainBranch, signal));
  const asked = kept === undefined ? 2 : 0;
  if (content.kind !== 'snapshot') return { requests: asked };
  const { branch, pipelines, commit } = content.snapshot;
  const root = await readRoot(services, { repository: id, ref: { kind: 'commit', hash: commit } }, signal);
  if (pipelines.length === 0 && !root.hasMatillionFolder) return { requests: asked + root.requests };
  const { requests, ...told } = root;
  return { requests: asked + requests, found: { branch, pipelineCount: pipelines.length, ...told } };
}

async function readRoot(
  { files }: RepositoryServices,
  location: {
    readonly repository: { workspace: string; slug: string };
    readonly ref: { kind: 'commit'; hash: string };
  },
  signal: AbortSignal,
): Promise<{ readonly requests: number; readonly hasMatillionFolder: boolean; readonly name?: string }> {
  const entries = await files.list(location, '', signal);
  const hasMatillionFolder = entries.some(({ name, kind }) => name === '.matillion' && kind === 'directory');
  if (!entries.some(({ name, kind }) => name === projectFilePath && kind === 'file')) {
    return { requests: 1, hasMatillionFolder };
  }
  const reading = readProjectFile(new TextDecoder().decode(await files.read(location, projectFilePath, signal)));
  return { requests: 2, hasMatillionFolder, ...(reading.kind === 'project' ? { name: reading.project.name } : {}) };
}

async function remember(
  { book, clock }: ProjectsContext,
  { repository: { workspace, slug }, accountId }: Candidate,
  { branch, pipelineCount, name }: ProjectFinding,
): Promise<void> {
  const key = { repository: { workspace, slug }, branch };
  const known = book.find(key);
  if (known === undefined) {
    const named = name === undefined ? { name: slug, isNameGuessed: true } : { name };
    await book.add({ ...key, ...named, accountId, openedMs: clock.now(), pipelineCount });
  } else {
    await book.change(key, { pipelineCount, ...(name === undefined ? {} : { name }) });
  }
}

async function tell({ found, last }: Outcome, total: number): Promise<void> {
  const looked = last?.looked ?? 0;
  const parts = [vscode.l10n.t('Found {0} projects in {1} of {2} repositories.', found, looked, total)];
  if (last?.isBudgetSpent === true) {
    parts.push(
      vscode.l10n.t('Half of the hourly requests are spent. Go on in an hour: what was looked into costs little then.'),
    );
  }
  const show = vscode.l10n.t('Show projects');
  const buttons = found > 0 ? [show] : [];
  if ((await vscode.window.showInformationMessage(toPlainText(parts.join(' ')), ...buttons)) !== show) return;
  await vscode.commands.executeCommand(`${viewIds.projects}.focus`);
}
