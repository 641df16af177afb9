import { findComponentType } from '../catalogue';
import { findEntry, type Value } from '../yamlValue';
import { findParameterForm, findParameterValues } from './parameterValues';
import { toPipelineNames } from './pipelineNames';
import type { Proposal } from './proposal';
import type { WritingContext } from './writingContext';

/** The parameters of a component and their values: files, variables, components, and what they mostly have. */
export function completeParameters(context: WritingContext): readonly Proposal[] {
  const [, , , , parameter, ...inner] = context.place.path;
  const { role } = context.place;
  if (parameter === undefined) return role === 'key' ? completeNames(context) : [];
  if (inner.some((key) => key !== '-')) return [];
  if (inner.length === 0) return role === 'value' ? completeValue(context, parameter) : [];
  return role === 'item' ? completeItem(context, parameter, inner.length) : [];
}

function completeNames(context: WritingContext): readonly Proposal[] {
  const { component, place, style } = context;
  const type = component?.type?.text ?? '';
  const others = context.findOtherKeys();
  const below = `${style.newline}${' '.repeat(place.column + style.dashStep)}`;
  const rests = {
    text: ' "$1"',
    block: ` |-${style.newline}${' '.repeat(place.column + style.step)}$1`,
    list: `${below}- "$1"`,
    rows: `${below}- - "$1"`,
    other: '',
  };
  return (findComponentType(type)?.parameters ?? ['componentName'])
    .filter((name) => !others.has(name))
    .map((name) => {
      const rest = name === 'componentName' ? ` ${quotedName(context)}$0` : rests[findParameterForm(type, name)];
      return context.toKey(name, name, rest, { kind: 'parameter', name });
    });
}

function quotedName({ component }: WritingContext): string {
  return JSON.stringify(component?.name.text ?? '').replace(/[\\$}]/g, String.raw`\$&`);
}

const variableParameters = new Set(['gridVariable', 'targetGridVariable', 'variableToIterate']);
/** With the column of their rows that names a variable. */
const variableColumns: ReadonlyMap<string, number> = new Map([
  ['scalarsToUpdate', 0],
  ['scalarVariableMapping', 0],
  ['gridIteratorVariableMapping', 1],
  ['variablesToPrint', 0],
]);

function completeValue(context: WritingContext, parameter: string): readonly Proposal[] {
  const { component, surroundings } = context;
  const type = component?.type?.text ?? '';
  if (parameter === 'componentName') {
    const name = component?.name.text;
    return name === undefined ? [] : [context.toText(name, { kind: 'component', name })];
  }
  const pipelines = toPipelineNames(type, parameter, surroundings);
  if (pipelines !== undefined) return pipelines.map((path) => context.toText(path, { kind: 'file', path }));
  if (parameter === 'fileName') return surroundings.scripts.map((path) => context.toText(path, { kind: 'file', path }));
  if (parameter === 'pipelineName') {
    return surroundings.sharedPipelines.map(({ name, displayName }) =>
      context.toText(name, { kind: 'sharedPipeline', displayName }),
    );
  }
  if (variableParameters.has(parameter)) return completeVariables(context, parameter.toLowerCase().includes('grid'));
  if (parameter === 'mainTable' || parameter === 'masterTable') return completeSourceNames(context);
  return completeKnown(context, type, parameter);
}

function completeItem(context: WritingContext, parameter: string, depth: number): readonly Proposal[] {
  const type = context.component?.type?.text ?? '';
  const column = context.findColumnInRow();
  if (depth === 1) {
    return parameter === 'variablesToInclude' || parameter === 'variablesToIterate'
      ? completeVariables(context, false)
      : [];
  }
  if (depth !== 2 || column === undefined) return [];
  if (parameter === 'joins' && column === 0) return completeSourceNames(context);
  if (parameter === 'setScalarVariables' && column === 0) return completeChildVariables(context);
  if (variableColumns.get(parameter) === column || (type === 'if' && parameter === 'condition' && column === 0)) {
    return completeVariables(context, false);
  }
  return completeKnown(context, type, `${parameter}.${column}`);
}

/** Those of the kind that is needed first. */
function completeVariables(context: WritingContext, isGrid: boolean): readonly Proposal[] {
  const { variables } = context.document.pipeline;
  return [...variables]
    .sort((a, b) => Number((b.type?.text === 'GRID') === isGrid) - Number((a.type?.text === 'GRID') === isGrid))
    .map(({ name }) => context.toText(name.text, { kind: 'variable', name: name.text }));
}

function completeSourceNames(context: WritingContext): readonly Proposal[] {
  return (context.component?.sources ?? []).map(({ text: name }) => context.toText(name, { kind: 'component', name }));
}

/** What the child pipeline declares and what is not passed yet; its own names where the child was not read. */
function completeChildVariables(context: WritingContext): readonly Proposal[] {
  const { component, surroundings } = context;
  const written = ['orchestrationJob', 'transformationJob']
    .map((key) => findEntry(component?.parameters, key)?.value)
    .find((it) => it?.kind === 'scalar');
  const wanted = written?.kind === 'scalar' ? written.text : '';
  const path = surroundings.pipelines.find(
    (it) => it === wanted || it.replace(/\.(?:orch|tran)\.yaml$/, '') === wanted,
  );
  const names = path === undefined ? undefined : surroundings.findVariables(path);
  if (names === undefined) return completeVariables(context, false);
  return names.map((name) => context.toText(name, { kind: 'variable', name }));
}

const mostElsewhere = 20;
const longestElsewhere = 80;

/** Values of our own table, then those that the same parameter has elsewhere in the file. */
function completeKnown(context: WritingContext, type: string, parameter: string): readonly Proposal[] {
  const known = findParameterValues(type, parameter);
  const elsewhere = parameter.includes('.') ? [] : findElsewhere(context, parameter);
  const labels = new Set([...known, ...elsewhere]);
  return [...labels].map((label) => context.toText(label, { kind: 'value' }));
}

function findElsewhere({ document, place }: WritingContext, parameter: string): readonly string[] {
  const found = new Set<string>();
  for (const { parameters } of document.pipeline.components) {
    const value: Value | undefined = findEntry(parameters, parameter)?.value;
    if (value?.kind !== 'scalar' || value.type === 'null' || value.text === '') continue;
    const isHere = value.span.start <= place.span.end && place.span.start <= value.span.end;
    if (isHere || value.text.length > longestElsewhere || value.text.includes('\n')) continue;
    found.add(value.text);
    if (found.size >= mostElsewhere) break;
  }
  return [...found];
}
