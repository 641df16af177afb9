import { access } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import { readCloneAddress } from '../../repositories/cloneAddress';
import type { Clones } from '../../repositories/clones';
import type { GitApi, GitRepository } from './gitExtension';

/** Notices which folders open in this window are clones, and forgets those that are gone. */
export function watchClones(api: GitApi, clones: Clones, webUrl: () => string): vscode.Disposable {
  const owned: vscode.Disposable[] = [];
  const watch = (repository: GitRepository) => {
    const look = () => {
      // While Git is still looking there are no remotes, which does not mean that there are none.
      if (repository.rootUri.scheme !== 'file' || repository.state.remotes.length === 0) return;
      void clones.set(repository.rootUri.fsPath, readRemotes(repository, webUrl()));
    };
    owned.push(repository.state.onDidChange(look));
    look();
  };
  owned.push(api.onDidOpenRepository(watch));
  api.repositories.forEach(watch);
  void forgetGone(clones);
  return new vscode.Disposable(() => {
    for (const item of owned) item.dispose();
  });
}

/** The repositories of our Bitbucket that the clones open in this window belong to, the selected one first. */
export function readOpenRepositories(api: GitApi, webUrl: string): readonly RepositoryId[] {
  const selected = api.repositories.filter(({ ui }) => ui.selected);
  return [...selected, ...api.repositories].flatMap((repository) => readRemotes(repository, webUrl));
}

/** The folder is still a clone. */
export async function isCloneThere(folder: string): Promise<boolean> {
  return access(join(folder, '.git')).then(
    () => true,
    () => false,
  );
}

async function forgetGone(clones: Clones): Promise<void> {
  for (const folder of clones.readFolders()) if (!(await isCloneThere(folder))) await clones.forget(folder);
}

function readRemotes({ state }: GitRepository, webUrl: string): readonly RepositoryId[] {
  return state.remotes
    .flatMap(({ fetchUrl, pushUrl }) => [fetchUrl, pushUrl])
    .flatMap((address) => (address === undefined ? [] : (readCloneAddress(address, webUrl) ?? [])));
}
