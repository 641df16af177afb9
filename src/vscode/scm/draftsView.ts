import * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import type { AccountSource } from '../../repositories/repositoryAccounts';
import type { DraftIndex } from './draftIndex';
import { childrenOf, toDraftItem, type BranchNode, type DraftNode, type DraftRowContext } from './draftNodes';

export interface DraftsViewPorts {
  readonly index: Pick<DraftIndex, 'branches' | 'onDidChange'>;
  readonly accounts: AccountSource;
  readonly clock: Clock;
}

/** The rows of the drafts view: every branch with drafts or discarded ones, its files, and what can be had back. */
export class DraftsView implements vscode.TreeDataProvider<DraftNode>, Disposable {
  readonly #ports: DraftsViewPorts;
  readonly #owned = new DisposableStore();
  readonly #onDidChange = this.#owned.add(new vscode.EventEmitter<undefined>());
  readonly onDidChangeTreeData = this.#onDidChange.event;
  #context: DraftRowContext | undefined;

  constructor(ports: DraftsViewPorts) {
    this.#ports = ports;
    const renew = () => {
      this.#onDidChange.fire(undefined);
    };
    this.#owned.add(ports.index.onDidChange(renew));
    this.#owned.add(ports.accounts.onDidChange(renew));
  }

  async getChildren(node?: DraftNode): Promise<DraftNode[]> {
    return node === undefined ? this.#readBranches() : [...childrenOf(node)];
  }

  async getTreeItem(node: DraftNode): Promise<vscode.TreeItem> {
    const context = this.#context ?? (await this.#readContext([]));
    return toDraftItem(node, { ...context, now: this.#ports.clock.now() });
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #readBranches(): Promise<BranchNode[]> {
    const nodes: BranchNode[] = [];
    for (const branch of await this.#ports.index.branches()) {
      const setAside = await branch.drafts.setAside();
      if (branch.changes.length > 0 || setAside.length > 0) nodes.push({ kind: 'branch', branch, setAside });
    }
    this.#context = await this.#readContext(nodes);
    return nodes;
  }

  async #readContext(nodes: readonly BranchNode[]): Promise<DraftRowContext> {
    const accounts = await this.#ports.accounts.accounts();
    const owners = new Set([...accounts.map(({ id }) => id), ...nodes.map(({ branch }) => branch.scope.accountId)]);
    const { language } = vscode.env;
    return { accounts, showsAccounts: owners.size > 1, now: this.#ports.clock.now(), language };
  }
}
