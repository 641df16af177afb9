import * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import type { Log } from '../../base/log';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import type { StateStore } from '../../repositories/cacheStore';
import { LastUsedBranches } from '../../repositories/lastUsedBranches';
import type { RecentRepositories } from '../../repositories/recentRepositories';
import type { AccountSource } from '../../repositories/repositoryAccounts';
import type { RepositoryServices } from '../../repositories/repositoryServices';
import { commandIds, fileScheme } from '../ids';
import { BitbucketFileSystem } from './bitbucketFileSystem';
import { EncodingNotices } from './encodingNotices';
import { FailedEditors } from './failedEditors';
import type { AccountCatalog, FileCommandContext } from './fileCommandContext';
import { HeldBases } from './heldBases';
import { RepositoryAccess, type RepositoryAccessPorts } from './repositoryAccess';

export interface FileSystemOptions {
  /** The account's services, the same ones on every call; loaded when first needed. */
  readonly services: (accountId: string) => Promise<RepositoryServices & Pick<AccountCatalog, 'catalog'>>;
  readonly accounts: AccountSource;
  /** All drafts on this computer; loaded when first needed. */
  readonly loadDrafts: RepositoryAccessPorts['loadDrafts'];
  /** Kept across workspaces. */
  readonly state: StateStore;
  /** Of this workspace, as what the editor keeps of unsaved editors is. */
  readonly workspaceState: StateStore;
  readonly recent: RecentRepositories;
  /** Bitbucket's website, as set now. */
  readonly webUrl: () => string;
  readonly clock: Clock;
  readonly log: Log;
}

export interface FileSystemRegistration extends Disposable {
  /** What commands of other rooms work with, too. */
  readonly context: FileCommandContext;
  /** Lets one of several accounts serve a repository for which none was chosen yet: no question, no request. */
  suggestAccount(repository: RepositoryId, accountId: string): Promise<void>;
}

/** Makes the addresses of repositories files of the editor, and adds the commands on them. The commands are loaded when first used. */
export function registerFileSystem(options: FileSystemOptions): FileSystemRegistration {
  const { services, accounts, loadDrafts, state, workspaceState, recent, webUrl, clock, log } = options;
  const owned = new DisposableStore();
  const ask: RepositoryAccessPorts['ask'] = async (repository, candidates, signal) =>
    (await import('./chooseAccount')).pickAccount(repository, candidates, { signal });
  const access = new RepositoryAccess({ services, accounts, loadDrafts, state, ask });
  const readCatalogs = async () => {
    const known = await accounts.accounts();
    return Promise.all(known.map(async (account) => ({ account, catalog: (await services(account.id)).catalog })));
  };
  const lastUsedBranches = new LastUsedBranches(state);
  const context: FileCommandContext = { access, readCatalogs, lastUsedBranches, recent, webUrl, clock, log };
  owned.add(access);
  const provider = owned.add(new BitbucketFileSystem(access, log));
  owned.add(vscode.workspace.registerFileSystemProvider(fileScheme, provider, { isCaseSensitive: true }));
  owned.add(new HeldBases(provider, workspaceState, log));
  owned.add(new EncodingNotices(provider));
  const failedEditors = owned.add(new FailedEditors(provider.onDidFailToRead, webUrl));
  owned.add(
    access.choices.onDidChange(() => {
      failedEditors.openAgain();
      void refreshExplorer(accounts);
    }),
  );
  registerCommands(owned, context);
  return {
    context,
    suggestAccount: (repository, accountId) => access.choices.suggest(repository, accountId),
    dispose: () => {
      owned.dispose();
    },
  };
}

function registerCommands(owned: DisposableStore, context: FileCommandContext): void {
  const register = (id: string, load: () => Promise<Command>) => {
    owned.add(
      vscode.commands.registerCommand(id, async (argument: unknown) => {
        const [{ runCommand }, command] = await Promise.all([import('./runCommand'), load()]);
        await runCommand(context, () => command(context, argument));
      }),
    );
  };
  register(commandIds.openRepository, async () => (await import('./openRepository')).openRepository);
  register(commandIds.openPipeline, async () => (await import('./openPipeline')).openPipeline);
  register(commandIds.openOnBitbucket, async () => (await import('./bitbucketLinks')).openOnBitbucket);
  register(commandIds.copyBitbucketLink, async () => (await import('./bitbucketLinks')).copyBitbucketLink);
  register(commandIds.chooseAccount, async () => (await import('./chooseAccount')).chooseAccount);
}

type Command = (context: FileCommandContext, argument: unknown) => Promise<void>;

/**
 * A folder that could not be read is looked at again by the Explorer only when it is told to. That brings the Explorer
 * to the front, so nothing is said where nobody is signed in: there would be nothing new to see.
 */
async function refreshExplorer(accounts: AccountSource): Promise<void> {
  const isOpen = vscode.workspace.workspaceFolders?.some(({ uri }) => uri.scheme === fileScheme) === true;
  if (!isOpen || (await accounts.accounts()).length === 0) return;
  await vscode.commands.executeCommand('workbench.files.action.refreshFilesExplorer');
}
