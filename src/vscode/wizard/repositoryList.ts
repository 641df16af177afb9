import * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import { Emitter, type Disposable, type Event } from '../../base/event';
import type { Repository } from '../../bitbucket/model';
import { toLoadFailure, type LoadFailure } from '../../repositories/loadFailure';
import { arrangeRepositories, type ArrangementRules } from '../../repositories/repositoryArrangement';
import type { RepositoryQuery, RepositoryRow, RepositoryRows } from '../../wizard/protocol';
import { toFailureText } from '../failureText';
import type { AccountCatalog } from '../files/fileCommandContext';

const typingPauseMs = 250;
const changePauseMs = 150;
/** The server searches by name; a single letter finds too much to be worth a request to every workspace. */
const shortestSearch = 2;

type Catalog = AccountCatalog['catalog'];

export interface RepositoryListPorts {
  /** `undefined` when the account is not signed in (any more). */
  readonly findCatalog: (accountId: string) => Promise<Catalog | undefined>;
  /** By uuid. */
  readonly readFavourites: () => ReadonlySet<string>;
  /** As `workspace/slug`, the latest first. */
  readonly readRecent: () => readonly string[];
  readonly clock: Clock;
}

interface Search {
  readonly text: string;
  readonly found: Map<string, Repository>;
  readonly end: AbortController;
  isUnderWay: boolean;
  failure: LoadFailure | undefined;
}

interface Arranged {
  readonly key: string;
  readonly repositories: readonly Repository[];
  readonly rules: ArrangementRules;
}

/**
 * The repositories that the chosen account can write to: at once what is known, favourites and recent ones first, and
 * what Bitbucket finds by name as it comes. Answers with the part that is asked for.
 */
export class RepositoryList implements Disposable {
  readonly #ports: RepositoryListPorts;
  readonly #changed = new Emitter<undefined>();
  /** Asking again may bring something else: told at once while there is nothing to see, then seven times a second at most. */
  readonly onDidChange: Event<undefined> = this.#changed.event;
  readonly #end = new AbortController();
  #accountId: string | undefined;
  #catalog: Catalog | undefined;
  #subscription: Disposable | undefined;
  #search: Search | undefined;
  #version = 0;
  #arranged: Arranged | undefined;
  #isPausing = false;
  #isEmpty = false;

  constructor(ports: RepositoryListPorts) {
    this.#ports = ports;
  }

  /** Rejects when the account's repositories cannot be read at all. */
  async list(accountId: string | undefined, query: RepositoryQuery): Promise<RepositoryRows> {
    const catalog = await this.#open(accountId);
    if (catalog === undefined) return { rows: [], total: 0, isLoading: false, workspaces: [] };
    void catalog.load();
    const text = query.text.trim();
    this.#searchFor(text, catalog);
    const { repositories, rules } = this.#arrange(catalog, { text, workspace: query.workspace });
    const recent = new Set(rules.recent);
    this.#isEmpty = repositories.length === 0;
    const search = this.#search;
    const failure = search?.failure ?? findFailure(catalog);
    return {
      rows: repositories.slice(query.from, query.from + query.count).map((it) => toRow(it, rules.favourites, recent)),
      total: repositories.length,
      isLoading:
        catalog.isLoading || search?.isUnderWay === true || catalog.listings.some(({ isLoading }) => isLoading),
      workspaces: catalog.listings
        .map(({ workspace: { slug }, name }) => ({ slug, name }))
        .sort((a, b) => a.name.localeCompare(b.name)),
      failure: failure && toSentence(failure),
    };
  }

  /** Reads everything again; resolves to the repositories that were not known before. */
  async refresh(accountId: string | undefined): Promise<readonly Repository[]> {
    const catalog = await this.#open(accountId);
    if (catalog === undefined) return [];
    const before = new Set(readAll(catalog).map(({ uuid }) => uuid));
    this.#endSearch();
    await catalog.refresh();
    this.#tell();
    return readAll(catalog).filter(({ uuid }) => !before.has(uuid));
  }

  dispose(): void {
    this.#end.abort();
    this.#endSearch();
    this.#subscription?.dispose();
    this.#changed.dispose();
  }

