import * as vscode from 'vscode';
import { apiTokenPermissions, apiTokensPage } from '../../auth/apiToken';
import type { AuthFailure } from '../../auth/authError';
import type { EndpointName } from '../../auth/endpoints';
import { commandIds, settingIds } from '../ids';
import { explainMissingPermissions } from '../permissionNames';

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

type FailureKind = AuthFailure['kind'];

/** The failure of one kind. Written as a lookup, so that TypeScript sees that an entry of the table fits its failure. */
type FailureOf<K extends FailureKind> = { [P in K]: { readonly kind: P } & Extract<AuthFailure, { kind: P }> }[K];

type Messages = { readonly [K in FailureKind]: (failure: FailureOf<K>) => SignInMessage | undefined };

/** One entry per kind of failure: a new kind does not compile until it has one. */
const messages: Messages = {
  cancelled: ({ hasOpenedBrowser }) =>
    hasOpenedBrowser
      ? info(
          vscode.l10n.t(
            'The sign-in was cancelled. If Bitbucket’s page showed an error about the callback, an administrator has to correct the consumer’s callback URL.',
          ),
          copyRequest(),
        )
      : undefined,
  signedOut: () => info(vscode.l10n.t('You are not signed in to Bitbucket.'), tryAgain()),
  sessionEnded: () => error(vscode.l10n.t('Bitbucket has ended this sign-in. Sign in again to go on.'), tryAgain()),
  reloadNeeded: () =>
    info(vscode.l10n.t('You signed in to Bitbucket in another window. Reload to use this sign-in.'), reloadWindow()),
  secretsUnavailable: () =>
    error(
      vscode.l10n.t(
        'The editor’s secret storage did not keep, or did not give, what a sign-in needs. Unlock this computer’s keyring and check that its disk is not full, then try again.',
      ),
      tryAgain(),
      showLog(),
    ),
  denied: () =>
    info(vscode.l10n.t('Access was not granted on Bitbucket’s page, so you were not signed in.'), tryAgain()),
  timedOut: () =>
    error(
      vscode.l10n.t(
        'The sign-in has waited five minutes for the browser and was ended. If Bitbucket’s page showed an error about the callback, the consumer’s callback URL has to be corrected on Bitbucket; if the browser could not open the editor, try another way while it waits.',
      ),
      tryAgain(),
      copyRequest(),
      useApiToken(),
    ),
  notHeardOf: () =>
    info(
      vscode.l10n.t(
        'The sign-in was finished in another window, but this one has not heard of it. Reload it to use the sign-in; if nobody is signed in then, try again.',
      ),
      reloadWindow(),
      tryAgain(),
    ),
  unreachable: () =>
    error(
      vscode.l10n.t(
        'Bitbucket could not be reached. Check the network, the proxy settings, and that this computer’s clock is right.',
      ),
      tryAgain(),
      showLog(),
    ),
  rateLimited: ({ retryAfterMs }) =>
    info(
      retryAfterMs === undefined
        ? vscode.l10n.t('Bitbucket has had too many requests for now. Wait a minute, then try again.')
        : vscode.l10n.t(
            'Bitbucket has had too many requests for now. Try again in {0} s.',
            Math.max(1, Math.ceil(retryAfterMs / 1000)),
          ),
      tryAgain(),
    ),
  noConsumer: () =>
    info(
      vscode.l10n.t(
        'Signing in to Bitbucket needs an OAuth consumer. Paste its key and secret, or copy a request for the administrator of your Bitbucket workspace.',
      ),
      pasteConsumer(),
      copyRequest(),
      useApiToken(),
    ),
  consumerSecretMissing: () =>
    error(
      vscode.l10n.t(
        'The secret of the Bitbucket consumer in your settings is not stored on this computer. Paste key and secret.',
      ),
      pasteConsumer(),
      copyRequest(),
    ),
  noWayBack: ({ editorAddress, callbackUrls }) =>
    error(
      vscode.l10n.t(
        'Bitbucket could not send you back here: this editor is reached at {0}, but the consumer’s callback URL is {1}.',
        editorAddress,
        callbackUrls.join(', '),
      ),
      copyRequest(),
      openSetting(settingIds.consumerCallbackUrl),
      useApiToken(),
    ),
  portTaken: ({ callbackUrl }) =>
    error(
      vscode.l10n.t(
        'The port of the consumer’s callback URL {0} is in use by another program. Close that program, or register the callback without a port.',
        callbackUrl,
      ),
      tryAgain(),
    ),
  invalidEndpoint: ({ endpoint }) =>
    error(
      vscode.l10n.t(
        'The setting {0} is not an address that sign-ins may be sent to: it must begin with https://.',
        settingOf[endpoint],
      ),
      openSetting(settingOf[endpoint]),
    ),
  wrongConsumer: () =>
    error(
      vscode.l10n.t('Bitbucket does not accept the key and secret of the consumer. Paste them again.'),
      pasteConsumer(),
      showLog(),
    ),
  grantRefused: () =>
    error(vscode.l10n.t('Bitbucket says that this sign-in was used already or took too long.'), tryAgain()),
  missingScopes: ({ missing }) => error(explainMissingPermissions(missing), copyRequest(), tryAgain()),
  settingsChanged: () =>
    error(
      vscode.l10n.t(
        'The addresses of Bitbucket or the consumer were changed in the settings while the sign-in was under way, so nothing was sent.',
      ),
      tryAgain(),
    ),
  apiTokenRefused: () =>
    error(
      vscode.l10n.t(
        'Bitbucket does not accept this email address and API token together. The address must be that of your Atlassian account, and the token one “with scopes” for Bitbucket that has not expired.',
      ),
      { ...useApiToken(), title: vscode.l10n.t('Try again') },
      openTokensPage(),
    ),
  apiTokenLacksPermissions: ({ missing }) =>
    error(
      vscode.l10n.t(
        'The API token lacks a permission: {0}. Permissions of a token cannot be changed: create another one with all of these: {1}.',
        missing.join(', '),
        apiTokenPermissions.join(', '),
      ),
      { ...useApiToken(), title: vscode.l10n.t('Try again') },
      openTokensPage(),
    ),
  accountUnavailable: () =>
    error(vscode.l10n.t('Bitbucket granted access, but did not answer who you are.'), tryAgain(), showLog()),
  notBitbucket: ({ status }) =>
    error(
      vscode.l10n.t(
        'Something else than Bitbucket answered (status {0}), perhaps a proxy or the login page of a network. Open a web page in the browser to see, then try again.',
        status,
      ),
      tryAgain(),
      showLog(),
    ),
  unexpected: ({ code }) => error(vscode.l10n.t('Bitbucket refused the sign-in ({0}).', code), tryAgain(), showLog()),
};

