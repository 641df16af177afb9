import { readYaml } from '../readYaml';
import type { Span } from '../span';
import { withoutQuotes } from '../symbols/pipelineSymbol';
import { findEntry, walkEntries } from '../yamlValue';

/** The id of a rule, or a key, under the pointer in a file of quality rules. */
export function describeQualityRuleAt(
  text: string,
  offset: number,
): { readonly kind: 'rule' | 'key'; readonly name: string; readonly span: Span } | undefined {
  const rules = findEntry(readYaml(text).root, 'rules');
  for (const { key, value } of walkEntries(rules?.value)) {
    if (key.span.start <= offset && offset <= key.span.end) return { kind: 'key', name: key.text, span: key.span };
    const isValue = key.text === 'id' && value.span.start <= offset && offset <= value.span.end;
    if (isValue && value.kind === 'scalar') return { kind: 'rule', name: value.text, span: withoutQuotes(value) };
  }
  return undefined;
}
