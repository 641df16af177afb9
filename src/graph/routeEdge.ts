import type { Box, Point } from './graphModel';

export interface Route {
  /** For the attribute `d` of a path; ends a little before the box it leads to, where the arrow is. */
  readonly path: string;
  /** Where its sign may go, the best place first. */
  readonly signPlaces: readonly Point[];
  /** The tip of the arrow, and the way it points in degrees. */
  readonly tip: Point;
  readonly angle: number;
}

type Curve = readonly [Point, Point, Point, Point];

/** Bends that are tried until nothing is in the way. */
const bends = [0, -70, 70, -130, 130] as const;
const arrowLength = 9;
/** In the middle, and from there to both ends as far as a sign says of which connection it is. */
const signSteps = [0.5, 0.43, 0.57, 0.36, 0.64, 0.28, 0.72, 0.2, 0.8] as const;

/** A smooth way from one box to another, around what stands between; `shift` keeps those of one pair apart. */
export function routeEdge(from: Box, to: Box, shift: number, obstacles: readonly Box[]): Route {
  let best: Curve | undefined;
  for (const bend of bends) {
    const curve = toCurve(from, to, shift, bend);
    best ??= curve;
    if (!isBlocked(curve, obstacles)) {
      best = curve;
      break;
    }
  }
  return toRoute(best ?? toCurve(from, to, shift, 0));
}

function toCurve(from: Box, to: Box, shift: number, bend: number): Curve {
  const room = to.x - (from.x + from.width);
  const below = to.y - (from.y + from.height);
  const above = from.y - (to.y + to.height);
  if (room < 14 && (below >= 14 || above >= 14)) return toVertical(from, to, shift, bend, below >= 14);
  const start = { x: from.x + from.width, y: from.y + from.height / 2 + shift };
  const end = { x: to.x, y: to.y + to.height / 2 + shift };
  if (room >= 14) {
    const reach = Math.min(Math.max(room / 2, 20), 160);
    return [start, { x: start.x + reach, y: start.y + bend * 1.4 }, { x: end.x - reach, y: end.y + bend * 1.4 }, end];
  }
  // Back to something in the same row: below both.
  const depth = Math.max(from.height, to.height) * 1.8 + Math.abs(bend);
  return [start, { x: start.x + 70, y: start.y + depth }, { x: end.x - 70, y: end.y + depth }, end];
}

function toVertical(from: Box, to: Box, shift: number, bend: number, isDown: boolean): Curve {
  const start = { x: from.x + from.width / 2 + shift, y: isDown ? from.y + from.height : from.y };
  const end = { x: to.x + to.width / 2 + shift, y: isDown ? to.y : to.y + to.height };
  const reach = Math.max(Math.abs(end.y - start.y) / 2, 18) * (isDown ? 1 : -1);
  const aside = bend * 2.4;
  return [start, { x: start.x + aside, y: start.y + reach }, { x: end.x + aside, y: end.y - reach }, end];
}

function isBlocked(curve: Curve, obstacles: readonly Box[]): boolean {
  for (let step = 1; step < 20; step++) {
    const { x, y } = pointAt(curve, step / 20);
    for (const box of obstacles) {
      if (x > box.x - 4 && x < box.x + box.width + 4 && y > box.y - 4 && y < box.y + box.height + 4) return true;
    }
  }
  return false;
}

function pointAt([a, b, c, d]: Curve, t: number): Point {
  const [p, q, r, s] = [(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t ** 2, t ** 3];
  return { x: p * a.x + q * b.x + r * c.x + s * d.x, y: p * a.y + q * b.y + r * c.y + s * d.y };
}

function toRoute([start, first, second, end]: Curve): Route {
  const [dx, dy] = [end.x - second.x, end.y - second.y];
  const length = Math.hypot(dx, dy) || 1;
  const stop = { x: end.x - (dx / length) * arrowLength, y: end.y - (dy / length) * arrowLength };
  const numbers = [start, first, second, stop].map(({ x, y }) => `${round(x)} ${round(y)}`);
  return {
    path: `M${numbers[0] ?? ''}C${numbers.slice(1).join(' ')}`,
    signPlaces: signSteps.map((step) => pointAt([start, first, second, end], step)),
    tip: end,
    angle: round((Math.atan2(dy, dx) * 180) / Math.PI),
  };
}

/** Tenths of a unit are finer than anybody sees. */
export function round(number: number): number {
  return Math.round(number * 10) / 10;
}
