import * as vscode from 'vscode';
import type { CheckResult, Finding, RequestTrouble, SelectedRepository } from '../../auth/diagnosis/finding';
import type { EndpointName } from '../../auth/endpoints';
import { commandIds, settingIds } from '../ids';

/** A button of the report. */
export interface DiagnosisAction {
  readonly title: string;
  readonly command: string;
  readonly arguments?: readonly unknown[];
}

const settingOf: Readonly<Record<EndpointName, string>> = settingIds;

/** The buttons of a line; a failed one has at least one. */
export function toActions({ finding, outcome }: CheckResult, webUrl: string): readonly DiagnosisAction[] {
  const actions = findActions(finding, webUrl);
  return outcome === 'failed' && actions.length === 0 ? [again()] : actions;
}

function findActions(finding: Finding, webUrl: string): readonly DiagnosisAction[] {
  switch (finding.kind) {
    case 'requestFailed':
      return findTroubleActions(finding.trouble, webUrl);
    case 'settingInvalid':
      return [openSetting(settingOf[finding.endpoint], vscode.l10n.t('Open setting'))];
    case 'signedIn':
      return [run(vscode.l10n.t('Switch account'), commandIds.switchAccount)];
    case 'signedOut':
      return [run(vscode.l10n.t('Sign in'), commandIds.signIn)];
    case 'secretsUnavailable':
      return [again(), run(vscode.l10n.t('Show log'), commandIds.showLog)];
    case 'sessionEnded':
    case 'sessionRefused':
      return [reauthorize()];
    case 'renewalFailed':
      return ['unreachable', 'rateLimited'].includes(finding.failure) ? [again()] : [reauthorize()];
    case 'scopesExcess':
      return [run(vscode.l10n.t('Show account'), commandIds.showAccount)];
    case 'scopesMissing':
      return [run(vscode.l10n.t('Copy request for my administrator'), commandIds.copyConsumerRequest), reauthorize()];
    case 'noWorkspace':
    case 'noWritableRepository':
      return [run(vscode.l10n.t('Switch account'), commandIds.switchAccount), openPage(webUrl)];
    case 'repositoriesInPart':
      return [openPage(webUrl)];
    case 'mainMissing':
      return [openPage(`${toPage(webUrl, finding.repository)}/branches/`)];
    case 'repositoryEmpty':
      return [openPage(`${toPage(webUrl, finding.repository)}/src`)];
    case 'repositoryReadOnly':
      return [
        run(vscode.l10n.t('Switch account'), commandIds.switchAccount),
        openPage(toPage(webUrl, finding.repository)),
      ];
    case 'repositoryGone':
      return [run(vscode.l10n.t('Refresh repositories'), commandIds.refreshRepositories)];
    case 'conflicts':
      return finding.paths.slice(0, 3).map((path) => {
        const encoded = path.split('/').map(encodeURIComponent).join('/');
        return openPage(`${toPage(webUrl, finding.repository)}/src/main/${encoded}`, path);
      });
    case 'announcements':
      return [run(vscode.l10n.t('Check for updates'), 'workbench.extensions.action.checkForUpdates')];
    case 'clockRight':
    case 'clockUnknown':
    case 'clockWrong':
    case 'limited':
    case 'mainPresent':
    case 'noAnnouncement':
    case 'noConflicts':
    case 'noRepositorySelected':
    case 'nothingToRenew':
    case 'notLimited':
    case 'reachable':
    case 'renewed':
    case 'repositories':
    case 'scopesRight':
    case 'settingsRight':
    case 'skipped':
    case 'workspaces':
      return [];
  }
}

function findTroubleActions(trouble: RequestTrouble, webUrl: string): readonly DiagnosisAction[] {
  switch (trouble.kind) {
    case 'unreachable':
      return [
        openSetting('http.proxy', vscode.l10n.t('Open proxy settings')),
        run(vscode.l10n.t('Show log'), commandIds.showLog),
      ];
    case 'notBitbucket':
    case 'forbidden':
      return [openPage(webUrl), again()];
    case 'serverError':
      return [openPage('https://bitbucket.status.atlassian.com/'), again()];
    case 'unauthorized':
      return [reauthorize()];
    case 'notFound':
      return [openSetting('maia.bitbucket', vscode.l10n.t('Open settings'))];
    case 'rateLimited':
      return [again()];
  }
}

function toPage(webUrl: string, { workspace, slug }: SelectedRepository): string {
  return `${webUrl}/${encodeURIComponent(workspace)}/${encodeURIComponent(slug)}`;
}

function run(title: string, command: string): DiagnosisAction {
  return { title, command };
}

function again(): DiagnosisAction {
  return run(vscode.l10n.t('Diagnose again'), commandIds.diagnoseConnection);
}

function reauthorize(): DiagnosisAction {
  return run(vscode.l10n.t('Reauthorize'), commandIds.reauthorize);
}

/** As text: the editor would decode and encode an address once more. */
function openPage(url: string, name?: string): DiagnosisAction {
  const title = name === undefined ? vscode.l10n.t('Open in browser') : vscode.l10n.t('Open {0} in browser', name);
  return { title, command: 'vscode.open', arguments: [url] };
}

function openSetting(id: string, title: string): DiagnosisAction {
  return { title, command: 'workbench.action.openSettings', arguments: [id] };
}
