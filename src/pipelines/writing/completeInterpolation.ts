import { findVariableUses } from '../variableUses';
import type { PipelineDocument } from '../pipelineDocument';
import { encodePart } from '../rename/scalarWriter';
import { walkScalars, type ScalarStyle } from '../yamlValue';
import type { Proposal, Proposed } from './proposal';
import { systemVariables } from './systemVariables';
import type { WritingContext } from './writingContext';

/** What can stand in the `${…}` or `$T{…}` that is open at the cursor; `undefined` outside of them. */
export function completeInterpolation(context: WritingContext): readonly Proposal[] | undefined {
  const { document, offset } = context;
  const { text } = document;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(Math.max(lineStart, offset - mostBefore), offset);
  const open = /\$(T?)\{([^{}]*)$/.exec(before);
  if (!open || context.place.path[0] !== 'pipeline') return undefined;
  const inner = open[2] ?? '';
  if (open[1] === 'T') return toProposals(context, inner.length, findSourceNames(context), 'component');
  const typed = /[\w.]*$/.exec(inner)?.[0] ?? '';
  if (/["'][^"']*$/.test(inner.replace(/"[^"]*"|'[^']*'/g, ''))) return [];
  const declared = document.pipeline.variables;
  const isGrid = (type: string | undefined) => type === 'GRID';
  const names = [...declared].sort((a, b) => Number(isGrid(a.type?.text)) - Number(isGrid(b.type?.text)));
  return [
    ...toProposals(
      context,
      typed.length,
      names.map(({ name }) => name.text),
      'variable',
    ),
    ...toProposals(context, typed.length, findUndeclared(document, offset), 'variable'),
    ...toProposals(
      context,
      typed.length,
      systemVariables.map((it) => `sysvar.${it}`),
      'systemVariable',
    ),
  ];
}

const mostBefore = 2000;

/** Names in `${…}` that the file does not declare: the project's variables, mostly. */
export function findUndeclared({ text, pipeline }: PipelineDocument, except?: number): readonly string[] {
  const declared = new Set(pipeline.variables.map(({ name }) => name.text));
  const found = new Set<string>();
  for (const { entry } of pipeline.components) {
    for (const scalar of walkScalars(entry.value)) {
      for (const { name, span, isWhole } of findVariableUses(text, scalar)) {
        const isWritten = except !== undefined && span.start <= except && except <= span.end;
        if (isWhole && !isWritten && !declared.has(name)) found.add(name);
      }
    }
  }
  return [...found];
}

function findSourceNames({ component }: WritingContext): readonly string[] {
  return (component?.sources ?? []).map(({ text }) => text);
}

/** What can be up to the closing brace, by the style of the text around it. */
const upToBrace: Readonly<Record<ScalarStyle, RegExp>> = {
  double: /^(?:[^{}"\\\r\n]|\\.)*(?=\})/,
  single: /^(?:[^{}'\r\n]|'')*(?=\})/,
  plain: /^[^{}\r\n]*(?=\})/,
  literal: /^[^{}\r\n]*(?=\})/,
  folded: /^[^{}\r\n]*(?=\})/,
};

function toProposals(
  context: WritingContext,
  typedLength: number,
  names: readonly string[],
  kind: 'variable' | 'systemVariable' | 'component',
): readonly Proposal[] {
  const { document, offset } = context;
  const style = findStyle(context);
  const rest = document.text.slice(offset, offset + mostBefore);
  const closed = upToBrace[style].exec(rest)?.[0];
  const following = kind === 'component' ? (closed ?? '') : (/^[\w.]*/.exec(rest)?.[0] ?? '');
  return names.map((label) => {
    const written = encodePart(label, style);
    return {
      label,
      proposed: { kind, name: label } satisfies Proposed,
      span: { start: offset - typedLength, end: offset + following.length },
      newText: closed === undefined ? `${written}}` : written,
      isSnippet: false,
      filterText: written,
      alsoEdits: [],
      asksAgain: false,
    };
  });
}

/** How the text around the place is written; one that is not closed yet begins with its quote. */
function findStyle(context: WritingContext): ScalarStyle {
  const { place, offset } = context;
  const value = context.findValue();
  if (value?.kind === 'scalar' && value.span.start < offset && offset <= value.span.end) return value.style;
  return place.typed.startsWith('"') ? 'double' : place.typed.startsWith("'") ? 'single' : 'plain';
}
