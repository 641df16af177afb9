import * as vscode from 'vscode';
import type { Repository } from '../../bitbucket/model';
import { readCloneAddress, toCloneAddress } from '../../repositories/cloneAddress';
import { toLoadFailure } from '../../repositories/loadFailure';
import { arrangeRepositories } from '../../repositories/repositoryArrangement';
import { toFailureText } from '../failureText';
import type { AccountCatalog, FileCommandContext } from '../files/fileCommandContext';
import type { GitRemoteSource, GitRemoteSourceProvider } from './gitExtension';

/** The server searches by name; a single letter finds too much to be worth a request to every workspace. */
const shortestSearch = 2;
const mostShown = 200;
/** Lists come page by page; the rest is found by its name. */
const patienceMs = 5000;

/** Offers the repositories the user can write to in *Git: Clone*. */
export class BitbucketRemotes implements Pick<GitRemoteSourceProvider, 'getRemoteSources' | 'getBranches'> {
  readonly #context: Pick<FileCommandContext, 'readCatalogs' | 'recent' | 'webUrl' | 'access' | 'clock'>;

  constructor(context: Pick<FileCommandContext, 'readCatalogs' | 'recent' | 'webUrl' | 'access' | 'clock'>) {
    this.#context = context;
  }

  /** Rejects with a sentence that the list shows as it is. */
  async getRemoteSources(query = ''): Promise<GitRemoteSource[]> {
    const catalogs = await this.#context.readCatalogs();
    if (catalogs.length === 0) {
      throw new Error(vscode.l10n.t('You are not signed in to Bitbucket. Run “Maia: Sign In to Bitbucket” first.'));
    }
    const found = new Map<string, Repository>();
    const add = (repositories: readonly Repository[]) => {
      for (const repository of repositories) found.set(repository.uuid, repository);
    };
    await Promise.all(catalogs.map((owner) => this.#search(owner, query.trim(), add)));
    const rules = { filter: 'all', favourites: new Set<string>(), recent: this.#context.recent.read() } as const;
    return arrangeRepositories([...found.values()], { ...rules, presenceOf: () => 'unknown' })
      .slice(0, mostShown)
      .map((repository) => this.#toSource(repository));
  }

  async getBranches(url: string): Promise<string[]> {
    const repository = readCloneAddress(url, this.#context.webUrl());
    if (repository === undefined) return [];
    const { api } = await this.#context.access.get(repository);
    for await (const { values } of api.listBranches(repository)) return values.map(({ name }) => name);
    return [];
  }

  async #search(
    { catalog }: AccountCatalog,
    text: string,
    add: (repositories: readonly Repository[]) => void,
  ): Promise<void> {
    await this.#load(catalog);
    const wanted = text.toLowerCase();
    for (const { repositories } of catalog.listings) {
      add(
        repositories.filter(({ name, workspace, slug }) =>
          `${name} ${workspace}/${slug}`.toLowerCase().includes(wanted),
        ),
      );
    }
    if (text.length < shortestSearch) return;
    try {
      await catalog.find(text, add, new AbortController().signal);
    } catch (error) {
      const failure = toLoadFailure(error, this.#context.clock.now());
      const { label, detail } = toFailureText(failure, 'workspaces', vscode.env.language);
      throw new Error(`${label}. ${detail}`, { cause: error });
    }
  }

  /** Waits for the lists, but not for the last page of a long one. */
  async #load(catalog: AccountCatalog['catalog']): Promise<void> {
    const patience = new AbortController();
    const late = this.#context.clock.sleep(patienceMs, patience.signal).catch(() => undefined);
    await Promise.race([catalog.load(), late]);
    patience.abort();
  }

  #toSource(repository: Repository): GitRemoteSource {
    const { name, workspace, slug, description } = repository;
    const detail = description.trim().replace(/\s+/g, ' ');
    return {
      name,
      description: `${workspace}/${slug}`,
      ...(detail === '' ? {} : { detail }),
      icon: 'repo',
      url: toCloneAddress(this.#context.webUrl(), repository),
    };
  }
}
