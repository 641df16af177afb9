import * as l10n from '@vscode/l10n';
import { areConnectionsSure } from '../areConnectionsSure';
import { findUnmentioned } from '../variableUses';
import type { Rule } from './rule';

export const unusedVariable: Rule<'unused-variable'> = {
  code: 'unused-variable',
  severity: 'hint',
  get documentation() {
    return l10n.t('No component of this pipeline mentions the variable.');
  },
  *check({ document }) {
    const { variables, components } = document.pipeline;
    // A component that is missing may have used it.
    if (variables.length === 0 || components.length === 0 || !areConnectionsSure(document)) return;
    const unmentioned = findUnmentioned(
      document,
      variables.map(({ name }) => name.text),
    );
    for (const { name } of variables) {
      if (unmentioned.has(name.text)) yield { facts: { variable: name.text }, span: name.span };
    }
  },
};
