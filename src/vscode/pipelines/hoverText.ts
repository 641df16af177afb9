import * as vscode from 'vscode';
import type { Description, ComponentDescription, Neighbour } from '../../pipelines/writing/describeAt';
import { toComponentTitle } from '../../pipelines/writing/componentTitle';
import { toPlainText } from '../plainText';
import { toComponentText, toKindText, toTypeText } from './componentText';
import { toKeyText } from './keyText';

const mostListed = 8;
const mostParameters = 6;
const longestValue = 60;

/** A title, and lines below it. Everything that comes from the file goes in as text, never as Markdown. */
export class HoverMarkdown {
  readonly markdown = new vscode.MarkdownString();

  title(text: string, addition = ''): this {
    this.markdown.appendMarkdown('**').appendText(toOneLine(text)).appendMarkdown('**');
    if (addition !== '') this.markdown.appendText(` · ${addition}`);
    return this;
  }

  line(text: string): this {
    if (text !== '') this.markdown.appendMarkdown('\n\n').appendText(toOneLine(text));
    return this;
  }

  list(lines: readonly string[]): this {
    if (lines.length > 0) this.markdown.appendMarkdown('\n');
    for (const line of lines) this.markdown.appendMarkdown('\n- ').appendText(toOneLine(line));
    return this;
  }
}

export function toHoverMarkdown(description: Description): vscode.MarkdownString {
  return toHover(description).markdown;
}

function toHover(description: Description): HoverMarkdown {
  const hover = new HoverMarkdown();
  const { l10n } = vscode;
  switch (description.kind) {
    case 'component':
      return addComponent(hover, description);
    case 'type': {
      const { type, count } = description;
      return hover
        .title(toComponentTitle(type.type), type.type)
        .line(toTypeText(type.type))
        .line(count === 1 ? l10n.t('The only one in this pipeline.') : l10n.t('{0} in this pipeline.', count))
        .line(l10n.t('Usual parameters: {0}', toNames(type.parameters.slice(1))));
    }
    case 'variable':
      return addVariable(hover, description);
    case 'childVariable':
      return hover
        .title(description.name)
        .line(l10n.t('A variable of the pipeline that “{0}” runs.', description.component.name.text));
    case 'file': {
      const { kind, value } = description.reference;
      return hover
        .title(value.text)
        .line(kind === 'pipeline' ? l10n.t('The pipeline that is run.') : l10n.t('The file with the script.'));
    }
    case 'sharedPipeline':
      return hover.title(description.name).line(l10n.t('A shared pipeline, named by its project and its id.'));
    case 'parameter': {
      const { name, types, isUsual } = description;
      hover.title(name, l10n.t('parameter'));
      if (types.length === 0) return hover.line(l10n.t('No component in public pipelines has this parameter.'));
      if (!isUsual) hover.line(l10n.t('Components of this type have it in no public pipeline.'));
      return hover.line(l10n.t('Components with it: {0}', toNames(types)));
    }
    case 'key':
      return hover.title(description.key.replace(/^.*\./, '')).line(toKeyText(description.key) ?? '');
  }
}

function addComponent(hover: HoverMarkdown, description: ComponentDescription): HoverMarkdown {
  const { l10n } = vscode;
  const { component, type, incoming, outgoing, parameters } = description;
  const typeName = component.type?.text;
  hover.title(component.name.text, typeName === undefined ? '' : toComponentTitle(typeName));
  if (type !== undefined) hover.line(`${toKindText(type)}. ${toComponentText(type.type)}`.trim());
  if (component.isSkipped) hover.line(l10n.t('Is skipped.'));
  if (incoming.length > 0) hover.line(l10n.t('Comes from: {0}', toNeighbours(incoming)));
  if (outgoing.length > 0) hover.line(l10n.t('Leads to: {0}', toNeighbours(outgoing)));
  hover.list(parameters.slice(0, mostParameters).map(({ name, text }) => `${name}: ${shorten(text)}`));
  const more = parameters.length - mostParameters;
  return more > 0 ? hover.line(l10n.t('and {0} more parameters', more)) : hover;
}

function addVariable(
  hover: HoverMarkdown,
  { name, declaration, reads, writes }: Extract<Description, { kind: 'variable' }>,
): HoverMarkdown {
  const { l10n } = vscode;
  hover.title(name, declaration?.type?.text ?? '');
  if (declaration === undefined) {
    hover.line(l10n.t('Not declared in this file. It may be a variable of the project.'));
  } else {
    const { description, scope, visibility, defaultValue } = declaration;
    hover.line(description?.text ?? '').line([scope?.text, visibility?.text].filter(Boolean).join(', '));
    if (defaultValue?.kind === 'scalar' && defaultValue.text !== '') {
      hover.line(l10n.t('Default: {0}', shorten(defaultValue.text)));
    }
  }
  return hover.line(l10n.t('Read in {0} places, written in {1}.', reads, writes));
}

function toNeighbours(neighbours: readonly Neighbour[]): string {
  return toNames(neighbours.map(({ name, way }) => (way === undefined ? name : `${name} (${toWay(way)})`)));
}

function toWay(way: NonNullable<Neighbour['way']>): string {
  return way === 'iteration' ? vscode.l10n.t('again and again') : way;
}

/** The first ones, and how many there are besides. */
function toNames(names: readonly string[]): string {
  if (names.length === 0) return vscode.l10n.t('none');
  const shown = names.slice(0, mostListed).join(', ');
  return names.length <= mostListed ? shown : vscode.l10n.t('{0} and {1} more', shown, names.length - mostListed);
}

function shorten(text: string): string {
  const line = toOneLine(text);
  return line.length > longestValue ? `${line.slice(0, longestValue - 1)}…` : line;
}

function toOneLine(text: string): string {
  return toPlainText(text.slice(0, 1000)).replace(/\s+/g, ' ').trim();
}
