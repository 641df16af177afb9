import * as vscode from 'vscode';
import { apiTokenConsumerKey } from '../../auth/apiToken';
import { findExcessScopes, findMissingScopes, neededScopes } from '../../auth/scopes';
import type { Session, StoredSession } from '../../auth/session';
import { explainMissingPermissions, toPermission } from '../permissionNames';
import { toRelativeTime } from '../relativeTime';

/** Who is signed in, how, what was granted, what of it is used and why, and when the token was renewed; in sentences. */
export function describeAccount(session: Session, stored: StoredSession | undefined, nowMs: number): readonly string[] {
  const { scopes, hasEnded } = session;
  const missing = findMissingScopes(scopes, neededScopes);
  const excess = findExcessScopes(scopes, neededScopes);
  return [
    hasEnded ? vscode.l10n.t('The sign-in has ended. Reauthorize to go on.') : describeWay(stored),
    vscode.l10n.t('Granted: {0}.', scopes.map(toPermission).join(', ')),
    vscode.l10n.t('Used: {0}.', neededScopes.map(explainUse).join('; ')),
    ...(missing.length > 0 ? [explainMissingPermissions(missing)] : []),
    ...(excess.length > 0 ? [vscode.l10n.t('Granted and never used: {0}.', excess.map(toPermission).join(', '))] : []),
    ...(stored?.tokens === undefined ? [] : [describeAge(stored, stored.tokens, nowMs)]),
  ];
}

/** Why a scope is asked for. */
function explainUse(scope: string): string {
  switch (scope) {
    case 'account':
      return vscode.l10n.t('{0}, to show who you are and the workspaces you are in', toPermission(scope));
    case 'repository:write':
      return vscode.l10n.t('{0}, to list, read and commit pipelines', toPermission(scope));
    default:
      return toPermission(scope);
  }
}

function describeWay(stored: StoredSession | undefined): string {
  if (stored?.consumerKey === apiTokenConsumerKey) return vscode.l10n.t('Signed in with an API token (last resort).');
  return vscode.l10n.t('Signed in through the browser with the consumer {0}.', stored?.consumerKey ?? '?');
}

function describeAge(
  { consumerKey }: StoredSession,
  { receivedAt, expiresAt }: NonNullable<StoredSession['tokens']>,
  nowMs: number,
): string {
  const age = toRelativeTime(receivedAt, nowMs, vscode.env.language);
  if (consumerKey === apiTokenConsumerKey) return vscode.l10n.t('The token was stored {0}. Nothing renews it.', age);
  const until = new Date(expiresAt).toLocaleTimeString(vscode.env.language, { hour: '2-digit', minute: '2-digit' });
  return vscode.l10n.t('The token was renewed {0} and is good until {1}; it is renewed by itself.', age, until);
}
