import type { PipelineDocument } from '../pipelineDocument';
import type { TextEdit } from '../problem';
import { fillBelow, isEmpty } from '../writing/emptyValue';
import { guessVariableType } from '../writing/guessVariableType';
import { columnIn, endOfLines, readLineStyle } from '../writing/lineStyle';
import { variableLines, type VariableType } from '../writing/variableLines';

/** Declares a variable behind the others, of the type that its uses tell; `undefined` where it is declared, or not line by line. */
export function declareVariable(
  document: PipelineDocument,
  name: string,
  type: VariableType = guessVariableType(document, name),
): TextEdit | undefined {
  const { text, pipeline } = document;
  const { variables, variablesEntry, componentsEntry, pipelineEntry } = pipeline;
  if (!/^[A-Za-z_]\w*$/.test(name) || variables.some((it) => it.name.text === name)) return undefined;
  const style = readLineStyle(document);
  const write = (column: number) =>
    [`${' '.repeat(column)}${name}:`, ...variableLines(type, column, style)].join(style.newline);
  const last = variables.at(-1);
  if (last !== undefined) {
    const column = columnIn(text, variablesEntry?.value, last.entry);
    return column === undefined ? undefined : insert(endOfLines(text, last.entry), style.newline + write(column));
  }
  if (variablesEntry !== undefined) {
    const column = columnIn(text, pipelineEntry?.value, variablesEntry);
    if (column === undefined || !isEmpty(variablesEntry.value)) return undefined;
    return fillBelow(text, variablesEntry, style.newline + write(column + style.step));
  }
  const column = componentsEntry && columnIn(text, pipelineEntry?.value, componentsEntry);
  if (componentsEntry === undefined || column === undefined) return undefined;
  const head = `${' '.repeat(column)}variables:${style.newline}`;
  return insert(endOfLines(text, componentsEntry), style.newline + head + write(column + style.step));
}

function insert(at: number, newText: string): TextEdit {
  return { span: { start: at, end: at }, newText };
}
