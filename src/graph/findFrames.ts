import type { Box, GraphEdge, GraphNode } from './graphModel';

/** The frame around an iterator and what it runs again and again, iterators inside included. */
export interface Frame extends Box {
  /** Id of the iterator's node. */
  readonly id: string;
  /** Frames inside it; the innermost has none. */
  readonly depth: number;
}

const padding = 12;
/** Iterators nest two or three deep; more is a mistake or malice. */
const mostMembers = 12;

/** The frames of a graph, the outermost first. */
export function findFrames(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): readonly Frame[] {
  const targets = new Map(edges.filter((it) => it.kind === 'iteration').map(({ from, to }) => [from, to]));
  if (targets.size === 0) return [];
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const frames = [...targets.keys()].flatMap((id) => {
    const members = findMembers(id, targets).flatMap((it) => byId.get(it) ?? []);
    return members.length < 2 ? [] : surround(id, members);
  });
  return frames.sort((a, b) => b.depth - a.depth);
}

/** An iterator of an iterator of itself ends where it began. */
function findMembers(id: string, targets: ReadonlyMap<string, string>): readonly string[] {
  const members = new Set<string>();
  for (let at: string | undefined = id; at !== undefined && !members.has(at); at = targets.get(at)) {
    if (members.size === mostMembers) break;
    members.add(at);
  }
  return [...members];
}

function surround(id: string, members: readonly GraphNode[]): Frame {
  const depth = members.length - 2;
  const margin = padding * (depth + 1);
  const x = Math.min(...members.map((it) => it.x)) - margin;
  const y = Math.min(...members.map((it) => it.y)) - margin;
  const right = Math.max(...members.map((it) => it.x + it.width)) + margin;
  const bottom = Math.max(...members.map((it) => it.y + it.height)) + margin;
  return { id, depth, x, y, width: right - x, height: bottom - y };
}
