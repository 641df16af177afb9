import * as l10n from '@vscode/l10n';
import type { Component } from '../pipelineDocument';
import type { Finding } from '../problem';
import { findTransitionKind } from '../readComponent';
import { isNothing, type Entry, type Value } from '../yamlValue';
import type { Rule } from './rule';

type ShapeFinding = Finding<'wrong-shape'>;

function* checkComponent(component: Component): Generator<ShapeFinding> {
  const { entry, transitionsEntry, sourcesEntry, parametersEntry, iterationTargetEntry } = component;
  yield* expectMap(entry);
  yield* expectMap(transitionsEntry);
  yield* expectMap(parametersEntry);
  if (transitionsEntry?.value.kind === 'map')
    for (const kind of transitionsEntry.value.entries)
      if (findTransitionKind(kind.key.text) !== undefined) yield* expectNames(kind);
  yield* expectNames(sourcesEntry);
  const target = iterationTargetEntry?.value;
  if (target !== undefined && target.kind !== 'scalar') yield found(iterationTargetEntry, target, 'name');
}

function* expectMap(entry: Entry | undefined): Generator<ShapeFinding> {
  const value = entry?.value;
  if (value !== undefined && value.kind !== 'map' && !isNothing(value)) yield found(entry, value, 'map');
}

function* expectNames(entry: Entry | undefined): Generator<ShapeFinding> {
  const value = entry?.value;
  if (value === undefined || isNothing(value)) return;
  if (value.kind !== 'list') yield found(entry, value, 'list');
  else for (const item of value.items) if (item.kind !== 'scalar') yield found(entry, item, 'name');
}

function found(entry: Entry | undefined, { span }: Value, expected: 'map' | 'list' | 'name'): ShapeFinding {
  return { facts: { what: entry?.key.text ?? '', expected }, span };
}

export const wrongShape: Rule<'wrong-shape'> = {
  code: 'wrong-shape',
  severity: 'error',
  get documentation() {
    return l10n.t(
      'This part of a pipeline has a fixed shape: a map of names to values, a list of names, or one name. An empty value is fine anywhere.',
    );
  },
  *check({ document }) {
    const { pipelineEntry, componentsEntry, variablesEntry, components, variables, design } = document.pipeline;
    if (document.root?.kind === 'list') {
      yield { facts: { what: 'the file', expected: 'map' }, span: document.root.span };
    }
    const maps = [pipelineEntry, componentsEntry, variablesEntry, design.entry, design.componentsEntry];
    for (const entry of [...maps, ...variables.map((it) => it.entry)]) yield* expectMap(entry);
    for (const component of components) {
      if (!component.isDamaged) yield* checkComponent(component);
    }
  },
};
