import * as vscode from 'vscode';
import { mostRequests } from '../../projects/findProjects';
import { qualityRulesPath } from '../../pipelines/quality/qualityRules';
import { sharedPipelinesPath } from '../../pipelines/sharedPipelines';
import { runCancellably } from '../files/cancellableWork';
import { readCommandTarget } from '../files/commandTarget';
import type { FileCommandContext } from '../files/fileCommandContext';
import { toUri } from '../files/locationUri';
import { fileScheme } from '../ids';
import { toPlainText } from '../plainText';
import { findPathBelow } from './folderSource';
import type { OpenPlace } from './openPlace';
import type { HeldPlace, Places } from './places';
import type { ProblemCounts, RepositoryCheck } from './repositoryCheck';

const patienceMs = 500;
/** The editor shows that work is under way for so long at least, beside whatever is told earlier. */
const shortestNoticeMs = 800;

export interface CheckRepositoryContext extends Pick<FileCommandContext, 'access' | 'clock'> {
  readonly places: Places;
  /** The check of a place, made at the first call; it keeps hold of the place. */
  readonly openCheck: (held: HeldPlace) => RepositoryCheck;
}

/**
 * Checks all files of the repository or clone that a row, an address or the active editor names. Says first what that
 * costs, can be cancelled, and keeps what was read until then.
 */
export async function checkRepository(context: CheckRepositoryContext, argument: unknown): Promise<void> {
  const uri = await findTarget(context, argument);
  if (uri === undefined) return;
  const held = await context.places.hold(uri);
  if (held === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('This file belongs to no repository that can be checked.'));
    return;
  }
  const name = toName(held.place);
  const isFree = held.place.source.rootUri.scheme !== fileScheme;
  const check = context.openCheck(held);
  if (!(await isListed(context, held.place, name))) return;
  const { pipelines, unread } = held.place.index;
  if (!isFree && unread.length > 0 && !(await agree(name, pipelines.length, unread.length))) return;
  const noticedMs = context.clock.now();
  const counts = await runCancellably(toPlainText(vscode.l10n.t('Checking {0}', name)), async (signal, report) => {
    await readAll(held.place, signal, report);
    return check.checkAll(signal);
  });
  if (counts === undefined) return;
  const leftMs = noticedMs + shortestNoticeMs - context.clock.now();
  if (leftMs > 0) await context.clock.sleep(leftMs);
  await tell(name, counts, held.place.index.unread.length);
}

/** What is known already is not worth a notification: the editor holds back the last of several in a row. */
async function isListed({ clock }: CheckRepositoryContext, place: OpenPlace, name: string): Promise<boolean> {
  const listing = place.settle().then(() => true);
  if (await Promise.race([listing, clock.sleep(patienceMs).then(() => false)])) return true;
  const title = vscode.l10n.t('Listing the pipelines of {0}', name);
  return (await runCancellably(toPlainText(title), () => listing)) === true;
}

/** An address in the repository; `undefined` when the user declined to choose, or after saying that there is none. */
async function findTarget({ access }: CheckRepositoryContext, argument: unknown): Promise<vscode.Uri | undefined> {
  const target = readCommandTarget(argument);
  if (target !== undefined) {
    const { location, accountId } = target;
    // What is called on the row of an account is done by that account.
    const isServed = accountId === undefined || (await access.getAsking(location.repository, accountId)) !== undefined;
    return isServed ? toUri(location, '') : undefined;
  }
  if (argument instanceof vscode.Uri) return argument;
  const folders = vscode.workspace.workspaceFolders ?? [];
  const active = vscode.window.activeTextEditor?.document.uri;
  if (active !== undefined && folders.some(({ uri }) => findPathBelow(uri, active) !== undefined)) return active;
  if (folders.length === 0) {
    if (active !== undefined && active.scheme !== 'untitled') return active;
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Open a repository, a clone or one of its files first, or call this on a row of the Repositories view.',
      ),
    );
    return undefined;
  }
  const items = folders.map(({ name, uri }) => ({ label: name, uri }));
  const title = vscode.l10n.t('Check Repository');
  const chosen = items.length === 1 ? items[0] : await vscode.window.showQuickPick(items, { title });
  // The folder may be in the middle of a clone: what is around it is looked for from a file in it.
  return chosen && (chosen.uri.scheme === fileScheme ? chosen.uri : vscode.Uri.joinPath(chosen.uri, 'any'));
}

async function agree(name: string, all: number, unread: number): Promise<boolean> {
  const { language } = vscode.env;
  const check = vscode.l10n.t('Check');
  const message = vscode.l10n.t(
    'Check the {0} pipelines of {1}? {2} of them were not read yet: this takes {3} requests; Bitbucket grants about {4} an hour.',
    all.toLocaleString(language),
    name,
    unread.toLocaleString(language),
    Math.min(unread, mostRequests).toLocaleString(language),
    (2 * mostRequests).toLocaleString(language),
  );
  return (await vscode.window.showInformationMessage(toPlainText(message), check)) === check;
}

async function readAll(place: OpenPlace, signal: AbortSignal, report: (message: string) => void): Promise<void> {
  const paths = place.index.unread.slice(0, mostRequests);
  await place.readEach(paths, signal, (done) => {
    report(vscode.l10n.t('{0} of {1} pipelines read', done, paths.length));
  });
  for (const path of [qualityRulesPath, sharedPipelinesPath]) await place.readText(path, signal);
}

async function tell(name: string, { error, warning, hint, files }: ProblemCounts, left: number): Promise<void> {
  const parts = [
    error + warning + hint === 0
      ? vscode.l10n.t('Checked {0} pipelines of {1}: no problems.', files, name)
      : vscode.l10n.t(
          'Checked {0} pipelines of {1}: {2} errors, {3} warnings, {4} hints.',
          files,
          name,
          error,
          warning,
          hint,
        ),
  ];
  if (left > 0) {
    parts.push(vscode.l10n.t('{0} were not read: half of the hourly requests are spent. Go on in an hour.', left));
  }
  const show = vscode.l10n.t('Show problems');
  const buttons = error + warning + hint > 0 ? [show] : [];
  if ((await vscode.window.showInformationMessage(toPlainText(parts.join(' ')), ...buttons)) !== show) return;
  await vscode.commands.executeCommand('workbench.actions.view.problems');
}

function toName({ source: { rootUri } }: OpenPlace): string {
  return rootUri.path.slice(rootUri.path.lastIndexOf('/') + 1);
}
