import type { Component, PipelineDocument } from '../pipelineDocument';
import type { TextEdit } from '../problem';
import { replaceValue } from '../writing/emptyValue';
import { columnOf, endOfLines, linesOf, readLineStyle } from '../writing/lineStyle';

/** Leaves a component out of runs, or takes it in again; `undefined` where it is so already, or is not written line by line. */
export function setSkipped(document: PipelineDocument, component: Component, isSkipped: boolean): TextEdit | undefined {
  if (component.isSkipped === isSkipped || component.isDamaged) return undefined;
  const { text } = document;
  const { skippedEntry, entry } = component;
  const isInBraces = entry.value.kind === 'map' && entry.value.isFlow;
  if (skippedEntry !== undefined) {
    const lines = isSkipped || isInBraces ? undefined : linesOf(text, skippedEntry);
    if (lines !== undefined) return { span: lines, newText: '' };
    return replaceValue(text, skippedEntry, String(isSkipped));
  }
  if (entry.value.kind !== 'map' || isInBraces) return undefined;
  const column = columnOf(text, entry.value.span);
  if (column === undefined) return undefined;
  const { newline } = readLineStyle(document);
  const line = `${' '.repeat(column)}skipped: true`;
  const above = entry.value.entries.findLast(({ key }) =>
    ['type', 'transitions', 'sources', 'iterationTarget'].includes(key.text),
  );
  if (above !== undefined) {
    const at = endOfLines(text, above);
    return { span: { start: at, end: at }, newText: newline + line };
  }
  const at = entry.value.span.start - column;
  return { span: { start: at, end: at }, newText: line + newline };
}
