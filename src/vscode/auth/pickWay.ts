import * as vscode from 'vscode';
import type { SignInWay } from '../../auth/signInWays';
import { explainNoAddress } from './pasteBox';

interface WayItem extends vscode.QuickPickItem {
  readonly way: SignInWay | undefined;
}

/** Lists the other ways to sign in, and why pasting is not among them. Closing the list changes nothing. */
export async function pickWay(ways: readonly SignInWay[], current: SignInWay): Promise<SignInWay | undefined> {
  const others: WayItem[] = ways.filter((way) => way !== current).map((way) => ({ ...describe(way), way }));
  const [anyBrowserWay] = ways.flatMap((way) => (way.kind === 'apiToken' ? [] : [way]));
  if (anyBrowserWay !== undefined && !ways.some(({ kind }) => kind === 'paste')) {
    const label = `$(circle-slash) ${vscode.l10n.t('Paste the address: not possible with this consumer')}`;
    others.push({ label, detail: explainNoAddress(anyBrowserWay.consumer.callbackUrl), way: undefined });
  }
  const title = vscode.l10n.t('Try another way to sign in to Bitbucket');
  return (await vscode.window.showQuickPick(others, { title, matchOnDetail: true }))?.way;
}

function describe(way: SignInWay): vscode.QuickPickItem {
  switch (way.kind) {
    case 'uriHandler':
      return {
        label: `$(window) ${vscode.l10n.t('Back to the editor by its own address')}`,
        description: vscode.l10n.t('consumer {0}', way.consumer.key),
        detail: vscode.l10n.t('The browser asks whether it may open the editor.'),
      };
    case 'loopback':
      return {
        label: `$(plug) ${vscode.l10n.t('Back to a port of this computer')}`,
        description: vscode.l10n.t('consumer {0}', way.consumer.key),
        detail: vscode.l10n.t('The browser ends on a page of this extension, which closes its port again.'),
      };
    case 'paste':
      return {
        label: `$(clippy) ${vscode.l10n.t('Paste the address')}`,
        description: vscode.l10n.t('consumer {0}', way.consumer.key),
        detail: vscode.l10n.t(
          'The browser ends on {0}, even if nothing answers there: copy its address.',
          way.consumer.callbackUrl,
        ),
      };
    case 'apiToken':
      return {
        label: `$(key) ${vscode.l10n.t('API token')}`,
        description: vscode.l10n.t('last resort, without the browser'),
        detail: vscode.l10n.t('Email address and a token that you make on Atlassian’s page. Needs no consumer.'),
      };
  }
}
