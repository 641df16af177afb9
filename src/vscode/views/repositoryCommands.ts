import * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import type { CatalogFilter, FilterMode } from '../../repositories/catalogFilter';
import type { Favourites } from '../../repositories/favourites';
import { commandIds } from '../ids';
import { openInBrowser } from '../openInBrowser';
import { offerSignIn } from '../offerSignIn';
import type { Arrangement } from './arrangement';
import { pickBranch } from '../pickers/branchPicker';
import type { RepositoriesTree } from './repositoriesTree';
import type { RepositoryNode, TreeNode } from './treeNode';

export interface RepositoryCommandsDependencies {
  readonly tree: RepositoriesTree;
  readonly arrangement: Arrangement;
  readonly favourites: Favourites;
  readonly filter: CatalogFilter;
  /** The repositories that are unfolded on screen. */
  readonly readUnfolded: () => Iterable<RepositoryNode>;
  readonly findSelected: () => TreeNode | undefined;
  /** Brings the view to the front. */
  readonly reveal: () => PromiseLike<unknown>;
  readonly clock: Clock;
  readonly language: string;
}

/** What people do in the view. Each command takes the row it was called on, `undefined` from the palette or a button. */
export class RepositoryCommands {
  readonly #dependencies: RepositoryCommandsDependencies;

  constructor(dependencies: RepositoryCommandsDependencies) {
    this.#dependencies = dependencies;
  }

  /** By command id. Promises resolve when the user has the result, not when every page has arrived. */
  get handlers(): Readonly<Record<string, (node: TreeNode | undefined) => unknown>> {
    return {
      [commandIds.refreshRepositories]: (node) => this.#refresh(node),
      [commandIds.searchRepositories]: () => this.#search(),
      [commandIds.clearRepositorySearch]: () => {
        this.#clearSearch();
      },
      [commandIds.filterRepositories]: () => this.#filter(),
      [commandIds.addFavourite]: (node) => this.#setFavourite(node, true),
      [commandIds.removeFavourite]: (node) => this.#setFavourite(node, false),
      [commandIds.showBranch]: (node) => this.#showBranch(node),
      [commandIds.openCiRun]: (node) => this.#openCiRun(node),
    };
  }

