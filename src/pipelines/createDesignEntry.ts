import type { PipelineDocument, Position } from './pipelineDocument';
import type { TextEdit } from './problem';
import { endOfLines } from './writing/lineStyle';

/** Between the columns of Maia's own layout. */
const step = 160;

/**
 * The edit that gives a component its place: at the position, else to the right of everything. `undefined` where
 * `design.components` is not written line by line, as Maia does.
 */
export function createDesignEntry(
  { text, pipeline }: PipelineDocument,
  name: string,
  position?: Pick<Position, 'x' | 'y'>,
): TextEdit | undefined {
  const { componentsEntry, components } = pipeline.design;
  const last = components.at(-1);
  const map = componentsEntry?.value;
  if (map?.kind !== 'map' || last === undefined || map.isFlow) return undefined;
  const lineStart = text.lastIndexOf('\n', last.name.span.start - 1) + 1;
  const indent = text.slice(lineStart, last.name.span.start);
  if (indent.trim() !== '') return undefined;
  const { x, y } = position ?? toTheRight(components.flatMap((it) => it.position ?? []));
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = [`${toKey(name)}:`, '  position:', `    x: ${x}`, `    "y": ${y}`, '  tempMetlId:'];
  const end = endOfLines(text, last.entry);
  return { span: { start: end, end }, newText: lines.map((line) => newline + indent + line).join('') };
}

/** A name as a key in Maia's style: plain where YAML reads it back as the same text, else in double quotes. */
export function toKey(name: string): string {
  const isPlain = /^[A-Za-z_][\w ()/&%?+=>.[\]'-]*$/.test(name) && !name.endsWith(' ');
  return isPlain && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(name) ? name : JSON.stringify(name);
}

function toTheRight(positions: readonly Position[]): Pick<Position, 'x' | 'y'> {
  const last = positions.reduce<Position | undefined>((best, it) => (best && best.x >= it.x ? best : it), undefined);
  return last === undefined ? { x: 0, y: 0 } : { x: last.x + step, y: last.y };
}
