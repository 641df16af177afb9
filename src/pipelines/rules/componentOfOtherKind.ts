import * as l10n from '@vscode/l10n';
import { findComponentType } from '../catalogue';
import type { Rule } from './rule';

export const componentOfOtherKind: Rule<'component-of-other-kind'> = {
  code: 'component-of-other-kind',
  severity: 'warning',
  get documentation() {
    return l10n.t(
      'Orchestrations and transformations have different components; Maia cannot place one of the other kind.',
    );
  },
  *check({ document }) {
    for (const { name, type } of document.pipeline.components) {
      const known = type && findComponentType(type.text);
      if (known === undefined || document.kind === undefined || known.kind === document.kind) continue;
      yield { facts: { name: name.text, type: known.type, kind: document.kind }, span: type?.span ?? name.span };
    }
  },
};
