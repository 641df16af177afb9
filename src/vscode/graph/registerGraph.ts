import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { lazy } from '../../base/lazy';
import { readCommandTarget } from '../files/commandTarget';
import { toUri } from '../files/locationUri';
import { commandIds, graphViewType, pipelineLanguageId } from '../ids';
import type { GraphPorts } from './graphPorts';
import type { GraphRoom } from './graphRoom';
import type { ShowGraphDiff } from './showGraphDiff';

export interface Graphs extends Disposable {
  readonly showDiff: ShowGraphDiff;
}

/** Adds the commands of the graph, and puts its pages back after a reload. The graph is loaded when one is opened. */
export function registerGraph(ports: GraphPorts): Graphs {
  const owned = new DisposableStore();
  const load = lazy(async (): Promise<GraphRoom> => {
    const { GraphRoom } = await import('./graphRoom');
    return owned.add(new GraphRoom(ports));
  });
  const show = (id: string, column: vscode.ViewColumn) =>
    owned.add(
      vscode.commands.registerCommand(id, async (argument: unknown) => {
        const uri = findPipeline(argument);
        if (uri === undefined) await sayNothingToShow();
        else await (await load()).show(uri, column);
      }),
    );
  show(commandIds.showGraph, vscode.ViewColumn.Active);
  show(commandIds.showGraphToSide, vscode.ViewColumn.Beside);
  owned.add(
    vscode.commands.registerCommand(commandIds.exportGraph, async (argument: unknown) => {
      await (await load()).exportSvg(findPipeline(argument));
    }),
  );
  owned.add(
    vscode.window.registerWebviewPanelSerializer(graphViewType, {
      deserializeWebviewPanel: async (panel, remembered: unknown) => (await load()).restore(panel, remembered),
    }),
  );
  return {
    showDiff: async (comparison) => (await load()).showDiff(comparison),
    dispose: () => {
      owned.dispose();
    },
  };
}

/** A row of ours, an address that a menu hands over, or the pipeline in the active editor. */
function findPipeline(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  const row = argument === undefined ? undefined : readCommandTarget(argument);
  if (row !== undefined) return toUri(row.location, row.path);
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === pipelineLanguageId ? document.uri : undefined;
}

async function sayNothingToShow(): Promise<void> {
  await vscode.window.showInformationMessage(vscode.l10n.t('Open a pipeline first: its graph is shown beside it.'));
}
