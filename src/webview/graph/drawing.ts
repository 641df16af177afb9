import { drawEdge, drawEdgesAfar } from '../../graph/drawEdge';
import { drawFrame, drawNote, EdgeRoutes } from '../../graph/drawGraph';
import { drawNode, drawNodeAfar } from '../../graph/drawNode';
import { findFrames } from '../../graph/findFrames';
import type { Box, Graph, GraphEdge, GraphNode, Point } from '../../graph/graphModel';
import type { GraphWords } from '../../graph/graphWords';
import { svg } from '../../graph/svgElement';
import { createSvg, createSvgDom } from './createSvgDom';
import { toNodeLabel } from './texts/graphTexts';

/** Up to here everything is drawn at once and stays; beyond, what comes into sight, some at a time. */
const mostAtOnce = 250;
const batch = 120;
/** Below this zoom no word can be read: a large graph is drawn as mere boxes and lines, of which thousands are quick. */
const leastReadable = 0.4;
const batchAfar = 1500;
/** Connections that are drawn one by one; a component to which more lead would hold up the page. */
const mostSigns = 600;

interface Drawn {
  readonly element: SVGElement;
  /** All that it depends on. */
  readonly look: string;
}

/** The elements of a graph on the page. Knows nothing of what is in sight but the box it is told. */
export class Drawing {
  readonly element = createSvg('g');
  readonly #notes = createSvg('g');
  readonly #frames = createSvg('g');
  readonly #linesAfar = createSvg('g', 'afar');
  readonly #nearAfar = createSvg('g', 'afar near');
  readonly #edges = createSvg('g');
  readonly #nodes = createSvg('g');
  readonly #words: GraphWords;
  readonly #drawnNodes = new Map<string, Drawn>();
  readonly #drawnEdges = new Map<string, Drawn>();
  #drawnAfar: readonly GraphEdge[] = [];
  #graph: Graph = { kind: undefined, nodes: [], edges: [], notes: [], reading: 'whole' };
  #indices: ReadonlyMap<string, number> = new Map();
  readonly #moved = new Map<string, Point>();
  #positions: readonly GraphNode[] = [];
  #routes = new EdgeRoutes([], []);
  #marks: { readonly selected: string | undefined; readonly found: ReadonlySet<string> } = {
    selected: undefined,
    found: new Set(),
  };
  #waiting = 0;
  /** Whether boxes and lines are all that is drawn. */
  #isAfar = false;

  constructor(words: GraphWords) {
    this.#words = words;
    this.element.append(this.#notes, this.#frames, this.#linesAfar, this.#nearAfar, this.#edges, this.#nodes);
  }

  /** Where the nodes are drawn now, moves under way included. */
  get nodes(): readonly GraphNode[] {
    return this.#positions;
  }

  find(id: string | undefined): GraphNode | undefined {
    return this.#positions.find((node) => node.id === id);
  }

  /** The page's id of a node's element, for assistive technology. */
  toElementId(id: string): string {
    return `node-${this.#indices.get(id) ?? ''}`;
  }

  show(graph: Graph, sight: Box, zoom: number): void {
    this.#graph = graph;
    this.#indices = new Map(graph.nodes.map(({ id }, index) => [id, index]));
    this.#moved.clear();
    this.#place();
    this.#keepUnchanged();
    this.#notes.replaceChildren(...graph.notes.map((note) => createSvgDom(drawNote(note))));
    this.#drawFrames();
    this.look(sight, zoom);
  }

  /** Draws what has come into sight, and in a large graph takes away what has left it; from afar all is in sight. */
  look(sight: Box, zoom: number): void {
    cancelAnimationFrame(this.#waiting);
    const isLarge = this.#positions.length > mostAtOnce;
    const isAfar = isLarge && zoom < leastReadable;
    if (isAfar !== this.#isAfar) this.#clear();
    this.#isAfar = isAfar;
    const near = isLarge && !isAfar ? this.#positions.filter((box) => overlaps(sight, box)) : this.#positions;
    const nearIds = new Set(near.map(({ id }) => id));
    if (isLarge) this.#forget(nearIds);
    const nodes = near.filter(({ id }) => !this.#drawnNodes.has(id));
    const edges = this.#graph.edges.filter(({ from, to }) => nearIds.has(from) || nearIds.has(to));
    const hasSigns = !isLarge || (!isAfar && edges.length <= mostSigns);
    if (!hasSigns) this.#clearEdges();
    this.#drawLinesAfar(hasSigns ? [] : edges);
    const missing = hasSigns ? edges.filter(({ id }) => !this.#drawnEdges.has(id)) : [];
    this.#drawSome(nodes, missing, isAfar ? batchAfar : isLarge ? batch : Infinity);
  }

  /** Moves a node while it is dragged; `undefined` puts it back. */
  move(id: string, place: Point | undefined): void {
    if (place === undefined) this.#moved.delete(id);
    else this.#moved.set(id, place);
    this.#place();
    const node = this.find(id);
    const drawn = this.#drawnNodes.get(id);
    if (node && drawn) moveTo(drawn.element, node);
    // Lines afar follow when the text has taken the place.
    for (const edge of this.#graph.edges) {
      if ((edge.from === id || edge.to === id) && this.#drawnEdges.has(edge.id)) this.#drawEdge(edge);
    }
    this.#drawFrames();
  }

  mark(selected: string | undefined, found: readonly string[]): void {
    const before = this.#marks;
    this.#marks = { selected, found: new Set(found) };
    for (const id of [before.selected, selected, ...before.found, ...found]) {
      const drawn = id === undefined ? undefined : this.#drawnNodes.get(id);
      if (id !== undefined && drawn) this.#markNode(id, drawn.element);
    }
    for (const { id, from, to } of this.#graph.edges) {
      this.#drawnEdges
        .get(id)
        ?.element.classList.toggle('near', selected !== undefined && (from === selected || to === selected));
    }
    this.#drawNearAfar();
  }

  #place(): void {
    this.#positions =
      this.#moved.size === 0
        ? this.#graph.nodes
        : this.#graph.nodes.map((node) => ({ ...node, ...this.#moved.get(node.id) }));
    this.#routes = new EdgeRoutes(this.#positions, this.#graph.edges);
  }

  /** What looks the same in the new graph stays: whoever types or moves one component waits for no other. */
  #keepUnchanged(): void {
    const nodes = new Map(this.#positions.map((node) => [node.id, node]));
    for (const [id, { element, look }] of this.#drawnNodes) {
      const node = nodes.get(id);
      if (node === undefined || toLook(node) !== look) {
        element.remove();
        this.#drawnNodes.delete(id);
      } else {
        element.id = this.toElementId(id);
        moveTo(element, node);
      }
    }
    const gone = new Set(this.#drawnEdges.keys());
    // In the order of the graph, which is that in which signs find their places.
    for (const edge of this.#graph.edges) {
      const drawn = this.#drawnEdges.get(edge.id);
      if (drawn?.look === toLook([edge, this.#routes.find(edge)])) gone.delete(edge.id);
    }
    for (const id of gone) {
      this.#drawnEdges.get(id)?.element.remove();
      this.#drawnEdges.delete(id);
    }
  }

  #clear(): void {
    this.#drawnNodes.clear();
    this.#nodes.replaceChildren();
    this.#clearEdges();
    this.#drawLinesAfar([]);
  }

  #clearEdges(): void {
    this.#drawnEdges.clear();
    this.#edges.replaceChildren();
  }

  /** Once, however often the sight moves over them. */
  #drawLinesAfar(edges: readonly GraphEdge[]): void {
    const isSame = edges.length === this.#drawnAfar.length && edges.every((it, index) => it === this.#drawnAfar[index]);
    if (isSame) return;
    this.#drawnAfar = edges;
    this.#linesAfar.replaceChildren(...this.#toLines(edges));
    this.#drawNearAfar();
  }

  /** The connections of the selected component, over all others. */
  #drawNearAfar(): void {
    const { selected } = this.#marks;
    const near = this.#drawnAfar.filter(({ from, to }) => from === selected || to === selected);
    this.#nearAfar.replaceChildren(...this.#toLines(near));
  }

  #toLines(edges: readonly GraphEdge[]): readonly SVGElement[] {
    return drawEdgesAfar(edges, (edge) => this.#routes.find(edge)).map(createSvgDom);
  }

  #drawSome(nodes: readonly GraphNode[], edges: readonly GraphEdge[], most: number): void {
    for (const edge of edges.slice(0, most)) this.#drawEdge(edge);
    for (const node of nodes.slice(0, most)) this.#drawNode(node);
    if (nodes.length <= most && edges.length <= most) return;
    this.#waiting = requestAnimationFrame(() => {
      this.#drawSome(nodes.slice(most), edges.slice(most), most);
    });
  }

  #drawNode(node: GraphNode): void {
    const holder = createSvg('g', 'holder');
    holder.dataset['id'] = node.id;
    holder.id = this.toElementId(node.id);
    holder.setAttribute('role', 'img');
    holder.setAttribute('aria-label', toNodeLabel(node, this.#words));
    moveTo(holder, node);
    if (this.#isAfar) {
      holder.classList.add('afar');
      holder.append(createSvgDom(drawNodeAfar(node, this.#words)));
    } else holder.append(drawRing(node), createSvgDom(drawNode(node, this.#words)));
    this.#drawnNodes.set(node.id, { element: holder, look: toLook(node) });
    this.#markNode(node.id, holder);
    this.#nodes.append(holder);
  }

  #markNode(id: string, element: SVGElement): void {
    element.classList.toggle('selected', id === this.#marks.selected);
    element.classList.toggle('found', this.#marks.found.has(id));
  }

  #drawEdge(edge: GraphEdge): void {
    const route = this.#routes.find(edge);
    if (route === undefined) return;
    const drawn = createSvgDom(drawEdge(edge, route, this.#words));
    const { selected } = this.#marks;
    drawn.classList.toggle('near', selected !== undefined && (edge.from === selected || edge.to === selected));
    const before = this.#drawnEdges.get(edge.id);
    this.#drawnEdges.set(edge.id, { element: drawn, look: toLook([edge, route]) });
    if (before === undefined) this.#edges.append(drawn);
    else before.element.replaceWith(drawn);
  }

  #drawFrames(): void {
    const frames = findFrames(this.#positions, this.#graph.edges);
    this.#frames.replaceChildren(...frames.map((frame) => createSvgDom(drawFrame(frame))));
  }

  #forget(near: ReadonlySet<string>): void {
    for (const [id, { element }] of this.#drawnNodes) {
      if (near.has(id)) continue;
      element.remove();
      this.#drawnNodes.delete(id);
    }
    for (const { id, from, to } of this.#graph.edges) {
      if (near.has(from) || near.has(to)) continue;
      this.#drawnEdges.get(id)?.element.remove();
      this.#drawnEdges.delete(id);
    }
  }
}

function toLook(what: unknown): string {
  return JSON.stringify(what);
}

function moveTo(element: SVGElement, { x, y }: Point): void {
  element.setAttribute('transform', `translate(${x} ${y})`);
}

function drawRing({ width, height }: Box): SVGElement {
  return createSvgDom(svg('rect', { class: 'ring', x: -5, y: -5, width: width + 10, height: height + 10, rx: 9 }));
}

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
