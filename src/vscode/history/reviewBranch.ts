import * as vscode from 'vscode';
import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import type { Changes } from '../../repositories/history/repositoryHistory';
import { toPullRequestLink } from '../../repositories/history/pullRequestLink';
import type { RepositoryServices } from '../../repositories/repositoryServices';
import { findActivePlace } from '../branches/activeBranch';
import { countDrafts } from '../branches/countDrafts';
import { offerRepository } from '../branches/offerRepository';
import { readCommandTarget } from '../files/commandTarget';
import { workOn } from '../files/workOn';
import { openInBrowser } from '../openInBrowser';
import { pickBranch } from '../pickers/branchPicker';
import { toPlainText } from '../plainText';
import { findChangeUris, type ComparedCommits } from './changeUris';
import type { HistoryContext } from './historyContext';
import { toShortHash } from './historyText';
import { fetchShownChanges, toCountText } from './openChanges';

/** As many files as a review lists: at 500 a page, four requests. */
const mostListed = 2000;

/** A branch to be looked at. */
interface Reviewed {
  readonly services: RepositoryServices;
  readonly repository: RepositoryId;
  readonly branch: string;
}

/**
 * Lists everything a branch brings since it parted from the default branch, or from one that is chosen. Costs four
 * requests, and one more for every 500 files; no file is read.
 */
export async function reviewBranch(context: HistoryContext, argument: unknown): Promise<void> {
  const reviewed = await findBranch(context, argument);
  if (reviewed === undefined) return;
  const { services, repository, branch } = reviewed;
  const { mainBranch } = await workOn(repository, (signal) => services.api.fetchRepository(repository, signal));
  const target = mainBranch === branch ? undefined : mainBranch;
  await review(context, reviewed, target ?? (await pickOther(context, reviewed)));
}

/** Lists in what two branches differ: the active or given one, and one that is chosen. */
export async function compareBranches(context: HistoryContext, argument: unknown): Promise<void> {
  const compared = await findBranch(context, argument);
  if (compared !== undefined) await compareAnother(context, compared);
}

/** Opens Bitbucket's page that makes a pull request of a branch: the active one or `{ location, target? }`. */
export async function openPullRequest(context: HistoryContext, argument: unknown): Promise<void> {
  const place = (argument === undefined ? undefined : readCommandTarget(argument)) ?? findActivePlace();
  if (place?.location.ref.kind !== 'branch') {
    await offerRepository();
    return;
  }
  const { repository, ref } = place.location;
  const hasTarget = typeof argument === 'object' && argument !== null && 'target' in argument;
  const target = hasTarget && typeof argument.target === 'string' ? argument.target : undefined;
  await openInBrowser(toPullRequestLink(context.webUrl(), repository, { source: ref.name, target }));
}

async function review(context: HistoryContext, reviewed: Reviewed, target: string | undefined): Promise<void> {
  if (target === undefined) return;
  const { services, repository, branch } = reviewed;
  const tips = await findTips(reviewed, target);
  if (tips === undefined) return;
  const { of: to } = tips;
  const from = await workOn(repository, (signal) =>
    services.history.findMergeBase(repository, [to, tips.target], signal),
  );
  if (from === undefined) {
    const message = vscode.l10n.t(
      '{0} and {1} have no commit in common, so there is nothing to compare.',
      branch,
      target,
    );
    void vscode.window.showWarningMessage(toPlainText(message));
    return;
  }
  const range = { repository, from, to };
  const found = await fetchShownChanges(services, range, mostListed);
  const drafts = await sayDrafts(reviewed);
  if (found.changes.length === 0) {
    const nothing = vscode.l10n.t('{0} has nothing that {1} lacks.', branch, target);
    await offerAnother([nothing, drafts], () => reviewAnother(context, reviewed));
    return;
  }
  await begin(context, reviewed, {
    target,
    range,
    found,
    title: vscode.l10n.t('Review: {0} against {1}', branch, target),
    subject: vscode.l10n.t('{0} against {1}', branch, target),
    sentences: [vscode.l10n.t('{0} since {1} of {2}.', toCountText(found), toShortHash(from), target), drafts],
    again: () => review(context, reviewed, target),
    withAnother: () => reviewAnother(context, reviewed),
  });
}

async function reviewAnother(context: HistoryContext, reviewed: Reviewed): Promise<void> {
  await review(context, reviewed, await pickOther(context, reviewed));
}

