import type { PipelineDocument } from '../pipelineDocument';
import type { TextEdit } from '../problem';
import { readYaml } from '../readYaml';
import type { Span } from '../span';
import type { SymbolUse } from '../symbols/pipelineSymbol';
import type { Scalar, ScalarStyle, Value } from '../yamlValue';

type Role = 'key' | 'value';
type Part = Pick<SymbolUse, 'span' | 'isSure'>;
type InlineStyle = Extract<ScalarStyle, 'plain' | 'single' | 'double'>;

/** Puts texts into the places of scalars, in the style that the scalar, and else the file, is written in. */
export interface ScalarWriter {
  replace(scalar: Scalar, text: string, role: Role): TextEdit;
  /**
   * The parts are inside of one scalar, in order, and get the same text: by an edit each, or all by one where the scalar
   * needs quotes for it, which is as sure as all of them.
   */
  replaceParts(scalar: Scalar, parts: readonly Part[], text: string): readonly (TextEdit & Part)[];
}

export function createScalarWriter(document: PipelineDocument): ScalarWriter {
  const { text: source, root } = document;
  const flows = root === undefined ? [] : findFlows(root);
  const isInFlow = ({ span }: Scalar) => flows.some(({ start, end }) => start < span.start && span.end < end);
  const habits = {
    key: findHabit(keysOf(document), 'key', 'plain'),
    value: findHabit(valuesOf(document), 'value', 'double'),
  };
  const replace = (scalar: Scalar, text: string, role: Role): TextEdit => {
    if (scalar.style === 'literal' || scalar.style === 'folded') return replaceBlock(source, scalar, text);
    const mayBePlain = canBePlain(text, role, isInFlow(scalar));
    const style = chooseStyle(scalar, mayBePlain, () => canBePlain(scalar.text, role, isInFlow(scalar)), habits[role]);
    return { span: scalar.span, newText: write(text, style) };
  };
  return {
    replace,
    replaceParts: (scalar, parts, text) => {
      const newText = encodePart(text, scalar.style);
      const edits = parts.map(({ span, isSure }) => ({ span, newText, isSure }));
      // A word in the middle of a plain text leaves it plain.
      if (scalar.style !== 'plain' || /^\w+$/.test(text)) return edits;
      const written = applyInside(source, scalar, edits);
      const whole = foldLines(written);
      if (canBePlain(whole, 'value', isInFlow(scalar), written)) return edits;
      return [{ ...replace(scalar, whole, 'value'), isSure: parts.every(({ isSure }) => isSure) }];
    },
  };
}

/** Whether YAML, its older versions included, reads a text without quotes, in one line or several, as this same text. */
function canBePlain(text: string, role: Role, isInFlow: boolean, written = text): boolean {
  if (looksLikeOther.test(text)) return false;
  if (/[\p{Cc}\u{FEFF}\u{2028}\u{2029}]/u.test(written.replace(/\r?\n/g, ''))) return false;
  if (/^[A-Za-z_](?:[\w ]*\w)?$/.test(text)) return true;
  // A collection can be a key as well, and would be read as its own source.
  if (/^[[\]{}]/.test(text)) return false;
  const line = role === 'key' ? `${written}: 1` : `a: ${written}`;
  const { root, problems } = readYaml(isInFlow ? `{${line}}` : line);
  const entry = root?.kind === 'map' && root.entries.length === 1 ? root.entries[0] : undefined;
  const read = role === 'key' ? entry?.key : entry?.value;
  const isRead = problems.length === 0 && read?.kind === 'scalar' && read.text === text;
  return isRead && read.type === 'string' && read.style === 'plain';
}

/** What some reader of YAML takes for a truth value, a number, a date or nothing. */
const looksLikeOther =
  /^(?:|~|=|<<|y|n|yes|no|on|off|true|false|null|[-+]?\.(?:inf|nan)|[-+]?0[xob][\da-f_]+|[-+]?[\d_]*\.?[\d_]*(?:e[-+]?\d+)?|[-+]?[\d:._]+|\d{4}-\d\d?-\d\d?.*)$/i;

