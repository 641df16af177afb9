import type { Box, Point } from '../../graph/graphModel';

const least = 0.05;
const most = 3;
/** A small graph is not blown up. */
const mostFitting = 1.25;
/** Names are to be read even where not everything fits. */
const leastFitting = 0.7;
const margin = 28;

/** Which part of the drawing is in sight. Screen = drawing × zoom + offset. */
export class Viewport {
  x = 0;
  y = 0;
  zoom = 1;
  width = 0;
  height = 0;

  get transform(): string {
    return `translate(${this.x} ${this.y}) scale(${this.zoom})`;
  }

  /** The part of the drawing that is in sight. */
  get sight(): Box {
    const { x, y, zoom, width, height } = this;
    return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
  }

  toDrawing({ x, y }: Point): Point {
    return { x: (x - this.x) / this.zoom, y: (y - this.y) / this.zoom };
  }

  pan(dx: number, dy: number): void {
    this.x += dx;
    this.y += dy;
  }

  /** Zooms with a place on the screen staying where it is: the middle, when none is given. */
  zoomBy(factor: number, at: Point = { x: this.width / 2, y: this.height / 2 }): void {
    const zoom = Math.min(Math.max(this.zoom * factor, least), most);
    const fixed = this.toDrawing(at);
    this.zoom = zoom;
    this.x = at.x - fixed.x * zoom;
    this.y = at.y - fixed.y * zoom;
  }

  /** Shows all; with `isReadable` only the beginning, where all would be too small to read. */
  fit(bounds: Box, isReadable: boolean): void {
    const wanted = Math.min(
      (this.width - 2 * margin) / Math.max(bounds.width, 1),
      (this.height - 2 * margin) / Math.max(bounds.height, 1),
    );
    this.zoom = Math.min(Math.max(wanted, isReadable ? leastFitting : least), mostFitting);
    const [spareX, spareY] = [this.width - bounds.width * this.zoom, this.height - bounds.height * this.zoom];
    this.x = Math.max(spareX / 2, margin) - bounds.x * this.zoom;
    this.y = Math.max(spareY / 2, margin) - bounds.y * this.zoom;
  }

  centre({ x, y, width, height }: Box): void {
    this.x = this.width / 2 - (x + width / 2) * this.zoom;
    this.y = this.height / 2 - (y + height / 2) * this.zoom;
  }

  /** Whether all of a box is in sight. */
  holds(box: Box): boolean {
    const { x, y, width, height } = this.sight;
    return box.x >= x && box.y >= y && box.x + box.width <= x + width && box.y + box.height <= y + height;
  }
}
