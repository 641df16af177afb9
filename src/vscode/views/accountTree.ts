import * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import { DisposableStore } from '../../base/disposableStore';
import { Emitter, type Disposable, type Event } from '../../base/event';
import type { Log } from '../../base/log';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import type { Repository } from '../../bitbucket/model';
import type { RepositoryContent } from '../../repositories/branchSnapshot';
import type { RepositoryListing } from '../../repositories/repositoryListing';
import { ShownDrafts } from '../../repositories/shownDrafts';
import { UnfoldedRepositories } from '../../repositories/unfoldedRepositories';
import { commandIds } from '../ids';
import type { RepositoryMarks } from '../repositoryMarks';
import type { AccountServices } from '../accounts/accountServices';
import type { Arrangement } from './arrangement';
import { createEmptyRow, createErrorRow, createLoadingRow, createNoticeRow } from './messageRows';
import { createRepositoryNode } from './repositoryNode';
import { toNodeId, type Account, type RepositoryNode, type TreeNode, type WorkspaceNode } from './treeNode';
import type { ViewSummary } from './viewMessage';

/** Expanding more workspaces than this would push the later ones out of sight. */
const mostExpandedWorkspaces = 3;

export interface AccountTreeDependencies {
  readonly account: Account;
  readonly services: AccountServices;
  readonly arrangement: Arrangement;
  readonly onDidSeeContent: (repository: Repository, content: RepositoryContent) => void;
  readonly marks?: Pick<RepositoryMarks, 'read'> | undefined;
  readonly clock: Clock;
  readonly language: string;
  readonly log: Log;
}

/** The rows of one account: workspaces, their repositories, what is in them. Asks for nothing that is not shown. */
export class AccountTree implements Disposable {
  readonly services: AccountServices;
  readonly unfolded: UnfoldedRepositories;
  readonly #drafts: ShownDrafts;
  readonly #account: Account;
  readonly #arrangement: Arrangement;
  readonly #marks: Pick<RepositoryMarks, 'read'> | undefined;
  readonly #clock: Clock;
  readonly #language: string;
  readonly #owned = new DisposableStore();
  readonly #changes: Emitter<TreeNode | undefined>;
  readonly #workspaceNodes = new WeakMap<RepositoryListing, WorkspaceNode>();
  readonly #repositoryNodes = new WeakMap<RepositoryListing, Map<string, RepositoryNode>>();