function chooseStyle(
  { style }: Scalar,
  mayBePlain: boolean,
  wasPlainPossible: () => boolean,
  habit: InlineStyle,
): InlineStyle {
  if (style === 'plain' && mayBePlain) return 'plain';
  if (style === 'plain') return habit === 'single' ? 'single' : 'double';
  // Quotes that were needed say nothing about what is usual here.
  if (mayBePlain && habit === 'plain' && !wasPlainPossible()) return 'plain';
  return style === 'single' ? 'single' : 'double';
}

function write(text: string, style: InlineStyle): string {
  if (style === 'plain') return text;
  if (style === 'single' && !/[\p{Cc}\u{FEFF}\u{2028}\u{2029}\p{Cs}]/u.test(text))
    return `'${text.replaceAll("'", "''")}'`;
  return `"${escape(text)}"`;
}

/** A text as it is written in the middle of a scalar. */
export function encodePart(text: string, style: ScalarStyle): string {
  if (style === 'double') return escape(text);
  return style === 'single' ? text.replaceAll("'", "''") : text;
}

function escape(text: string): string {
  const inJson = JSON.stringify(text).slice(1, -1);
  return inJson.replace(
    /[\u007f-\u009f\u{2028}\u{2029}\u{FEFF}]/gu,
    (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Keeps the header of a block, and puts the text on the one line below it. */
function replaceBlock(source: string, { span }: Scalar, text: string): TextEdit {
  const block = source.slice(span.start, span.end);
  const content = /\n\s*/.exec(block);
  if (content === null || /[\r\n]|^\s|\s$/.test(text)) return { span, newText: `"${escape(text)}"` };
  return { span: { start: span.start + content.index + content[0].length, end: span.end }, newText: text };
}

function applyInside(source: string, { span }: Scalar, edits: readonly TextEdit[]): string {
  let text = '';
  let at = span.start;
  for (const edit of edits) {
    text += source.slice(at, edit.span.start) + edit.newText;
    at = edit.span.end;
  }
  return text + source.slice(at, span.end);
}

/** What the lines of a plain scalar say: a line break is a space, each empty line a line break. */
function foldLines(written: string): string {
  return written.replace(/(?<![ \t])[ \t]*\r?\n(?:[ \t]*\r?\n)*[ \t]*/g, (it) => {
    const breaks = it.split('\n').length - 1;
    return breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
  });
}

/** How those are written that need no quotes. */
function findHabit(scalars: readonly Scalar[], role: Role, usual: InlineStyle): InlineStyle {
  const counts = { plain: 0, single: 0, double: 0 };
  for (const { style, text } of scalars) {
    if (style === 'literal' || style === 'folded') continue;
    if (style === 'plain' || canBePlain(text, role, false)) counts[style]++;
  }
  const others = (['plain', 'single', 'double'] as const).filter((style) => style !== usual);
  return others.find((style) => counts[style] > counts[usual]) ?? usual;
}

function keysOf({ pipeline }: PipelineDocument): readonly Scalar[] {
  return pipeline.components.map(({ name }) => name);
}

function valuesOf({ pipeline }: PipelineDocument): readonly Scalar[] {
  return pipeline.components.flatMap(({ componentName, transitions, sources }) => [
    ...(componentName ? [componentName] : []),
    ...transitions.map(({ target }) => target),
    ...sources,
  ]);
}

/** Collections in brackets or braces, in which more characters have a meaning. */
function findFlows(value: Value): readonly Span[] {
  if (value.kind === 'list') return value.isFlow ? [value.span] : value.items.flatMap(findFlows);
  if (value.kind === 'map') return value.isFlow ? [value.span] : value.entries.flatMap((it) => findFlows(it.value));
  return [];
}
