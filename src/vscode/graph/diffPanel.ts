import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { createDiffGraph } from '../../graph/createDiffGraph';
import { exportSvg } from '../../graph/exportSvg';
import type { PipelineDocument } from '../../pipelines/pipelineDocument';
import { readPipeline } from '../../pipelines/readPipeline';
import type { GraphPorts } from './graphPorts';
import { getGraphWords } from './graphTexts';
import { LivePage } from './livePage';
import { savePng, saveSvg } from './savePicture';
import type { GraphComparison, GraphDiffTitles } from './showGraphDiff';

/** Two versions of a pipeline as one graph, in a tab. */
export class DiffPanel implements Disposable {
  readonly #page: LivePage;
  readonly #owned = new DisposableStore();

  constructor(panel: vscode.WebviewPanel, titles: GraphDiffTitles, ports: GraphPorts) {
    const draw = (theme: 'light' | 'dark' | 'both'): string => {
      const { shown } = this.#page;
      return shown === undefined ? '' : exportSvg(shown.graph, shown.title, getGraphWords(), theme);
    };
    const file = vscode.Uri.file(`/${titles.name}`);
    const nothing = () => Promise.resolve(undefined);
    this.#page = this.#owned.add(
      new LivePage(panel, ports, {
        reveal: nothing,
        move: nothing,
        pin: nothing,
        exportSvg: async () => {
          await saveSvg(file, draw('both'), ports.log);
          return undefined;
        },
        savePng: (picture) => savePng(file, picture, ports.log),
        drawPicture: (theme) => Promise.resolve(draw(theme)),
      }),
    );
  }

  async show({ before, after, titles, differences, summary }: GraphComparison): Promise<void> {
    this.#page.show({
      graph: await createDiffGraph(toDocument(before), toDocument(after), differences),
      title: `${titles.name}: ${titles.before} → ${titles.after}`,
      mode: 'diff',
      isPinned: true,
      canMove: false,
      summary,
    });
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

function toDocument(version: PipelineDocument | string): PipelineDocument {
  return typeof version === 'string' ? readPipeline(version) : version;
}
