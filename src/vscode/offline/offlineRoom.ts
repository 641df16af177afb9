import * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import { DisposableStore } from '../../base/disposableStore';
import { Emitter, type Disposable, type Event } from '../../base/event';
import type { Log } from '../../base/log';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import type { BranchTip, BranchTips } from '../../repositories/branchTips';
import type { OfflineBranches } from '../../repositories/offlineBranches';
import { commandIds } from '../ids';
import type { FileCommandContext } from '../files/fileCommandContext';
import type { OfflineContext } from './keepOffline';
import { OfflineStatus } from './offlineStatus';

/** What an account's services hold for offline use. */
export interface OfflineServices {
  readonly tips: BranchTips;
  readonly offline: OfflineBranches;
}

/** Follows what is kept offline and whether Bitbucket answers, for all accounts whose services are in use. */
export class OfflineRoom implements Disposable {
  readonly #owned = new DisposableStore();
  readonly #log: Pick<Log, 'warn'>;
  readonly #watched = new Map<string, OfflineServices>();
  readonly #onDidChange = new Emitter<void>();
  readonly #status: OfflineStatus;
  #context: OfflineContext | undefined;
  /** An offline copy came, went, or was brought up to date. */
  readonly onDidChange: Event<void> = this.#onDidChange.event;

  constructor({ clock, log }: { readonly clock: Clock; readonly log: Pick<Log, 'warn'> }) {
    this.#log = log;
    this.#status = this.#owned.add(new OfflineStatus(clock, vscode.env.language));
    this.#owned.add(this.#onDidChange);
    this.#owned.add(
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.#status.askAgain({ isForced: false });
      }),
    );
  }

  /** The same function, whose results are followed from now on. */
  watching<T extends OfflineServices>(load: (accountId: string) => Promise<T>): (accountId: string) => Promise<T> {
    return async (accountId) => {
      const services = await load(accountId);
      if (this.#watched.get(accountId)?.offline !== services.offline) this.#watch(accountId, services);
      return services;
    };
  }

  /** The branches of a repository that have a copy, as far as an account's services are in use. */
  readBranches({ workspace, slug }: RepositoryId, accountId: string): readonly string[] {
    return (this.#watched.get(accountId)?.offline.known ?? [])
      .filter(({ repository }) => repository.workspace === workspace && repository.slug === slug)
      .map(({ branch }) => branch);
  }

  /** Adds the commands, loaded when first used. */
  registerCommands(context: FileCommandContext, services: (accountId: string) => Promise<OfflineServices>): void {
    const offlineContext: OfflineContext = { ...context, services };
    this.#context = offlineContext;
    const register = (id: string, run: 'keepOffline' | 'stopOffline') => {
      this.#owned.add(
        vscode.commands.registerCommand(id, async (argument: unknown) => {
          const [{ runCommand }, commands] = await Promise.all([
            import('../files/runCommand'),
            import('./keepOffline'),
          ]);
          await runCommand(context, () => commands[run](offlineContext, argument));
        }),
      );
    };
    register(commandIds.keepOffline, 'keepOffline');
    register(commandIds.stopOffline, 'stopOffline');
    this.#owned.add(
      vscode.commands.registerCommand(commandIds.reachBitbucket, () => {
        this.#status.askAgain({ isForced: true });
      }),
    );
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #watch(accountId: string, { tips, offline }: OfflineServices): void {
    this.#watched.set(accountId, { tips, offline });
    this.#owned.add(this.#status.watch(tips));
    this.#owned.add(
      offline.onDidChange(() => {
        this.#onDidChange.fire();
      }),
    );
    this.#owned.add(tips.onDidMove((tip) => void this.#follow(tip, accountId)));
    void offline.load();
  }

  /** A branch with a copy moved, because somebody opened or refreshed it: the copy follows, or waits for a word. */
  async #follow(tip: BranchTip, accountId: string): Promise<void> {
    const offline = this.#watched.get(accountId)?.offline;
    const context = this.#context;
    if (offline === undefined || context === undefined) return;
    try {
      const kept = await offline.find(tip.repository, tip.branch);
      if (kept?.commit === undefined || kept.commit === tip.commit) return;
      const { followBranch } = await import('./followBranch');
      await followBranch(context, offline, tip);
    } catch (error) {
      this.#log.warn(`The offline copy of ${tip.branch} was not brought up to date: ${String(error)}`);
    }
  }
}
