import * as vscode from 'vscode';
import { workCancellably } from '../files/cancellableWork';
import { fileScheme } from '../ids';
import type { PipelinePlace } from './languageContext';

/**
 * Makes sure that whoever refers to something is known before that changes its name. Files of a clone are just read; what
 * takes requests is offered first. `false` when the user would rather leave it all.
 */
export async function readRest(place: PipelinePlace, signal: AbortSignal): Promise<boolean> {
  await place.settle(signal);
  const count = place.index.unread.length;
  if (count === 0) return true;
  if (place.rootUri.scheme === fileScheme) {
    const look = vscode.l10n.t('Look into them');
    const goOn = vscode.l10n.t('Go on without');
    const message =
      count === 1
        ? vscode.l10n.t('One pipeline was not read yet, and may refer to it.')
        : vscode.l10n.t('{0} pipelines were not read yet, and may refer to it.', count);
    const detail =
      count === 1
        ? vscode.l10n.t('Looking into it takes one request of the 1,000 an hour that Bitbucket grants.')
        : vscode.l10n.t('Looking into them takes {0} requests of the 1,000 an hour that Bitbucket grants.', count);
    const answer = await vscode.window.showInformationMessage(message, { modal: true, detail }, look, goOn);
    if (answer !== look) return answer === goOn;
  }
  await readWithProgress(place, signal);
  return true;
}

/** With a notification that lets the user stop it; rejects with the abort reason then. */
export async function readWithProgress(place: PipelinePlace, signal?: AbortSignal): Promise<void> {
  await workCancellably(
    vscode.l10n.t('Looking into pipelines'),
    (stopped, report) =>
      place.readAll(stopped, (done, total) => {
        report(vscode.l10n.t('{0} of {1}', done, total));
      }),
    signal,
  );
}
