import * as l10n from '@vscode/l10n';
import type { Rule } from './rule';

export const qualityComponentNamingConvention: Rule<'quality-component-naming-convention'> = {
  code: 'quality-component-naming-convention',
  severity: 'warning',
  get documentation() {
    return l10n.t('The repository has a pattern that the names of components follow.');
  },
  *check({ document, findQualityRule }) {
    const rule = findQualityRule('component-naming-convention');
    if (rule === undefined || !document.isWhole) return;
    const { severity, pattern } = rule;
    if (pattern === undefined) return;
    for (const { name } of document.pipeline.components) {
      if (name.text.length > 300 || pattern.test(name.text)) continue;
      yield { severity, facts: { name: name.text, pattern: pattern.source.slice(4, -2) }, span: name.span };
    }
  },
};
