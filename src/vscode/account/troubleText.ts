import * as vscode from 'vscode';
import type { RequestTrouble } from '../../auth/diagnosis/finding';
import { explainMissingPermissions } from '../permissionNames';

/** Why a request of the diagnosis got nowhere, and what to do. */
export function explainTrouble(origin: string, trouble: RequestTrouble): { found: string; remedy: string } {
  switch (trouble.kind) {
    case 'unreachable':
      return {
        found: vscode.l10n.t('{0} gave no answer ({1}).', origin, trouble.code ?? vscode.l10n.t('network')),
        remedy: vscode.l10n.t(
          'Check the network, the VPN and the proxy. Behind a company’s proxy, its certificate must be known to the system.',
        ),
      };
    case 'notBitbucket':
      return {
        found: vscode.l10n.t('Something else than Bitbucket answers at {0} (status {1}).', origin, trouble.status),
        remedy: vscode.l10n.t(
          'A proxy or network may want you to log in: open the page to see. Bitbucket Data Center is not supported, only Bitbucket Cloud.',
        ),
      };
    case 'serverError':
      return {
        found: vscode.l10n.t('{0} is in trouble (status {1}).', origin, trouble.status),
        remedy: vscode.l10n.t('Look at Bitbucket’s status page, and try again later.'),
      };
    case 'unauthorized':
      return {
        found: vscode.l10n.t('Bitbucket does not accept the sign-in.'),
        remedy: vscode.l10n.t('Authorize again.'),
      };
    case 'forbidden':
      return {
        found:
          trouble.requiredScopes.length > 0
            ? explainMissingPermissions(trouble.requiredScopes)
            : vscode.l10n.t('Bitbucket does not let you read this.'),
        remedy: vscode.l10n.t(
          'The workspace may allow certain networks only (IP allow-list), or ask for two-step verification.',
        ),
      };
    case 'notFound':
      return {
        found: vscode.l10n.t('Bitbucket does not know what was asked for at {0}.', origin),
        remedy: vscode.l10n.t('Check the addresses in the settings: the API’s ends with /2.0.'),
      };
    case 'rateLimited':
      return {
        found: vscode.l10n.t('Bitbucket limits requests for {0} s.', Math.ceil(trouble.retryAfterMs / 1000)),
        remedy: vscode.l10n.t('Wait until then, and diagnose again.'),
      };
  }
}
