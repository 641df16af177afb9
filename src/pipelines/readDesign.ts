import type { Design, DesignComponent, DesignNote, Position } from './pipelineDocument';
import { findEntry, findScalar, type Entry, type Value } from './yamlValue';

/** Reads what stands under `design`; entries without a position, or with one that is no number, have none. */
export function readDesign(entry: Entry | undefined): Design {
  const componentsEntry = findEntry(entry?.value, 'components');
  const components = entriesOf(componentsEntry?.value).map((it): DesignComponent => ({
    name: it.key,
    entry: it,
    position: readPosition(it.value),
  }));
  const componentsByName = new Map<string, DesignComponent>();
  for (const component of components) {
    if (!componentsByName.has(component.name.text)) componentsByName.set(component.name.text, component);
  }
  const notes = entriesOf(findEntry(entry?.value, 'notes')?.value).map(readNote);
  return { entry, componentsEntry, components, componentsByName, notes };
}

function readNote(entry: Entry): DesignNote {
  const size = findEntry(entry.value, 'size')?.value;
  const width = numberOf(size, 'width');
  const height = numberOf(size, 'height');
  return {
    id: entry.key,
    entry,
    position: readPosition(entry.value),
    size: width === undefined || height === undefined ? undefined : { width, height },
    theme: findScalar(entry.value, 'theme'),
    content: findScalar(entry.value, 'content'),
  };
}

function readPosition(value: Value): Position | undefined {
  const entry = findEntry(value, 'position');
  const x = numberOf(entry?.value, 'x');
  const y = numberOf(entry?.value, 'y');
  return entry === undefined || x === undefined || y === undefined ? undefined : { x, y, entry };
}

function numberOf(value: Value | undefined, key: string): number | undefined {
  const text = findScalar(value, key)?.text;
  const number = text === undefined || text === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}

function entriesOf(value: Value | undefined): readonly Entry[] {
  return value?.kind === 'map' ? value.entries : [];
}
