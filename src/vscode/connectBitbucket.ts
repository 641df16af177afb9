import * as vscode from 'vscode';
import { defaultEndpoints, type Endpoints } from '../auth/endpoints';
import type { Clock } from '../base/clock';
import { DisposableStore } from '../base/disposableStore';
import type { Disposable } from '../base/event';
import { createNodeFetch } from '../node/nodeFetch';
import { RecentRepositories } from '../repositories/recentRepositories';
import { registerAccount } from './account/registerAccount';
import { AccountRegistry } from './accounts/accountRegistry';
import { createFetchAccount } from './accounts/fetchAccount';
import { createAuthentication, type Authentication } from './auth/createAuthentication';
import { registerAuthenticationCommands } from './auth/registerAuthenticationCommands';
import { authenticationProviderId } from './ids';
import { publishContextKeys } from './publishContextKeys';

/** Who is signed in to Bitbucket, and what can be done for them. */
export interface BitbucketConnection extends Disposable {
  readonly authentication: Authentication;
  readonly registry: AccountRegistry;
  readonly recent: RecentRepositories;
  /** `undefined` when the settings name no usable address. */
  readonly readEndpoints: () => Endpoints | undefined;
  /** Of Bitbucket's pages; Bitbucket Cloud's own where the settings name no usable address. */
  readonly readWebUrl: () => string;
}

/** Registers sign-in and accounts with the editor. Makes no request and reads no secret before somebody asks. */
export function connectBitbucket(
  { secrets, globalState: state, globalStorageUri }: vscode.ExtensionContext,
  { clock, log }: { readonly clock: Clock; readonly log: vscode.LogOutputChannel },
): BitbucketConnection {
  const owned = new DisposableStore();
  const storageFolder = globalStorageUri.fsPath;
  const { fetch } = owned.add(createNodeFetch());
  const authentication = owned.add(
    createAuthentication({
      ...{ secrets, storageFolder, state, log, clock },
      loadFetch: () => Promise.resolve(fetch),
      fetchAccount: createFetchAccount({ fetch, clock, log }),
    }),
  );
  const { sessions, consumers, provider, signIn } = authentication;
  owned.add(
    vscode.authentication.registerAuthenticationProvider(authenticationProviderId, 'Bitbucket', provider, {
      supportsMultipleAccounts: true,
    }),
  );
  owned.add(vscode.window.registerUriHandler(signIn.uriHandler));
  owned.add(registerAuthenticationCommands(authentication, log));
  const readEndpoints = () => {
    const reading = authentication.readEndpoints();
    return reading.kind === 'endpoints' ? reading.endpoints : undefined;
  };
  const registry = owned.add(new AccountRegistry({ sessions, readEndpoints, fetch, state, clock, log, storageFolder }));
  owned.add(publishContextKeys({ accounts: registry.accounts, onDidChangeAccounts: registry.onDidChange, consumers }));
  const recent = new RecentRepositories(state);
  owned.add(registerAccount({ authentication, recent, fetch, clock, log }));
  return {
    ...{ authentication, registry, recent, readEndpoints },
    readWebUrl: () => (readEndpoints() ?? defaultEndpoints).webUrl,
    dispose: () => {
      owned.dispose();
    },
  };
}
