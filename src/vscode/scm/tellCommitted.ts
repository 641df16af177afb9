import * as vscode from 'vscode';
import { toRepositoryLink } from '../../repositories/bitbucketLink';
import type { CommitOutcome } from '../../repositories/commits/commitOutcome';
import { commandIds } from '../ids';
import { openInBrowser } from '../openInBrowser';
import { showWithOffers, type Offer } from './offers';
import type { OpenBranch } from './openBranch';
import type { SourceControlContext } from './sourceControlContext';
import { ToldRepositories } from './toldRepositories';

type Committed = Extract<CommitOutcome, { kind: 'committed' }>;
const shownForMs = 8000;

/**
 * Confirms a commit: what it means for Maia in full once per repository, then in a word. A branch made for the commit is
 * offered to be merged and to be worked on.
 */
export async function tellCommitted(
  context: SourceControlContext,
  branch: OpenBranch,
  { commit, branch: target }: Committed,
): Promise<void> {
  const { repository, ref } = branch.location;
  const short = commit.slice(0, 7);
  if (target !== ref.name) {
    await tellOfNewBranch(context, branch, { short, target });
    return;
  }
  const told = new ToldRepositories(context.state);
  const said = vscode.l10n.t('Committed {0} to {1} as {2}.', short, target, branch.account.label);
  if (told.has(repository)) {
    vscode.window.setStatusBarMessage(`$(check) ${said}`, shownForMs);
    return;
  }
  await told.add(repository);
  const offers = [...(await offerMaia(branch, target)), offerCommitPage(context, branch, commit)];
  const truth = vscode.l10n.t(
    'Maia does not have it yet: commit what is open in Designer, then “Pull remote changes”, then publish.',
  );
  await showWithOffers(vscode.window.showInformationMessage, `${said} ${truth}`, offers);
}

export function offerCommitPage({ webUrl }: SourceControlContext, branch: OpenBranch, commit: string): Offer {
  return {
    title: vscode.l10n.t('Open commit on Bitbucket'),
    run: () => openInBrowser(`${toRepositoryLink(webUrl(), branch.location.repository)}/commits/${commit}`),
  };
}

async function tellOfNewBranch(
  { webUrl }: SourceControlContext,
  branch: OpenBranch,
  { short, target }: { readonly short: string; readonly target: string },
): Promise<void> {
  const { repository, ref } = branch.location;
  const query = new URLSearchParams({ source: target, dest: ref.name }).toString();
  await showWithOffers(
    vscode.window.showInformationMessage,
    vscode.l10n.t(
      'Committed {0} to the new branch {1} as {2}. A pull request brings it to {3}.',
      short,
      target,
      branch.account.label,
      ref.name,
    ),
    [
      {
        title: vscode.l10n.t('Open pull request on Bitbucket'),
        run: () => openInBrowser(`${toRepositoryLink(webUrl(), repository)}/pull-requests/new?${query}`),
      },
      {
        title: vscode.l10n.t('Switch to branch'),
        run: () =>
          vscode.commands.executeCommand(commandIds.switchBranch, {
            location: { repository, ref: { kind: 'branch', name: target } },
          }),
      },
    ],
  );
}

/** A button where the repository says which project of Maia it belongs to. */
async function offerMaia({ tree }: OpenBranch, target: string): Promise<readonly Offer[]> {
  const { projectFilePath, readMaiaLink, toDesignerUrl } = await import('../../projects/readMaiaLink');
  // Offline, or no such file: nothing to offer either way.
  const bytes = await tree.read(projectFilePath).catch(() => undefined);
  const link = bytes && readMaiaLink(new TextDecoder().decode(bytes));
  if (link === undefined) return [];
  return [{ title: vscode.l10n.t('Open in Maia'), run: () => openInBrowser(toDesignerUrl(link, target)) }];
}
