import * as l10n from '@vscode/l10n';
import type { Rule } from './rule';

export const pipelineVersion: Rule<'pipeline-version'> = {
  code: 'pipeline-version',
  severity: 'warning',
  get documentation() {
    return l10n.t(
      'All known pipelines have version "1.0" or an empty one. What another version means is not known here.',
    );
  },
  *check({ document }) {
    const { version } = document.pipeline;
    if (version === undefined || version.text === '' || version.text === '1.0') return;
    yield { facts: { version: version.text }, span: version.span };
  },
};
