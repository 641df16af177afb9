import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { lazy } from '../../base/lazy';
import { commandIds, pipelineLanguageId } from '../ids';
import type { PipelineOptions } from './pipelineOptions';

/** Files that are no pipelines and are checked all the same; the rest of the path is looked at later. */
const settingFiles =
  /\/\.matillion\/(?:config\/pipeline_quality_rules\.yaml|shared-pipelines\.yaml|maia\/rules\/[^/]+\.md)$/;

/** What pipelines name: pipelines, scripts, and folders with these; a folder is known by having no ending. */
const canBeNamed = /(?:\.(?:orch|tran)\.yaml|\.(?:sql|py|sh)|\/(?:[^/.]|\.(?![a-z]))+)$/i;

/** Everything the editor can do with pipelines, loaded when the first one is opened. */
export function registerPipelines(options: PipelineOptions): Disposable {
  const owned = new DisposableStore();
  const load = lazy(async () => owned.add((await import('./startPipelines')).startPipelines(options)));
  const wake = ({ languageId, uri }: vscode.TextDocument) => {
    if (languageId !== pipelineLanguageId && !settingFiles.test(uri.path)) return;
    load().catch((error: unknown) => {
      options.log.error(`The features of the pipeline language could not be loaded: ${String(error)}`);
    });
  };
  owned.add(vscode.workspace.onDidOpenTextDocument(wake));
  owned.add(
    vscode.commands.registerCommand(commandIds.checkRepository, async (argument: unknown) => {
      const [{ runCommand }, { checkRepository }] = await Promise.all([import('../files/runCommand'), load()]);
      await runCommand(options, () => checkRepository(argument));
    }),
  );
  for (const document of vscode.workspace.textDocuments) wake(document);
  owned.add(
    vscode.workspace.onWillRenameFiles((event) => {
      if (!event.files.some(({ oldUri }) => canBeNamed.test(oldUri.path))) return;
      event.waitUntil(load().then(({ mendMoves }) => mendMoves(event)));
    }),
  );
  return owned;
}
