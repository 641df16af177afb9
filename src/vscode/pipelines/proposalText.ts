import * as vscode from 'vscode';
import type { PipelineDocument } from '../../pipelines/pipelineDocument';
import type { Proposed } from '../../pipelines/writing/proposal';
import { toComponentText, toTypeText } from './componentText';
import { HoverMarkdown } from './hoverText';
import { toKeyText } from './keyText';

/** What stands behind a proposal in the list. */
export function toProposalDetail(proposed: Proposed): string | undefined {
  const { l10n } = vscode;
  switch (proposed.kind) {
    case 'componentType':
      return toComponentText(proposed.type);
    case 'newComponent':
      return proposed.target === undefined
        ? l10n.t('new component of type {0}', proposed.type)
        : l10n.t('new component of type {0}, with what it runs', proposed.type);
    case 'newVariable':
      return l10n.t('new variable of type {0}', proposed.type);
    case 'sharedPipeline':
      return proposed.displayName;
    case 'parameter':
      return l10n.t('parameter');
    case 'systemVariable':
      return l10n.t('known to every pipeline');
    case 'key':
    case 'component':
    case 'variable':
    case 'file':
    case 'qualityRule':
    case 'value':
      return undefined;
  }
}

/** What is said about a proposal once it is looked at. */
export function toProposalDocumentation(proposed: Proposed, { pipeline }: PipelineDocument): vscode.MarkdownString {
  const hover = new HoverMarkdown();
  switch (proposed.kind) {
    case 'componentType':
    case 'newComponent':
      hover.title(proposed.type).line(toTypeText(proposed.type));
      if (proposed.kind === 'newComponent') hover.line(vscode.l10n.t('Its place on the canvas is added as well.'));
      break;
    case 'key':
      hover.line(toKeyText(proposed.key) ?? '');
      break;
    case 'variable': {
      const variable = pipeline.variables.find(({ name }) => name.text === proposed.name);
      hover.title(proposed.name, variable?.type?.text ?? '').line(variable?.description?.text ?? '');
      break;
    }
    case 'newVariable':
    case 'parameter':
    case 'component':
    case 'systemVariable':
    case 'file':
    case 'sharedPipeline':
    case 'qualityRule':
    case 'value':
      break;
  }
  return hover.markdown;
}
