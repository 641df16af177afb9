import { toKey } from '../createDesignEntry';
import type { PipelineDocument } from '../pipelineDocument';
import type { TextEdit } from '../problem';
import { fillBelow, isEmpty } from './emptyValue';
import { columnIn, columnOf, endOfLines, readLineStyle, type LineStyle } from './lineStyle';

/** Where a component stands on the canvas. */
export interface Place {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

/** Between the columns of Maia's own layout. */
export const columnDistance = 160;
const rowDistance = 100;

/** A place that nobody stands at: to the right of a component, a row lower if need be; else to the right of everything. */
export function findFreePlace({ pipeline }: PipelineDocument, near?: string): Pick<Place, 'x' | 'y'> {
  const positions = pipeline.design.components.flatMap((it) => it.position ?? []);
  const from = near === undefined ? undefined : pipeline.design.componentsByName.get(near)?.position;
  if (from !== undefined) return goDown({ x: from.x + columnDistance, y: from.y }, positions);
  const [first, ...others] = positions;
  if (first === undefined) return { x: 0, y: 0 };
  const last = others.reduce((best, it) => (it.x > best.x ? it : best), first);
  return { x: last.x + columnDistance, y: last.y };
}

/** The next free place below a component; `undefined` where it stands nowhere itself. */
export function findPlaceBelow({ pipeline }: PipelineDocument, name: string): Pick<Place, 'x' | 'y'> | undefined {
  const from = pipeline.design.componentsByName.get(name)?.position;
  const positions = pipeline.design.components.flatMap((it) => it.position ?? []);
  return from && goDown({ x: from.x, y: from.y + rowDistance }, positions);
}

/** Row by row, at most past everything. */
function goDown(
  { x, y }: Pick<Place, 'x' | 'y'>,
  positions: readonly Pick<Place, 'x' | 'y'>[],
): Pick<Place, 'x' | 'y'> {
  const isNear = (it: Pick<Place, 'x' | 'y'>, row: number) =>
    Math.abs(it.x - x) < columnDistance / 2 && Math.abs(it.y - row) < rowDistance;
  let row = y;
  for (let tries = 0; tries <= positions.length && positions.some((it) => isNear(it, row)); tries++) row += rowDistance;
  return { x, y: row };
}

/**
 * The edit that gives components their places, behind those that have one. `undefined` where `design` is written in
 * another way than line by line, or all have one.
 */
export function createDesignEdit(document: PipelineDocument, wanted: readonly Place[]): TextEdit | undefined {
  const { text, pipeline, root } = document;
  const { entry, componentsEntry, components, componentsByName } = pipeline.design;
  const style = readLineStyle(document);
  const places = wanted.filter(({ name }) => !componentsByName.has(name));
  const write = (column: number) => places.flatMap((place) => writePlace(place, column, style)).join(style.newline);
  if (places.length === 0 || (root?.kind === 'map' && root.isFlow)) return undefined;
  const last = components.at(-1);
  if (last !== undefined) {
    const column = columnIn(text, componentsEntry?.value, last.entry);
    if (column === undefined) return undefined;
    return insert(endOfLines(text, last.entry), style.newline + write(column));
  }
  if (entry === undefined) {
    const start = text === '' || text.endsWith('\n') ? '' : style.newline;
    const head = `design:${style.newline}${' '.repeat(style.step)}components:${style.newline}`;
    return insert(text.length, start + head + write(2 * style.step) + style.newline);
  }
  const column = columnOf(text, entry.span) ?? 0;
  const inner = column + style.step;
  if (componentsEntry !== undefined) {
    const own = columnIn(text, entry.value, componentsEntry);
    if (own === undefined || !isEmpty(componentsEntry.value)) return undefined;
    return fillBelow(text, componentsEntry, style.newline + write(own + style.step));
  }
  const head = `${' '.repeat(inner)}components:${style.newline}`;
  if (isEmpty(entry.value)) return fillBelow(text, entry, style.newline + head + write(inner + style.step));
  if (entry.value.kind !== 'map' || entry.value.isFlow) return undefined;
  const sibling = columnOf(text, entry.value.span);
  if (sibling === undefined) return undefined;
  const headOfSibling = `${' '.repeat(sibling)}components:${style.newline}`;
  return insert(endOfLines(text, entry), style.newline + headOfSibling + write(sibling + style.step));
}

function writePlace({ name, x, y }: Place, column: number, { step }: LineStyle): readonly string[] {
  const outer = ' '.repeat(column);
  const inner = ' '.repeat(column + step);
  const deepest = ' '.repeat(column + 2 * step);
  return [
    `${outer}${toKey(name)}:`,
    `${inner}position:`,
    `${deepest}x: ${x}`,
    `${deepest}"y": ${y}`,
    `${inner}tempMetlId:`,
  ];
}

function insert(at: number, newText: string): TextEdit {
  return { span: { start: at, end: at }, newText };
}
