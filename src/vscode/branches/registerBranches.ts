import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import type { StateStore } from '../../repositories/cacheStore';
import type { FileCommandContext } from '../files/fileCommandContext';
import { readUri } from '../files/locationUri';
import { commandIds } from '../ids';
import type { BranchContext } from './branchContext';
import { BranchStatus } from './branchStatus';
import { SwitchNotes } from './switchNotes';

/** Shows the branch in the status bar, and adds the commands on branches. The commands are loaded when first used. */
export function registerBranches(fileContext: FileCommandContext, state: StateStore): Disposable {
  const owned = new DisposableStore();
  const notes = new SwitchNotes(state);
  const context: BranchContext = { ...fileContext, notes };
  owned.add(new BranchStatus(context));
  const register = (id: string, load: () => Promise<(context: BranchContext, argument: unknown) => Promise<void>>) => {
    owned.add(
      vscode.commands.registerCommand(id, async (argument: unknown) => {
        const [{ runCommand }, command] = await Promise.all([import('../files/runCommand'), load()]);
        await runCommand(context, () => command(context, argument));
      }),
    );
  };
  register(commandIds.switchBranch, async () => (await import('./switchBranch')).switchBranch);
  register(commandIds.createBranch, async () => (await import('./createBranch')).createBranch);
  void tellNote(notes);
  return owned;
}

/** Where the window was reloaded for another branch, its drafts are spoken of now. */
async function tellNote(notes: SwitchNotes): Promise<void> {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const note = await notes.take(folders.map((uri) => uri.toString()));
  const place = note && folders.map((uri) => readUri(uri)).find((it) => it !== undefined);
  if (note === undefined || place === undefined) return;
  const from = { repository: place.location.repository, ref: { kind: 'branch', name: note.from } } as const;
  await (await import('./switchBranch')).tellDraftsStay(from, note.draftCount);
}
