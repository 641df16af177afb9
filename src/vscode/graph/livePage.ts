import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import type { GraphHostMessage, GraphPageStart, GraphRequest, GraphRequests, ShownGraph } from '../../graph/protocol';
import { readGraphRequest } from '../../graph/readGraphRequest';
import { createPageMarkup } from '../pageMarkup';
import type { GraphPorts } from './graphPorts';

/** One function for each thing a page can ask. */
export type GraphAnswers = {
  readonly [K in Exclude<keyof GraphRequests, 'ready'>]: (
    argument: GraphRequests[K][0],
  ) => Promise<GraphRequests[K][1]>;
};

/** Where the page's files are; it reaches no others. */
export function toPageFolder(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}

/** The page in a tab. It comes and goes as the tab is shown and hidden, and begins with the newest there is. */
export class LivePage implements Disposable {
  readonly panel: vscode.WebviewPanel;
  readonly #ports: GraphPorts;
  readonly #answers: GraphAnswers;
  readonly #owned = new DisposableStore();
  #shown: ShownGraph | undefined;
  #selected: string | undefined;
  /** What the page found in its own markup. */
  #rendered: GraphPageStart | undefined;
  #isClosed = false;

  constructor(panel: vscode.WebviewPanel, ports: GraphPorts, answers: GraphAnswers) {
    this.panel = panel;
    this.#ports = ports;
    this.#answers = answers;
    panel.webview.options = { enableScripts: true, localResourceRoots: [toPageFolder(ports.extensionUri)] };
    const toIcon = (theme: string) => vscode.Uri.joinPath(ports.extensionUri, 'media', `orchestration-${theme}.svg`);
    panel.iconPath = { light: toIcon('light'), dark: toIcon('dark') };
    this.#owned.add(panel.webview.onDidReceiveMessage((message: unknown) => void this.#receive(message)));
    this.#owned.add(
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#render();
      }),
    );
  }

  get shown(): ShownGraph | undefined {
    return this.#shown;
  }

  /** The first one brings the page, the others go to it. */
  show(shown: ShownGraph): void {
    const isFirst = this.#shown === undefined;
    this.#shown = shown;
    if (isFirst || !this.panel.visible) this.#render();
    else this.#post({ kind: 'graph', shown });
  }

  select(id: string | undefined): void {
    if (this.#isClosed || id === this.#selected) return;
    this.#selected = id;
    if (this.#shown === undefined) return;
    if (this.panel.visible) this.#post({ kind: 'select', id });
    else this.#render();
  }

  dispose(): void {
    this.#isClosed = true;
    this.#owned.dispose();
  }

  #post(message: GraphHostMessage): void {
    if (!this.#isClosed && this.panel.visible) void this.panel.webview.postMessage(message);
  }

  #render(): void {
    if (this.#shown === undefined || this.#isClosed) return;
    const { webview } = this.panel;
    const start: GraphPageStart = {
      bundle: vscode.l10n.bundle,
      language: vscode.env.language,
      first: this.#shown,
      selected: this.#selected,
    };
    this.#rendered = start;
    webview.html = createPageMarkup({
      start,
      title: this.panel.title,
      rootId: 'graph',
      scriptUrl: webview
        .asWebviewUri(vscode.Uri.joinPath(toPageFolder(this.#ports.extensionUri), 'graph.js'))
        .toString(),
      cspSource: webview.cspSource,
      nonce: randomBytes(16).toString('base64url'),
    });
  }

  async #receive(message: unknown): Promise<void> {
    const request = readGraphRequest(message);
    if (request === undefined) {
      this.#ports.log.warn('The page of a graph sent a message that is none.');
      return;
    }
    try {
      this.#post({ kind: 'answer', id: request.id, value: await this.#answer(request) });
    } catch (error) {
      this.#ports.log.warn(`A graph could not do what it was asked for (${request.method}): ${String(error)}`);
      const reason =
        error instanceof GraphFailure ? error.message : vscode.l10n.t('That did not work. The log says why.');
      this.#post({ kind: 'failure', id: request.id, reason });
    }
  }

  async #answer({ method, argument }: GraphRequest): Promise<unknown> {
    if (method === 'ready') {
      this.#catchUp();
      return undefined;
    }
    // The method decides what its argument is, which the compiler cannot follow through the union.
    const answer = this.#answers[method] as (argument: GraphRequest['argument']) => Promise<unknown>;
    return answer(argument);
  }

  /** What was posted while the page was loading is lost. */
  #catchUp(): void {
    if (this.#shown !== undefined && this.#shown !== this.#rendered?.first) {
      this.#post({ kind: 'graph', shown: this.#shown });
    }
    if (this.#selected !== this.#rendered?.selected) this.#post({ kind: 'select', id: this.#selected });
  }
}

/** Its message is a sentence for the person. */
export class GraphFailure extends Error {
  override readonly name = 'GraphFailure';
}
