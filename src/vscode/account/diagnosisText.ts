import * as vscode from 'vscode';
import type { CheckName, CheckResult, Finding } from '../../auth/diagnosis/finding';
import type { EndpointName } from '../../auth/endpoints';
import { settingIds } from '../ids';
import { explainMissingPermissions, toPermission } from '../permissionNames';
import { toRelativeTime } from '../relativeTime';
import { explainTrouble } from './troubleText';

/** What a line of the report says: what was found and, where that is bad, why and what to do. */
export interface DiagnosisText {
  readonly found: string;
  readonly remedy?: string;
}

/** What is known when the report is written. */
export interface TextContext {
  readonly nowMs: number;
  readonly language: string;
}

/** What is looked at, by name. */
export function toCheckTitle(check: CheckName): string {
  const titles: Readonly<Record<CheckName, string>> = {
    settings: vscode.l10n.t('Settings'),
    web: vscode.l10n.t('Bitbucket’s website'),
    api: vscode.l10n.t('Bitbucket’s API'),
    oauth: vscode.l10n.t('Bitbucket’s token endpoint'),
    clock: vscode.l10n.t('Clock of this computer'),
    session: vscode.l10n.t('Sign-in'),
    renewal: vscode.l10n.t('Renewal of the sign-in'),
    scopes: vscode.l10n.t('Permissions granted'),
    workspaces: vscode.l10n.t('Workspaces'),
    repositories: vscode.l10n.t('Repositories you can write to'),
    main: vscode.l10n.t('Branch “main” of the repository you work with'),
    conflicts: vscode.l10n.t('Unfinished merges in its pipelines'),
    rateLimit: vscode.l10n.t('Limit of requests'),
    announcements: vscode.l10n.t('Announcements of Bitbucket'),
  };
  return titles[check];
}

type FindingOf<K extends Finding['kind']> = { [P in K]: { readonly kind: P } & Extract<Finding, { kind: P }> }[K];
type Texts = { readonly [K in Finding['kind']]: (finding: FindingOf<K>, context: TextContext) => DiagnosisText };

const settingOf: Readonly<Record<EndpointName, string>> = settingIds;

