import * as vscode from 'vscode';
import type { Disposable } from '../../base/event';
import { readKeptGraph } from '../../graph/readGraphRequest';
import { graphViewType } from '../ids';
import { DiffPanel } from './diffPanel';
import { GraphPanel } from './graphPanel';
import type { GraphPorts } from './graphPorts';
import { toPageFolder } from './livePage';
import type { GraphComparison } from './showGraphDiff';

/** Brought back by nobody: what it compared is gone with the window. */
const diffViewType = 'maia.graphDiff';

/** The graphs of this window. */
export class GraphRoom implements Disposable {
  readonly #ports: GraphPorts;
  readonly #panels = new Set<GraphPanel>();
  readonly #others = new Set<Disposable>();

  constructor(ports: GraphPorts) {
    this.#ports = ports;
  }

  /** Shows a pipeline's graph: in the tab that has it, or in one that follows and is in that column, else in a new one. */
  async show(uri: vscode.Uri, column: vscode.ViewColumn): Promise<void> {
    const same = [...this.#panels].find((it) => it.uri.toString() === uri.toString());
    const following = [...this.#panels].find((it) => !it.isPinned);
    const known = same ?? following;
    if (known !== undefined) {
      known.panel.reveal(undefined, column === vscode.ViewColumn.Beside);
      await known.show(uri);
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      graphViewType,
      vscode.l10n.t('Graph'),
      { viewColumn: column, preserveFocus: column === vscode.ViewColumn.Beside },
      { enableScripts: true, localResourceRoots: [toPageFolder(this.#ports.extensionUri)] },
    );
    await this.#open(panel, { uri: uri.toString(), isPinned: false }).show(uri);
  }

  /** Puts a graph back into the tab that the editor kept; `remembered` is what its page left there. */
  async restore(panel: vscode.WebviewPanel, remembered: unknown): Promise<void> {
    const kept = readKeptGraph(remembered);
    if (kept === undefined) panel.dispose();
    else {
      const restored = this.#open(panel, kept);
      await restored.show(restored.uri);
    }
  }

  /** Writes the picture of a pipeline; it is shown first where it is not. */
  async exportSvg(uri: vscode.Uri | undefined): Promise<void> {
    const active = [...this.#panels].find(({ panel }) => panel.active);
    const find = () => [...this.#panels].find((it) => it.uri.toString() === uri?.toString());
    if (active === undefined && uri !== undefined && find() === undefined)
      await this.show(uri, vscode.ViewColumn.Beside);
    await (active ?? find())?.exportSvg();
  }

  async showDiff(comparison: GraphComparison): Promise<void> {
    const panel = vscode.window.createWebviewPanel(
      diffViewType,
      vscode.l10n.t('Graph: {0}', comparison.titles.name),
      vscode.ViewColumn.Active,
      { enableScripts: true, localResourceRoots: [toPageFolder(this.#ports.extensionUri)] },
    );
    const diff = new DiffPanel(panel, comparison.titles, this.#ports);
    this.#others.add(diff);
    panel.onDidDispose(() => {
      this.#others.delete(diff);
      diff.dispose();
    });
    await diff.show(comparison);
  }

  dispose(): void {
    for (const owned of [...this.#panels, ...this.#others]) owned.dispose();
  }

  #open(panel: vscode.WebviewPanel, kept: { readonly uri: string; readonly isPinned: boolean }): GraphPanel {
    const opened = new GraphPanel(panel, kept, this.#ports);
    this.#panels.add(opened);
    panel.onDidDispose(() => {
      this.#panels.delete(opened);
      opened.dispose();
    });
    return opened;
  }
}
