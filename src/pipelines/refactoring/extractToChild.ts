import type { Component, PipelineDocument, Variable } from '../pipelineDocument';
import type { TextEdit } from '../problem';
import { writeComponent, type ComponentDraft, type DraftValue } from '../writing/componentDraft';
import { findFreeName } from '../writing/componentTitle';
import { columnDistance } from '../writing/designPlaces';
import { columnOf, endOfLines, linesOf, readLineStyle, type LineStyle } from '../writing/lineStyle';
import { findEntry, type Entry } from '../yamlValue';
import { applyEditsWithin } from './applyEditsWithin';
import type { Extraction } from './checkExtraction';

/** The pipeline that components are moved to, and what changes where they were. */
export interface ExtractedChild {
  readonly childText: string;
  readonly edits: readonly TextEdit[];
}

/**
 * Moves components to a pipeline of their own. What runs it keeps name and place of the first one, so that whatever
 * leads there still does. `undefined` where the file is not written line by line. `job` is the child's path as it has
 * to be written.
 */
export function extractToChild(document: PipelineDocument, plan: Extraction, job: string): ExtractedChild | undefined {
  const { text, pipeline } = document;
  const style = readLineStyle(document);
  const column = 2 * style.step;
  const blocks = plan.components.map((it) => linesOf(text, it.entry));
  const isLineByLine = [
    ...plan.components.map(({ entry }) => entry),
    ...plan.variables.map(({ entry }) => entry),
  ].every((entry) => columnOf(text, entry.span) === column && entry.value.kind === 'map' && !entry.value.isFlow);
  if (!isLineByLine || blocks.includes(undefined)) return undefined;
  const childText = writeChild(document, plan, style);
  if (childText === undefined) return undefined;
  const runner = writeComponent(draftRunner(plan, job, style), column, style, false);
  const edits: TextEdit[] = [];
  for (const component of plan.components) {
    const span = linesOf(text, component.entry);
    if (span === undefined) return undefined;
    if (component === plan.entry) {
      edits.push({ span: { start: span.start, end: endOfLines(text, component.entry) }, newText: runner });
      continue;
    }
    edits.push({ span, newText: '' });
    const place = pipeline.design.componentsByName.get(component.name.text)?.entry;
    const lines = place && linesOf(text, place);
    if (place !== undefined && lines === undefined) return undefined;
    if (lines !== undefined) edits.push({ span: lines, newText: '' });
  }
  return { childText, edits };
}

function draftRunner({ entry, exit, variables }: Extraction, job: string, style: LineStyle): ComponentDraft {
  const isGrid = ({ type }: Variable) => type?.text === 'GRID';
  const scalars = variables.filter((it) => !isGrid(it)).map(({ name }) => [name.text, `\${${name.text}}`]);
  const grids = variables.filter(isGrid).flatMap((it) => writeGrid(it, style));
  const bare: DraftValue = { kind: 'bare' };
  return {
    name: entry.name.text,
    type: 'run-orchestration',
    ...(exit && { transitions: exit.ways }),
    parameters: [
      ['orchestrationJob', { kind: 'text', choices: [job] }],
      ['setScalarVariables', scalars.length === 0 ? bare : { kind: 'rows', rows: scalars }],
      ['setGridVariables', grids.length === 0 ? bare : { kind: 'lines', lines: grids }],
    ],
  };
}

/** Hands a grid on with all of its columns, in Maia's form. */
function writeGrid({ name, entry }: Variable, { step, dashStep }: LineStyle): readonly string[] {
  const columns = findEntry(findEntry(entry.value, 'metadata')?.value, 'columns')?.value;
  const names = columns?.kind === 'map' ? columns.entries.map(({ key }) => key.text) : [];
  const own = JSON.stringify(name.text);
  const dash = ' '.repeat(dashStep);
  const at = (depth: number) => `${dash}  ${' '.repeat(depth * step)}`;
  return [
    `${dash}- variable: ${own}`,
    `${at(0)}status: "grid"`,
    `${at(0)}gridValues:`,
    `${at(1)}fromGrid:`,
    `${at(2)}variable: ${own}`,
    `${at(2)}columns:`,
    ...names.map((it) => `${at(2)}${dash}- ${JSON.stringify(it)}`),
  ];
}

function writeChild(document: PipelineDocument, plan: Extraction, style: LineStyle): string | undefined {
  const { text, pipeline } = document;
  const { step, newline } = style;
  const column = 2 * step;
  const names = new Set(plan.components.map(({ name }) => name.text));
  const start = findFreeName('Start', names);
  const lead: ComponentDraft = {
    name: start,
    type: 'start',
    transitions: [['unconditional', [plan.entry.name.text]]],
    parameters: [],
  };
  const first = pipeline.design.componentsByName.get(plan.entry.name.text)?.position ?? { x: 0, y: 0 };
  const places = plan.components.flatMap(({ name }) => pipeline.design.componentsByName.get(name.text)?.entry ?? []);
  const design = pipeline.design.componentsEntry?.value;
  if (design?.kind !== 'map' || design.isFlow) return undefined;
  // Without a place there, a component would have none here either.
  if (places.length !== plan.components.length || places.some((it) => columnOf(text, it.span) !== column))
    return undefined;
  const components = plan.components.flatMap((it) => copyComponent(text, it, plan) ?? []);
  if (components.length !== plan.components.length) return undefined;
  const indent = (depth: number) => ' '.repeat(depth * step);
  return [
    'type: "orchestration"',
    'version: "1.0"',
    'pipeline:',
    `${indent(1)}components:`,
    writeComponent(lead, column, style, false),
    ...components,
    ...(plan.variables.length === 0 ? [] : [`${indent(1)}variables:`]),
    ...plan.variables.map((it) => copyVariable(text, it)),
    'design:',
    `${indent(1)}components:`,
    `${indent(2)}${start}:`,
    `${indent(3)}position:`,
    `${indent(4)}x: ${first.x - columnDistance}`,
    `${indent(4)}"y": ${first.y}`,
    `${indent(3)}tempMetlId:`,
    ...places.map((it) => copyLines(text, it, [])),
    '',
  ].join(newline);
}

/** As it is, without what led out: nothing follows the last one, and after a failure of any the child has failed. */
function copyComponent(text: string, { entry, transitionsEntry }: Component, { exit }: Extraction): string | undefined {
  if (transitionsEntry === undefined) return copyLines(text, entry, []);
  const isLast = exit?.from.entry === entry;
  const failure =
    exit?.ways.some(([kind]) => kind === 'failure') === true ? findEntry(transitionsEntry.value, 'failure') : undefined;
  const left = isLast ? transitionsEntry : failure;
  if (left === undefined) return copyLines(text, entry, []);
  const span = linesOf(text, left);
  return span && copyLines(text, entry, [{ span, newText: '' }]);
}

/** Only public variables can be set by the pipeline that runs this one. */
function copyVariable(text: string, { entry, visibility }: Variable): string {
  return copyLines(text, entry, visibility === undefined ? [] : [{ span: visibility.span, newText: '"PUBLIC"' }]);
}

function copyLines(text: string, entry: Entry, edits: readonly TextEdit[]): string {
  const start = text.lastIndexOf('\n', entry.span.start - 1) + 1;
  return applyEditsWithin(text, { start, end: endOfLines(text, entry) }, edits);
}
