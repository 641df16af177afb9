import * as l10n from '@vscode/l10n';
import { toMovedFinding } from './toMovedFinding';
import type { Rule } from './rule';

export const childPipelineMoved: Rule<'child-pipeline-moved'> = {
  code: 'child-pipeline-moved',
  severity: 'warning',
  get documentation() {
    return l10n.t(
      'A child pipeline is named by its path from the root of the repository. There is no such file, but one with this name elsewhere: a folder was probably moved.',
    );
  },
  *check({ references }) {
    for (const { reference, resolution } of references) {
      if (reference.kind === 'pipeline' && resolution.kind === 'moved')
        yield toMovedFinding(reference, resolution.candidates);
    }
  },
};
