import { nodeSize } from './drawingScale';
import type { GraphNode, Point } from './graphModel';

const space = { x: 6, y: 8 };
const mostSteps = 400;

/** Moves what would cover an earlier node downwards until it is free. Boxes have one size, so few cells are looked at. */
export function separate(nodes: readonly GraphNode[]): readonly GraphNode[] {
  const width = nodeSize.width + space.x;
  const height = nodeSize.height + space.y;
  const cells = new Map<string, Point[]>();
  const cellOf = ({ x, y }: Point, dx = 0, dy = 0): string =>
    `${Math.floor(x / width) + dx},${Math.floor(y / height) + dy}`;
  const findCovered = (at: Point): Point | undefined => {
    for (const dx of [-1, 0, 1]) {
      for (const dy of [-1, 0, 1]) {
        const found = cells
          .get(cellOf(at, dx, dy))
          ?.find((it) => Math.abs(it.x - at.x) < width && Math.abs(it.y - at.y) < height);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  };
  // Many at one place would be tried one below the other again and again.
  const lowest = new Map<number, number>();
  return nodes.map((node) => {
    const { x } = node;
    let { y } = node;
    if (findCovered({ x, y }) !== undefined) y = Math.max(y, lowest.get(x) ?? y);
    for (let step = 0; step < mostSteps; step++) {
      const covered = findCovered({ x, y });
      if (covered === undefined) break;
      y = covered.y + height;
    }
    if (y !== node.y) lowest.set(x, y);
    const cell = cellOf({ x, y });
    const others = cells.get(cell);
    if (others === undefined) cells.set(cell, [{ x, y }]);
    else others.push({ x, y });
    return y === node.y ? node : { ...node, y };
  });
}
