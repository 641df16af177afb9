import * as vscode from 'vscode';

/** What a key of a pipeline file is for; `undefined` for those that speak for themselves. */
export function toKeyText(key: string): string | undefined {
  const { l10n } = vscode;
  switch (key) {
    case 'type':
      return l10n.t('What kind of thing this is.');
    case 'version':
      return l10n.t('The version of the file format.');
    case 'pipeline':
      return l10n.t('The components and the variables of the pipeline.');
    case 'design':
      return l10n.t('Where the components stand on the canvas, and the notes there.');
    case 'metadata':
      return l10n.t('What describes it.');
    case 'components':
      return l10n.t('The components by their names.');
    case 'variables':
      return l10n.t('The variables that this pipeline declares.');
    case 'transitions':
      return l10n.t('What follows this component, by the way it went.');
    case 'transitions.unconditional':
      return l10n.t('Follows in any case.');
    case 'transitions.success':
      return l10n.t('Follows when the component succeeded.');
    case 'transitions.failure':
      return l10n.t('Follows when the component failed.');
    case 'transitions.true':
      return l10n.t('Follows when the condition is true.');
    case 'transitions.false':
      return l10n.t('Follows when the condition is false.');
    case 'sources':
      return l10n.t('What feeds this component.');
    case 'iterationTarget':
      return l10n.t('The component that this one runs again and again.');
    case 'skipped':
      return l10n.t('Whether the component is left out of runs.');
    case 'parameters':
      return l10n.t('How the component is set up.');
    case 'postProcessing':
      return l10n.t('What happens with variables once the component has run.');
    case 'scope':
      return l10n.t('COPIED: each branch of the pipeline has its own. SHARED: all have the same.');
    case 'visibility':
      return l10n.t('PUBLIC: pipelines that run this one can set it. PRIVATE: only this pipeline uses it.');
    default:
      return undefined;
  }
}
