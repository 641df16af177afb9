import * as vscode from 'vscode';
import { assertNever } from '../../base/assertNever';
import { toRepositoryLink } from '../../repositories/bitbucketLink';
import type { CommitOutcome } from '../../repositories/commits/commitOutcome';
import { commandIds } from '../ids';
import { openInBrowser } from '../openInBrowser';
import type { CommitWish } from './commitWish';
import { showWithOffers, type Offer } from './offers';
import type { OpenBranch } from './openBranch';
import { reviewPaths } from './reviewPaths';
import type { SourceControlContext } from './sourceControlContext';
import { offerCommitPage, tellCommitted } from './tellCommitted';

export interface Told {
  readonly outcome: CommitOutcome;
  /** Commits once more, with what is different this time. */
  readonly again: (wish: CommitWish) => Promise<void>;
}

const shownForMs = 8000;

/** The one place where the end of a commit becomes words and buttons. Resolves when the message is gone. */
export async function tellOutcome(
  context: SourceControlContext,
  branch: OpenBranch,
  { outcome, again }: Told,
): Promise<void> {
  const { name } = branch.location.ref;
  switch (outcome.kind) {
    case 'committed':
      return tellCommitted(context, branch, outcome);
    case 'alreadyThere': {
      const text = vscode.l10n.t('$(check) All of it is in {0} already: {1}', name, outcome.commit.slice(0, 7));
      vscode.window.setStatusBarMessage(text, shownForMs);
      return;
    }
    case 'merged':
      return showWithOffers(vscode.window.showInformationMessage, toMergedText(outcome.paths), [
        { title: vscode.l10n.t('Review'), run: () => reviewPaths(branch, outcome.paths) },
        { title: vscode.l10n.t('Commit'), run: () => again({}) },
      ]);
    case 'conflict':
      return tellConflict(branch, outcome.paths);
    case 'protected':
      return showWithOffers(
        vscode.window.showWarningMessage,
        vscode.l10n.t(
          'Bitbucket lets nobody commit to {0} directly: this branch is protected. Commit to a new branch, and open a pull request from there.',
          outcome.branch,
        ),
        [{ title: vscode.l10n.t('Commit to a new branch…'), run: () => again({ toNewBranch: true }) }],
      );
    case 'branchGone':
      return tellBranchGone(branch, again);
    case 'branchExists':
    case 'badBranchName':
      return again({ toNewBranch: true, refusedName: outcome.branch });
    case 'notAllowed':
    case 'movedTooOften':
    case 'unknown':
    case 'differs':
      return tellTrouble(context, branch, { outcome, again });
    default:
      return assertNever(outcome);
  }
}

/** Drafts of a branch that was deleted can still go to another one. */
export async function tellBranchGone({ location, changes }: OpenBranch, commit: Told['again']): Promise<void> {
  const { name } = location.ref;
  if (changes.length === 0) {
    return showWithOffers(
      vscode.window.showWarningMessage,
      vscode.l10n.t('{0} is not on Bitbucket any more.', name),
      [],
    );
  }
  return showWithOffers(
    vscode.window.showWarningMessage,
    vscode.l10n.t('{0} is not on Bitbucket any more. Your drafts are all there.', name),
    [{ title: vscode.l10n.t('Commit to a new branch…'), run: () => commit({ toNewBranch: true }) }],
  );
}

async function tellTrouble(context: SourceControlContext, branch: OpenBranch, { outcome, again }: Told): Promise<void> {
  const { text, offers } = toTrouble(context, branch, outcome, again);
  await showWithOffers(vscode.window.showWarningMessage, text, offers);
}

