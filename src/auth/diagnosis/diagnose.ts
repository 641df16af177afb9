import type { Endpoints } from '../endpoints';
import { defaultEndpoints, isSameEndpoints } from '../endpoints';
import { checkNames, toResult, type CheckName, type CheckResult, type Finding } from './finding';
import { checkConflicts, checkMain, checkRepositories, checkWorkspaces, type Seen } from './contentChecks';
import type { DiagnosisPorts } from './ports';
import { probe, type ProbeAnswer } from './probe';
import { checkRenewal, checkScopes, checkSession } from './sessionChecks';

/** More is no trouble for tokens, which are renewed five minutes ahead. */
const toleratedSkewMs = 60_000;

/** Which checks make no sense where another one has failed. */
const needs: Readonly<Partial<Record<CheckName, readonly CheckName[]>>> = {
  web: ['settings'],
  api: ['settings'],
  oauth: ['settings'],
  clock: ['settings'],
  session: ['settings', 'api'],
  renewal: ['settings', 'session', 'oauth'],
  scopes: ['session'],
  workspaces: ['settings', 'session', 'api'],
  repositories: ['settings', 'session', 'api', 'workspaces'],
  main: ['settings', 'session', 'api'],
  conflicts: ['settings', 'session', 'api', 'main'],
  rateLimit: ['settings', 'api'],
  announcements: ['settings', 'api'],
};

/**
 * Makes every check there is, one after the other, and yields each result as soon as it is there. What depends on a
 * failed check is skipped, and says so. Changes nothing but that the token is renewed. Rejects on abort only.
 */
export async function* diagnose(ports: DiagnosisPorts, signal: AbortSignal): AsyncGenerator<CheckResult> {
  const failed = new Set<CheckName>();
  const seen: Seen & { skewMs?: number | undefined } = {};
  for (const check of checkNames) {
    signal.throwIfAborted();
    const because = findObstacle(check, failed, seen);
    const finding: Finding =
      because === undefined ? await run(check, ports, seen, signal) : { kind: 'skipped', because };
    const result = toResult(check, finding);
    if (result.outcome === 'failed' || finding.kind === 'skipped' || finding.kind === 'noRepositorySelected') {
      failed.add(check);
    }
    yield result;
  }
}

/** The check on account of which this one makes no sense. */
function findObstacle(check: CheckName, failed: ReadonlySet<CheckName>, seen: Seen): CheckName | undefined {
  const needed = needs[check] ?? [];
  if (seen.hasEnded === true && check !== 'scopes' && needed.includes('session')) return 'renewal';
  return needed.find((it) => failed.has(it));
}

async function run(
  check: CheckName,
  ports: DiagnosisPorts,
  seen: Seen & { skewMs?: number | undefined },
  signal: AbortSignal,
): Promise<Finding> {
  const reading = ports.readEndpoints();
  if (reading.kind === 'invalid') return { kind: 'settingInvalid', endpoint: reading.endpoint };
  const { endpoints } = reading;
  switch (check) {
    case 'settings':
      return {
        kind: 'settingsRight',
        isDefault: isSameEndpoints(endpoints, defaultEndpoints),
        proxy: ports.proxy,
      };
    case 'web':
    case 'api':
    case 'oauth': {
      const answer = await probeEndpoint(check, endpoints, ports, signal);
      seen.skewMs ??= answer.skewMs;
      return answer.finding;
    }
    case 'clock':
      return judgeClock(seen.skewMs);
    case 'session':
      return checkSession(ports, seen, signal);
    case 'renewal':
      return checkRenewal(ports, seen, signal);
    case 'scopes':
      return checkScopes(ports);
    case 'workspaces':
      return checkWorkspaces(ports, seen, signal);
    case 'repositories':
      return checkRepositories(ports, seen, signal);
    case 'main':
      return checkMain(ports, seen, signal);
    case 'conflicts':
      return checkConflicts(ports, seen, signal);
    case 'rateLimit':
      if (seen.limitedForMs !== undefined) return { kind: 'limited', retryAfterMs: seen.limitedForMs };
      return { kind: 'notLimited', remaining: ports.readHeaders().remaining };
    case 'announcements': {
      const { announcements } = ports.readHeaders();
      return announcements.length === 0 ? { kind: 'noAnnouncement' } : { kind: 'announcements', announcements };
    }
  }
}

function probeEndpoint(
  check: 'web' | 'api' | 'oauth',
  { webUrl, apiUrl, oauthUrl }: Endpoints,
  ports: DiagnosisPorts,
  signal: AbortSignal,
): Promise<ProbeAnswer> {
  const url = { web: `${webUrl}/`, api: `${apiUrl}/user`, oauth: `${oauthUrl}/access_token` }[check];
  return probe(ports, url, { isApi: check === 'api' }, signal);
}

function judgeClock(skewMs: number | undefined): Finding {
  if (skewMs === undefined) return { kind: 'clockUnknown' };
  return { kind: Math.abs(skewMs) > toleratedSkewMs ? 'clockWrong' : 'clockRight', skewMs };
}
