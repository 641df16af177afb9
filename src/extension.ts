import * as vscode from 'vscode';
import { DisposableStore } from './base/disposableStore';
import { JsonFolder } from './node/jsonFolder';
import { systemClock as clock } from './node/systemClock';
import { Favourites } from './repositories/favourites';
import { offerInAccountsMenu } from './vscode/auth/registerAuthenticationCommands';
import { createWizardSignIn } from './vscode/auth/wizardSignIn';
import { registerBranches } from './vscode/branches/registerBranches';
import { registerCompare } from './vscode/compare/registerCompare';
import { connectBitbucket } from './vscode/connectBitbucket';
import { toUri } from './vscode/files/locationUri';
import { registerFileSystem } from './vscode/files/registerFileSystem';
import { commandIds } from './vscode/ids';
import { registerHistory } from './vscode/history/registerHistory';
import { registerGit } from './vscode/git/registerGit';
import { registerGraph } from './vscode/graph/registerGraph';
import { OfflineRoom } from './vscode/offline/offlineRoom';
import { registerPipelineFiles } from './vscode/pipelineFiles/registerPipelineFiles';
import { registerPipelines } from './vscode/pipelines/registerPipelines';
import { registerProjects } from './vscode/projects/registerProjects';
import { registerSourceControl } from './vscode/scm/registerSourceControl';
import { registerRepositoriesView } from './vscode/views/registerRepositoriesView';
import { registerWizard } from './vscode/wizard/registerWizard';

/** Composition root: builds every object, connects it to the editor, and owns its lifetime. Holds no logic. */
export function activate(context: vscode.ExtensionContext): void {
  const lifetime = new DisposableStore();
  context.subscriptions.push(lifetime);
  const { globalState: state, workspaceState, extensionUri } = context;
  const storageFolder = context.globalStorageUri.fsPath;

  const log = lifetime.add(vscode.window.createOutputChannel('Maia for Bitbucket', { log: true }));
  const bitbucket = lifetime.add(connectBitbucket(context, { clock, log }));
  const { registry, recent, readEndpoints, readWebUrl } = bitbucket;
  const { accounts, onDidChange } = registry;
  const offline = lifetime.add(new OfflineRoom({ clock, log }));
  const services = offline.watching(registry.services);
  const files = lifetime.add(
    registerFileSystem({
      accounts: { accounts, onDidChange },
      loadDrafts: registry.drafts,
      services,
      state,
      workspaceState,
      recent,
      webUrl: readWebUrl,
      clock,
      log,
    }),
  );
  offline.registerCommands(files.context, services);
  lifetime.add(registerBranches(files.context, state));
  const { showDiff: showGraphDiff } = lifetime.add(registerGraph({ extensionUri, clock, log }));
  const compare = lifetime.add(registerCompare({ ...files.context, showGraphDiff }));
  lifetime.add(registerHistory(files.context, services, compare));
  lifetime.add(registerPipelineFiles(files.context));
  lifetime.add(registerPipelines(files.context));
  lifetime.add(
    registerSourceControl({
      access: files.context.access,
      accounts: { accounts, onDidChange },
      loadDrafts: registry.drafts,
      conflictSides: new JsonFolder(storageFolder, 'conflicts'),
      state,
      workspaceState,
      webUrl: readWebUrl,
      clock,
      log,
    }),
  );
  const git = lifetime.add(
    registerGit({
      context: files.context,
      state,
      accounts,
      findWebUrl: () => readEndpoints()?.webUrl,
      getAccessToken: (accountId) => bitbucket.authentication.sessions.tokenSource(accountId).getAccessToken(),
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
      marks: {
        read: (repository, accountId) => ({
          isCloned: git.clones.find(repository).length > 0,
          offlineBranches: offline.readBranches(repository, accountId),
        }),
        onDidChange: (listener) =>
          vscode.Disposable.from(git.clones.onDidChange(listener), offline.onDidChange(listener)),
      },
      extensionUri,
      clock,
      log,
    }),
  );
  const projects = lifetime.add(
    registerProjects({
      ...files.context,
      accounts: { accounts, onDidChange },
      favourites: new Favourites(state),
      onDidChooseFile: (repository, accountId) => void files.suggestAccount(repository, accountId),
      state,
      toUri,
      extensionUri,
    }),
  );
  lifetime.add(
    registerWizard({
      context: files.context,
      authorization: createWizardSignIn(bitbucket.authentication),
      projects,
      state,
      storageFolder,
      extensionUri,
    }),
  );
  lifetime.add(
    vscode.commands.registerCommand(commandIds.showLog, () => {
      log.show();
    }),
  );
}
