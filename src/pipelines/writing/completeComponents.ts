import { listComponentTypes } from '../catalogue';
import { findFreeName, toComponentTitle } from './componentTitle';
import { writeComponent } from './componentDraft';
import { columnDistance, createDesignEdit, findFreePlace, type Place } from './designPlaces';
import { draftComponent } from './draftComponent';
import { isEmpty } from './emptyValue';
import { columnOf } from './lineStyle';
import type { Proposal } from './proposal';
import type { TextEdit } from '../problem';
import type { WritingContext } from './writingContext';

/** Whole components, each with its place on the canvas; iterators also together with what they run. */
export function completeComponents(context: WritingContext): readonly Proposal[] {
  const { document, place } = context;
  const { components, componentsEntry } = document.pipeline;
  const sibling = components.find(({ entry }) => !isWritten(context, entry.key.span.start));
  const column = sibling && columnOf(document.text, sibling.entry.span);
  // In another column than the others it would be a part of one of them, or nothing that can be read.
  if (place.hasValue || (column !== undefined && column !== place.column)) return [];
  const opened: readonly TextEdit[] =
    componentsEntry?.value.kind === 'map' && componentsEntry.value.isFlow && isEmpty(componentsEntry.value)
      ? [{ span: { start: componentsEntry.key.span.end + 1, end: componentsEntry.value.span.end }, newText: '' }]
      : [];
  const types = document.kind === undefined ? [] : listComponentTypes(document.kind);
  return types
    .filter(({ type }) => type !== 'unknown-orchestration' && !(type === 'start' && hasStart(context)))
    .flatMap(({ type, isIterator }) => [
      toProposal(context, opened, type),
      ...(isIterator ? [toProposal(context, opened, type, 'run-orchestration')] : []),
    ]);
}

function toProposal(context: WritingContext, opened: readonly TextEdit[], type: string, target?: string): Proposal {
  const { document, place, style, surroundings } = context;
  const taken = new Set(
    document.pipeline.components
      .filter(({ entry }) => !isWritten(context, entry.key.span.start))
      .map(({ name }) => name.text),
  );
  const title = toComponentTitle(type);
  const name = findFreeName(title, taken);
  const free = findFreePlace(document);
  const places: Place[] = [{ name, ...free }];
  const plain = draftComponent(type, name, document, surroundings);
  let text = writeComponent(plain, place.column, style, true);
  if (target !== undefined) {
    const targetName = findFreeName(toComponentTitle(target), taken);
    // Maia puts an iterator and what it runs at one place; here one can be told from the other.
    places.push({ name: targetName, x: free.x, y: free.y + columnDistance / 2 });
    const iterator = writeComponent({ ...plain, iterationTarget: [targetName] }, place.column, style, false);
    const inner = draftComponent(target, targetName, document, surroundings);
    text = `${iterator.replace(/[\\$}]/g, String.raw`\$&`)}${style.newline}${writeComponent(inner, place.column, style, true)}`;
  }
  const edit = createDesignEdit(document, places);
  const label = target === undefined ? title : `${title} + ${toComponentTitle(target)}`;
  return {
    label,
    proposed: target === undefined ? { kind: 'newComponent', type } : { kind: 'newComponent', type, target },
    span: place.span,
    newText: text.slice(place.column),
    isSnippet: true,
    filterText: `${place.typed.startsWith('"') ? '"' : ''}${label} ${type}`,
    alsoEdits: edit === undefined ? opened : [...opened, edit],
    asksAgain: false,
  };
}

function isWritten({ place }: WritingContext, start: number): boolean {
  return start >= place.span.start && start <= place.span.end;
}

function hasStart({ document }: WritingContext): boolean {
  return document.pipeline.components.some(({ type }) => type?.text === 'start');
}
