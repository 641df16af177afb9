import { drawIcon } from './drawNode';
import type { EdgeKind, GraphEdge } from './graphModel';
import type { GraphWords } from './graphWords';
import type { IconName } from './iconPaths';
import { round, type Route } from './routeEdge';
import { svg, type SvgElement } from './svgElement';

/** The sign in the middle of a connection: an icon, or the very word that the file has. */
const signs: Readonly<Record<EdgeKind, { readonly icon: IconName } | { readonly word: string } | undefined>> = {
  unconditional: undefined,
  data: undefined,
  success: { icon: 'check' },
  failure: { icon: 'close' },
  iteration: { icon: 'sync' },
  true: { word: 'true' },
  false: { word: 'false' },
};
const changeIcons = { added: 'diffAdded', removed: 'diffRemoved', changed: 'diffModified' } as const;

/** The height of every sign. */
export const signHeight = 18;

/** How wide a connection's sign is; 0 for one that has none. */
export function findSignWidth({ kind, change }: Pick<GraphEdge, 'kind' | 'change'>): number {
  const sign = signs[kind];
  return (sign === undefined ? 0 : 'icon' in sign ? 18 : 32) + (change === undefined ? 0 : 18);
}

/** A connection; its class says what it means, and so do its dashes and its sign. */
export function drawEdge(
  { kind, change }: Pick<GraphEdge, 'kind' | 'change'>,
  { path, tip, angle, signPlaces: [middle = tip] }: Route,
  words: GraphWords,
): SvgElement {
  const meaning = change === undefined ? words.edges[kind] : `${words.edges[kind]} (${words[change]})`;
  const arrow = `translate(${round(tip.x)} ${round(tip.y)}) rotate(${angle})`;
  return svg(
    'g',
    { class: toClass({ kind, change }) },
    svg('title', {}, meaning),
    svg('path', { class: 'reach', d: path }),
    svg('path', { class: 'line', d: path }),
    svg('path', { class: 'arrow', d: 'M0 0L-10 -5L-10 5Z', transform: arrow }),
    ...drawSign(kind, change, `translate(${round(middle.x)} ${round(middle.y)})`),
  );
}

/** Connections from so far that no sign could be read: all of one meaning as one line. */
export function drawEdgesAfar(
  edges: readonly GraphEdge[],
  toRoute: (edge: GraphEdge) => Route | undefined,
): readonly SvgElement[] {
  const paths = new Map<string, string[]>();
  for (const edge of edges) {
    const route = toRoute(edge);
    if (route === undefined) continue;
    const known = paths.get(toClass(edge));
    if (known === undefined) paths.set(toClass(edge), [route.path]);
    else known.push(route.path);
  }
  return [...paths].map(([name, parts]) =>
    svg('g', { class: name }, svg('path', { class: 'line', d: parts.join('') })),
  );
}

function toClass({ kind, change }: Pick<GraphEdge, 'kind' | 'change'>): string {
  return ['edge', `kind-${kind}`, change ?? ''].filter((it) => it !== '').join(' ');
}

function drawSign(kind: EdgeKind, change: GraphEdge['change'], transform: string): readonly SvgElement[] {
  const sign = signs[kind];
  const width = findSignWidth({ kind, change });
  if (width === 0) return [];
  const parts = [svg('rect', { class: 'sign', x: -width / 2, y: -9, width, height: signHeight, rx: 9 })];
  const left = -width / 2;
  if (sign !== undefined && 'icon' in sign) parts.push(drawIcon(sign.icon, left + 3, -6, 12, 'sign-icon'));
  if (sign !== undefined && 'word' in sign)
    parts.push(svg('text', { class: 'sign-word', x: left + 16, y: 4 }, sign.word));
  if (change !== undefined) {
    parts.push(drawIcon(changeIcons[change], width / 2 - 15, -6, 12, 'sign-change'));
  }
  return [svg('g', { transform }, ...parts)];
}
