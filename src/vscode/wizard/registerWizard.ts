import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { lazy } from '../../base/lazy';
import { commandIds, wizardViewType } from '../ids';
import { readPrefilledRepository } from './prefilledRepository';
import { mayHaveUnfinished } from './unfinishedMark';
import type { WizardConnections } from './createWizardRoom';
import type { WizardRoom } from './wizardRoom';

/** Adds the wizard's commands, and puts its pages back after a reload. The wizard is loaded when one is opened. */
export function registerWizard(connections: WizardConnections): Disposable {
  const owned = new DisposableStore();
  const load = lazy(async (): Promise<WizardRoom> => {
    const { createWizardRoom } = await import('./createWizardRoom');
    return createWizardRoom(connections, owned);
  });
  owned.add(
    vscode.commands.registerCommand(commandIds.createProject, async (argument: unknown) => {
      await (await load()).create(readPrefilledRepository(argument));
    }),
  );
  owned.add(
    vscode.commands.registerCommand(commandIds.resumeProject, async () => {
      await (await load()).resume();
    }),
  );
  owned.add(
    vscode.window.registerWebviewPanelSerializer(wizardViewType, {
      deserializeWebviewPanel: async (panel, remembered: unknown) => {
        await (await load()).restore(panel, remembered);
      },
    }),
  );
  if (mayHaveUnfinished(connections.state)) void load().then((room) => room.offerUnfinished());
  return owned;
}
