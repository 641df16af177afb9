import * as l10n from '@vscode/l10n';
import { toMovedFinding } from './toMovedFinding';
import type { Rule } from './rule';

export const childPipelineRelative: Rule<'child-pipeline-relative'> = {
  code: 'child-pipeline-relative',
  severity: 'warning',
  get documentation() {
    return l10n.t(
      'A child pipeline is named by its path from the root of the repository, not from the folder of the pipeline that names it.',
    );
  },
  *check({ references }) {
    for (const { reference, resolution } of references) {
      if (reference.kind === 'pipeline' && resolution.kind === 'relative')
        yield toMovedFinding(reference, resolution.candidates);
    }
  },
};
