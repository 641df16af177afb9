import * as l10n from '@vscode/l10n';
import type { Rule } from './rule';

export const conflictMarker: Rule<'conflict-marker'> = {
  code: 'conflict-marker',
  severity: 'error',
  get documentation() {
    return l10n.t(
      'Git left both versions of a merge in the file. Maia cannot load such a pipeline: keep one version and delete the lines with the markers.',
    );
  },
  *check({ document }) {
    for (const { markers } of document.conflicts) for (const span of markers) yield { facts: {}, span };
  },
};
