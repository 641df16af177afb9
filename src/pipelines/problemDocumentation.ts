import * as l10n from '@vscode/l10n';
import type { ProblemCode } from './problem';
import { allRules } from './rules/allRules';

/** Of the problems of other files than pipelines, which no rule finds. */
const others: Readonly<Partial<Record<ProblemCode, () => string>>> = {
  'quality-rules-shape': () =>
    l10n.t('The file of quality rules has one list, rules; each rule has an id, and enabled is true or false.'),
  'quality-rules-unknown': () =>
    l10n.t('Maia has eight quality rules. It knows none with this id, so nothing is checked for it.'),
  'quality-rules-duplicate': () =>
    l10n.t('A rule that is configured twice counts once; which of the two is not certain.'),
  'quality-rules-level': () => l10n.t('A rule either warns or is an error: enforcementLevel is "warn" or "error".'),
  'quality-rules-config': () => l10n.t('This rule checks nothing without its number or pattern under config.'),
  'quality-rules-pattern': () =>
    l10n.t(
      'Maia’s regular expressions are those of Java. This one is different in JavaScript, or may take forever, so names are not checked against it here.',
    ),
  'shared-pipeline-missing': () =>
    l10n.t('Other projects run a shared pipeline by its path from the root of the repository. There is no such file.'),
  'rules-text-too-long': () =>
    l10n.t('Maia reads 12,000 characters of all files in .matillion/maia/rules together, in the order of their names.'),
};

/** What a problem is about and why it matters, in plain words; English, unless `translateProblems` said otherwise. */
export function getProblemDocumentation(code: ProblemCode): string {
  return allRules.find((rule) => rule.code === code)?.documentation ?? others[code]?.() ?? '';
}
