import * as vscode from 'vscode';
import { neededScopes } from '../../auth/scopes';
import type { Sessions } from '../../auth/sessions';
import type { Log } from '../../base/log';
import { authenticationProviderId } from '../ids';
import type { ConsumerRegistry } from './consumerRegistry';
import { explainPermissions } from './permissions';
import type { PermissionsNotice } from './permissionsNotice';
import { showMessage } from './showMessage';
import { toSignInMessage } from './signInMessage';

/** What a sign-in from a command needs of the authentication. */
export interface SignInParts {
  readonly sessions: Pick<Sessions, 'getSessions'>;
  readonly consumers: Pick<ConsumerRegistry, 'hasConsumer'>;
  readonly permissionsNotice: PermissionsNotice;
}

/**
 * Signs in through the editor's own dialog, which names the permissions; a further account when there is one already.
 * Rejects only where the stored sessions cannot be read: whatever else went wrong has been shown, and a dialog that was
 * closed is an answer.
 */
export async function askForSignIn({ sessions, consumers, permissionsNotice }: SignInParts, log: Log): Promise<void> {
  if (!consumers.hasConsumer) {
    const message = toSignInMessage({ kind: 'noConsumer' });
    if (message !== undefined) await showMessage(message);
    return;
  }
  const isSignedIn = (await sessions.getSessions(neededScopes)).some(({ hasEnded }) => !hasEnded);
  const detail = explainPermissions();
  try {
    // Without the forgotten preference the editor would expect the same account again.
    const options = isSignedIn
      ? { forceNewSession: { detail }, clearSessionPreference: true }
      : { createIfNone: { detail } };
    await permissionsNotice.during(() =>
      vscode.authentication.getSession(authenticationProviderId, neededScopes, options),
    );
  } catch {
    log.debug('The sign-in was closed or has failed.');
  }
}
