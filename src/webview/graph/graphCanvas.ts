import { html, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { gridStep, toCanvasDistance, toDrawnDistance } from '../../graph/drawingScale';
import { findBounds } from '../../graph/drawGraph';
import { findNext, type Direction } from '../../graph/findNext';
import type { Point } from '../../graph/graphModel';
import { Drawing } from './drawing';
import { PageElement } from './pageElement';
import { PointerWork } from './pointerWork';
import * as texts from './texts/graphTexts';
import { Viewport } from './viewport';
import { createSvg } from './createSvgDom';

const zoomStep = 1.25;
/** Steps by keyboard that follow each other are written as one. */
const steppingPauseMs = 500;

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};
const ways: Readonly<Record<Direction, Point>> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
};

/** The drawing, and what pointer and keyboard do with it. */
@customElement('maia-graph-canvas')
export class GraphCanvas extends PageElement {
  @property({ attribute: false }) wantsSearch: () => void = () => undefined;
  @query('.canvas') private readonly canvas!: HTMLElement;
  readonly #words = texts.getWords();
  readonly #drawing = new Drawing(this.#words);
  readonly #viewport = new Viewport();
  readonly #svg = createSvg('svg');
  #pointer: PointerWork | undefined;
  #frame = 0;
  /** Of which pipeline the drawing is: another one is shown as a whole. */
  #fitted: string | undefined;
  /**
   * All is shown, or as much as can be read, and nobody has looked at a part of it since: it stays so when the page gets
   * another size.
   */
  #fitting: 'all' | 'readable' | undefined;
  /** A component that the keyboard moves, and how far so far. */
  #stepping: { readonly id: string; readonly by: Point; readonly timer: ReturnType<typeof setTimeout> } | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.page.removeEventListener('change', this.#change);
  }

  zoom(direction: 1 | -1): void {
    this.#fitting = undefined;
    this.#viewport.zoomBy(direction === 1 ? zoomStep : 1 / zoomStep);
    this.#look();
  }

  fit(): void {
    this.#fit('all');
    this.#look();
  }

  /** Brings a component into the middle. */
  centre(id: string): void {
    const node = this.#drawing.find(id);
    if (node === undefined) return;
    this.#fitting = undefined;
    this.#viewport.centre(node);
    this.#look();
  }

  override focus(): void {
    this.canvas.focus();
  }

  protected override render(): TemplateResult {
    const { title } = this.page.shown;
    return html`<div
        class="canvas"
        role="application"
        tabindex="0"
        aria-label=${texts.toCanvasLabel(title)}
        aria-describedby="keys"
        @keydown=${this.#press}
        @focusout=${this.#finishSteps}
      ></div>
      <p id="keys" class="visually-hidden">${texts.getKeysHint()}</p>`;
  }

  protected override firstUpdated(): void {
    this.#svg.append(this.#drawing.element);
    this.canvas.append(this.#svg);
    this.#pointer = new PointerWork(this.canvas, {
      viewport: this.#viewport,
      canMove: () => this.page.shown.canMove,
      onDidView: () => {
        this.#fitting = undefined;
        this.#look();
      },
      onDidPick: (id, isTwice) => {
        this.#pick(id, isTwice);
      },
      onDidDrag: (id, by) => {
        this.#drag(id, by);
      },
      onDidDrop: (id, by) => void this.#drop(id, by),
    });
    new ResizeObserver(() => {
      this.#measure();
    }).observe(this.canvas);
    this.#measure();
    this.#show();
    this.page.addEventListener('change', this.#change);
  }

  #measure(): void {
    const { clientWidth, clientHeight } = this.canvas;
    const isFirst = this.#viewport.width === 0;
    this.#viewport.width = clientWidth;
    this.#viewport.height = clientHeight;
    this.#svg.setAttribute('width', String(clientWidth));
    this.#svg.setAttribute('height', String(clientHeight));
    if (isFirst && clientWidth > 0) this.#fitted = undefined;
    if (isFirst) this.#show();
    else {
      if (this.#fitting) this.#fit(this.#fitting);
      this.#look();
    }
  }

  #fit(fitting: 'all' | 'readable'): void {
    this.#fitting = fitting;
    this.#viewport.fit(findBounds(this.page.shown.graph), fitting === 'readable');
  }

  readonly #change = (event: Event): void => {
    const what: unknown = event instanceof CustomEvent ? event.detail : undefined;
    if (what === 'graph') this.#show();
    else if (what !== 'words') this.#mark(what === 'cursor');
  };

  #show(): void {
    if (this.#viewport.width === 0) return;
    const { graph, kept, title } = this.page.shown;
    const subject = kept?.uri ?? title;
    if (this.#fitted !== subject && graph.nodes.length > 0) {
      this.#fitted = subject;
      this.#fit('readable');
    }
    this.#drawing.show(graph, this.#viewport.sight, this.#viewport.zoom);
    this.#drawing.element.setAttribute('transform', this.#viewport.transform);
    if (this.#stepping) this.#drag(this.#stepping.id, this.#stepping.by);
    this.#mark(true);
  }

  #mark(mayMoveSight: boolean): void {
    const { selected, found } = this.page;
    this.#drawing.mark(selected, found);
    const node = this.#drawing.find(selected);
    if (node === undefined) this.canvas.removeAttribute('aria-activedescendant');
    else this.canvas.setAttribute('aria-activedescendant', this.#drawing.toElementId(node.id));
    if (mayMoveSight && node !== undefined && !this.#viewport.holds(node)) this.centre(node.id);
  }

  /** At most once a frame, however often the hand moves. */
  #look(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      this.#drawing.element.setAttribute('transform', this.#viewport.transform);
      this.#drawing.look(this.#viewport.sight, this.#viewport.zoom);
    });
  }

  #pick(id: string | undefined, isTwice: boolean): void {
    this.page.select(id);
    this.canvas.focus();
    if (id !== undefined) void this.page.reveal(id, isTwice);
  }

  #drag(id: string, by: Point | undefined): void {
    const node = this.page.shown.graph.nodes.find((it) => it.id === id);
    if (node === undefined) return;
    this.#drawing.move(id, by && { x: node.x + by.x, y: node.y + by.y });
  }

  async #drop(id: string, by: Point): Promise<void> {
    const way = toCanvasDistance(by);
    const isMoved = (way.x !== 0 || way.y !== 0) && (await this.page.move(id, way));
    if (isMoved) this.page.announce(texts.toMovedText(this.#drawing.find(id)?.name ?? '', way));
    else this.#drawing.move(id, undefined);
  }

  readonly #press = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const direction = Object.hasOwn(directions, event.key) ? directions[event.key] : undefined;
    const isPlain = !event.ctrlKey && !event.metaKey;
    if (direction !== undefined && isPlain) {
      if (event.altKey) this.#step(direction);
      else this.#go(direction, event.shiftKey);
    } else if (event.key === 'f' && (event.ctrlKey || event.metaKey)) this.wantsSearch();
    else if (!isPlain || event.altKey || !this.#act(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** Whether the key means something here. */
  #act(key: string): boolean {
    const { selected } = this.page;
    const { nodes } = this.page.shown.graph;
    if (key === '+' || key === '=') this.zoom(1);
    else if (key === '-') this.zoom(-1);
    else if (key === '0') this.fit();
    else if (key === '/') this.wantsSearch();
    else if (key === 'Home') this.#goTo(nodes[0]?.id);
    else if (key === 'End') this.#goTo(nodes.at(-1)?.id);
    else if (key === 'Escape') return this.#giveUp();
    else if (key === 'Enter' && selected !== undefined) void this.page.reveal(selected, true);
    else if (key === ' ' && selected !== undefined) void this.page.reveal(selected, false);
    else return false;
    return true;
  }

  #giveUp(): boolean {
    const { selected } = this.page;
    if (this.#pointer?.cancel() === true) return true;
    if (this.#stepping) {
      clearTimeout(this.#stepping.timer);
      this.#drawing.move(this.#stepping.id, undefined);
      this.#stepping = undefined;
      return true;
    }
    this.page.select(undefined);
    return selected !== undefined;
  }

  /** Arrow keys follow connections; with Shift they move the sight. */
  #go(direction: Direction, isPan: boolean): void {
    const { graph } = this.page.shown;
    if (isPan) {
      this.#fitting = undefined;
      this.#viewport.pan(-60 * ways[direction].x, -60 * ways[direction].y);
      this.#look();
    } else this.#goTo(findNext(graph, this.page.selected ?? '', direction));
  }

  #goTo(id: string | undefined): void {
    if (id === undefined) return;
    this.#finishSteps();
    this.page.select(id);
    this.#mark(true);
    const { graph } = this.page.shown;
    const node = graph.nodes.find((it) => it.id === id);
    if (node) {
      const label = texts.toNodeLabel(node, this.#words);
      this.page.announce(`${label}. ${texts.toConnectionsText(graph, id, this.#words)}`);
    }
  }

  #step(direction: Direction): void {
    const { selected: id, shown } = this.page;
    if (id === undefined) return;
    if (!shown.canMove) {
      this.page.announce(texts.getCannotMove());
      return;
    }
    if (this.#stepping && this.#stepping.id !== id) this.#finishSteps();
    const before = this.#stepping?.by ?? { x: 0, y: 0 };
    clearTimeout(this.#stepping?.timer);
    const way = ways[direction];
    const step = toDrawnDistance({ x: way.x * gridStep, y: way.y * gridStep });
    const by = { x: before.x + step.x, y: before.y + step.y };
    this.#drag(id, by);
    this.#stepping = { id, by, timer: setTimeout(this.#finishSteps, steppingPauseMs) };
  }

  readonly #finishSteps = (): void => {
    const stepping = this.#stepping;
    if (stepping === undefined) return;
    clearTimeout(stepping.timer);
    this.#stepping = undefined;
    void this.#drop(stepping.id, stepping.by);
  };
}
