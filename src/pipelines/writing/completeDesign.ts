import { toKey } from '../createDesignEntry';
import { findFreePlace } from './designPlaces';
import type { Proposal } from './proposal';
import type { WritingContext } from './writingContext';

const themes = ['white', 'green', 'light-green', 'yellow', 'light-yellow', 'red', 'light-red', 'light-blue'];

/** Places for the components that have none, and what belongs to notes. */
export function completeDesign(context: WritingContext): readonly Proposal[] {
  const { path, role } = context.place;
  const [, section, name, property, ...inner] = path;
  if (section === undefined) return role === 'key' ? toKeys(context, { components: '', notes: '' }) : [];
  if (section === 'components') {
    if (name === undefined) return role === 'key' ? completePlaces(context) : [];
    if (role !== 'key' || property !== undefined) return [];
    return toKeys(context, { position: toPosition(context, context.place.column), tempMetlId: '' });
  }
  if (section !== 'notes' || name === undefined) return [];
  if (property === 'theme' && inner.length === 0 && role === 'value') {
    return themes.map((it) => context.toText(it, { kind: 'value' }));
  }
  if (role !== 'key' || property !== undefined) return [];
  const below = `${context.style.newline}${' '.repeat(context.place.column + context.style.step)}`;
  const size = `${below}height: 100${below}width: 200`;
  return toKeys(context, {
    position: toPosition(context, context.place.column),
    size,
    theme: ' "$1"',
    content: ' "$1"',
  });
}

function toKeys(context: WritingContext, rests: Readonly<Record<string, string>>): readonly Proposal[] {
  const others = context.findOtherKeys();
  return Object.entries(rests)
    .filter(([key]) => !others.has(key))
    .map(([key, rest]) => context.toKey(key, key, rest, { kind: 'key', key }));
}

/** What follows the key `position` that stands in a column. */
function toPosition({ document, style }: WritingContext, column: number): string {
  const below = `${style.newline}${' '.repeat(column + style.step)}`;
  const { x, y } = findFreePlace(document);
  return `${below}x: ${x}${below}"y": ${y}`;
}

function completePlaces(context: WritingContext): readonly Proposal[] {
  const { document, place, style } = context;
  const others = context.findOtherKeys();
  const column = place.column + style.step;
  const below = `${style.newline}${' '.repeat(column)}`;
  const rest = place.hasValue ? '' : `${below}position:${toPosition(context, column)}${below}tempMetlId:`;
  return document.pipeline.components
    .filter(({ name }) => !others.has(name.text))
    .map(({ name: { text: name } }) => {
      const proposal = context.toKey(name, toKey(name), '', { kind: 'component', name });
      return { ...proposal, newText: proposal.newText + rest };
    });
}
