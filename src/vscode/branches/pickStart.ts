import * as vscode from 'vscode';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import type { Ref } from '../../repositories/location';
import type { RepositoryServices } from '../../repositories/repositoryServices';
import { workOn } from '../files/workOn';
import { pickBranch } from '../pickers/branchPicker';
import type { BranchContext } from './branchContext';

/** Where a branch begins. */
export type BranchStart = Ref;

interface TypedHash {
  readonly hash: string;
}

/** As Bitbucket's pages show it, or whole. */
const hashPattern = /^[0-9a-f]{7,40}$/i;

/** Lets the user choose a branch, or a commit by its hash; `undefined` when they decline or there is no such commit. */
export async function pickStart(
  context: Pick<BranchContext, 'clock'>,
  {
    services,
    repository,
    current,
  }: { readonly services: RepositoryServices; readonly repository: RepositoryId; readonly current: string },
): Promise<BranchStart | undefined> {
  const picked = await pickBranch<TypedHash>({
    api: services.api,
    repository,
    current,
    clock: context.clock,
    language: vscode.env.language,
    title: vscode.l10n.t('Where the branch begins'),
    placeholder: vscode.l10n.t('Name of a branch, or the hash of a commit'),
    extras: (typed) => {
      if (typed === '') return [{ label: vscode.l10n.t('This branch ({0})', current), value: { hash: '' } }];
      return hashPattern.test(typed)
        ? [{ label: vscode.l10n.t('$(git-commit) Commit {0}', typed), value: { hash: typed.toLowerCase() } }]
        : [];
    },
  });
  if (picked === undefined) return undefined;
  if (typeof picked === 'string') return { kind: 'branch', name: picked };
  if (picked.hash === '') return { kind: 'branch', name: current };
  const hash = await workOn(repository, (signal) => services.api.findCommit(repository, picked.hash, signal));
  if (hash !== undefined) return { kind: 'commit', hash };
  void vscode.window.showErrorMessage(vscode.l10n.t('There is no commit {0} in this repository.', picked.hash));
  return undefined;
}
