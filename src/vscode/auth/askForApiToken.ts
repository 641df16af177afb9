import * as vscode from 'vscode';
import { apiTokenPermissions, apiTokensPage, type ApiToken } from '../../auth/apiToken';
import { openInBrowser } from '../openInBrowser';

/**
 * Explains the last resort and asks for email address and token. `undefined` when the user would rather not; the signal
 * closes what is open.
 */
export async function askForApiToken(signal: AbortSignal): Promise<ApiToken | undefined> {
  if (!(await explainApiToken())) return undefined;
  const cancellation = new vscode.CancellationTokenSource();
  const cancel = () => {
    cancellation.cancel();
  };
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  try {
    const email = await askForEmail(cancellation.token);
    if (email === undefined) return undefined;
    const token = await askForToken(cancellation.token);
    return token === undefined ? undefined : { email: email.trim(), token: token.trim() };
  } finally {
    signal.removeEventListener('abort', cancel);
    cancellation.dispose();
  }
}

/** A dialog: what it costs to choose this way, and the permissions to tick. False when it was closed. */
async function explainApiToken(): Promise<boolean> {
  const goOn = vscode.l10n.t('Enter token');
  const open = vscode.l10n.t('Open Atlassian’s page and enter token');
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t('Sign in with an API token: the last resort'),
    {
      modal: true,
      detail: [
        vscode.l10n.t(
          'A token stays valid until the day that you set, up to a year, and nobody but you can end it. Prefer the sign-in through the browser where it works.',
        ),
        vscode.l10n.t(
          'On Atlassian’s page choose “Create API token with scopes”, the app Bitbucket, and exactly these:',
        ),
        apiTokenPermissions.map((permission) => `• ${permission}`).join('\n'),
      ].join('\n\n'),
    },
    open,
    goOn,
  );
  if (choice === open) await openInBrowser(apiTokensPage);
  return choice !== undefined;
}

function askForEmail(token: vscode.CancellationToken) {
  return vscode.window.showInputBox(
    {
      title: vscode.l10n.t('API token (1 of 2): email address'),
      prompt: vscode.l10n.t('Of your Atlassian account, as its profile page shows it.'),
      placeHolder: 'name@example.com',
      ignoreFocusOut: true,
      validateInput: (value) =>
        /^[^\s@:]+@[^\s@:]+$/.test(value.trim()) ? undefined : vscode.l10n.t('Expected is an email address.'),
    },
    token,
  );
}

function askForToken(token: vscode.CancellationToken) {
  return vscode.window.showInputBox(
    {
      title: vscode.l10n.t('API token (2 of 2): token'),
      prompt: vscode.l10n.t('With these permissions: {0}.', apiTokenPermissions.join(', ')),
      password: true,
      ignoreFocusOut: true,
      validateInput: (value) =>
        /^[!-~]{8,}$/.test(value.trim())
          ? undefined
          : vscode.l10n.t('Paste the whole token: one word, without spaces.'),
    },
    token,
  );
}
