import { toKey } from '../createDesignEntry';
import type { Component, PipelineDocument } from '../pipelineDocument';
import type { TextEdit } from '../problem';
import { findFreeName } from '../writing/componentTitle';
import { createDesignEdit, findFreePlace, findPlaceBelow } from '../writing/designPlaces';
import { endOfLines, linesOf, readLineStyle } from '../writing/lineStyle';
import type { Entry } from '../yamlValue';
import { applyEditsWithin } from './applyEditsWithin';

/** A second component of another name. */
export interface Duplicate {
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

/**
 * Copies a component right behind itself, a row lower on the canvas. Nothing leads to the copy: it has no sources and
 * runs nothing again and again. `undefined` for what there can be only one of, and what is not written line by line.
 */
export function duplicateComponent(document: PipelineDocument, component: Component): Duplicate | undefined {
  const { text, pipeline } = document;
  const { entry, name: key, componentName, sourcesEntry, iterationTargetEntry, isDamaged, type } = component;
  const lines = linesOf(text, entry);
  if (lines === undefined || isDamaged || type?.text === 'start' || entry.value.kind !== 'map' || entry.value.isFlow)
    return undefined;
  const taken = {
    has: (it: string) => pipeline.componentsByName.has(it) || pipeline.design.componentsByName.has(it),
  };
  // A number is that of a copy only where there is something it is a copy of.
  const original = key.text.replace(/ \d+$/, '');
  const name = findFreeName(taken.has(original) ? original : key.text, taken);
  const dropped = [sourcesEntry, iterationTargetEntry].map((it) => toRemoval(text, it));
  if (dropped.includes(undefined)) return undefined;
  const inside: TextEdit[] = [{ span: key.span, newText: toKey(name) }, ...dropped.flatMap((it) => it ?? [])];
  if (componentName?.text === key.text) inside.push({ span: componentName.span, newText: JSON.stringify(name) });
  const end = endOfLines(text, entry);
  const copy = applyEditsWithin(text, { start: lines.start, end }, inside);
  const { newline } = readLineStyle(document);
  const place = findPlaceBelow(document, key.text) ?? findFreePlace(document);
  const design = createDesignEdit(document, [{ name, ...place }]);
  return design && { name, edits: [{ span: { start: end, end }, newText: newline + copy }, design] };
}

/** Nothing to remove is an empty list; `undefined` where it cannot be removed line by line. */
function toRemoval(text: string, entry: Entry | undefined): readonly TextEdit[] | undefined {
  if (entry === undefined) return [];
  const span = linesOf(text, entry);
  return span === undefined ? undefined : [{ span, newText: '' }];
}
