import * as vscode from 'vscode';

/** What a rule asks of pipelines; `undefined` for what is none of Maia's eight. */
export function toQualityRuleText(id: string): string | undefined {
  const { l10n } = vscode;
  switch (id) {
    case 'minimum-components':
      return l10n.t('A pipeline has at least so many components.');
    case 'maximum-components':
      return l10n.t('A pipeline has at most so many components.');
    case 'component-naming-convention':
      return l10n.t('The names of components match a pattern.');
    case 'unused-components':
      return l10n.t('No component is left unconnected.');
    case 'copied-variables':
      return l10n.t('Copied variables are used by concurrent iterators only.');
    case 'start-and-end-components':
      return l10n.t('An orchestration has a start, and each of its branches has an end.');
    case 'maximum-outputs':
      return l10n.t('A transformation has at most so many outputs.');
    case 'end-output-components':
      return l10n.t('Each branch of a transformation ends with an output.');
    default:
      return undefined;
  }
}

export function toQualityKeyText(key: string): string | undefined {
  const { l10n } = vscode;
  switch (key) {
    case 'rules':
      return l10n.t('The quality rules that are checked in this repository.');
    case 'id':
      return l10n.t('Which of Maia’s eight rules this is.');
    case 'enabled':
      return l10n.t('Whether the rule is checked.');
    case 'enforcementLevel':
      return l10n.t('What a pipeline that breaks the rule gets: a warning (warn) or an error.');
    case 'config':
      return l10n.t('The number or the pattern that the rule needs.');
    case 'minComponents':
    case 'maxComponents':
    case 'maxOutputs':
      return l10n.t('A whole number.');
    case 'regexMatchPattern':
      return l10n.t('A regular expression for the whole of a name.');
    default:
      return undefined;
  }
}
