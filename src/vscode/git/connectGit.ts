import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import { lazy } from '../../base/lazy';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import type { Clones } from '../../repositories/clones';
import type { FileCommandContext } from '../files/fileCommandContext';
import type { CredentialsPorts } from './gitCredentials';
import type { GitApi } from './gitExtension';

export interface GitConnection extends Pick<CredentialsPorts, 'findWebUrl' | 'accounts' | 'getAccessToken'> {
  readonly context: FileCommandContext;
  readonly clones: Clones;
  /** The repository being cloned by our command. */
  readonly findExpected: () => RepositoryId | undefined;
}

/**
 * Gives the Git extension what it can use of ours, until it is disposed. Every window does so when it opens, so only the
 * offer is made: what serves it is loaded when Git asks, or has a repository to show.
 */
export function connectGit(api: GitApi, connection: GitConnection): DisposableStore {
  const owned = new DisposableStore();
  owned.add(registerCredentials(api, connection));
  owned.add(registerRemotes(api, connection.context));
  owned.add(watchLater(api, connection));
  return owned;
}

function registerCredentials(api: GitApi, connection: GitConnection): vscode.Disposable {
  const { context, findExpected, findWebUrl, accounts, getAccessToken } = connection;
  const load = lazy(async () => {
    const [{ BitbucketCredentials }, { readOpenRepositories }] = await Promise.all([
      import('./gitCredentials'),
      import('./openClones'),
    ]);
    return new BitbucketCredentials({
      findWebUrl,
      accounts,
      findAccount: (repository) => context.access.choices.find(repository),
      getAccessToken,
      readCandidates: () => {
        const expected = findExpected();
        return [...(expected === undefined ? [] : [expected]), ...readOpenRepositories(api, context.webUrl())];
      },
      log: context.log,
    });
  });
  return api.registerCredentialsProvider({ getCredentials: async (host) => (await load()).getCredentials(host) });
}

function registerRemotes(api: GitApi, context: FileCommandContext): vscode.Disposable {
  const load = lazy(async () => new (await import('./bitbucketRemotes')).BitbucketRemotes(context));
  return api.registerRemoteSourceProvider({
    name: 'Bitbucket',
    icon: 'repo',
    supportsQuery: true,
    placeholder: vscode.l10n.t('Name of a repository on Bitbucket'),
    getRemoteSources: async (query) => (await load()).getRemoteSources(query),
    getBranches: async (url) => (await load()).getBranches(url),
  });
}

/** Watches from the first repository on, or at once where a clone is remembered that may be gone. */
function watchLater(api: GitApi, { clones, context }: GitConnection): DisposableStore {
  const owned = new DisposableStore();
  const watch = lazy(async () => {
    const { watchClones } = await import('./openClones');
    owned.add(watchClones(api, clones, context.webUrl));
  });
  const start = () => {
    watch().catch((error: unknown) => {
      context.log.warn(`Clones are not noticed: ${String(error)}`);
    });
  };
  owned.add(api.onDidOpenRepository(start));
  if (api.repositories.length > 0 || clones.readFolders().length > 0) start();
  return owned;
}
