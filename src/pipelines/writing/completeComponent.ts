import { findComponentType, listComponentTypes } from '../catalogue';
import { transitionKinds } from '../pipelineDocument';
import { findIterationTargets, findSources, findTargets } from './allowedNames';
import { writeProperties } from './componentDraft';
import { createDesignEdit, findFreePlace } from './designPlaces';
import { draftParameters } from './draftComponent';
import type { Proposal } from './proposal';
import type { WritingContext } from './writingContext';

/** The keys of a component, and what stands behind those that are no parameters. */
export function completeComponent(context: WritingContext): readonly Proposal[] {
  const { path, role } = context.place;
  const [, , , property, ...inner] = path;
  switch (property) {
    case undefined:
      return role === 'key' ? completeKeys(context) : [];
    case 'type':
      return role === 'value' ? completeTypes(context) : [];
    case 'skipped':
      return role === 'value' ? ['true', 'false'].map((it) => context.toRaw(it, it, { kind: 'value' })) : [];
    case 'transitions':
      if (inner.length === 0) return role === 'key' ? completeTransitionKinds(context) : [];
      return inner.length <= 2 && context.isInList
        ? toNames(context, findTargets(context.document, context.component))
        : [];
    case 'sources':
      return inner.length <= 1 && context.isInList
        ? toNames(context, findSources(context.document, context.component))
        : [];
    case 'iterationTarget':
      return role === 'value' ? toNames(context, findIterationTargets(context.document, context.component)) : [];
    case 'postProcessing':
      return completePostProcessing(context, inner);
    default:
      return [];
  }
}

function toNames(context: WritingContext, names: readonly string[]): readonly Proposal[] {
  return names.map((name) => context.toText(name, { kind: 'component', name }));
}

function completeKeys(context: WritingContext): readonly Proposal[] {
  const { component, document, style, place } = context;
  const type = findComponentType(component?.type?.text ?? '');
  const others = context.findOtherKeys();
  const inner = style.newline + ' '.repeat(place.column + style.step);
  const dash = ' '.repeat(style.dashStep);
  const isOrchestration = document.kind === 'orchestration';
  const kind = type?.isCondition === true ? '"true"' : type?.type === 'start' ? 'unconditional' : 'success';
  const name = JSON.stringify(component?.name.text ?? '').replace(/[\\$}]/g, String.raw`\$&`);
  const keys: (readonly [string, string, boolean])[] = [
    ['type', ' "$1"', true],
    ['transitions', `${inner}${kind}:${inner}${dash}- "$1"`, isOrchestration && type?.isEnd !== true],
    ['sources', `${style.newline}${' '.repeat(place.column)}${dash}- "$1"`, !isOrchestration && type?.isInput !== true],
    ['iterationTarget', ' "$1"', type?.isIterator === true],
    ['skipped', ' true', true],
    ['parameters', `${inner}componentName: ${name}$0`, true],
    ['postProcessing', `${inner}updateOutputMessage: "$1"`, isOrchestration],
  ];
  return keys
    .filter(([key, , isAllowed]) => isAllowed && !others.has(key))
    .map(([key, rest]) => context.toKey(key, key, rest, { kind: 'key', key }));
}

/** A component that has nothing but its type also gets the type's usual parameters, and its place on the canvas. */
function completeTypes(context: WritingContext): readonly Proposal[] {
  const { component, document, style, place, surroundings } = context;
  const { kind } = document;
  const name = component?.name.text;
  const isNew = component !== undefined && component.parametersEntry === undefined && name !== undefined;
  const edit = name === undefined ? undefined : createDesignEdit(document, [{ name, ...findFreePlace(document) }]);
  return listComponentTypes(kind)
    .filter(({ type }) => type !== 'unknown-orchestration')
    .map(({ type }): Proposal => {
      const plain = context.toText(type, { kind: 'componentType', type }, edit === undefined ? [] : [edit]);
      const key = columnOfKey(context);
      if (!isNew || key === undefined) return plain;
      const draft = { name, type: '', parameters: draftParameters(type, surroundings) };
      const lines = writeProperties(draft, key, style, true);
      const head = `${place.needsSpace ? ' ' : ''}${JSON.stringify(type)}`;
      return { ...plain, newText: [head, ...lines].join(style.newline), isSnippet: true };
    });
}

function columnOfKey({ document, place }: WritingContext): number | undefined {
  const lineStart = document.text.lastIndexOf('\n', place.span.start - 1) + 1;
  return /^( *)type\s*:/.exec(document.text.slice(lineStart, place.span.start))?.[1]?.length;
}

function completeTransitionKinds(context: WritingContext): readonly Proposal[] {
  const { component, style, place } = context;
  const type = findComponentType(component?.type?.text ?? '');
  const others = context.findOtherKeys();
  const isMeant = (kind: string) => {
    const isCondition = kind === 'true' || kind === 'false';
    if (type?.type === 'start') return kind === 'unconditional';
    return isCondition === (type?.isCondition === true);
  };
  const rest = `${style.newline}${' '.repeat(place.column + style.dashStep)}- "$1"`;
  return transitionKinds
    .filter((kind) => isMeant(kind) && !others.has(kind))
    .map((kind) => {
      const source = kind === 'true' || kind === 'false' ? `"${kind}"` : kind;
      return context.toKey(kind, source, rest, { kind: 'key', key: `transitions.${kind}` });
    });
}

function completePostProcessing(context: WritingContext, inner: readonly string[]): readonly Proposal[] {
  const { role } = context.place;
  const keys = ['updateOutputMessage', 'updateScalarVariables', 'updateGridVariables'];
  const [property, ...rest] = inner;
  if (property === undefined) {
    const others = context.findOtherKeys();
    return role === 'key'
      ? keys.filter((key) => !others.has(key)).map((key) => context.toKey(key, key, '', { kind: 'key', key }))
      : [];
  }
  if (property !== 'updateScalarVariables' || rest.length !== 2 || context.findColumnInRow() !== 0) return [];
  const { variables } = context.document.pipeline;
  return variables.map(({ name }) => context.toText(name.text, { kind: 'variable', name: name.text }));
}
