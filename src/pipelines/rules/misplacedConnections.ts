import * as l10n from '@vscode/l10n';
import { isNothing } from '../yamlValue';
import type { Rule } from './rule';

export const misplacedConnections: Rule<'misplaced-connections'> = {
  code: 'misplaced-connections',
  severity: 'error',
  get documentation() {
    return l10n.t(
      'Components of an orchestration say what follows them, in transitions; components of a transformation say what feeds them, in sources.',
    );
  },
  *check({ document }) {
    const { kind, pipeline } = document;
    if (kind === undefined) return;
    const expected = kind === 'orchestration' ? 'transitions' : 'sources';
    for (const { name, sourcesEntry, transitionsEntry } of pipeline.components) {
      const entry = kind === 'orchestration' ? sourcesEntry : transitionsEntry;
      if (entry === undefined || isNothing(entry.value)) continue;
      yield { facts: { name: name.text, key: entry.key.text, expected }, span: entry.key.span };
    }
  },
};
