import { findVariableUses } from '../variableUses';
import type { PipelineDocument } from '../pipelineDocument';
import { walkScalars } from '../yamlValue';
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

function toProposals(
  { document, offset }: WritingContext,
  typedLength: number,
  names: readonly string[],
  kind: 'variable' | 'systemVariable' | 'component',
): readonly Proposal[] {
  const rest = /^[^\n]*/.exec(document.text.slice(offset, offset + mostBefore))?.[0] ?? '';
  const following =
    kind === 'component' ? (/^[^{}"\r]*(?=\})/.exec(rest)?.[0] ?? '') : (/^[\w.]*/.exec(rest)?.[0] ?? '');
  const isClosed = /^[^{}"]*\}/.test(rest);
  return names.map((label) => ({
    label,
    proposed: { kind, name: label } satisfies Proposed,
    span: { start: offset - typedLength, end: offset + following.length },
    newText: isClosed ? label : `${label}}`,
    isSnippet: false,
    filterText: label,
    alsoEdits: [],
    asksAgain: false,
  }));
}
