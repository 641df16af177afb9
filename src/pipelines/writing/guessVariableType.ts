import type { PipelineDocument } from '../pipelineDocument';
import { findVariableUses } from '../variableUses';
import { walkEntries, walkScalars } from '../yamlValue';
import type { VariableType } from './variableLines';

const numbers =
  /^(?:limit|timeout|scriptTimeout|numberOfRetries|retryDelay|startingValue|incrementValue|endValue|maxIterations|sizeLimitB|skipHeader|smtpPort|rowCountValue)$/;

/** What the places tell where a variable is used: a table, a number, else a text. */
export function guessVariableType({ text, pipeline }: PipelineDocument, name: string): VariableType {
  let isNumber = false;
  for (const { parameters } of pipeline.components) {
    if (parameters === undefined) continue;
    for (const { key, value } of walkEntries(parameters)) {
      if (value.kind !== 'scalar') continue;
      if (/^(?:gridVariable|targetGridVariable)$/.test(key.text) && value.text === name) return 'GRID';
      isNumber ||= numbers.test(key.text) && value.text.trim() === `\${${name}}`;
    }
    isNumber ||= walkScalars(parameters).some((scalar) =>
      findVariableUses(text, scalar).some(
        (use) => use.name === name && !use.isWhole && isCalculatedWith(text, use.span.start, use.span.end),
      ),
    );
  }
  return isNumber ? 'NUMBER' : 'TEXT';
}

/** Whether a number is added to a word or compared with it, which a text would hardly be. */
function isCalculatedWith(text: string, start: number, end: number): boolean {
  return (
    /^\s*(?:[-*/%]|[<>]=?|\+\s*\d)/.test(text.slice(end, end + 20)) ||
    /(?:[-*/%<>]|\d\s*\+)\s*$/.test(text.slice(Math.max(0, start - 20), start))
  );
}
