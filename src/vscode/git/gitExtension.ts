import * as vscode from 'vscode';
import type { Disposable } from '../../base/event';

/** The parts of the built-in Git extension's API (version 1) that are used here. */
export interface GitApi {
  readonly repositories: readonly GitRepository[];
  readonly onDidOpenRepository: vscode.Event<GitRepository>;
  registerCredentialsProvider(provider: GitCredentialsProvider): vscode.Disposable;
  registerRemoteSourceProvider(provider: GitRemoteSourceProvider): vscode.Disposable;
}

/** A clone that is open in this window. */
export interface GitRepository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly remotes: readonly { readonly fetchUrl?: string; readonly pushUrl?: string }[];
    readonly onDidChange: vscode.Event<void>;
  };
  readonly ui: { readonly selected: boolean };
}

/** Asked before Git would ask the user; `undefined` lets it. The address is what Git names: mostly the server alone. */
export interface GitCredentialsProvider {
  getCredentials(host: vscode.Uri): Promise<GitCredentials | undefined>;
}

export interface GitCredentials {
  readonly username: string;
  readonly password: string;
}

/** An entry of *Git: Clone*. */
export interface GitRemoteSource {
  readonly name: string;
  readonly description?: string;
  readonly detail?: string;
  readonly icon?: string;
  readonly url: string;
}

/** A place where *Git: Clone* can look for repositories. */
export interface GitRemoteSourceProvider {
  readonly name: string;
  readonly icon: string;
  readonly supportsQuery: boolean;
  readonly placeholder: string;
  getRemoteSources(query?: string): Promise<GitRemoteSource[]>;
  getBranches(url: string): Promise<string[]>;
}

interface GitExports {
  readonly enabled: boolean;
  readonly onDidChangeEnablement: vscode.Event<boolean>;
  /** Throws while it is not enabled: by the setting `git.enabled`, or because there is no `git`. */
  getAPI(version: 1): GitApi;
}

const gitExtensionId = 'vscode.git';

/**
 * Follows the built-in Git extension: calls `onApi` whenever it can be used, and disposes what that returned when it no
 * longer can. The extension is not woken up: it wakes up with every window by itself, which is waited for, and where a
 * fork lets it sleep, it may.
 */
export function followGit(onApi: (api: GitApi) => Disposable): vscode.Disposable {
  const owned: vscode.Disposable[] = [];
  const state: { inUse?: Disposable | undefined; isConnected: boolean; isDisposed: boolean } = {
    isConnected: false,
    isDisposed: false,
  };
  const enable = (exports: GitExports, isEnabled: boolean) => {
    state.inUse?.dispose();
    state.inUse = isEnabled && !state.isDisposed ? onApi(exports.getAPI(1)) : undefined;
  };
  const connect = async () => {
    const extension = vscode.extensions.getExtension<GitExports>(gitExtensionId);
    if (extension === undefined || state.isConnected || !(extension.isActive || wakesUpByItself(extension))) return;
    state.isConnected = true;
    const exports = extension.isActive ? extension.exports : await extension.activate();
    if (state.isDisposed) return;
    owned.push(
      exports.onDidChangeEnablement((isEnabled) => {
        enable(exports, isEnabled);
      }),
    );
    enable(exports, exports.enabled);
  };
  const tryToConnect = () => {
    // Why it did not start is told by the extension itself.
    connect().catch(() => (state.isConnected = false));
  };
  owned.push(vscode.extensions.onDidChange(tryToConnect));
  tryToConnect();
  return new vscode.Disposable(() => {
    state.isDisposed = true;
    state.inUse?.dispose();
    for (const item of owned) item.dispose();
  });
}

/** Starts the extension, for somebody who asked for what it does; `undefined` where it is missing or switched off. */
export async function findGit(): Promise<GitApi | undefined> {
  const extension = vscode.extensions.getExtension<GitExports>(gitExtensionId);
  if (extension === undefined) return undefined;
  const exports = extension.isActive ? extension.exports : await extension.activate();
  return exports.enabled ? exports.getAPI(1) : undefined;
}

function wakesUpByItself({ packageJSON }: vscode.Extension<unknown>): boolean {
  const { activationEvents } = packageJSON as { readonly activationEvents?: unknown };
  return Array.isArray(activationEvents) && activationEvents.includes('*');
}