  /** Brings the view to the front with the rows of everybody signed in under way; `false` when that is nobody. */
  async #open(): Promise<boolean> {
    const { tree, reveal } = this.#dependencies;
    const isSignedIn = await tree.startAll();
    await (isSignedIn ? reveal() : offerSignIn());
    return isSignedIn;
  }

  async #refresh(node: TreeNode | undefined): Promise<void> {
    const { tree } = this.#dependencies;
    if (node?.kind === 'repository' || node?.kind === 'folder' || node?.kind === 'pipeline') {
      void tree.findTree(node.accountId)?.unfolded.refresh(node.repository);
      return;
    }
    if (node?.kind === 'workspace') {
      const catalog = tree.findTree(node.accountId)?.services.catalog;
      void catalog?.refreshWorkspace(node.listing.workspace.uuid);
      if (catalog?.searchResult !== undefined) void catalog.search(catalog.searchResult.text);
      return;
    }
    await this.#refreshAll(node?.kind === 'account' ? node.account.id : undefined);
  }

  async #refreshAll(accountId: string | undefined): Promise<void> {
    const { tree, arrangement, readUnfolded } = this.#dependencies;
    const shownBefore = tree.trees;
    if (!(await this.#open())) return;
    arrangement.renew();
    for (const accountTree of tree.trees) {
      // What has only just begun is as new as can be.
      if (!shownBefore.includes(accountTree)) continue;
      if (accountId !== undefined && accountTree.accountId !== accountId) continue;
      const { catalog } = accountTree.services;
      void catalog.refresh();
      if (catalog.searchResult !== undefined) void catalog.search(catalog.searchResult.text);
      for (const node of readUnfolded()) {
        if (node.accountId === accountTree.accountId) void accountTree.unfolded.refresh(node.repository);
      }
    }
    tree.renderAll();
  }

  async #search(): Promise<void> {
    const { tree, arrangement } = this.#dependencies;
    if (!(await this.#open())) return;
    const text = await vscode.window.showInputBox({
      title: vscode.l10n.t('Search repositories'),
      prompt: vscode.l10n.t('Part of the name. Bitbucket searches all repositories you can write to.'),
      value: tree.summary().search ?? '',
    });
    if (text === undefined) return;
    const wanted = text.trim();
    if (wanted === '') {
      this.#clearSearch();
      return;
    }
    arrangement.renew();
    for (const { services } of tree.trees) void services.catalog.search(wanted);
    tree.renderAll();
  }

  #clearSearch(): void {
    const { tree, arrangement } = this.#dependencies;
    arrangement.renew();
    for (const { services } of tree.trees) services.catalog.clearSearch();
    tree.renderAll();
  }

  async #filter(): Promise<void> {
    const { filter, arrangement, tree } = this.#dependencies;
    if (!(await this.#open())) return;
    const items: (vscode.QuickPickItem & { readonly mode: FilterMode })[] = [
      {
        mode: 'withPipelinesOrUnknown',
        label: vscode.l10n.t('With pipelines, or not looked into yet'),
        detail: vscode.l10n.t('Hides only repositories that were unfolded and have no pipelines.'),
      },
      {
        mode: 'withPipelines',
        label: vscode.l10n.t('With pipelines'),
        detail: vscode.l10n.t('Shows only repositories that were unfolded and have pipelines.'),
      },
      { mode: 'all', label: vscode.l10n.t('All repositories you can write to') },
    ];
    const current = items.find(({ mode }) => mode === filter.mode);
    const chosen = await vscode.window.showQuickPick(
      items.map((item) => (item === current ? { ...item, description: vscode.l10n.t('current') } : item)),
      {
        title: vscode.l10n.t('Filter repositories'),
        placeHolder: vscode.l10n.t('Favourites are always shown'),
      },
    );
    if (chosen === undefined) return;
    await filter.choose(chosen.mode);
    arrangement.renew();
    tree.renderAll();
  }

  async #setFavourite(given: TreeNode | undefined, isFavourite: boolean): Promise<void> {
    const { favourites, arrangement, tree, findSelected } = this.#dependencies;
    const node = given ?? findSelected();
    if (node?.kind !== 'repository') return;
    const { uuid } = node.repository;
    await (isFavourite ? favourites.add(uuid) : favourites.remove(uuid));
    arrangement.renewFavourites();
    tree.renderAll();
  }

  async #showBranch(given: TreeNode | undefined): Promise<void> {
    const { tree, clock, language, findSelected } = this.#dependencies;
    const node = given ?? findSelected();
    if (node === undefined && !(await this.#open())) return;
    const accountTree = node !== undefined && 'accountId' in node ? tree.findTree(node.accountId) : undefined;
    if (accountTree === undefined || node === undefined || !('repository' in node)) {
      await vscode.window.showInformationMessage(
        vscode.l10n.t('Select a repository in the Repositories view first: its branch is what changes.'),
      );
      return;
    }
    const { repository } = node;
    const { api, lastUsedBranches } = accountTree.services;
    const content = accountTree.unfolded.find(repository.uuid)?.content;
    const current = content?.kind === 'snapshot' ? content.snapshot.branch : undefined;
    const branch = await pickBranch({ api, repository, current, clock, language });
    if (branch === undefined) return;
    await lastUsedBranches.set(repository, branch);
    void accountTree.unfolded.showAnotherBranch(repository);
  }

  async #openCiRun(given: TreeNode | undefined): Promise<void> {
    const node = given ?? this.#dependencies.findSelected();
    const url = node?.kind === 'repository' ? node.unfolded?.ci?.url : undefined;
    if (url !== undefined) await openInBrowser(url);
  }
}
