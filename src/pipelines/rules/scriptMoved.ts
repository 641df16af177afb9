import * as l10n from '@vscode/l10n';
import { toMovedFinding } from './toMovedFinding';
import type { Rule } from './rule';

export const scriptMoved: Rule<'script-moved'> = {
  code: 'script-moved',
  severity: 'warning',
  get documentation() {
    return l10n.t(
      'A script file is named by its path from the root of the repository. There is no such file, but one with this name elsewhere: a folder was probably moved.',
    );
  },
  *check({ references }) {
    for (const { reference, resolution } of references) {
      if (reference.kind === 'script' && resolution.kind === 'moved')
        yield toMovedFinding(reference, resolution.candidates);
    }
  },
};
