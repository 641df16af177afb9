import * as vscode from 'vscode';
import type { DisposableStore } from '../../base/disposableStore';
import { JsonFolder } from '../../node/jsonFolder';
import type { StateStore } from '../../repositories/cacheStore';
import { Favourites } from '../../repositories/favourites';
import type { FileCommandContext } from '../files/fileCommandContext';
import { commandIds } from '../ids';
import { openInBrowser } from '../openInBrowser';
import { PlanDocuments } from './planDocuments';
import type { LoadActions } from './projectActions';
import { markUnfinished } from './unfinishedMark';
import type { WizardPorts } from './wizardPorts';
import { WizardRoom } from './wizardRoom';
import { WizardStore } from './wizardStore';

/** What the composition root connects. */
export interface WizardConnections extends Pick<WizardPorts, 'projects' | 'authorization'> {
  readonly context: FileCommandContext;
  /** Shared by all windows: `context.globalState`. */
  readonly state: StateStore;
  /** Shared by all windows of this computer. */
  readonly storageFolder: string;
  readonly extensionUri: vscode.Uri;
}

/** Connects the wizards of a window with the editor and the account; asks nobody anything. */
export function createWizardRoom(connections: WizardConnections, owned: DisposableStore): WizardRoom {
  const { context, authorization, state, storageFolder, extensionUri, projects } = connections;
  const { clock, log, recent, webUrl } = context;
  const favourites = new Favourites(state);
  const store = new WizardStore(new JsonFolder(storageFolder, 'wizards'), clock);
  const documents = owned.add(new PlanDocuments());
  const ports: WizardPorts = {
    ...{ authorization, projects, webUrl, openInBrowser, clock, log },
    loadActions: createActionsLoader(context),
    findCatalog: async (accountId) =>
      (await context.readCatalogs()).find(({ account }) => account.id === accountId)?.catalog,
    readFavourites: () => favourites.read(),
    readRecent: () => recent.read(),
    noteRecent: (repository) => recent.add(repository),
    openProject: async ({ repository, branch }, accountId) => {
      const location = { repository, ref: { kind: 'branch', name: branch } };
      await vscode.commands.executeCommand(commandIds.openRepository, { location, accountId });
    },
    copyText: (text) => vscode.env.clipboard.writeText(text),
    showDiff: (wizardId, file) => documents.showDiff(wizardId, file),
  };
  return owned.add(
    new WizardRoom({ ...ports, store, extensionUri, markUnfinished: (may) => markUnfinished(state, may) }),
  );
}

function createActionsLoader(context: FileCommandContext): LoadActions {
  return async (accountId, open) => {
    const [checking, repairing, planning, creating, readme, adapter] = await Promise.all([
      import('../../projects/checkRepository'),
      import('../../projects/repairRepository'),
      import('../../projects/planCreation'),
      import('../../projects/createProject'),
      import('../../projects/createReadme'),
      import('../projects/projectPorts'),
    ]);
    const ports = adapter.createProjectPorts(context, { accountId, open });
    return { ...checking, ...repairing, ...planning, ...creating, ...readme, ports };
  };
}
