import * as vscode from 'vscode';
import { defaultEndpoints } from '../../auth/endpoints';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { lazy } from '../../base/lazy';
import type { RecentRepositories } from '../../repositories/recentRepositories';
import type { Authentication } from '../auth/createAuthentication';
import { tellingFailures } from '../auth/tellingFailures';
import { commandIds } from '../ids';
import { AccountStatus } from './accountStatus';
import type { DiagnosisContext } from './diagnoseConnection';
import type { DiagnosisDocument } from './diagnosisDocument';
import { findSelected } from './findSelected';

/** What the composition root connects. */
export interface AccountOptions extends Pick<DiagnosisContext, 'fetch' | 'clock' | 'log'> {
  readonly authentication: Pick<Authentication, 'sessions' | 'signIn' | 'findStored' | 'readEndpoints'>;
  readonly recent: RecentRepositories;
}

/** Shows the account in the status bar and adds the commands about it; what they do is loaded when one is run. */
export function registerAccount({ authentication, recent, ...options }: AccountOptions): Disposable {
  const owned = new DisposableStore();
  const { sessions, signIn, findStored, readEndpoints } = authentication;
  const context: DiagnosisContext = {
    ...options,
    sessions,
    findStored,
    signIn: (wanted) => signIn.run([], wanted),
    readEndpoints: () => {
      const reading = readEndpoints();
      return reading.kind === 'endpoints' ? reading.endpoints : defaultEndpoints;
    },
    readEndpointSettings: readEndpoints,
    findSelected: () => findSelected(recent),
  };
  owned.add(new AccountStatus(context.sessions, context.log));
  let document: DiagnosisDocument | undefined;
  const loadDocument = lazy(async () => {
    const { DiagnosisDocument } = await import('./diagnosisDocument');
    document = owned.add(new DiagnosisDocument());
    return document;
  });
  const register = (id: string, run: (argument: unknown) => Promise<void>) =>
    owned.add(vscode.commands.registerCommand(id, (argument: unknown) => tellingFailures(() => run(argument))));
  register(commandIds.showAccount, async () => (await import('./showAccount')).showAccount(context));
  register(commandIds.switchAccount, async () => (await import('./accountCommands')).switchAccount(context));
  register(commandIds.reauthorize, async (accountId) =>
    (await import('./accountCommands')).reauthorizeAccount(context, accountId),
  );
  register(commandIds.manageAuthorization, async () =>
    (await import('./accountCommands')).manageAuthorization(context),
  );
  register(commandIds.diagnoseConnection, async () => {
    const [{ diagnoseConnection }, shown] = await Promise.all([import('./diagnoseConnection'), loadDocument()]);
    await diagnoseConnection(context, shown);
  });
  register(commandIds.copyDiagnosis, async () => {
    if (document === undefined) return;
    await vscode.env.clipboard.writeText(document.text);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied the report. Nothing secret is in it.'), 5000);
  });
  return owned;
}
