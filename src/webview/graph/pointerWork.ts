import { snap } from '../../graph/drawingScale';
import type { Point } from '../../graph/graphModel';
import type { Viewport } from './viewport';

/** Less than this is a hand that is not quite still. */
const stillDistance = 4;

export interface PointerTarget {
  readonly viewport: Viewport;
  readonly canMove: () => boolean;
  /** The drawing is to be shown elsewhere, or larger. */
  readonly onDidView: () => void;
  readonly onDidPick: (id: string | undefined, isTwice: boolean) => void;
  /** A node is dragged by so much of the drawing; `undefined` when the drag was given up. */
  readonly onDidDrag: (id: string, by: Point | undefined) => void;
  readonly onDidDrop: (id: string, by: Point) => void;
}

interface Press {
  readonly pointerId: number;
  readonly start: Point;
  readonly id: string | undefined;
  last: Point;
  isDrag: boolean;
}

/** What a pointer does on the canvas: pans, zooms, picks, and drags nodes. */
export class PointerWork {
  readonly #element: HTMLElement;
  readonly #target: PointerTarget;
  #press: Press | undefined;

  constructor(element: HTMLElement, target: PointerTarget) {
    this.#element = element;
    this.#target = target;
    element.addEventListener('pointerdown', this.#down);
    element.addEventListener('pointermove', this.#move);
    element.addEventListener('pointerup', this.#up);
    element.addEventListener('pointercancel', () => {
      this.cancel();
    });
    element.addEventListener('dblclick', (event) => {
      target.onDidPick(findId(event), true);
    });
    element.addEventListener('wheel', this.#wheel, { passive: false });
  }

  /** Gives up what is under way; whether anything was. */
  cancel(): boolean {
    const press = this.#press;
    this.#press = undefined;
    this.#element.classList.remove('panning', 'dragging');
    if (press?.isDrag !== true || press.id === undefined) return false;
    this.#target.onDidDrag(press.id, undefined);
    return true;
  }

  readonly #down = (event: PointerEvent): void => {
    if (event.button !== 0 && event.button !== 1) return;
    const start = this.#toPlace(event);
    // The middle button pans wherever it is pressed.
    const id = event.button === 0 ? findId(event) : undefined;
    this.#press = { pointerId: event.pointerId, start, id, last: start, isDrag: false };
  };

  readonly #move = (event: PointerEvent): void => {
    const press = this.#press;
    if (press?.pointerId !== event.pointerId) return;
    const place = this.#toPlace(event);
    const isStill = Math.hypot(place.x - press.start.x, place.y - press.start.y) < stillDistance;
    if (!press.isDrag && isStill) return;
    // Not before: a click that was captured would belong to the canvas.
    if (!press.isDrag) this.#element.setPointerCapture(event.pointerId);
    press.isDrag = true;
    const { viewport } = this.#target;
    if (press.id === undefined || !this.#target.canMove()) {
      this.#element.classList.add('panning');
      viewport.pan(place.x - press.last.x, place.y - press.last.y);
      this.#target.onDidView();
    } else {
      this.#element.classList.add('dragging');
      this.#target.onDidDrag(press.id, this.#toWay(press, place));
    }
    press.last = place;
  };

  readonly #up = (event: PointerEvent): void => {
    const press = this.#press;
    if (press?.pointerId !== event.pointerId) return;
    this.#press = undefined;
    this.#element.classList.remove('panning', 'dragging');
    if (!press.isDrag) this.#target.onDidPick(press.id, false);
    else if (press.id !== undefined && this.#target.canMove()) {
      this.#target.onDidDrop(press.id, this.#toWay(press, this.#toPlace(event)));
    }
  };

  readonly #wheel = (event: WheelEvent): void => {
    event.preventDefault();
    const { viewport } = this.#target;
    if (event.ctrlKey || event.metaKey) viewport.zoomBy(Math.exp(-event.deltaY / 240), this.#toPlace(event));
    else if (event.shiftKey) viewport.pan(-event.deltaY - event.deltaX, 0);
    else viewport.pan(-event.deltaX, -event.deltaY);
    this.#target.onDidView();
  };

  #toWay({ start }: Press, place: Point): Point {
    const { zoom } = this.#target.viewport;
    return snap({ x: (place.x - start.x) / zoom, y: (place.y - start.y) / zoom });
  }

  #toPlace({ clientX, clientY }: MouseEvent): Point {
    const { left, top } = this.#element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }
}

function findId({ target }: Event): string | undefined {
  return target instanceof Element ? target.closest<SVGElement>('[data-id]')?.dataset['id'] : undefined;
}
