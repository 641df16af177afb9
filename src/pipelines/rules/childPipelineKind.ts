import * as l10n from '@vscode/l10n';
import type { Rule } from './rule';

export const childPipelineKind: Rule<'child-pipeline-kind'> = {
  code: 'child-pipeline-kind',
  severity: 'warning',
  get documentation() {
    return l10n.t(
      'Run Orchestration runs orchestrations, Run Transformation runs transformations. The file exists, but is of the other kind.',
    );
  },
  *check({ references }) {
    for (const { reference, resolution } of references) {
      const { component, value, pipelineKind } = reference;
      if (resolution.kind !== 'otherKind' || pipelineKind === undefined) continue;
      yield { facts: { name: component.name.text, path: value.text, expected: pipelineKind }, span: value.span };
    }
  },
};
