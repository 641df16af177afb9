import * as l10n from '@vscode/l10n';
import { findVariableUses } from '../variableUses';
import { walkScalars } from '../yamlValue';
import type { Rule } from './rule';

export const undeclaredVariable: Rule<'undeclared-variable'> = {
  code: 'undeclared-variable',
  severity: 'hint',
  get documentation() {
    return l10n.t(
      'The pipeline does not declare this variable. It may be a variable of the project, which is not in Git.',
    );
  },
  *check({ document }) {
    const declared = new Set(document.pipeline.variables.map(({ name }) => name.text));
    const said = new Set<string>();
    if (!document.isWhole) return;
    for (const { type, parameters, componentName } of document.pipeline.components) {
      // A shell has variables of its own, written the same.
      if (parameters === undefined || type?.text === 'bash-script') continue;
      for (const scalar of walkScalars(parameters)) {
        if (scalar === componentName) continue;
        for (const { name, span, isWhole } of findVariableUses(document.text, scalar)) {
          if (!isWhole || declared.has(name) || said.has(name)) continue;
          said.add(name);
          yield { facts: { variable: name }, span };
        }
      }
    }
  },
};
