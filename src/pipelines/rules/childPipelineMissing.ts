import * as l10n from '@vscode/l10n';
import type { Rule } from './rule';

export const childPipelineMissing: Rule<'child-pipeline-missing'> = {
  code: 'child-pipeline-missing',
  severity: 'warning',
  get documentation() {
    return l10n.t(
      'A child pipeline is named by its path from the root of the repository. There is no such file, so the run fails here. Said only where all files of the repository are known.',
    );
  },
  *check({ references }) {
    for (const { reference, resolution } of references) {
      if (reference.kind !== 'pipeline' || resolution.kind !== 'missing') continue;
      const { component, value } = reference;
      yield { facts: { name: component.name.text, path: value.text }, span: value.span };
    }
  },
};
