import * as l10n from '@vscode/l10n';
import { findEntry, findScalar, walkScalars } from '../yamlValue';
import type { Rule } from './rule';

/** Where iterators name the variables they set. */
const iterationParameters = [
  'gridIteratorVariableMapping',
  'columnMapping',
  'columnMapping1',
  'variablesToIterate',
  'variableToIterate',
  'variables',
];

export const qualityCopiedVariables: Rule<'quality-copied-variables'> = {
  code: 'quality-copied-variables',
  severity: 'warning',
  get documentation() {
    return l10n.t(
      'The repository wants copied variables for one thing only: what an iterator in concurrent mode iterates over.',
    );
  },
  *check({ document, findQualityRule }) {
    const rule = findQualityRule('copied-variables');
    if (rule === undefined || !document.isWhole) return;
    const iterated = new Set<string>();
    for (const { parameters } of document.pipeline.components) {
      if (findScalar(parameters, 'concurrency')?.text.toLowerCase() !== 'concurrent') continue;
      for (const key of iterationParameters) {
        const value = findEntry(parameters, key)?.value;
        if (value !== undefined) for (const { text } of walkScalars(value)) iterated.add(text);
      }
    }
    for (const { name, scope } of document.pipeline.variables) {
      if (scope?.text !== 'COPIED' || iterated.has(name.text)) continue;
      yield { severity: rule.severity, facts: { variable: name.text }, span: name.span };
    }
  },
};
