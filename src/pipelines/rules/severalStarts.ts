import * as l10n from '@vscode/l10n';
import type { Rule } from './rule';

export const severalStarts: Rule<'several-starts'> = {
  code: 'several-starts',
  severity: 'warning',
  get documentation() {
    return l10n.t('An orchestration begins at its Start component. With several of them it is not clear where.');
  },
  *check({ document }) {
    if (document.kind !== 'orchestration') return;
    const [first, ...others] = document.pipeline.components.filter(({ type }) => type?.text === 'start');
    for (const { name } of others) yield { facts: { name: name.text, first: first?.name.text ?? '' }, span: name.span };
  },
};