/** What a failed sign-in, or a session that cannot be used, means to the user; `undefined` when they know already. */
export function toSignInMessage(failure: AuthFailure): SignInMessage | undefined {
  return findMessage(failure);
}

/** What to say when the browser came back to a window that does not wait for it. */
export function createStrayRedirectMessage(): SignInMessage {
  return info(
    vscode.l10n.t('A Bitbucket sign-in came back, but no window waits for it: it is over, or was cancelled.'),
    { title: vscode.l10n.t('Sign in'), command: commandIds.signIn },
  );
}

function findMessage<K extends FailureKind>(failure: FailureOf<K>): SignInMessage | undefined {
  return messages[failure.kind](failure);
}

function tryAgain(): MessageAction {
  return { title: vscode.l10n.t('Try again'), command: commandIds.signIn };
}

function pasteConsumer(): MessageAction {
  return { title: vscode.l10n.t('Paste consumer'), command: commandIds.pasteConsumer };
}

function useApiToken(): MessageAction {
  return { title: vscode.l10n.t('Use an API token'), command: commandIds.signInWithApiToken };
}

function openTokensPage(): MessageAction {
  return { title: vscode.l10n.t('Open Atlassian’s page'), command: 'vscode.open', argument: apiTokensPage };
}

function copyRequest(): MessageAction {
  return { title: vscode.l10n.t('Copy request for my administrator'), command: commandIds.copyConsumerRequest };
}

function showLog(): MessageAction {
  return { title: vscode.l10n.t('Show log'), command: commandIds.showLog };
}

function reloadWindow(): MessageAction {
  return { title: vscode.l10n.t('Reload window'), command: 'workbench.action.reloadWindow' };
}

/** What to say when the browser has forgotten how to read what it kept. */
export function createLostKeyMessage(): SignInMessage {
  return info(
    vscode.l10n.t(
      'This browser does not have the key to your Bitbucket sign-in: it is another one, or its stored data were cleared. Sign in again to go on.',
    ),
    { title: vscode.l10n.t('Sign in again'), command: commandIds.signIn },
  );
}

function openSetting(id: string): MessageAction {
  return { title: vscode.l10n.t('Open setting'), command: 'workbench.action.openSettings', argument: id };
}

function info(text: string, ...actions: readonly MessageAction[]): SignInMessage {
  return { severity: 'info', text, actions };
}

function error(text: string, ...actions: readonly MessageAction[]): SignInMessage {
  return { severity: 'error', text, actions };
}
