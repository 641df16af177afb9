import type { Component, PipelineDocument } from '../pipelineDocument';
import type { Span } from '../span';
import type { Entry, Value } from '../yamlValue';

/** A part of a pipeline that has a name, for lists of what is in a file. */
export interface OutlineItem {
  readonly kind: 'component' | 'parameter' | 'variable' | 'note';
  readonly name: string;
  /** Of a component its type, of a variable its own, of a parameter what it says if that is short. */
  readonly detail: string;
  readonly span: Span;
  /** Inside of `span`. */
  readonly nameSpan: Span;
  readonly children: readonly OutlineItem[];
}

const longestDetail = 60;

/** Components with their parameters, variables and notes, in the order of the text. */
export function createOutline({ pipeline }: PipelineDocument): readonly OutlineItem[] {
  const items = [
    ...pipeline.components.map(toComponent),
    ...pipeline.variables.map(({ name, entry, type }) => toItem('variable', name.text, type?.text ?? '', entry)),
    ...pipeline.design.notes.map(({ id, content, entry }) =>
      toItem('note', toFirstLine(content?.text ?? '') || id.text, '', entry),
    ),
  ];
  return items.sort((a, b) => a.span.start - b.span.start);
}

function toComponent({ name, entry, type, parameters, componentName, postProcessing }: Component): OutlineItem {
  const shown = (parameters?.entries ?? []).filter(({ value }) => value !== componentName);
  const children = [...shown, ...(postProcessing ? [postProcessing] : [])].map((it) =>
    toItem('parameter', it.key.text, toDetail(it.value), it),
  );
  return { ...toItem('component', name.text, type?.text ?? '', entry), children };
}

function toItem(kind: OutlineItem['kind'], name: string, detail: string, { key, span }: Entry): OutlineItem {
  return { kind, name, detail, span, nameSpan: key.span, children: [] };
}

function toDetail(value: Value): string {
  return value.kind === 'scalar' ? toFirstLine(value.text) : '';
}

function toFirstLine(text: string): string {
  const line = text.trim().split(/[\r\n]/, 1)[0] ?? '';
  return line.length > longestDetail ? `${line.slice(0, longestDetail - 1)}…` : line;
}
