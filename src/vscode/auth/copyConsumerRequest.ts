import * as vscode from 'vscode';
import { toCallbackUrl } from '../../auth/redirectWay';
import { fetchEditorAddress } from './authorizedUri';

/** Copies what a workspace administrator needs to create the consumer, with the callback that leads back to this editor. */
export async function copyConsumerRequest(): Promise<void> {
  await vscode.env.clipboard.writeText(toConsumerRequest(toCallbackUrl(await fetchEditorAddress())));
  await vscode.window.showInformationMessage(
    vscode.l10n.t('Copied. Send it to an administrator of your Bitbucket workspace, then paste what they answer.'),
  );
}

/** The request as plain text. */
export function toConsumerRequest(callbackUrl: string): string {
  return [
    vscode.l10n.t('Hello,'),
    '',
    vscode.l10n.t(
      'I would like to use the VS Code extension "Maia for Bitbucket" with our Bitbucket workspace. It signs in with an OAuth consumer, which only an administrator can create, once for all of us:',
    ),
    '',
    vscode.l10n.t('1. On bitbucket.org: Workspace settings > OAuth consumers > Add consumer'),
    vscode.l10n.t('2. Name: {0}', 'Maia for Bitbucket'),
    vscode.l10n.t('3. Callback URL, exactly: {0}', callbackUrl),
    vscode.l10n.t('4. Tick "This is a private consumer"'),
    vscode.l10n.t('5. Permissions, only these two: Account: Read, and Repositories: Write (which includes Read)'),
    vscode.l10n.t('6. Save, and click the name of the new consumer'),
    '',
    vscode.l10n.t('Please send me the Key and the Secret it shows, by a safe way. Thank you!'),
    '',
  ].join('\n');
}
