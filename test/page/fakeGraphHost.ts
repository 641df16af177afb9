import { createGraph } from '../../src/graph/createGraph';
import { toCanvasDistance } from '../../src/graph/drawingScale';
import { exportSvg } from '../../src/graph/exportSvg';
import { moveComponent } from '../../src/graph/moveComponent';
import type {
  GraphHostMessage,
  GraphPageStart,
  GraphRequest,
  GraphRequests,
  ShownGraph,
} from '../../src/graph/protocol';
import { readGraphRequest } from '../../src/graph/readGraphRequest';
import { readPipeline } from '../../src/pipelines/readPipeline';
import { findPlacedProblems } from '../support/graphSamples';
import { englishWords } from '../support/graphWords';

/** The host's side of a graph's page, with a text behind it that moves change. */
export class FakeGraphHost {
  readonly requests: GraphRequest[] = [];
  text: string;
  /** Fails whatever is asked next, with this sentence. */
  refusal: string | undefined;
  post: (message: GraphHostMessage) => Promise<void> = () => Promise.resolve();
  readonly #over: Partial<ShownGraph>;
  #shown: ShownGraph | undefined;

  constructor(text: string, over: Partial<ShownGraph> = {}) {
    this.text = text;
    this.#over = over;
  }

  async start(): Promise<GraphPageStart> {
    return { language: 'en', first: await this.#read() };
  }

  /** As when somebody types. */
  async change(text: string): Promise<void> {
    this.text = text;
    await this.post({ kind: 'graph', shown: await this.#read() });
  }

  receive(message: unknown): void {
    const request = readGraphRequest(message);
    if (request === undefined) throw new Error(`This is no request of the page: ${JSON.stringify(message)}`);
    this.requests.push(request);
    void this.#settle(request);
  }

  /** Arguments of the requests of one kind. */
  argumentsOf<K extends keyof GraphRequests>(method: K): readonly GraphRequests[K][0][] {
    return this.requests.filter((it) => it.method === method).map((it) => it.argument as GraphRequests[K][0]);
  }

  async #settle(request: GraphRequest): Promise<void> {
    const { refusal } = this;
    if (refusal !== undefined && request.method !== 'ready') {
      await this.post({ kind: 'failure', id: request.id, reason: refusal });
      return;
    }
    const value = await this.#answer(request);
    await this.post({ kind: 'answer', id: request.id, value });
  }

  async #answer(request: GraphRequest): Promise<unknown> {
    if (request.method === 'move') await this.#move(request.argument);
    if (request.method === 'drawPicture') {
      return exportSvg((await this.#read()).graph, 'Orders', englishWords, request.argument);
    }
    return undefined;
  }

  async #move({ id, by }: GraphRequests['move'][0]): Promise<void> {
    const node = this.#shown?.graph.nodes.find((it) => it.id === id);
    if (node === undefined) return;
    const from = toCanvasDistance(node);
    const edits = moveComponent(readPipeline(this.text), node.name, { x: from.x + by.x, y: from.y + by.y }) ?? [];
    const text = [...edits]
      .sort((a, b) => b.span.start - a.span.start)
      .reduce((it, { span, newText }) => it.slice(0, span.start) + newText + it.slice(span.end), this.text);
    await this.change(text);
  }

  async #read(): Promise<ShownGraph> {
    const pipeline = readPipeline(this.text);
    const graph = await createGraph(pipeline, findPlacedProblems(pipeline));
    const kept = { uri: 'file:///orders.orch.yaml', isPinned: false };
    this.#shown = { graph, title: 'Orders', mode: 'pipeline', isPinned: false, canMove: true, kept, ...this.#over };
    return this.#shown;
  }
}