async function compare(context: HistoryContext, reviewed: Reviewed, target: string | undefined): Promise<void> {
  if (target === undefined) return;
  const { services, repository, branch } = reviewed;
  const tips = await findTips(reviewed, target);
  if (tips === undefined) return;
  const range = { repository, from: tips.target, to: tips.of };
  const found = await fetchShownChanges(services, range, mostListed);
  if (found.changes.length === 0) {
    const message = vscode.l10n.t('{0} and {1} hold the same files.', target, branch);
    void vscode.window.showInformationMessage(toPlainText(message));
    return;
  }
  const title = `${target} ↔ ${branch}`;
  await begin(context, reviewed, {
    target,
    range,
    found,
    title,
    subject: title,
    sentences: [`${toCountText(found)}.`, await sayDrafts(reviewed)],
    again: () => compare(context, reviewed, target),
    withAnother: () => compareAnother(context, reviewed),
  });
}

async function compareAnother(context: HistoryContext, reviewed: Reviewed): Promise<void> {
  await compare(context, reviewed, await pickOther(context, reviewed));
}

/** What was found when two branches were compared, and what it is called. */
interface Found {
  readonly target: string;
  readonly range: ComparedCommits;
  readonly found: Changes;
  readonly title: string;
  readonly subject: string;
  readonly sentences: readonly string[];
  readonly again: () => Promise<void>;
  readonly withAnother: () => Promise<void>;
}

async function begin(context: HistoryContext, { repository, branch }: Reviewed, given: Found): Promise<void> {
  const { target, range, found, sentences, ...named } = given;
  const files = found.changes.flatMap((change) => findChangeUris(range, change) ?? []);
  const unnamed = found.changes.length - files.length;
  const left = unnamed === 0 ? '' : vscode.l10n.t('{0} of them have names that no address can hold.', unnamed);
  await context.beginReview({
    ...named,
    files,
    note: join([...sentences, left]),
    openPullRequest: () => openInBrowser(toPullRequestLink(context.webUrl(), repository, { source: branch, target })),
  });
}

async function offerAnother(sentences: readonly string[], start: () => Promise<void>): Promise<void> {
  const another = vscode.l10n.t('Against another branch…');
  const pressed = await vscode.window.showInformationMessage(toPlainText(join(sentences)), another);
  if (pressed === another) await start();
}

function join(sentences: readonly string[]): string {
  return sentences.filter((it) => it !== '').join(' ');
}

async function sayDrafts({ services, repository, branch }: Reviewed): Promise<string> {
  const drafts = await countDrafts(services.workingTree(repository, branch).drafts);
  return drafts === 0 ? '' : vscode.l10n.t('Drafts that are not committed are not among them ({0}).', drafts);
}

async function findBranch(context: HistoryContext, argument: unknown): Promise<Reviewed | undefined> {
  const place = (argument === undefined ? undefined : readCommandTarget(argument)) ?? findActivePlace();
  if (place?.location.ref.kind !== 'branch') {
    await offerRepository();
    return undefined;
  }
  const { repository, ref } = place.location;
  const services = await workOn(repository, (signal) => context.access.getAsking(repository, undefined, signal));
  return services && { services, repository, branch: ref.name };
}

function pickOther({ clock }: HistoryContext, { services, repository, branch }: Reviewed): Promise<string | undefined> {
  return pickBranch({
    api: services.api,
    repository,
    current: branch,
    clock,
    language: vscode.env.language,
    title: vscode.l10n.t('Compare {0} with', branch),
  });
}

/** Where both branches are now: one request. `undefined` after saying that one of them is gone. */
async function findTips(
  { services, repository, branch }: Reviewed,
  target: string,
): Promise<{ readonly of: string; readonly target: string } | undefined> {
  const names = [...new Set([branch, target])];
  const found = await workOn(repository, (signal) => services.tips.find(repository, names, signal));
  const [one, other] = [branch, target].map((name) => found.find((it) => it.name === name)?.commit);
  if (one !== undefined && other !== undefined) return { of: one, target: other };
  const { workspace, slug } = repository;
  const message = vscode.l10n.t(
    'There is no branch {0} in {1} any more. It was deleted or renamed, perhaps after a pull request was merged.',
    one === undefined ? branch : target,
    `${workspace}/${slug}`,
  );
  void vscode.window.showWarningMessage(toPlainText(message));
  return undefined;
}
