import * as vscode from 'vscode';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import { BitbucketError } from '../../bitbucket/bitbucketError';
import type { Repository } from '../../bitbucket/model';
import { DisposableStore } from '../../base/disposableStore';
import { limitedUntil } from '../../repositories/loadFailure';
import { arrangeRepositories, type ArrangementRules } from '../../repositories/repositoryArrangement';
import { pickBySearch, type Choice, type KnownChoices } from '../pickers/searchPick';
import type { AccountCatalog, FileCommandContext } from './fileCommandContext';

/** A repository as an account sees it. */
export interface PickedRepository {
  readonly repository: RepositoryId;
  readonly accountId: string;
}

/** The server searches by name; a single letter finds too much to be worth a request to every workspace. */
const shortestSearch = 2;
/** More rows than anybody scrolls through. */
const mostKnown = 200;

/**
 * Lets the user choose among the repositories they can write to: at once from the lists of the Repositories view, which
 * costs no request once they are there, and from what Bitbucket finds by name.
 */
export async function pickRepository(context: FileCommandContext): Promise<PickedRepository | undefined> {
  const catalogs = await context.readCatalogs();
  if (catalogs.length === 0) throw new BitbucketError({ kind: 'signedOut' }, 'Nobody is signed in.');
  const choices = new RepositoryChoices(context, catalogs);
  for (const { catalog } of catalogs) void catalog.load();
  return pickBySearch<PickedRepository>({
    title: vscode.l10n.t('Open repository'),
    placeholder: vscode.l10n.t('Name of a repository'),
    readKnown: (text) => choices.readKnown(text),
    onDidLearn: (listener) => {
      const owned = new DisposableStore();
      for (const { catalog } of catalogs) owned.add(catalog.onDidChange(listener));
      return owned;
    },
    isWorthAsking: (text) => text.length >= shortestSearch || choices.canBeMended,
    search: (text, add, signal) => choices.search(text, add, signal),
    clock: context.clock,
    language: vscode.env.language,
  });
}

/** What the catalogs of all accounts know, as rows. */
class RepositoryChoices {
  readonly #catalogs: readonly AccountCatalog[];
  readonly #context: FileCommandContext;

  constructor(context: FileCommandContext, catalogs: readonly AccountCatalog[]) {
    this.#context = context;
    this.#catalogs = catalogs;
  }

  /** A list of workspaces could not be read, and reading it again may help. */
  get canBeMended(): boolean {
    return this.#catalogs.some(({ catalog }) => {
      const { failure } = catalog;
      return failure !== undefined && limitedUntil(failure) <= this.#context.clock.now();
    });
  }

  readKnown(text: string): KnownChoices<PickedRepository> {
    const wanted = text.toLowerCase();
    const recent = this.#context.recent.read();
    const rules: ArrangementRules = { filter: 'all', favourites: new Set(), recent, presenceOf: () => 'unknown' };
    return {
      choices: this.#catalogs
        .flatMap((owner) => {
          const known = owner.catalog.listings.flatMap(({ repositories }) => repositories);
          const matching = known.filter((repository) => toSearchedText(repository).includes(wanted));
          return arrangeRepositories(matching, rules).map((repository) => this.#toChoice(owner, repository));
        })
        .slice(0, mostKnown),
      isLoading: this.#catalogs.some(
        ({ catalog }) => catalog.isLoading || catalog.listings.some(({ isLoading }) => isLoading),
      ),
      failure: this.#catalogs.find(({ catalog }) => catalog.failure !== undefined)?.catalog.failure,
    };
  }

  async search(
    text: string,
    add: (choices: readonly Choice<PickedRepository>[]) => void,
    signal: AbortSignal,
  ): Promise<void> {
    await Promise.all(
      this.#catalogs.map(async (owner) => {
        const { catalog } = owner;
        if (catalog.failure !== undefined) await catalog.refresh();
        if (text.length < shortestSearch || catalog.failure !== undefined) return;
        const addFound = (found: readonly Repository[]) => {
          add(found.map((repository) => this.#toChoice(owner, repository)));
        };
        await catalog.find(text, addFound, signal);
      }),
    );
  }

  #toChoice({ account }: AccountCatalog, { name, workspace, slug }: Repository): Choice<PickedRepository> {
    return {
      label: name,
      description: `${workspace}/${slug}`,
      ...(this.#catalogs.length > 1 ? { detail: account.label } : {}),
      iconPath: new vscode.ThemeIcon('repo'),
      value: { repository: { workspace, slug }, accountId: account.id },
    };
  }
}

function toSearchedText({ name, workspace, slug }: Repository): string {
  return `${name} ${workspace}/${slug}`.toLowerCase();
}
