import { findUndeclared } from './completeInterpolation';
import { guessVariableType } from './guessVariableType';
import type { Proposal } from './proposal';
import { columnOf } from './lineStyle';
import { variableLines, variableTypes, type VariableType } from './variableLines';
import type { WritingContext } from './writingContext';

const metadataValues: Readonly<Record<string, readonly string[]>> = {
  type: variableTypes,
  scope: ['COPIED', 'SHARED'],
  visibility: ['PRIVATE', 'PUBLIC'],
};

/** Declarations of variables: those that are used already first, then one of each type, and what belongs in one. */
export function completePipelineVariables(context: WritingContext): readonly Proposal[] {
  const { path, role } = context.place;
  const [, , name, section, key, ...inner] = path;
  if (name === undefined) return role === 'key' ? completeDeclarations(context) : [];
  if (section === undefined) return role === 'key' ? completeKeys(context) : [];
  if (section !== 'metadata') return [];
  if (key === undefined) return role === 'key' ? completeMetadata(context) : [];
  if (key === 'columns' && inner[1] === 'columnType') return toValues(context, variableTypes.slice(0, 2));
  if (role !== 'value' || inner.length > 0 || !Object.hasOwn(metadataValues, key)) return [];
  return toValues(context, metadataValues[key] ?? []);
}

function toValues(context: WritingContext, values: readonly string[]): readonly Proposal[] {
  return values.map((it) => context.toText(it, { kind: 'value' }));
}

function completeDeclarations(context: WritingContext): readonly Proposal[] {
  const { document, place } = context;
  if (place.hasValue) return [];
  const others = context.findOtherKeys();
  const sibling = document.pipeline.variables.find(({ name }) => others.has(name.text));
  const column = sibling && columnOf(document.text, sibling.entry.span);
  if (column !== undefined && column !== place.column) return [];
  const used = findUndeclared(document).filter((name) => !others.has(name));
  return [
    ...used.map((name) => toDeclaration(context, name, guessVariableType(document, name), false)),
    ...variableTypes.map((type) => toDeclaration(context, type, type, true)),
  ];
}

function toDeclaration(context: WritingContext, label: string, type: VariableType, asks: boolean): Proposal {
  const { place, style } = context;
  const lines = variableLines(type, place.column, style);
  return {
    label,
    proposed: { kind: 'newVariable', type },
    span: place.span,
    newText: [`${asks ? '${1:name}' : label}:`, ...lines].join(style.newline),
    isSnippet: asks,
    filterText: label,
    alsoEdits: [],
    asksAgain: false,
  };
}

function completeKeys(context: WritingContext): readonly Proposal[] {
  const others = context.findOtherKeys();
  const { place, style } = context;
  const inner = `${style.newline}${' '.repeat(place.column + style.step)}`;
  const rests = { metadata: `${inner}type: "$1"`, defaultValue: ' "$1"' };
  return Object.entries(rests)
    .filter(([key]) => !others.has(key))
    .map(([key, rest]) => context.toKey(key, key, rest, { kind: 'key', key }));
}

function completeMetadata(context: WritingContext): readonly Proposal[] {
  const others = context.findOtherKeys();
  const { place, style } = context;
  const type = context.findValue();
  const isGrid =
    type?.kind === 'map' &&
    type.entries.some((it) => it.key.text === 'type' && it.value.kind === 'scalar' && it.value.text === 'GRID');
  const inner = `${style.newline}${' '.repeat(place.column + style.step)}`;
  const keys: (readonly [string, string])[] = [
    ['type', ' "$1"'],
    ['description', ' "$1"'],
    ['scope', ' "$1"'],
    ['visibility', ' "$1"'],
  ];
  if (isGrid) keys.push(['columns', `${inner}\${1:column}:${inner}${' '.repeat(style.step)}columnType: "TEXT"`]);
  return keys
    .filter(([key]) => !others.has(key))
    .map(([key, rest]) => context.toKey(key, key, rest, { kind: 'key', key }));
}
