import * as l10n from '@vscode/l10n';
import { findSimilar } from '../suggest';
import type { Rule } from './rule';

export const pipelineType: Rule<'pipeline-type'> = {
  code: 'pipeline-type',
  severity: 'error',
  get documentation() {
    return l10n.t('The type of a file is "orchestration" or "transformation".');
  },
  *check({ document }) {
    const { type } = document.pipeline;
    if (type === undefined || type.text === 'orchestration' || type.text === 'transformation') {
      const entry = document.pipeline.topEntries.find(({ key }) => key.text === 'type');
      if (entry !== undefined && type === undefined && document.isWhole)
        yield { facts: { type: '' }, span: entry.span };
      return;
    }
    const suggestion = findSimilar(type.text, ['orchestration', 'transformation']);
    if (suggestion === undefined) yield { facts: { type: type.text }, span: type.span };
    else {
      const fix = [{ span: type.span, newText: JSON.stringify(suggestion) }];
      yield { facts: { type: type.text, suggestion }, span: type.span, fix };
    }
  },
};
