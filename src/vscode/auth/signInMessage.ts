import * as vscode from 'vscode';
import type { AuthFailure } from '../../auth/authError';
import type { EndpointName } from '../../auth/endpoints';
import { assertNever } from '../../base/assertNever';
import { commandIds, settingIds } from '../ids';

/** A button, and the command behind it. */
interface MessageAction {
  readonly title: string;
  readonly command: string;
  readonly argument?: string;
}

export interface SignInMessage {
  readonly severity: 'info' | 'error';
  readonly text: string;
  readonly actions: readonly MessageAction[];
}

const settingOf: Readonly<Record<EndpointName, string>> = {
  webUrl: settingIds.webUrl,
  apiUrl: settingIds.apiUrl,
  oauthUrl: settingIds.oauthUrl,
};

/** What a failed sign-in, or a session that cannot be used, means to the user; `undefined` when they know already. */
export function toSignInMessage(failure: AuthFailure): SignInMessage | undefined {
  const { tryAgain, pasteConsumer, copyRequest, showLog, openSetting } = createActions();
  switch (failure.kind) {
    case 'cancelled':
      return undefined;
    case 'signedOut':
      return info(vscode.l10n.t('You are not signed in to Bitbucket.'), tryAgain);
    case 'sessionEnded':
      return error(vscode.l10n.t('Bitbucket has ended this sign-in. Sign in again to go on.'), tryAgain);
    case 'denied':
      return info(vscode.l10n.t('Access was not granted on Bitbucket’s page, so you were not signed in.'), tryAgain);
    case 'timedOut':
      return error(
        vscode.l10n.t(
          'Bitbucket did not send you back within five minutes. If its page showed an error about the callback, the consumer’s callback URL has to be corrected on Bitbucket.',
        ),
        tryAgain,
        copyRequest,
      );
    case 'unreachable':
      return error(
        vscode.l10n.t(
          'Bitbucket could not be reached. Check the network, the proxy settings, and that this computer’s clock is right.',
        ),
        tryAgain,
        showLog,
      );
    case 'noConsumer':
      return info(
        vscode.l10n.t(
          'Signing in to Bitbucket needs an OAuth consumer. Paste its key and secret, or copy a request for the administrator of your Bitbucket workspace.',
        ),
        pasteConsumer,
        copyRequest,
      );
    case 'consumerSecretMissing':
      return error(
        vscode.l10n.t(
          'The secret of the Bitbucket consumer in your settings is not stored on this computer. Paste key and secret.',
        ),
        pasteConsumer,
        copyRequest,
      );
    case 'noWayBack':
      return error(
        vscode.l10n.t(
          'Bitbucket could not send you back here: this editor is reached at {0}, but the consumer’s callback URL is {1}.',
          failure.editorAddress,
          failure.callbackUrls.join(', '),
        ),
        copyRequest,
        openSetting(settingIds.consumerCallbackUrl),
      );
    case 'portTaken':
      return error(
        vscode.l10n.t(
          'The port of the consumer’s callback URL {0} is in use by another program. Close that program, or register the callback without a port.',
          failure.callbackUrl,
        ),
        tryAgain,
      );
    case 'invalidEndpoint':
      return error(
        vscode.l10n.t(
          'The setting {0} is not an address that sign-ins may be sent to: it must begin with https://.',
          settingOf[failure.endpoint],
        ),
        openSetting(settingOf[failure.endpoint]),
      );
    case 'wrongConsumer':
      return error(
        vscode.l10n.t('Bitbucket does not accept the key and secret of the consumer. Paste them again.'),
        pasteConsumer,
        showLog,
      );
    case 'grantRefused':
      return error(vscode.l10n.t('Bitbucket says that this sign-in was used already or took too long.'), tryAgain);
    case 'missingScopes':
      return error(
        vscode.l10n.t(
          'The Bitbucket consumer lacks a permission: {0}. Its administrator has to tick it in the workspace settings under OAuth consumers; then sign in again.',
          failure.missing.map(toPermission).join(', '),
        ),
        copyRequest,
        tryAgain,
      );
    case 'accountUnavailable':
      return error(vscode.l10n.t('Bitbucket granted access, but did not answer who you are.'), tryAgain, showLog);
    case 'notBitbucket':
      return error(
        vscode.l10n.t(
          'Something else than Bitbucket answered (status {0}), perhaps a proxy or the login page of a network. Open a web page in the browser to see, then try again.',
          failure.status,
        ),
        tryAgain,
        showLog,
      );
    case 'unexpected':
      return error(vscode.l10n.t('Bitbucket refused the sign-in ({0}).', failure.code), tryAgain, showLog);
    default:
      return assertNever(failure);
  }
}

/** A scope under the name it has on Bitbucket's consumer page. */
export function toPermission(scope: string): string {
  switch (scope) {
    case 'account':
      return vscode.l10n.t('Account: Read');
    case 'email':
      return vscode.l10n.t('Account: Email');
    case 'repository':
      return vscode.l10n.t('Repositories: Read');
    case 'repository:write':
      return vscode.l10n.t('Repositories: Write');
    default:
      return scope;
  }
}

function createActions() {
  return {
    tryAgain: { title: vscode.l10n.t('Try again'), command: commandIds.signIn },
    pasteConsumer: { title: vscode.l10n.t('Paste consumer'), command: commandIds.pasteConsumer },
    copyRequest: { title: vscode.l10n.t('Copy request for my administrator'), command: commandIds.copyConsumerRequest },
    showLog: { title: vscode.l10n.t('Show log'), command: commandIds.showLog },
    openSetting: (id: string): MessageAction => ({
      title: vscode.l10n.t('Open setting'),
      command: 'workbench.action.openSettings',
      argument: id,
    }),
  };
}

function info(text: string, ...actions: readonly MessageAction[]): SignInMessage {
  return { severity: 'info', text, actions };
}

function error(text: string, ...actions: readonly MessageAction[]): SignInMessage {
  return { severity: 'error', text, actions };
}
