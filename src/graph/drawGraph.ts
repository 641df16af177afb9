import { drawEdge, findSignWidth, signHeight } from './drawEdge';
import { drawNode } from './drawNode';
import { findFrames, type Frame } from './findFrames';
import type { Box, Graph, GraphEdge, GraphNode, GraphNote } from './graphModel';
import type { GraphWords } from './graphWords';
import { routeEdge, type Route } from './routeEdge';
import { svg, type SvgElement } from './svgElement';
import { wrapText } from './wrapText';

/** In a larger graph connections go straight: looking for what is in their way would take too long. */
const mostObstacles = 400;
const noteSize = 12;

/** The frame around an iterator and what it runs. */
export function drawFrame({ x, y, width, height }: Frame): SvgElement {
  return svg('rect', { class: 'frame', x, y, width, height, rx: 10 });
}

/** A note with as many of its lines as fit into it. */
export function drawNote({ x, y, width, height, theme, lines }: GraphNote): SvgElement {
  const most = Math.max(Math.floor((height - 14) / 16), 1);
  const shown = lines
    .flatMap((line) => (line === '' ? [''] : wrapText(line, noteSize, width - 20, most)))
    .slice(0, most);
  return svg(
    'g',
    { class: `note theme-${theme}`, transform: `translate(${x} ${y})` },
    svg('title', {}, lines.join('\n')),
    svg('rect', { class: 'paper', width, height, rx: 3 }),
    ...shown.map((line, index) => svg('text', { class: 'note-line', x: 10, y: 20 + index * 16 }, line)),
  );
}

/** How the connections of a graph go. */
export class EdgeRoutes {
  readonly #boxes: ReadonlyMap<string, Box>;
  readonly #obstacles: readonly (readonly [id: string, box: Box])[];
  readonly #shifts: ReadonlyMap<string, number>;
  /** Where those are that were found before. */
  readonly #signs = new Map<string, Box>();

  constructor(nodes: readonly GraphNode[], edges: readonly GraphEdge[]) {
    this.#boxes = new Map(nodes.map((node) => [node.id, node]));
    this.#obstacles = nodes.length > mostObstacles ? [] : [...this.#boxes];
    this.#shifts = findShifts(edges);
  }

  /** `undefined` where an end is missing. */
  find(edge: GraphEdge): Route | undefined {
    const { id, from, to } = edge;
    const [start, end] = [this.#boxes.get(from), this.#boxes.get(to)];
    if (start === undefined || end === undefined) return undefined;
    const others = this.#obstacles.filter(([it]) => it !== from && it !== to).map(([, box]) => box);
    const route = routeEdge(start, end, this.#shifts.get(id) ?? 0, others);
    return this.#obstacles.length > 0 ? this.#placeSign(route, id, findSignWidth(edge)) : route;
  }

  /** Signs cover neither each other nor a component, as far as there is room along the way. */
  #placeSign(route: Route, id: string, width: number): Route {
    if (width === 0) return route;
    const others = [...this.#signs].filter(([other]) => other !== id).map(([, sign]) => sign);
    const boxes = this.#obstacles.map(([, box]) => box);
    const signs = route.signPlaces.map((at): Box => {
      return { x: at.x - width / 2, y: at.y - signHeight / 2, width, height: signHeight };
    });
    const isApart = (sign: Box, things: readonly Box[]): boolean => !things.some((it) => isClose(sign, it));
    const free = signs.findIndex((it) => isApart(it, others) && isApart(it, boxes));
    const best = free === -1 ? signs.findIndex((it) => isApart(it, others)) : free;
    const [sign, place] = [signs[Math.max(best, 0)], route.signPlaces[Math.max(best, 0)]];
    if (sign === undefined || place === undefined) return route;
    this.#signs.set(id, sign);
    return { ...route, signPlaces: [place] };
  }
}

function isClose(a: Box, b: Box): boolean {
  const room = 2;
  return (
    a.x < b.x + b.width + room &&
    b.x < a.x + a.width + room &&
    a.y < b.y + b.height + room &&
    b.y < a.y + a.height + room
  );
}

/** Several connections of one pair run side by side. */
function findShifts(edges: readonly GraphEdge[]): ReadonlyMap<string, number> {
  const pairs = new Map<string, string[]>();
  for (const { id, from, to } of edges) {
    const pair = JSON.stringify(from < to ? [from, to] : [to, from]);
    const ids = pairs.get(pair);
    if (ids === undefined) pairs.set(pair, [id]);
    else ids.push(id);
  }
  const several = [...pairs.values()].filter((ids) => ids.length > 1);
  return new Map(several.flatMap((ids) => ids.map((id, index) => [id, (index - (ids.length - 1) / 2) * 22] as const)));
}

/** Everything a graph has, the lowest layer first. */
export function drawGraph({ nodes, edges, notes }: Graph, words: GraphWords): SvgElement {
  const routes = new EdgeRoutes(nodes, edges);
  return svg(
    'g',
    {},
    ...notes.map(drawNote),
    ...findFrames(nodes, edges).map(drawFrame),
    ...edges.flatMap((edge) => {
      const route = routes.find(edge);
      return route === undefined ? [] : drawEdge(edge, route, words);
    }),
    ...nodes.map((node) => svg('g', { transform: `translate(${node.x} ${node.y})` }, drawNode(node, words))),
  );
}

/** What all of a graph takes; a small place around the origin for an empty one. */
export function findBounds({ nodes, notes, edges }: Pick<Graph, 'nodes' | 'notes' | 'edges'>): Box {
  const boxes: readonly Box[] = [...nodes, ...notes, ...findFrames(nodes, edges)];
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  if (boxes.length === 0) return { x: 0, y: 0, width: 200, height: 100 };
  return { x: left, y: top, width: right - left, height: bottom - top };
}
