import type { Point } from '../../graph/graphModel';
import type { GraphHostMessage, GraphPageStart, GraphRequests, ShownGraph } from '../../graph/protocol';
import type { HostConnection } from '../hostConnection';

/** What the host says without being asked. */
export type GraphNews = Exclude<GraphHostMessage, { kind: 'answer' | 'failure' }>;

/** What the parts of the page share: the graph, the component that is looked at, and a voice. Tells of every change. */
export class GraphPageModel extends EventTarget {
  readonly #connection: HostConnection<GraphRequests>;
  #shown: ShownGraph;
  #selected: string | undefined;
  #found: readonly string[] = [];
  #failure: string | undefined;
  #announcement = '';

  constructor(connection: HostConnection<GraphRequests>, start: GraphPageStart) {
    super();
    this.#connection = connection;
    this.#shown = start.first;
    this.#selected = start.selected;
  }

  get shown(): ShownGraph {
    return this.#shown;
  }

  /** Id of the component that keyboard, pointer or cursor is on. */
  get selected(): string | undefined {
    return this.#selected;
  }

  /** Ids of what the search has found. */
  get found(): readonly string[] {
    return this.#found;
  }

  /** The host's sentence about the last request that failed. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** What a screen reader is told next. */
  get announcement(): string {
    return this.#announcement;
  }

  accept(news: GraphNews): void {
    if (news.kind === 'graph') {
      this.#shown = news.shown;
      if (!news.shown.graph.nodes.some(({ id }) => id === this.#selected)) this.#selected = undefined;
      this.#tell('graph');
    } else {
      this.#selected = news.id;
      this.#tell('cursor');
    }
  }

  /** The person goes to a component on the page. */
  select(id: string | undefined): void {
    if (id === this.#selected) return;
    this.#selected = id;
    this.#tell('selection');
  }

  find(ids: readonly string[]): void {
    this.#found = ids;
    this.#tell('found');
  }

  announce(text: string): void {
    this.#announcement = text;
    this.#tell('words');
  }

  /** Selects the component in the text. */
  async reveal(id: string, takesFocus: boolean): Promise<void> {
    if (this.#shown.mode === 'pipeline') await this.do('reveal', { id, takesFocus });
  }

  /** Whether the text has taken the place. */
  async move(id: string, by: Point): Promise<boolean> {
    return this.do('move', { id, by });
  }

  /** Asks the host for something; says why when it fails. */
  async do<K extends keyof GraphRequests>(method: K, argument: GraphRequests[K][0]): Promise<boolean> {
    return (await this.ask(method, argument)).isDone;
  }

  async ask<K extends keyof GraphRequests>(method: K, argument: GraphRequests[K][0]) {
    try {
      const answer = await this.#connection.request(method, argument);
      return { isDone: true, answer };
    } catch (error) {
      this.#failure = error instanceof Error ? error.message : String(error);
      this.#tell('words');
      return { isDone: false };
    }
  }

  dismissFailure(): void {
    this.#failure = undefined;
    this.#tell('words');
  }

  #tell(what: 'graph' | 'cursor' | 'selection' | 'found' | 'words'): void {
    this.dispatchEvent(new CustomEvent('change', { detail: what }));
  }
}
