import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { exportSvg } from '../../graph/exportSvg';
import type { Graph } from '../../graph/graphModel';
import type { GraphRequests, KeptGraph } from '../../graph/protocol';
import { readPipelinePath } from '../../pipelines/pipelineKind';
import { pipelineLanguageId } from '../ids';
import { isPlaceWritable } from './isPlaceWritable';
import type { GraphPorts } from './graphPorts';
import { getGraphWords } from './graphTexts';
import { GraphFailure, LivePage } from './livePage';
import { moveInText } from './moveInText';
import { findIdAt, GraphReader, type ReadPipeline } from './pipelineSource';
import { revealInText } from './revealInText';
import { savePng, saveSvg } from './savePicture';

/** Whoever types sees the graph follow after a moment, a longer one where reading takes its time. */
const typingPauseMs = 150;
const pausePerCharacterMs = 0.002;

const nothing: Graph = { kind: undefined, nodes: [], edges: [], notes: [], reading: 'whole' };

/** The graph of a pipeline in a tab: follows the text, the cursor, and the active pipeline unless it is pinned. */
export class GraphPanel implements Disposable {
  readonly #page: LivePage;
  readonly #ports: GraphPorts;
  readonly #owned = new DisposableStore();
  readonly #reader = new GraphReader();
  #uri: vscode.Uri;
  #isPinned: boolean;
  #read: ReadPipeline | undefined;
  #waiting = new AbortController();

  constructor(panel: vscode.WebviewPanel, { uri, isPinned }: KeptGraph, ports: GraphPorts) {
    this.#ports = ports;
    this.#uri = vscode.Uri.parse(uri);
    this.#isPinned = isPinned;
    this.#page = this.#owned.add(
      new LivePage(panel, ports, {
        reveal: ({ id, takesFocus }) => this.#reveal(id, takesFocus),
        move: (move) => this.#move(move),
        pin: (isWanted) => this.#pin(isWanted),
        exportSvg: async () => {
          await this.exportSvg();
          return undefined;
        },
        savePng: (picture) => savePng(this.#uri, picture, ports.log),
        drawPicture: (theme) => Promise.resolve(this.#draw(theme)),
      }),
    );
    this.#owned.add(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (this.#isShown(document)) void this.#refreshSoon();
      }),
    );
    this.#owned.add(
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        this.#followCursor(textEditor);
      }),
    );
    this.#owned.add(
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        if (uris.some((it) => it.toString() === this.#uri.toString())) void this.#refreshSoon();
      }),
    );
    this.#owned.add(vscode.window.onDidChangeActiveTextEditor((editor) => void this.#follow(editor)));
  }

  get panel(): vscode.WebviewPanel {
    return this.#page.panel;
  }

  get uri(): vscode.Uri {
    return this.#uri;
  }

  get isPinned(): boolean {
    return this.#isPinned;
  }

  /** Shows a pipeline in place of the one before. */
  async show(uri: vscode.Uri): Promise<void> {
    this.#uri = uri;
    await this.#refresh();
  }

  /** Asks for a place and writes the picture there. */
  async exportSvg(): Promise<void> {
    await saveSvg(this.#uri, this.#draw('both'), this.#ports.log);
  }

  dispose(): void {
    this.#waiting.abort();
    this.#owned.dispose();
  }

  #isShown(document: vscode.TextDocument): boolean {
    return document.uri.toString() === this.#uri.toString();
  }

  #draw(theme: GraphRequests['drawPicture'][0] | 'both'): string {
    return exportSvg(this.#page.shown?.graph ?? nothing, toTitle(this.#uri), getGraphWords(), theme);
  }

  async #refreshSoon(): Promise<void> {
    this.#waiting.abort();
    this.#waiting = new AbortController();
    try {
      const length = this.#read?.pipeline.text.length ?? 0;
      const pauseMs = Math.max(typingPauseMs, length * pausePerCharacterMs);
      await this.#ports.clock.sleep(pauseMs, this.#waiting.signal);
    } catch {
      return;
    }
    await this.#refresh();
  }

  async #refresh(): Promise<void> {
    this.#waiting.abort();
    const uri = this.#uri;
    let trouble: string | undefined;
    try {
      const read = await this.#reader.read(uri);
      if (uri !== this.#uri) return;
      this.#read = read;
    } catch (error) {
      this.#ports.log.warn(`A pipeline could not be drawn: ${String(error)}`);
      trouble = vscode.l10n.t('“{0}” cannot be read now.', toTitle(uri));
      if (this.#read?.document.uri.toString() !== uri.toString()) this.#read = undefined;
    }
    this.#show(trouble);
    const editor = vscode.window.visibleTextEditors.find(({ document }) => this.#isShown(document));
    this.#followCursor(editor);
  }

  #show(trouble?: string): void {
    const title = toTitle(this.#uri);
    this.#page.panel.title = vscode.l10n.t('Graph: {0}', title);
    this.#page.show({
      graph: this.#read?.graph ?? nothing,
      title,
      mode: 'pipeline',
      isPinned: this.#isPinned,
      canMove: trouble === undefined && isPlaceWritable(this.#uri),
      trouble,
      kept: { uri: this.#uri.toString(), isPinned: this.#isPinned },
    });
  }

  #followCursor(editor: vscode.TextEditor | undefined): void {
    if (editor === undefined || this.#read === undefined || !this.#isShown(editor.document)) return;
    // Places in a text that was not read yet would be others.
    if (editor.document.version !== this.#read.version) return;
    this.#page.select(findIdAt(this.#read.pipeline, editor.document.offsetAt(editor.selection.active)));
  }

  async #follow(editor: vscode.TextEditor | undefined): Promise<void> {
    if (this.#isPinned || editor?.document.languageId !== pipelineLanguageId || this.#isShown(editor.document)) return;
    await this.show(editor.document.uri);
  }

  async #pin(isWanted: boolean): Promise<undefined> {
    this.#isPinned = isWanted;
    this.#show();
    if (!isWanted) await this.#follow(vscode.window.activeTextEditor);
    return undefined;
  }

  async #reveal(id: string, takesFocus: boolean): Promise<undefined> {
    await revealInText({ uri: this.#uri, id, takesFocus, besides: this.#page.panel.viewColumn });
    return undefined;
  }

  async #move({ id, by }: GraphRequests['move'][0]): Promise<undefined> {
    const node = this.#page.shown?.graph.nodes.find((it) => it.id === id);
    if (node === undefined || !(await moveInText(this.#uri, node, by))) {
      throw new GraphFailure(vscode.l10n.t('The place could not be written: the text does not say where it would go.'));
    }
    await this.#refresh();
    return undefined;
  }
}

/** A pipeline's name; for other files that of the file. */
function toTitle({ path }: vscode.Uri): string {
  return readPipelinePath(path)?.name ?? path.slice(path.lastIndexOf('/') + 1);
}
