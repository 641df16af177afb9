import * as l10n from '@vscode/l10n';
import type { Rule } from './rule';

export const cycle: Rule<'cycle'> = {
  code: 'cycle',
  severity: 'error',
  get documentation() {
    return l10n.t(
      'Components follow each other without ever coming back; to repeat something, use an iterator or a retry.',
    );
  },
  *check({ cycles }) {
    for (const { edge, path } of cycles) {
      const names = path.map((it) => it.name.text);
      yield {
        facts: { name: edge.from.name.text, target: edge.to.name.text, path: names },
        span: edge.place.span,
      };
    }
  },
};