function toTrouble(
  context: SourceControlContext,
  branch: OpenBranch,
  outcome: CommitOutcome,
  again: Told['again'],
): { readonly text: string; readonly offers: readonly Offer[] } {
  const { repository, ref } = branch.location;
  if (outcome.kind === 'movedTooOften') {
    return {
      text: vscode.l10n.t(
        'Somebody else committed to {0} at every attempt, so nothing of yours was committed. Your drafts are all there.',
        ref.name,
      ),
      offers: [{ title: vscode.l10n.t('Try again'), run: () => again({}) }],
    };
  }
  if (outcome.kind === 'unknown' && outcome.isSignInNeeded === true) {
    return {
      text: vscode.l10n.t(
        'The commit was sent to {0}, but this sign-in ended before it was known whether it arrived. Sign in again, and it is looked up; nothing is lost.',
        ref.name,
      ),
      offers: [{ title: vscode.l10n.t('Sign in'), run: () => signInAndLook(branch) }],
    };
  }
  if (outcome.kind === 'unknown') {
    return {
      text: vscode.l10n.t(
        'No answer came from Bitbucket, so it is not known yet whether the commit arrived. It is looked up when Bitbucket answers again; nothing is lost.',
      ),
      offers: [
        {
          title: vscode.l10n.t('Look now'),
          run: () => lookAgain(branch),
        },
      ],
    };
  }
  if (outcome.kind === 'differs') {
    return {
      text: vscode.l10n.t(
        'The commit {0} is there, but it does not hold what was sent: {1}. Your drafts are all there; compare them with the branch.',
        outcome.commit.slice(0, 7),
        toNames(outcome.paths),
      ),
      offers: [
        { title: vscode.l10n.t('Review'), run: () => reviewPaths(branch, outcome.paths) },
        offerCommitPage(context, branch, outcome.commit),
      ],
    };
  }
  return {
    text: vscode.l10n.t(
      '{0} may read {1}, but not commit to it. Your drafts are all there. Ask one of its administrators, or use another account.',
      branch.account.label,
      `${repository.workspace}/${repository.slug}`,
    ),
    offers: [
      {
        title: vscode.l10n.t('Choose account…'),
        run: () => vscode.commands.executeCommand(commandIds.chooseAccount, { location: branch.location }),
      },
      {
        title: vscode.l10n.t('Open on Bitbucket'),
        run: () => openInBrowser(toRepositoryLink(context.webUrl(), repository)),
      },
    ],
  };
}

function lookAgain({ location }: OpenBranch): PromiseLike<unknown> {
  return vscode.commands.executeCommand(commandIds.refreshSourceControl, { location });
}

async function signInAndLook(branch: OpenBranch): Promise<void> {
  await vscode.commands.executeCommand(commandIds.reauthorize, branch.account.id);
  await lookAgain(branch);
}

/** Opens the first conflict; the others wait in the Source Control view. */
async function tellConflict(branch: OpenBranch, paths: readonly string[]): Promise<void> {
  const [first] = paths;
  if (first === undefined) return;
  const target = { location: branch.location, path: first };
  const told = showWithOffers(
    vscode.window.showWarningMessage,
    vscode.l10n.t(
      'Somebody else changed the same lines of {0}, so nothing was committed. Choose what to keep, then commit again.',
      toNames(paths),
    ),
    [
      {
        title: vscode.l10n.t('Choose…'),
        run: () => vscode.commands.executeCommand(commandIds.chooseResolution, target),
      },
    ],
  );
  await vscode.commands.executeCommand(commandIds.resolveConflict, target);
  await told;
}

/** What is said when somebody else's work went into the user's drafts. */
export function toMergedText(paths: readonly string[]): string {
  return vscode.l10n.t(
    'Somebody else changed other lines of {0}. Both are in the drafts now. Look at them, then commit again.',
    toNames(paths),
  );
}

/** As many names as fit into a sentence. */
function toNames(paths: readonly string[]): string {
  const [first = '', second] = paths;
  if (second === undefined) return first;
  return paths.length === 2
    ? vscode.l10n.t('{0} and {1}', first, second)
    : vscode.l10n.t('{0}, {1} and {2} more', first, second, paths.length - 2);
}
