import type { Component, PipelineDocument } from '../pipelineDocument';
import type { Finding } from '../problem';
import { findSimilar } from '../suggest';
import type { Scalar } from '../yamlValue';

/** A name that names no component, with the one that may be meant: the fix writes it, quoted like all values. */
export function toDangling(
  { pipeline }: PipelineDocument,
  component: Component,
  { text, span }: Scalar,
): Finding<'unknown-transition-target'> {
  const suggestion = findSimilar(text, pipeline.componentsByName.keys(), component.name.text);
  const facts = { name: text, from: component.name.text };
  if (suggestion === undefined) return { facts, span };
  return { facts: { ...facts, suggestion }, span, fix: [{ span, newText: JSON.stringify(suggestion) }] };
}
