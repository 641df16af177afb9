import type { Component } from '../pipelineDocument';
import type { Finding } from '../problem';
import type { Scalar } from '../yamlValue';
import type { RuleContext } from './rule';

/** A name that names no component, with the one that may be meant: the fix writes it, quoted like all values. */
export function toDangling(
  { document, findSimilar }: RuleContext,
  component: Component,
  { text, span }: Scalar,
): Finding<'unknown-transition-target'> {
  const suggestion = findSimilar(text, document.pipeline.componentsByName.keys(), component.name.text);
  const facts = { name: text, from: component.name.text };
  if (suggestion === undefined) return { facts, span };
  return { facts: { ...facts, suggestion }, span, fix: [{ span, newText: JSON.stringify(suggestion) }] };
}
