import * as l10n from '@vscode/l10n';
import { findComponentType } from '../catalogue';
import type { Rule } from './rule';

export const misplacedIterationTarget: Rule<'misplaced-iteration-target'> = {
  code: 'misplaced-iteration-target',
  severity: 'warning',
  get documentation() {
    return l10n.t(
      'Only iterators and retry run another component again and again; other components ignore their iterationTarget.',
    );
  },
  *check({ document }) {
    for (const { name, type, iterationTarget, iterationTargetEntry } of document.pipeline.components) {
      const known = type && findComponentType(type.text);
      if (iterationTarget === undefined || known === undefined || known.isIterator) continue;
      const span = iterationTargetEntry?.key.span ?? iterationTarget.span;
      yield { facts: { name: name.text, type: known.type }, span };
    }
  },
};
