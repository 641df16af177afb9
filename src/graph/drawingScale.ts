import type { Point } from './graphModel';

/** Size of a component's box in the drawing. */
export const nodeSize = { width: 196, height: 60 } as const;

/** Maia's columns are 160 apart, too narrow for names that can be read; the drawing stretches them. */
const scale = { x: 1.5, y: 1.15 };

/** Farther out nobody has placed anything on purpose: such a place counts as none. */
const farthest = 60_000;

/** From the canvas of the file to the drawing; `undefined` where nobody would find it. */
export function toDrawing({ x, y }: Point): Point | undefined {
  if (!(Math.abs(x) <= farthest && Math.abs(y) <= farthest)) return undefined;
  return { x: x * scale.x, y: y * scale.y };
}

/** A way in the drawing as a way on the canvas of the file, in whole units. */
export function toCanvasDistance({ x, y }: Point): Point {
  return { x: Math.round(x / scale.x) + 0, y: Math.round(y / scale.y) + 0 };
}

/** A size on the canvas of the file in the drawing. */
export function toDrawnSize({ width, height }: { readonly width: number; readonly height: number }) {
  return { width: width * scale.x, height: height * scale.y };
}

/** A way on the canvas of the file in the drawing. */
export function toDrawnDistance({ x, y }: Point): Point {
  return { x: x * scale.x, y: y * scale.y };
}

/** How far the arrow keys move a component, in units of the file: Maia's own grid. */
export const gridStep = 16;

/** A way in the drawing that ends on Maia's grid, as seen from where it began. */
export function snap({ x, y }: Point): Point {
  const [width, height] = [gridStep * scale.x, gridStep * scale.y];
  return { x: Math.round(x / width) * width, y: Math.round(y / height) * height };
}
