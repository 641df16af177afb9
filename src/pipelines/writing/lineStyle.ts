import type { PipelineDocument } from '../pipelineDocument';
import type { Span } from '../span';
import type { Entry, Value } from '../yamlValue';

/** How the lines of a file are written, so that new ones look the same. */
export interface LineStyle {
  readonly newline: string;
  /** Spaces from a key to the keys in it. */
  readonly step: number;
  /** Spaces from a key to the dashes of its list; Maia has none. */
  readonly dashStep: number;
}

/** From the first component and the first list; Maia's own where there is none. */
export function readLineStyle({ text, pipeline }: PipelineDocument): LineStyle {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const { componentsEntry, components } = pipeline;
  const [first] = components;
  const outer = componentsEntry && columnOf(text, componentsEntry.span);
  const inner = first && columnOf(text, first.name.span);
  const step = outer !== undefined && inner !== undefined && inner > outer ? inner - outer : 2;
  const list = components.map(findList).find((it) => it !== undefined);
  const dash = list && columnOf(text, list.value.span);
  const key = list && columnOf(text, list.key.span);
  return { newline, step, dashStep: dash !== undefined && key !== undefined && dash > key ? dash - key : 0 };
}

/** In which column a span begins; `undefined` where it does not begin its line. */
export function columnOf(text: string, { start }: Span): number | undefined {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  return /^ *$/.test(text.slice(lineStart, start)) ? start - lineStart : undefined;
}

/** In which column an entry of a map begins, so that lines can be put beside it; `undefined` where the map is in braces. */
export function columnIn(text: string, map: Value | undefined, { span }: Entry): number | undefined {
  return map?.kind === 'map' && !map.isFlow ? columnOf(text, span) : undefined;
}

/** Where a new line can be put behind an entry: at the end of its last line, with the comment that is there. */
export function endOfLines(text: string, { value, span }: Entry): number {
  let at = findBreak(text, span.end);
  // The empty lines at the end of such a text are part of it.
  if (keepsBlankLines(text, value.span)) {
    for (let next = nextBlank(text, at); next !== undefined; next = nextBlank(text, at)) at = next;
  }
  return beforeReturn(text, at);
}

/** Where the line of an offset ends, before its break; the offset itself where that is in the middle of a break. */
export function endOfLine(text: string, offset: number): number {
  return Math.max(offset, beforeReturn(text, findBreak(text, offset)));
}

/** The lines of an entry, break and comment included; `undefined` where it shares one with others, or with a brace. */
export function linesOf(text: string, entry: Entry): Span | undefined {
  const behind = text.slice(entry.span.end, endOfLine(text, entry.span.end));
  if (columnOf(text, entry.span) === undefined || !/^[ \t]*(?:#|$)/.test(behind)) return undefined;
  const end = endOfLines(text, entry);
  const newline = text.indexOf('\n', end);
  return { start: text.lastIndexOf('\n', entry.span.start - 1) + 1, end: newline === -1 ? text.length : newline + 1 };
}

function findBreak(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline === -1 ? text.length : newline;
}

function beforeReturn(text: string, at: number): number {
  return text.charAt(at - 1) === '\r' ? at - 1 : at;
}

function findList({ transitionsEntry, sourcesEntry }: PipelineDocument['pipeline']['components'][number]) {
  const value = transitionsEntry?.value;
  const entries = value?.kind === 'map' ? value.entries : sourcesEntry === undefined ? [] : [sourcesEntry];
  return entries.find((it) => it.value.kind === 'list' && !it.value.isFlow);
}

function keepsBlankLines(text: string, { start, end }: Span): boolean {
  return /[|>]\d?\+/.test(text.slice(start, end));
}

function nextBlank(text: string, at: number): number | undefined {
  if (at >= text.length) return undefined;
  const newline = text.indexOf('\n', at + 1);
  const end = newline === -1 ? text.length : newline;
  return end > at + 1 && text.slice(at + 1, end).trim() === '' ? end : newline === at + 1 ? newline : undefined;
}
