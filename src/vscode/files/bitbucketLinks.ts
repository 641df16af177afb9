import * as vscode from 'vscode';
import { BitbucketError } from '../../bitbucket/bitbucketError';
import { toBitbucketLink, toRepositoryLink } from '../../repositories/bitbucketLink';
import { openInBrowser } from '../openInBrowser';
import { readCommandTarget, readSelectedLines, type CommandTarget } from './commandTarget';
import type { FileCommandContext } from './fileCommandContext';
import { workOn } from './workOn';

/** Shows the file, folder or repository on Bitbucket's website, at the commit that is shown here. */
export async function openOnBitbucket(context: FileCommandContext, argument: unknown): Promise<void> {
  const target = readTarget(argument);
  if (target === undefined) return;
  await openInBrowser(await toLink(context, target));
}

/** Copies a link that shows the same for ever: pinned to the commit, with the lines selected. */
export async function copyBitbucketLink(context: FileCommandContext, argument: unknown): Promise<void> {
  const target = readTarget(argument);
  if (target === undefined) return;
  await vscode.env.clipboard.writeText(await toLink(context, target));
  vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) Link copied'), 3000);
}

async function toLink({ access, webUrl }: FileCommandContext, target: CommandTarget): Promise<string> {
  const { location, path, accountId } = target;
  const { repository } = location;
  const lines = readSelectedLines(target, vscode.window.activeTextEditor);
  return workOn(repository, async (signal) => {
    const services = await access.get(repository, accountId, signal);
    try {
      const { commit } = await services.files.resolve(location, signal);
      return toBitbucketLink(webUrl(), { repository, commit, path, ...(lines && { lines }) });
    } catch (error) {
      // An empty repository, or one whose branch is gone, still has a page.
      if (path === '' && BitbucketError.is(error, 'notFound')) return toRepositoryLink(webUrl(), repository);
      throw error;
    }
  });
}

function readTarget(argument: unknown): CommandTarget | undefined {
  const target = readCommandTarget(argument);
  if (target === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a file of a Bitbucket repository first.'));
  }
  return target;
}
