import { createDesignEntry } from '../pipelines/createDesignEntry';
import type { PipelineDocument } from '../pipelines/pipelineDocument';
import type { TextEdit } from '../pipelines/problem';
import { fillBelow, isEmpty, replaceValue } from '../pipelines/writing/emptyValue';
import { columnIn, columnOf, endOfLine } from '../pipelines/writing/lineStyle';
import { findEntry, type Entry, type Value } from '../pipelines/yamlValue';
import type { Point } from './graphModel';

/**
 * The edits that put a component to a place on the canvas: its two numbers and nothing else, or the entry in the design
 * where there is none. `undefined` where that cannot be written without touching other things.
 */
export function moveComponent(
  document: PipelineDocument,
  name: string,
  { x, y }: Point,
): readonly TextEdit[] | undefined {
  if (!Number.isFinite(x) || !Number.isFinite(y)) return undefined;
  const place = { x: Math.round(x) + 0, y: Math.round(y) + 0 };
  const { design, componentsByName } = document.pipeline;
  if (!componentsByName.has(name)) return undefined;
  const known = design.componentsByName.get(name);
  if (known !== undefined) return movePlaced(document, known.entry, place);
  const entry = createDesignEntry(document, name, place);
  return entry === undefined ? createFirstEntry(document, name, place) : [entry];
}

/** The entry is there, complete or not. */
function movePlaced(document: PipelineDocument, entry: Entry, place: Point): readonly TextEdit[] | undefined {
  const position = findEntry(entry.value, 'position');
  if (position === undefined) {
    const places = document.pipeline.design.componentsEntry?.value;
    return addBelow(document, places, entry, ['position:', `  x: ${place.x}`, `  "y": ${place.y}`]);
  }
  if (position.value.kind !== 'map' || isEmpty(position.value)) {
    return addBelow(document, entry.value, position, [`x: ${place.x}`, `"y": ${place.y}`]);
  }
  const [x, y] = [findEntry(position.value, 'x'), findEntry(position.value, 'y')];
  if (x === undefined || y === undefined) return undefined;
  const edits = [toNumberEdit(document.text, x, place.x), toNumberEdit(document.text, y, place.y)];
  return edits.every((it) => it !== undefined) ? edits.flat() : undefined;
}

/** A number that is the same already keeps how it is written. */
function toNumberEdit(text: string, entry: Entry, number: number): readonly TextEdit[] | undefined {
  const { value } = entry;
  if (value.kind !== 'scalar') return undefined;
  if (value.type !== 'null' && value.text !== '' && Number(value.text) === number) return [];
  const edit = replaceValue(text, entry, String(number));
  return edit && [edit];
}

/** Lines below a key of a map, one step deeper, as its first ones; the comment behind the key stays there. */
function addBelow(
  { text }: PipelineDocument,
  map: Value | undefined,
  entry: Entry,
  lines: readonly string[],
): readonly TextEdit[] | undefined {
  const { key, value } = entry;
  const outer = columnIn(text, map, entry);
  if (outer === undefined) return undefined;
  const write = (column: number) => lines.map((line) => toNewline(text) + ' '.repeat(column) + line).join('');
  if (isEmpty(value)) {
    const edit = fillBelow(text, entry, write(outer + 2));
    return edit && [edit];
  }
  const inner = value.kind === 'map' && !value.isFlow ? columnOf(text, value.span) : undefined;
  if (inner === undefined) return undefined;
  const end = endOfLine(text, key.span.end);
  return [{ span: { start: end, end }, newText: write(inner) }];
}

/** No component has a place yet: `design` or what belongs below it may be missing. */
function createFirstEntry(document: PipelineDocument, name: string, { x, y }: Point) {
  const { text, pipeline, root } = document;
  const { entry, componentsEntry } = pipeline.design;
  const lines = [`${JSON.stringify(name)}:`, '  position:', `    x: ${x}`, `    "y": ${y}`, '  tempMetlId:'];
  if (componentsEntry !== undefined) return addBelow(document, entry?.value, componentsEntry, lines);
  const list = ['components:', ...lines.map((line) => `  ${line}`)];
  if (entry !== undefined) return addBelow(document, root, entry, list);
  if (root?.kind !== 'map' || root.isFlow || pipeline.topEntries.some((it) => it.key.span.start !== lineOf(text, it))) {
    return undefined;
  }
  const newline = toNewline(text);
  const isEnded = text.endsWith('\n');
  const written = ['design:', ...list.map((line) => `  ${line}`)].join(newline);
  return [
    {
      span: { start: text.length, end: text.length },
      newText: (isEnded ? '' : newline) + written + (isEnded ? newline : ''),
    },
  ];
}

/** Where the line of a key begins; behind a byte order mark in the first one. */
function lineOf(text: string, { key }: Entry): number {
  const start = text.lastIndexOf('\n', key.span.start - 1) + 1;
  return start === 0 && text.startsWith('\uFEFF') ? 1 : start;
}

function toNewline(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
