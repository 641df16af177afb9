import * as vscode from 'vscode';
import { AuthError } from '../../auth/authError';
import { diagnose } from '../../auth/diagnosis/diagnose';
import { checkNames, type CheckResult, type SelectedRepository } from '../../auth/diagnosis/finding';
import type { DiagnosisPorts } from '../../auth/diagnosis/ports';
import { defaultEndpoints, type EndpointsReading } from '../../auth/endpoints';
import type { Session } from '../../auth/session';
import type { Sessions } from '../../auth/sessions';
import type { Log } from '../../base/log';
import { BitbucketClient } from '../../bitbucket/bitbucketClient';
import type { Fetch } from '../../bitbucket/http';
import { defaultRetryPolicy } from '../../bitbucket/retryPolicy';
import { toAccessTokenSource } from '../accounts/accessTokens';
import { userAgent } from '../accounts/userAgent';
import { pickSession } from '../auth/pickSession';
import { runCancellably, type ProgressReport } from '../files/cancellableWork';
import type { AccountContext } from './accountContext';
import type { DiagnosisDocument } from './diagnosisDocument';
import { writeReport } from './diagnosisReport';
import { toCheckTitle } from './diagnosisText';
import { observeHeaders } from './observeHeaders';
import { readProxy } from './readProxy';
import { toTrouble } from './toTrouble';

/** What a diagnosis works with beside accounts. */
export interface DiagnosisContext extends AccountContext {
  readonly sessions: Pick<Sessions, 'getSessions' | 'remove' | 'onDidChange' | 'tokenSource'>;
  readonly readEndpointSettings: () => EndpointsReading;
  readonly fetch: Fetch;
  readonly log: Log;
  /** The repository that the user works with. */
  readonly findSelected: () => SelectedRepository | undefined;
}

/** Checks everything there is to check, with progress that can be cancelled, and shows the report. */
export async function diagnoseConnection(context: DiagnosisContext, document: DiagnosisDocument): Promise<void> {
  const sessions = await readSessions(context);
  const question = vscode.l10n.t('Whose connection is to be looked at?');
  const isAnybodyIn = sessions !== 'closed' && sessions.length > 0;
  const session = isAnybodyIn ? await pickSession(sessions, question) : undefined;
  if (session === undefined && isAnybodyIn) return;
  const ports = { ...(await createPorts(context, session)), areSecretsClosed: sessions === 'closed' };
  const title = vscode.l10n.t('Diagnosing the connection to Bitbucket');
  const results = await runCancellably(title, (signal, report) => collect(ports, signal, toReport(report)));
  if (results === undefined) return;
  const reading = context.readEndpointSettings();
  const { webUrl } = reading.kind === 'endpoints' ? reading.endpoints : defaultEndpoints;
  const nowMs = context.clock.now();
  const { language } = vscode.env;
  await document.show(writeReport(results, { nowMs, language, webUrl, facts: listFacts(nowMs) }));
}

/** A secret storage that refuses is what a diagnosis has to find out. */
async function readSessions({ sessions }: DiagnosisContext): Promise<readonly Session[] | 'closed'> {
  try {
    return await sessions.getSessions();
  } catch (error) {
    if (AuthError.is(error, 'secretsUnavailable')) return 'closed';
    throw error;
  }
}

async function collect(ports: DiagnosisPorts, signal: AbortSignal, report: (next: number) => void) {
  const results: CheckResult[] = [];
  report(0);
  for await (const result of diagnose(ports, signal)) report(results.push(result));
  return results;
}

async function createPorts(
  context: DiagnosisContext,
  session: Session | undefined,
): Promise<Omit<DiagnosisPorts, 'areSecretsClosed'>> {
  const { clock, log, findStored } = context;
  const { fetch, read } = observeHeaders(context.fetch);
  const reading = context.readEndpointSettings();
  const tokens = session && context.sessions.tokenSource(session.account.id);
  const api =
    tokens === undefined || reading.kind === 'invalid'
      ? undefined
      : new BitbucketClient({
          ...{ apiUrl: reading.endpoints.apiUrl, userAgent, fetch, clock, log },
          tokens: toAccessTokenSource(tokens),
          // A report is to say what is, at once.
          retryPolicy: { ...defaultRetryPolicy, maxAttempts: 1 },
        });
  return {
    readEndpoints: context.readEndpointSettings,
    proxy: readProxy(vscode.workspace.getConfiguration().get('http.proxy'), process.env),
    get: (url, request) => fetch(url, { ...request, headers: { ...request.headers, 'user-agent': userAgent } }),
    session,
    stored: session && (await findStored(session.id)),
    tokens,
    api,
    readHeaders: read,
    toTrouble,
    selected: context.findSelected(),
    clock,
  };
}

function toReport(report: ProgressReport): (next: number) => void {
  return (next) => {
    const check = checkNames[next];
    if (check !== undefined) report(toCheckTitle(check), next === 0 ? 0 : 100 / checkNames.length);
  };
}

function listFacts(nowMs: number): readonly string[] {
  const { remoteName, uiKind, appName } = vscode.env;
  const where = uiKind === vscode.UIKind.Web ? vscode.l10n.t('in the browser') : vscode.l10n.t('on the desktop');
  // In the browser, it is the address of somebody's server.
  const remote = remoteName === undefined || uiKind === vscode.UIKind.Web ? [] : [remoteName];
  const version = `${appName} ${vscode.version}`;
  return [new Date(nowMs).toISOString(), [userAgent, version, where, ...remote].join(', ')];
}
