import * as vscode from 'vscode';
import { defaultEndpoints } from './auth/endpoints';
import { DisposableStore } from './base/disposableStore';
import { createNodeFetch } from './node/nodeFetch';
import { systemClock as clock } from './node/systemClock';
import { RecentRepositories } from './repositories/recentRepositories';
import { AccountRegistry } from './vscode/accounts/accountRegistry';
import { createFetchAccount } from './vscode/accounts/fetchAccount';
import { createAuthentication } from './vscode/auth/createAuthentication';
import { offerInAccountsMenu, registerAuthenticationCommands } from './vscode/auth/registerAuthenticationCommands';
import { toUri } from './vscode/files/locationUri';
import { registerFileSystem } from './vscode/files/registerFileSystem';
import { authenticationProviderId, commandIds } from './vscode/ids';
import { publishContextKeys } from './vscode/publishContextKeys';
import { registerRepositoriesView } from './vscode/views/registerRepositoriesView';

/** Composition root: builds every object, connects it to the editor, and owns its lifetime. Holds no logic. */
export function activate(context: vscode.ExtensionContext): void {
  const lifetime = new DisposableStore();
  context.subscriptions.push(lifetime);
  const { secrets, globalState: state, extensionUri } = context;

  const log = lifetime.add(vscode.window.createOutputChannel('Maia for Bitbucket', { log: true }));
  const { fetch } = lifetime.add(createNodeFetch());

  const authentication = lifetime.add(
    createAuthentication({
      secrets,
      log,
      clock,
      loadFetch: () => Promise.resolve(fetch),
      fetchAccount: createFetchAccount({ fetch, clock, log }),
    }),
  );
  const { sessions, consumers, provider, uriHandler } = authentication;
  lifetime.add(
    vscode.authentication.registerAuthenticationProvider(authenticationProviderId, 'Bitbucket', provider, {
      supportsMultipleAccounts: true,
    }),
  );
  lifetime.add(vscode.window.registerUriHandler(uriHandler));
  lifetime.add(registerAuthenticationCommands(authentication, log));

  const readEndpoints = () => {
    const reading = authentication.readEndpoints();
    return reading.kind === 'endpoints' ? reading.endpoints : undefined;
  };
  const readWebUrl = () => (readEndpoints() ?? defaultEndpoints).webUrl;
  const registry = lifetime.add(
    new AccountRegistry({
      sessions,
      readEndpoints,
      fetch,
      state,
      clock,
      log,
      storageFolder: context.globalStorageUri.fsPath,
    }),
  );
  const { accounts, services, onDidChange } = registry;
  lifetime.add(publishContextKeys({ accounts, onDidChangeAccounts: onDidChange, consumers }));
  const recent = new RecentRepositories(state);
  const files = lifetime.add(
    registerFileSystem({
      accounts: { accounts, onDidChange },
      services,
      state,
      recent,
      webUrl: readWebUrl,
      clock,
      log,
    }),
  );
  lifetime.add(
    registerRepositoriesView({
      accounts: { accounts, onDidChange },
      createServices: services,
      onDidFindNobody: () => void offerInAccountsMenu(),
      onDidChooseFile: (repository, accountId) => void files.suggestAccount(repository, accountId),
      state,
      recent,
      toUri,
      readWebUrl,
      extensionUri,
      clock,
      log,
    }),
  );
  lifetime.add(
    vscode.commands.registerCommand(commandIds.showLog, () => {
      log.show();
    }),
  );
}
