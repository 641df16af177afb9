import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import type { FileCommandContext } from '../files/fileCommandContext';
import { commandIds } from '../ids';

type Command = (context: FileCommandContext, argument: unknown) => Promise<void>;

/** Adds what people do with pipelines as files: new, rename, move, delete. Loaded when first used. */
export function registerPipelineFiles(context: FileCommandContext): Disposable {
  const owned = new DisposableStore();
  const register = (id: string, load: () => Promise<Command>) => {
    owned.add(
      vscode.commands.registerCommand(id, async (argument: unknown) => {
        const [{ runCommand }, command] = await Promise.all([import('../files/runCommand'), load()]);
        await runCommand(context, () => command(context, argument));
      }),
    );
  };
  register(commandIds.newPipeline, async () => (await import('./newPipeline')).newPipeline);
  register(commandIds.newFile, async () => (await import('./newFile')).newFile);
  register(commandIds.newFolder, async () => (await import('./newFile')).newFolder);
  register(commandIds.renamePipeline, async () => (await import('./movePipeline')).renamePipeline);
  register(commandIds.movePipeline, async () => (await import('./movePipeline')).movePipeline);
  register(commandIds.deletePipeline, async () => (await import('./deletePipeline')).deletePipeline);
  return owned;
}
