import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import type { StateStore } from '../../repositories/cacheStore';
import { Clones } from '../../repositories/clones';
import type { FileCommandContext } from '../files/fileCommandContext';
import { commandIds } from '../ids';
import type { CloneContext } from './cloneRepository';
import { connectGit, type GitConnection } from './connectGit';
import { followGit } from './gitExtension';

export interface GitOptions extends Pick<GitConnection, 'findWebUrl' | 'accounts' | 'getAccessToken'> {
  readonly context: FileCommandContext;
  /** Shared by all windows. */
  readonly state: StateStore;
}

export interface GitRegistration extends Disposable {
  readonly clones: Clones;
}

/** Connects the extension with the built-in Git extension, if it is there, and adds the commands on clones. */
export function registerGit({ context, state, ...sources }: GitOptions): GitRegistration {
  const owned = new DisposableStore();
  const clones = new Clones(state, context.webUrl);
  let expected: RepositoryId | undefined;
  const connection: GitConnection = { ...sources, context, clones, findExpected: () => expected };
  owned.add(followGit((api) => connectGit(api, connection)));
  const cloneContext: CloneContext = {
    ...context,
    clones,
    expectClone: (repository) => {
      expected = repository;
      return new vscode.Disposable(() => {
        if (expected === repository) expected = undefined;
      });
    },
  };
  const register = (id: string, load: () => Promise<(context: CloneContext, argument: unknown) => Promise<void>>) => {
    owned.add(
      vscode.commands.registerCommand(id, async (argument: unknown) => {
        const [{ runCommand }, command] = await Promise.all([import('../files/runCommand'), load()]);
        await runCommand(context, () => command(cloneContext, argument));
      }),
    );
  };
  register(commandIds.clone, async () => (await import('./cloneRepository')).cloneRepository);
  register(commandIds.openClone, async () => (await import('./cloneRepository')).openClone);
  return {
    clones,
    dispose: () => {
      owned.dispose();
    },
  };
}
