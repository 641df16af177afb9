import type { PipelineDocument } from '../pipelineDocument';
import type { Span } from '../span';
import { symbolAt } from '../symbols/findSymbolUses';
import { withoutQuotes } from '../symbols/pipelineSymbol';
import type { Value } from '../yamlValue';

/** The parts of a file around a place, each inside of the next: a name, a value, its key with it, its component, all. */
export function findEnclosing(document: PipelineDocument, offset: number): readonly Span[] {
  const spans: Span[] = [{ start: 0, end: document.text.length }];
  if (document.root !== undefined) descend(document.root, offset, spans);
  const name = symbolAt(document, offset)?.span;
  if (name !== undefined) spans.push(name);
  const inside: Span[] = [];
  // In broken texts a part may lie beside the place, or reach out of what holds it.
  for (const span of spans) if (isIn(span, offset) && isSmaller(span, inside.at(-1))) inside.push(span);
  return inside.reverse();
}

function descend(value: Value, offset: number, spans: Span[]): void {
  spans.push(value.span);
  if (value.kind === 'scalar') {
    const inner = withoutQuotes(value);
    if (isIn(inner, offset)) spans.push(inner);
  } else if (value.kind === 'list') {
    const item = value.items.find(({ span }) => isIn(span, offset));
    if (item !== undefined) descend(item, offset, spans);
  } else if (value.kind === 'map') {
    const entry = value.entries.find(({ span }) => isIn(span, offset));
    if (entry === undefined) return;
    spans.push(entry.span);
    const part = [entry.key, entry.value].find(({ span }) => isIn(span, offset));
    if (part !== undefined) descend(part, offset, spans);
  }
}

function isIn({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** Inside of the other one, and not the same. */
function isSmaller({ start, end }: Span, other: Span | undefined): boolean {
  if (other === undefined) return true;
  return start >= other.start && end <= other.end && end - start < other.end - other.start;
}
