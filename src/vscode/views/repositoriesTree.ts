import * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable, Event } from '../../base/event';
import type { Log } from '../../base/log';
import type { RepositoryContent } from '../../repositories/branchSnapshot';
import type { Repository } from '../../bitbucket/model';
import { toLoadFailure } from '../../repositories/loadFailure';
import type { RepositoryMarks } from '../repositoryMarks';
import type { AccountServices } from '../accounts/accountServices';
import { AccountTree } from './accountTree';
import type { Arrangement } from './arrangement';
import { createAccountTooltip, createWorkspaceTooltip } from './listTooltips';
import { createErrorRow } from './messageRows';
import { RefreshThrottle } from './refreshThrottle';
import { createRepositoryTooltip } from './repositoryTooltip';
import { toTreeItem, type ItemContext } from './treeItems';
import { toNodeId, type Account, type AccountNode, type TreeNode } from './treeNode';
import { addSummaries, type ViewSummary } from './viewMessage';

const shortestPauseMs = 150;
/** Rendering thousands of rows takes the editor a while: the more there are, the rarer. */
const pausePerRowMs = 0.2;

/** Who is signed in. */
interface AccountSource {
  /** Silent: never asks the user anything. */
  readonly accounts: () => Promise<readonly Account[]>;
  readonly onDidChange: Event<unknown>;
}

export interface RepositoriesTreeDependencies {
  readonly accounts: AccountSource;
  /** Somebody looks at the view and no account is signed in. */
  readonly onDidFindNobody: () => void;
  /**
   * Called when an account's rows are shown; the same services as long as the settings name the same Bitbucket. Rejects
   * when the account cannot be used.
   */
  readonly createServices: (accountId: string) => Promise<AccountServices>;
  readonly arrangement: Arrangement;
  readonly onDidSeeContent: (repository: Repository, content: RepositoryContent) => void;
  readonly itemContext: Omit<ItemContext, 'now'>;
  readonly readWebUrl: () => string;
  /** What is on this computer, besides what was read. */
  readonly marks?: RepositoryMarks | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/** Gives the editor the rows of all accounts and tells it which to render again. Nothing happens before it asks. */
export class RepositoriesTree implements vscode.TreeDataProvider<TreeNode>, Disposable {
  readonly #dependencies: RepositoriesTreeDependencies;
  readonly #owned = new DisposableStore();
  readonly #changes: vscode.EventEmitter<TreeNode[] | undefined>;
  readonly #rendered: vscode.EventEmitter<ViewSummary>;
  readonly #throttle: RefreshThrottle<TreeNode | undefined>;
  readonly #trees = new Map<string, AccountTree>();
  readonly #accountNodes = new Map<string, AccountNode>();
  #hasShownRepositories = false;

