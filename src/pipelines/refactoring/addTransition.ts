import { toKey } from '../createDesignEntry';
import type { Component, PipelineDocument, Transition } from '../pipelineDocument';
import type { TextEdit } from '../problem';
import { fillBelow } from '../writing/emptyValue';
import { columnIn, columnOf, endOfLines, readLineStyle } from '../writing/lineStyle';
import { isNothing } from '../yamlValue';

/** Lets another component follow one; `undefined` where the connections are not written line by line. */
export function addTransition(
  document: PipelineDocument,
  { entry, transitionsEntry, type }: Component,
  kind: Transition['kind'],
  target: string,
): TextEdit | undefined {
  const { text } = document;
  const { newline, step, dashStep } = readLineStyle(document);
  const item = (column: number) => `${newline}${' '.repeat(column + dashStep)}- ${JSON.stringify(target)}`;
  if (transitionsEntry === undefined) {
    const above = entry.value.kind === 'map' ? entry.value.entries.find(({ value }) => value === type) : undefined;
    const column = above && columnIn(text, entry.value, above);
    if (above === undefined || column === undefined) return undefined;
    const inner = `${newline}${' '.repeat(column + step)}${toKey(kind)}:${item(column + step)}`;
    return insert(endOfLines(text, above), `${newline}${' '.repeat(column)}transitions:${inner}`);
  }
  const { value } = transitionsEntry;
  if (value.kind !== 'map' || value.isFlow) return undefined;
  const column = columnOf(text, value.span);
  const list = value.entries.find(({ key }) => key.text === kind);
  if (column === undefined) return undefined;
  if (list === undefined) {
    return insert(endOfLines(text, transitionsEntry), `${newline}${' '.repeat(column)}${toKey(kind)}:${item(column)}`);
  }
  if (isNothing(list.value)) return fillBelow(text, list, item(column));
  if (list.value.kind !== 'list' || list.value.isFlow) return undefined;
  const dash = columnOf(text, list.value.span);
  return dash === undefined ? undefined : insert(endOfLines(text, list), item(dash - dashStep));
}

function insert(at: number, newText: string): TextEdit {
  return { span: { start: at, end: at }, newText };
}