  async #open(accountId: string | undefined): Promise<Catalog | undefined> {
    if (accountId === this.#accountId && this.#catalog !== undefined) return this.#catalog;
    this.#accountId = accountId;
    const catalog = accountId === undefined ? undefined : await this.#ports.findCatalog(accountId);
    if (accountId !== this.#accountId || this.#end.signal.aborted || catalog === this.#catalog) return catalog;
    this.#subscription?.dispose();
    this.#endSearch();
    this.#version++;
    this.#catalog = catalog;
    this.#subscription = catalog?.onDidChange(() => {
      this.#tell();
    });
    return catalog;
  }

  #arrange(catalog: Catalog, { text, workspace }: Pick<RepositoryQuery, 'text' | 'workspace'>): Arranged {
    const key = JSON.stringify([this.#version, text, workspace]);
    if (this.#arranged?.key === key) return this.#arranged;
    const rules: ArrangementRules = {
      filter: 'all',
      favourites: this.#ports.readFavourites(),
      recent: this.#ports.readRecent(),
      presenceOf: () => 'unknown',
    };
    const wanted = text.toLowerCase();
    const known = readAll(catalog).filter((it) => toSearchedText(it).includes(wanted));
    const merged = new Map([...known, ...(this.#search?.found.values() ?? [])].map((it) => [it.uuid, it]));
    const matching = [...merged.values()].filter((it) => workspace === '' || it.workspace === workspace);
    return (this.#arranged = { key, rules, repositories: arrangeRepositories(matching, rules) });
  }

  #searchFor(text: string, catalog: Catalog): void {
    if (this.#search?.text === text) return;
    const isFirst = this.#search === undefined;
    this.#endSearch();
    if (text.length < shortestSearch) return;
    const end = new AbortController();
    const search: Search = { text, found: new Map(), end, isUnderWay: true, failure: undefined };
    this.#search = search;
    this.#version++;
    void this.#ask(search, catalog, isFirst ? typingPauseMs / 2 : typingPauseMs);
  }

  async #ask(search: Search, catalog: Catalog, pauseMs: number): Promise<void> {
    const { clock } = this.#ports;
    const { signal } = search.end;
    const add = (found: readonly Repository[]) => {
      if (signal.aborted) return;
      for (const repository of found) search.found.set(repository.uuid, repository);
      this.#tell();
    };
    try {
      await clock.sleep(pauseMs, signal);
      await catalog.find(search.text, add, signal);
    } catch (error) {
      if (!signal.aborted) search.failure = toLoadFailure(error, clock.now());
    }
    search.isUnderWay = false;
    if (!signal.aborted) this.#tell();
  }

  #endSearch(): void {
    this.#search?.end.abort();
    this.#search = undefined;
    this.#version++;
  }

  #tell(): void {
    this.#version++;
    if (this.#isEmpty) {
      // Once for each look at nothing, which those who are told take again.
      this.#isEmpty = false;
      this.#changed.fire(undefined);
    } else if (!this.#isPausing) void this.#tellAfterPause();
  }

  async #tellAfterPause(): Promise<void> {
    this.#isPausing = true;
    try {
      await this.#ports.clock.sleep(changePauseMs, this.#end.signal);
    } catch {
      return;
    }
    this.#isPausing = false;
    this.#changed.fire(undefined);
  }
}

function readAll(catalog: Catalog): readonly Repository[] {
  return catalog.listings.flatMap(({ repositories }) => repositories);
}

function findFailure(catalog: Catalog): LoadFailure | undefined {
  return catalog.failure ?? catalog.listings.find(({ failure }) => failure !== undefined)?.failure;
}

function toSentence(failure: LoadFailure): string {
  const { label, detail } = toFailureText(failure, 'workspaces', vscode.env.language);
  return `${label}. ${detail}`;
}

function toSearchedText({ name, workspace, slug }: Repository): string {
  return `${name} ${workspace}/${slug}`.toLowerCase();
}

function toRow(
  { uuid, workspace, workspaceName, slug, name, updatedOn }: Repository,
  favourites: ReadonlySet<string>,
  recent: ReadonlySet<string>,
): RepositoryRow {
  return {
    ...{ workspace, workspaceName, slug, name },
    isFavourite: favourites.has(uuid),
    isRecent: recent.has(`${workspace}/${slug}`),
    updatedMs: Date.parse(updatedOn) || 0,
  };
}
