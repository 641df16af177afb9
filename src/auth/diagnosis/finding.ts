import type { AuthFailure } from '../authError';
import type { EndpointName } from '../endpoints';

/** The things that are looked at, in the order in which they depend on each other. */
export const checkNames = [
  'settings',
  'web',
  'api',
  'oauth',
  'clock',
  'session',
  'renewal',
  'scopes',
  'workspaces',
  'repositories',
  'main',
  'conflicts',
  'rateLimit',
  'announcements',
] as const;

export type CheckName = (typeof checkNames)[number];

/** A repository that the user works with. */
export interface SelectedRepository {
  readonly workspace: string;
  readonly slug: string;
}

/** Why a request of the check's own got nowhere. */
export type RequestTrouble =
  | { readonly kind: 'unreachable'; readonly code: string | undefined }
  /** A page, and not Bitbucket's: a proxy's, a network's login page, another product's. */
  | { readonly kind: 'notBitbucket'; readonly status: number }
  | { readonly kind: 'serverError'; readonly status: number }
  | { readonly kind: 'unauthorized' }
  /** By an IP allow-list, two-step verification or the like, where no scope is named. */
  | { readonly kind: 'forbidden'; readonly requiredScopes: readonly string[] }
  | { readonly kind: 'notFound' }
  | { readonly kind: 'rateLimited'; readonly retryAfterMs: number };

/** What one check has found. Holds addresses and names that Bitbucket shows to its users, and nothing secret. */
export type Finding =
  | { readonly kind: 'reachable'; readonly origin: string; readonly status: number; readonly tookMs: number }
  | { readonly kind: 'requestFailed'; readonly origin: string; readonly trouble: RequestTrouble }
  | { readonly kind: 'settingsRight'; readonly isDefault: boolean; readonly proxy: string | undefined }
  | { readonly kind: 'settingInvalid'; readonly endpoint: EndpointName }
  | { readonly kind: 'clockRight'; readonly skewMs: number }
  | { readonly kind: 'clockWrong'; readonly skewMs: number }
  | { readonly kind: 'clockUnknown' }
  | { readonly kind: 'signedIn'; readonly account: string; readonly isApiToken: boolean; readonly receivedAt: number }
  | { readonly kind: 'signedOut' }
  /** A locked keyring, a full disk. */
  | { readonly kind: 'secretsUnavailable' }
  | { readonly kind: 'sessionEnded'; readonly account: string }
  | { readonly kind: 'sessionRefused'; readonly account: string }
  | { readonly kind: 'renewed' }
  | { readonly kind: 'nothingToRenew' }
  | { readonly kind: 'renewalFailed'; readonly failure: AuthFailure['kind'] }
  | { readonly kind: 'scopesRight'; readonly granted: readonly string[] }
  | { readonly kind: 'scopesExcess'; readonly excess: readonly string[] }
  | { readonly kind: 'scopesMissing'; readonly missing: readonly string[] }
  | { readonly kind: 'workspaces'; readonly slugs: readonly string[] }
  | { readonly kind: 'noWorkspace' }
  | { readonly kind: 'repositories'; readonly count: number }
  | { readonly kind: 'repositoriesInPart'; readonly count: number; readonly closed: readonly string[] }
  | { readonly kind: 'noWritableRepository' }
  | { readonly kind: 'mainPresent'; readonly repository: SelectedRepository }
  | { readonly kind: 'mainMissing'; readonly repository: SelectedRepository; readonly mainBranch: string }
  | { readonly kind: 'repositoryEmpty'; readonly repository: SelectedRepository }
  | { readonly kind: 'repositoryReadOnly'; readonly repository: SelectedRepository }
  | { readonly kind: 'repositoryGone'; readonly repository: SelectedRepository }
  | { readonly kind: 'noRepositorySelected' }
  | { readonly kind: 'noConflicts'; readonly looked: number; readonly isPart: boolean }
  | { readonly kind: 'conflicts'; readonly repository: SelectedRepository; readonly paths: readonly string[] }
  | { readonly kind: 'notLimited'; readonly remaining: string | undefined }
  | { readonly kind: 'limited'; readonly retryAfterMs: number }
  | { readonly kind: 'noAnnouncement' }
  | { readonly kind: 'announcements'; readonly announcements: readonly string[] }
  /** What it needs has failed already. */
  | { readonly kind: 'skipped'; readonly because: CheckName };

export type Outcome = 'passed' | 'warning' | 'failed' | 'skipped';

/** What one line of the report is about. */
export interface CheckResult {
  readonly check: CheckName;
  readonly outcome: Outcome;
  readonly finding: Finding;
}

const outcomes: Readonly<Record<Finding['kind'], Outcome>> = {
  reachable: 'passed',
  requestFailed: 'failed',
  settingsRight: 'passed',
  settingInvalid: 'failed',
  clockRight: 'passed',
  clockWrong: 'failed',
  clockUnknown: 'skipped',
  signedIn: 'passed',
  signedOut: 'failed',
  secretsUnavailable: 'failed',
  sessionEnded: 'failed',
  sessionRefused: 'failed',
  renewed: 'passed',
  nothingToRenew: 'passed',
  renewalFailed: 'failed',
  scopesRight: 'passed',
  scopesExcess: 'warning',
  scopesMissing: 'failed',
  workspaces: 'passed',
  noWorkspace: 'failed',
  repositories: 'passed',
  repositoriesInPart: 'failed',
  noWritableRepository: 'failed',
  mainPresent: 'passed',
  mainMissing: 'failed',
  repositoryEmpty: 'failed',
  repositoryReadOnly: 'failed',
  repositoryGone: 'failed',
  noRepositorySelected: 'skipped',
  noConflicts: 'passed',
  conflicts: 'failed',
  notLimited: 'passed',
  limited: 'failed',
  noAnnouncement: 'passed',
  announcements: 'warning',
  skipped: 'skipped',
};

/** A finding as a line of the report. */
export function toResult(check: CheckName, finding: Finding): CheckResult {
  return { check, outcome: outcomes[finding.kind], finding };
}