  constructor(dependencies: AccountTreeDependencies) {
    const { services, clock, log } = dependencies;
    this.services = services;
    this.#account = dependencies.account;
    this.#arrangement = dependencies.arrangement;
    this.#marks = dependencies.marks;
    this.#clock = clock;
    this.#language = dependencies.language;
    this.#changes = this.#owned.add(new Emitter<TreeNode | undefined>());
    // Whoever made the catalog keeps it for the next sign-in of this account.
    this.#owned.add({
      dispose: () => {
        services.catalog.stop();
      },
    });
    const { snapshots, ciStates } = services;
    this.unfolded = this.#owned.add(new UnfoldedRepositories({ snapshots, ciStates, clock, log }));
    const findDrafts = (repository: RepositoryId, branch: string) => services.workingTree(repository, branch).drafts;
    this.#drafts = this.#owned.add(new ShownDrafts({ findDrafts, log }));
    this.#owned.add(
      services.catalog.onDidChange((listing) => {
        // A search shows only workspaces with matches: any page may add or remove one.
        const isSearch = services.catalog.searchResult !== undefined;
        this.#changes.fire(listing === undefined || isSearch ? undefined : this.#workspaceNodes.get(listing));
      }),
    );
    this.#owned.add(
      this.unfolded.onDidChange((repository) => {
        const content = this.unfolded.find(repository.uuid)?.content;
        if (content !== undefined) dependencies.onDidSeeContent(repository, content);
        this.#drafts.follow(repository, content?.kind === 'snapshot' ? content.snapshot.branch : undefined);
        this.#renderRepository(repository);
      }),
    );
    this.#owned.add(
      this.#drafts.onDidChange((repository) => {
        this.#renderRepository(repository);
      }),
    );
  }

  /** The row that changed; `undefined` for the rows of the account itself. May come often. */
  get onDidChange(): Event<TreeNode | undefined> {
    return this.#changes.event;
  }

  get accountId(): string {
    return this.#account.id;
  }

  get hasRepositories(): boolean {
    return this.services.catalog.listings.some(({ repositories }) => repositories.length > 0);
  }

  children(): readonly TreeNode[] {
    const { catalog } = this.services;
    const { failure } = catalog;
    const parentId = toNodeId(this.#account.id);
    const { accountId } = this;
    const now = this.#clock.now();
    const context = { parentId, subject: 'workspaces', accountId, language: this.#language, now } as const;
    const listings = this.#shownListings();
    const isExpandedAtFirst = catalog.searchResult !== undefined || listings.length <= mostExpandedWorkspaces;
    const rows: TreeNode[] = listings.map((listing) => this.#workspaceNode(listing, isExpandedAtFirst));
    if (failure !== undefined) {
      const loadedAt = earliest(listings);
      rows.unshift(rows.length === 0 ? createErrorRow(failure, context) : createNoticeRow(failure, loadedAt, context));
    }
    return rows.length > 0 ? rows : [this.#createPlaceholder(parentId)];
  }

  summary(): ViewSummary {
    const { catalog } = this.services;
    const listings = this.#shownListings();
    const failed = listings.find(({ failure, repositories }) => failure !== undefined && repositories.length > 0);
    const failure = catalog.failure ?? failed?.failure;
    return {
      shown: listings.reduce((sum, listing) => sum + this.#arrange(listing).length, 0),
      total: catalog.listings.reduce(
        (sum, { size, repositories }) => sum + Math.max(size ?? 0, repositories.length),
        0,
      ),
      isLoading: catalog.isLoading || listings.some(({ isLoading }) => isLoading),
      search: catalog.searchResult?.text,
      outdated: failure && { failure, loadedAt: failed?.loadedAt ?? earliest(listings) },
    };
  }

  dispose(): void {
    this.#owned.dispose();
  }

  /** A search leaves out the workspaces without any match. */
  #shownListings(): readonly RepositoryListing[] {
    const { searchResult, listings } = this.services.catalog;
    const shown = searchResult?.listings.filter(
      ({ repositories, failure }) => repositories.length > 0 || failure !== undefined,
    );
    return (shown ?? listings).toSorted((a, b) => (a.workspace.slug < b.workspace.slug ? -1 : 1));
  }

  #createPlaceholder(parentId: string): TreeNode {
    const { catalog } = this.services;
    const { searchResult } = catalog;
    if (searchResult !== undefined) {
      const isSearching = catalog.isLoading || searchResult.listings.some(({ isLoading }) => isLoading);
      if (isSearching) return createLoadingRow(parentId, vscode.l10n.t('Searching…'));
      return createEmptyRow(parentId, {
        label: vscode.l10n.t('No repository name contains “{0}”', searchResult.text),
        detail: vscode.l10n.t('Only repositories that you can write to were searched.'),
        command: { command: commandIds.clearRepositorySearch, title: vscode.l10n.t('Clear search') },
      });
    }
    if (catalog.isLoading) return createLoadingRow(parentId, vscode.l10n.t('Loading workspaces…'));
    return createEmptyRow(parentId, {
      label: vscode.l10n.t('This account is in no workspace'),
      detail: vscode.l10n.t('Create a workspace on Bitbucket or have yourself invited to one, then refresh.'),
      command: { command: commandIds.refreshRepositories, title: vscode.l10n.t('Refresh') },
    });
  }

  #arrange(listing: RepositoryListing): readonly Repository[] {
    return this.#arrangement.arrange(listing, { isSearch: this.services.catalog.searchResult !== undefined });
  }

  #workspaceNode(listing: RepositoryListing, isExpandedAtFirst: boolean): WorkspaceNode {
    const known = this.#workspaceNodes.get(listing);
    if (known !== undefined) return known;
    const shownCount = () => this.#arrange(listing).length;
    const isSearch = this.services.catalog.searchResult !== undefined;
    const node: WorkspaceNode = {
      kind: 'workspace',
      id: toNodeId(this.#account.id, listing.workspace.uuid) + (isSearch ? '/?search' : ''),
      accountId: this.#account.id,
      listing,
      isExpandedAtFirst,
      get shownCount() {
        return shownCount();
      },
      children: () => this.#workspaceChildren(node),
    };
    this.#workspaceNodes.set(listing, node);
    return node;
  }

  #workspaceChildren(node: WorkspaceNode): readonly TreeNode[] {
    const { listing, accountId } = node;
    const { failure, loadedAt, isLoading } = listing;
    const language = this.#language;
    const context = { parentId: node.id, subject: 'workspace', retried: node, accountId, language } as const;
    const rows: TreeNode[] = this.#arrange(listing).map((repository) => this.#repositoryNode(node, repository));
    if (failure !== undefined) {
      if (listing.repositories.length === 0) return [createErrorRow(failure, context)];
      rows.unshift(createNoticeRow(failure, loadedAt, { ...context, now: this.#clock.now() }));
    }
    if (isLoading && loadedAt === undefined) {
      rows.push(createLoadingRow(node.id, vscode.l10n.t('Loading repositories…')));
    }
    return rows.length > 0 ? rows : [createNoRepositoriesRow(node)];
  }

  #repositoryNode(parent: WorkspaceNode, repository: Repository): RepositoryNode {
    let nodes = this.#repositoryNodes.get(parent.listing);
    if (nodes === undefined) {
      nodes = new Map<string, RepositoryNode>();
      this.#repositoryNodes.set(parent.listing, nodes);
    }
    const known = nodes.get(repository.uuid);
    if (known?.repository === repository) return known;
    const node = createRepositoryNode(parent, repository, {
      arrangement: this.#arrangement,
      unfolded: this.unfolded,
      drafts: this.#drafts,
      lastUsedBranches: this.services.lastUsedBranches,
      marks: this.#marks,
      now: () => this.#clock.now(),
      language: this.#language,
    });
    nodes.set(repository.uuid, node);
    return node;
  }

  #renderRepository({ uuid }: Repository): void {
    for (const node of this.#findRepositoryNodes(uuid)) this.#changes.fire(node);
  }

  #findRepositoryNodes(repositoryUuid: string): readonly RepositoryNode[] {
    const { listings, searchResult } = this.services.catalog;
    return (searchResult?.listings ?? listings)
      .map((listing) => this.#repositoryNodes.get(listing)?.get(repositoryUuid))
      .filter((node) => node !== undefined);
  }
}

function createNoRepositoriesRow(node: WorkspaceNode): TreeNode {
  const known = node.listing.repositories.length;
  if (known > 0) {
    return createEmptyRow(node.id, {
      label: vscode.l10n.t('The filter hides all {0} repositories', known),
      detail: vscode.l10n.t(
        'No pipelines were found in them. The filter can also show repositories without pipelines.',
      ),
      command: { command: commandIds.filterRepositories, title: vscode.l10n.t('Change filter') },
    });
  }
  return createEmptyRow(node.id, {
    label: vscode.l10n.t('No repository you can write to'),
    detail: vscode.l10n.t('Ask an administrator of the workspace for write access, then refresh.'),
    command: { command: commandIds.refreshRepositories, title: vscode.l10n.t('Refresh'), arguments: [node] },
  });
}

/** The age of what is shown is the age of its oldest part. */
function earliest(listings: readonly RepositoryListing[]): number | undefined {
  const times = listings.map(({ loadedAt }) => loadedAt).filter((time) => time !== undefined);
  return times.length === 0 ? undefined : Math.min(...times);
}