  constructor(dependencies: RepositoriesTreeDependencies) {
    this.#dependencies = dependencies;
    this.#changes = this.#owned.add(new vscode.EventEmitter<TreeNode[] | undefined>());
    this.#rendered = this.#owned.add(new vscode.EventEmitter<ViewSummary>());
    this.#throttle = this.#owned.add(
      new RefreshThrottle<TreeNode | undefined>({
        clock: dependencies.clock,
        refresh: (changed) => {
          this.#render(changed);
        },
        pauseMs: () => Math.max(shortestPauseMs, this.summary().shown * pausePerRowMs),
      }),
    );
    if (dependencies.marks !== undefined) {
      this.#owned.add(
        dependencies.marks.onDidChange(() => {
          this.#throttle.add(undefined);
        }),
      );
    }
    this.#owned.add(
      dependencies.accounts.onDidChange(() => {
        this.#reviveFailed();
        this.#throttle.add(undefined, { isUrgent: true });
      }),
    );
  }

  get onDidChangeTreeData(): vscode.Event<TreeNode[] | undefined> {
    return this.#changes.event;
  }

  /** Comes with every rendering; for what is said about the rows as a whole. */
  get onDidRender(): vscode.Event<ViewSummary> {
    return this.#rendered.event;
  }

  /** The accounts whose rows have been shown. */
  get trees(): readonly AccountTree[] {
    return [...this.#trees.values()];
  }

  /** Begins the rows of everybody signed in, where nobody has looked at them yet. Resolves to whether anybody is. */
  async startAll(): Promise<boolean> {
    const { accounts, log } = this.#dependencies;
    try {
      const known = await accounts.accounts();
      // Of an account that cannot be used its row says why.
      await Promise.allSettled(known.map((account) => this.#startTree(account)));
      return known.length > 0;
    } catch (error) {
      log.error(`The accounts could not be read: ${String(error)}`);
      return true;
    }
  }

  findTree(accountId: string): AccountTree | undefined {
    return this.#trees.get(accountId);
  }

  summary(): ViewSummary {
    return addSummaries(this.trees.map((tree) => tree.summary()));
  }

  /** Renders everything again; no request. */
  renderAll(): void {
    this.#throttle.add(undefined, { isUrgent: true });
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return toTreeItem(node, { ...this.#dependencies.itemContext, now: this.#dependencies.clock.now() });
  }

  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    const tooltip = this.#createTooltip(node);
    if (tooltip !== undefined) item.tooltip = tooltip;
    return item;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (node === undefined) return [...(await this.#rootChildren())];
    return 'children' in node ? [...(await node.children())] : [];
  }

  dispose(): void {
    this.#owned.dispose();
    for (const tree of this.#trees.values()) tree.dispose();
  }

  async #rootChildren(): Promise<readonly TreeNode[]> {
    const { accounts, clock, log, itemContext } = this.#dependencies;
    let known: readonly Account[];
    try {
      known = await accounts.accounts();
    } catch (error) {
      log.error(`The accounts could not be read: ${String(error)}`);
      const context = { parentId: '', subject: 'workspaces', language: itemContext.language } as const;
      return [createErrorRow(toLoadFailure(error, clock.now()), context)];
    }
    this.#dropAllBut(new Set(known.map(({ id }) => id)));
    const [first, ...others] = known;
    if (first === undefined) {
      this.#dependencies.onDidFindNobody();
      return [];
    }
    if (others.length === 0) return this.#accountChildren(first);
    return known.map((account) => this.#accountNode(account));
  }

  #createTooltip(node: TreeNode): vscode.MarkdownString | undefined {
    const { itemContext, clock, readWebUrl } = this.#dependencies;
    const context = { now: clock.now(), language: itemContext.language, webUrl: readWebUrl() };
    if (node.kind === 'repository') return createRepositoryTooltip(node, context);
    if (node.kind === 'workspace') return createWorkspaceTooltip(node, context);
    if (node.kind !== 'account') return undefined;
    const listings = this.findTree(node.account.id)?.services.catalog.listings ?? [];
    return createAccountTooltip(node.account, listings, context);
  }

  async #accountChildren(account: Account): Promise<readonly TreeNode[]> {
    const { clock, log, itemContext } = this.#dependencies;
    try {
      return (await this.#startTree(account)).children();
    } catch (error) {
      log.error(`The repositories of ${account.label} could not be shown: ${String(error)}`);
      const parentId = toNodeId(account.id);
      const { language } = itemContext;
      const context = { parentId, subject: 'workspaces', accountId: account.id, language } as const;
      return [createErrorRow(toLoadFailure(error, clock.now()), context)];
    }
  }

  async #startTree(account: Account): Promise<AccountTree> {
    const services = await this.#dependencies.createServices(account.id);
    const known = this.#trees.get(account.id);
    if (known?.services === services) return known;
    known?.dispose();
    return this.#addTree(account, services);
  }

  #addTree(account: Account, services: AccountServices): AccountTree {
    const { arrangement, onDidSeeContent, marks, clock, log, itemContext } = this.#dependencies;
    const { language } = itemContext;
    const tree = new AccountTree({ account, services, arrangement, onDidSeeContent, marks, clock, language, log });
    this.#trees.set(account.id, tree);
    tree.onDidChange((node) => {
      const hasRepositories = tree.hasRepositories;
      const isUrgent = hasRepositories && !this.#hasShownRepositories;
      this.#hasShownRepositories ||= hasRepositories;
      this.#throttle.add(node ?? this.#accountNodes.get(account.id), { isUrgent });
    });
    void services.catalog.load();
    return tree;
  }

  #accountNode(account: Account): AccountNode {
    const known = this.#accountNodes.get(account.id);
    if (known?.account.label === account.label) return known;
    const node: AccountNode = {
      kind: 'account',
      id: toNodeId(account.id),
      account,
      children: () => this.#accountChildren(account),
    };
    this.#accountNodes.set(account.id, node);
    return node;
  }

  #dropAllBut(accountIds: ReadonlySet<string>): void {
    for (const [id, tree] of this.#trees) {
      if (accountIds.has(id)) continue;
      tree.dispose();
      this.#trees.delete(id);
      this.#rendered.fire(this.summary());
    }
    if (accountIds.size < 2) this.#accountNodes.clear();
    if (this.#trees.size === 0) this.#hasShownRepositories = false;
  }

  /** Signing in again mends what the former sign-in could not do. */
  #reviveFailed(): void {
    for (const tree of this.#trees.values()) {
      const kind = tree.services.catalog.failure?.failure.kind;
      if (kind === 'unauthorized' || kind === 'signedOut') void tree.services.catalog.refresh();
    }
  }

  #render(changed: ReadonlySet<TreeNode | undefined>): void {
    const nodes = [...changed].filter((node) => node !== undefined);
    this.#changes.fire(changed.has(undefined) ? undefined : nodes);
    this.#rendered.fire(this.summary());
  }
}
