import * as l10n from '@vscode/l10n';
import type { Rule } from './rule';

export const migrationLeftOver: Rule<'migration-left-over'> = {
  code: 'migration-left-over',
  severity: 'warning',
  get documentation() {
    return l10n.t(
      'A component that a migration could not translate stands here in name only. Replace it by one that does its work.',
    );
  },
  *check({ document }) {
    for (const { name, type } of document.pipeline.components) {
      if (type === undefined || !/^unknown-(?:orchestration|transformation)$/.test(type.text)) continue;
      yield { facts: { name: name.text, type: type.text }, span: type.span };
    }
  },
};
