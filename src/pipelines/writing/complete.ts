import type { PipelineDocument } from '../pipelineDocument';
import { completeComponent } from './completeComponent';
import { completeComponents } from './completeComponents';
import { completeDesign } from './completeDesign';
import { completeParameters } from './completeParameters';
import { completePipelineVariables } from './completePipelineVariables';
import { completeInterpolation } from './completeInterpolation';
import type { Proposal } from './proposal';
import { noSurroundings, WritingContext, type Surroundings } from './writingContext';
import { findWritingPlace } from './writingPlace';

/** What can be written at an offset of a pipeline file, the likely ones first; nothing where nothing is known. Never throws. */
export function complete(
  document: PipelineDocument,
  offset: number,
  surroundings: Surroundings = noSurroundings,
): readonly Proposal[] {
  if (document.refusal !== undefined) return [];
  const context = new WritingContext(document, offset, findWritingPlace(document.text, offset), surroundings);
  const interpolation = completeInterpolation(context);
  if (interpolation !== undefined) return interpolation;
  const { path, role } = context.place;
  if (role === 'text') return [];
  const [top, section, name, property] = path;
  if (top === undefined) return role === 'key' ? completeTop(context) : [];
  if (top === 'type' && path.length === 1) return completeKind(context);
  if (top === 'version' && path.length === 1) return [context.toText('1.0', { kind: 'value' })];
  if (top === 'design') return completeDesign(context);
  if (top !== 'pipeline') return [];
  if (section === undefined) return role === 'key' ? completeSections(context) : [];
  if (section === 'metadata') return path.length === 2 ? completeMetadata(context) : [];
  if (section === 'variables') return completePipelineVariables(context);
  if (section !== 'components') return [];
  if (name === undefined) return role === 'key' ? completeComponents(context) : [];
  return property === 'parameters' && path.length > 3 ? completeParameters(context) : completeComponent(context);
}

const kinds = ['orchestration', 'transformation'] as const;

function completeKind(context: WritingContext): readonly Proposal[] {
  const { kind } = context.document;
  return [...kinds]
    .sort((a, b) => Number(b === kind) - Number(a === kind))
    .map((it) => context.toText(it, { kind: 'value' }));
}

function completeTop(context: WritingContext): readonly Proposal[] {
  const others = context.findOtherKeys();
  const inner = context.style.newline + ' '.repeat(context.style.step);
  const rests: Readonly<Record<string, string>> = {
    type: ` "\${1:${context.document.kind ?? 'orchestration'}}"`,
    version: ' "1.0"',
    pipeline: `${inner}components:${inner}${' '.repeat(context.style.step)}$1`,
    design: `${inner}components:$1`,
  };
  return Object.entries(rests)
    .filter(([key]) => !others.has(key))
    .map(([key, rest]) => context.toKey(key, key, rest, { kind: 'key', key }));
}

function completeSections(context: WritingContext): readonly Proposal[] {
  const others = context.findOtherKeys();
  const { newline, step } = context.style;
  const inner = newline + ' '.repeat(context.place.column + step);
  const rests = { metadata: `${inner}description: "$1"`, components: `${inner}$1`, variables: `${inner}$1` };
  return Object.entries(rests)
    .filter(([key]) => !others.has(key))
    .map(([key, rest]) => context.toKey(key, key, rest, { kind: 'key', key }));
}

function completeMetadata(context: WritingContext): readonly Proposal[] {
  if (context.place.role !== 'key' || context.findOtherKeys().has('description')) return [];
  return [context.toKey('description', 'description', ' "$1"', { kind: 'key', key: 'description' })];
}
