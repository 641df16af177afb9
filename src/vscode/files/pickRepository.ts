import * as vscode from 'vscode';
import type { BitbucketApi, RepositoryId } from '../../bitbucket/bitbucketApi';
import type { RepositoryLocation } from '../../repositories/location';
import type { FileCommandContext } from './fileCommandContext';
import { pickBySearch, type Choice } from './searchPick';

/** A repository as an account sees it. */
export interface PickedRepository {
  readonly repository: RepositoryId;
  readonly accountId: string;
}

const enoughBranches = 200;

/** Lets the user choose among the repositories they can write to; the server searches by name. */
export async function pickRepository({ access }: FileCommandContext): Promise<PickedRepository | undefined> {
  const accounts = await access.all();
  return pickBySearch<PickedRepository>({
    title: vscode.l10n.t('Open repository'),
    placeholder: vscode.l10n.t('Repository name'),
    search: async (text, add, signal) => {
      await Promise.all(
        accounts.map(({ api, account }) =>
          searchAccount(api, text, signal, (repositories) => {
            const detail = accounts.length > 1 ? { detail: account.label } : {};
            add(
              repositories.map((repository) => ({
                label: `$(repo) ${repository.slug}`,
                description: repository.workspace,
                ...detail,
                alwaysShow: true,
                value: { repository, accountId: account.id },
              })),
            );
          }),
        ),
      );
    },
  });
}

/** Lets the user choose one of a repository's branches. */
export async function pickBranch(
  api: BitbucketApi,
  repository: RepositoryId,
  lastUsed: string | undefined,
): Promise<RepositoryLocation | undefined> {
  return pickBySearch<RepositoryLocation>({
    title: vscode.l10n.t('Branch of {0}', `${repository.workspace}/${repository.slug}`),
    placeholder: vscode.l10n.t('Branch name'),
    search: async (text, add, signal) => {
      const filter = text === '' ? {} : { nameContains: text };
      let count = 0;
      for await (const { values } of api.listBranches(repository, { ...filter, signal })) {
        add(values.map(({ name }) => toBranchChoice(repository, name, lastUsed)));
        count += values.length;
        if (count >= enoughBranches) break;
      }
    },
  });
}

function toBranchChoice(
  repository: RepositoryId,
  name: string,
  lastUsed: string | undefined,
): Choice<RepositoryLocation> {
  return {
    label: `$(git-branch) ${name}`,
    ...(name === lastUsed ? { description: vscode.l10n.t('last used') } : {}),
    alwaysShow: true,
    value: { repository, ref: { kind: 'branch', name } },
  };
}

/** The first page of each workspace: whoever looks for more types more. */
async function searchAccount(
  api: BitbucketApi,
  text: string,
  signal: AbortSignal,
  add: (repositories: readonly RepositoryId[]) => void,
): Promise<void> {
  const filter = text === '' ? {} : { nameContains: text };
  const searches: Promise<void>[] = [];
  for await (const { values } of api.listWorkspaces(signal)) {
    searches.push(
      ...values.map(async ({ slug }) => {
        for await (const page of api.listWritableRepositories(slug, { ...filter, signal })) {
          add(page.values.map((it) => ({ workspace: it.workspace, slug: it.slug })));
          break;
        }
      }),
    );
  }
  await Promise.all(searches);
}