/** One entry per kind of finding: a new kind does not compile until it has one. */
const texts: Texts = {
  settingsRight: ({ isDefault, proxy }) => ({
    found: [
      isDefault ? vscode.l10n.t('Bitbucket Cloud.') : vscode.l10n.t('Other addresses than Bitbucket Cloud’s are set.'),
      proxy === undefined ? vscode.l10n.t('No proxy is set.') : vscode.l10n.t('Proxy: {0}.', proxy),
    ].join(' '),
  }),
  settingInvalid: ({ endpoint }) => ({
    found: vscode.l10n.t('{0} is not an address that sign-ins may be sent to.', settingOf[endpoint]),
    remedy: vscode.l10n.t(
      'It must begin with https:// and hold no name, query or fragment. Empty it for Bitbucket Cloud.',
    ),
  }),
  reachable: ({ origin, tookMs }) => ({
    found: vscode.l10n.t('{0} answered after {1} ms.', origin, Math.round(tookMs)),
  }),
  requestFailed: ({ origin, trouble }) => explainTrouble(origin, trouble),
  clockRight: ({ skewMs }) => ({ found: vscode.l10n.t('Right to {0} s.', Math.ceil(Math.abs(skewMs) / 1000)) }),
  clockWrong: ({ skewMs }) => ({
    found:
      skewMs > 0
        ? vscode.l10n.t('{0} s behind Bitbucket’s.', Math.round(skewMs / 1000))
        : vscode.l10n.t('{0} s ahead of Bitbucket’s.', Math.round(-skewMs / 1000)),
    remedy: vscode.l10n.t(
      'Tokens and certificates seem too old or not valid yet. Let the system set date, time and time zone by itself.',
    ),
  }),
  clockUnknown: () => ({ found: vscode.l10n.t('Bitbucket did not say what time it is.') }),
  signedIn: ({ account, isApiToken, receivedAt }, { nowMs, language }) => {
    const age = toRelativeTime(receivedAt, nowMs, language);
    return {
      found: isApiToken
        ? vscode.l10n.t('{0}, with an API token stored {1}. If that is the wrong account, switch it.', account, age)
        : vscode.l10n.t('{0}, token renewed {1}. If that is the wrong account, switch it.', account, age),
    };
  },
  signedOut: () => ({
    found: vscode.l10n.t('Nobody is signed in.'),
    remedy: vscode.l10n.t('Sign in; everything below needs it.'),
  }),
  secretsUnavailable: () => ({
    found: vscode.l10n.t('The editor’s secret storage cannot be read, so nobody can say who is signed in.'),
    remedy: vscode.l10n.t('Unlock this computer’s keyring, and check that its disk is not full.'),
  }),
  sessionEnded: ({ account }) => ({
    found: vscode.l10n.t('The sign-in of {0} has ended: Bitbucket refused to renew it.', account),
    remedy: vscode.l10n.t('It was revoked, has expired, or was not used for three months. Sign in again.'),
  }),
  sessionRefused: ({ account }) => ({
    found: vscode.l10n.t('Bitbucket does not accept the sign-in of {0} any more.', account),
    remedy: vscode.l10n.t('Access was withdrawn on Bitbucket, or the token revoked. Authorize again.'),
  }),
  renewed: () => ({ found: vscode.l10n.t('Bitbucket has just renewed it.') }),
  nothingToRenew: () => ({
    found: vscode.l10n.t('An API token is never renewed; it ends on the day set on Atlassian’s page.'),
  }),
  renewalFailed: ({ failure }) => {
    if (failure === 'rateLimited') {
      return {
        found: vscode.l10n.t('Bitbucket limits renewals for now. The sign-in stays.'),
        remedy: vscode.l10n.t('Wait a few minutes, and diagnose again.'),
      };
    }
    if (failure === 'sessionEnded') {
      return {
        found: vscode.l10n.t('Bitbucket has refused it for good: the access was withdrawn, or was not used for long.'),
        remedy: vscode.l10n.t('Authorize again.'),
      };
    }
    return failure === 'unreachable'
      ? {
          found: vscode.l10n.t('The token endpoint gave no answer that decides anything. The sign-in stays.'),
          remedy: vscode.l10n.t('Try again in a moment; check the proxy if it stays.'),
        }
      : {
          found: vscode.l10n.t('Bitbucket refused the renewal ({0}).', failure),
          remedy: vscode.l10n.t('Authorize again.'),
        };
  },
  scopesRight: ({ granted }) => ({
    found: vscode.l10n.t('{0}: what is needed, and no more.', granted.map(toPermission).join(', ')),
  }),
  scopesExcess: ({ excess }) => ({
    found: vscode.l10n.t('More than needed was granted: {0}. It is never used.', excess.map(toPermission).join(', ')),
    remedy: vscode.l10n.t('Whoever manages the consumer or token can take it away; then authorize again.'),
  }),
  scopesMissing: ({ missing }) => ({
    found: explainMissingPermissions(missing),
    remedy: vscode.l10n.t('A changed permission counts only after it was authorized again.'),
  }),
  workspaces: ({ slugs }) => ({ found: vscode.l10n.t('{0} visible.', slugs.length) }),
  noWorkspace: () => ({
    found: vscode.l10n.t('This account is in no workspace.'),
    remedy: vscode.l10n.t('It may be the wrong account; or ask to be invited to a workspace.'),
  }),
  repositories: ({ count }) => ({ found: String(count) }),
  repositoriesInPart: ({ count, closed }) => ({
    found: vscode.l10n.t('{0}, but Bitbucket refuses to list these workspaces: {1}.', count, closed.join(', ')),
    remedy: vscode.l10n.t(
      'They may allow certain networks only (IP allow-list), or ask for two-step verification. Ask their administrators.',
    ),
  }),
  noWritableRepository: () => ({
    found: vscode.l10n.t('None. Maia and this extension list only repositories that you can write to.'),
    remedy: vscode.l10n.t('It may be the wrong account; or ask a repository’s administrator for write access.'),
  }),
  mainPresent: ({ repository }) => ({ found: vscode.l10n.t('There, in {0}.', toName(repository)) }),
  mainMissing: ({ repository, mainBranch }) => ({
    found: vscode.l10n.t('{0} has no branch “main”; its main branch is “{1}”.', toName(repository), mainBranch),
    remedy: vscode.l10n.t('Maia needs a branch with exactly this name; it need not be the default. Create it.'),
  }),
  repositoryEmpty: ({ repository }) => ({
    found: vscode.l10n.t('{0} is empty.', toName(repository)),
    remedy: vscode.l10n.t('Maia needs a first commit, for example a README, on a branch “main”.'),
  }),
  repositoryReadOnly: ({ repository }) => ({
    found: vscode.l10n.t('You cannot write to {0}.', toName(repository)),
    remedy: vscode.l10n.t('It may be the wrong account; or ask its administrator for write access.'),
  }),
  repositoryGone: ({ repository }) => ({
    found: vscode.l10n.t('{0} is not there for this account.', toName(repository)),
    remedy: vscode.l10n.t('It was removed, renamed or is private, or this is the wrong account.'),
  }),
  noRepositorySelected: () => ({
    found: vscode.l10n.t('Not looked at: open a repository of the list first, then diagnose again.'),
  }),
  noConflicts: ({ looked, isPart }) => ({
    found: isPart
      ? vscode.l10n.t('None in the first {0} pipelines.', looked)
      : vscode.l10n.t('None in {0} pipelines.', looked),
  }),
  conflicts: ({ paths }) => ({
    found: vscode.l10n.t('Marks of a conflict are in: {0}.', paths.join(', ')),
    remedy: vscode.l10n.t('Maia does not load such a pipeline. Remove the marks and commit.'),
  }),
  notLimited: ({ remaining }) => ({
    found:
      remaining === undefined
        ? vscode.l10n.t('Not reached.')
        : vscode.l10n.t('Not reached; {0} requests are left.', remaining),
  }),
  limited: ({ retryAfterMs }, { nowMs, language }) => ({
    found: vscode.l10n.t(
      'Reached: Bitbucket grants about 1,000 requests an hour. It goes on at {0}.',
      new Date(nowMs + retryAfterMs).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' }),
    ),
    remedy: vscode.l10n.t('Wait until then; other programs that use the same account count, too.'),
  }),
  noAnnouncement: () => ({ found: vscode.l10n.t('None.') }),
  announcements: ({ announcements }) => ({
    found: vscode.l10n.t('Bitbucket will remove what this version uses: {0}.', announcements.join('; ')),
    remedy: vscode.l10n.t('Update the extension before that day.'),
  }),
  skipped: ({ because }) => ({ found: vscode.l10n.t('Skipped because of “{0}”.', toCheckTitle(because)) }),
};

/** A result in sentences. */
export function toDiagnosisText({ finding }: CheckResult, context: TextContext): DiagnosisText {
  return findText(finding, context);
}

function findText<K extends Finding['kind']>(finding: FindingOf<K>, context: TextContext): DiagnosisText {
  return texts[finding.kind](finding, context);
}

function toName({ workspace, slug }: { readonly workspace: string; readonly slug: string }): string {
  return `${workspace}/${slug}`;
}
