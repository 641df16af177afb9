import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { applyEdits } from '../../src/pipelines/applyFixes';
import type { TextEdit } from '../../src/pipelines/problem';
import { readPipeline } from '../../src/pipelines/readPipeline';
import { endOfLines } from '../../src/pipelines/writing/lineStyle';
import { walkEntries, type Entry, type Value } from '../../src/pipelines/yamlValue';

/** Other ways to write a pipeline that says the same, still line by line. */
export const lineStyles: Readonly<Record<string, (text: string) => string>> = {
  'as Maia does': (text) => text,
  'with a comment behind every bare key': (text) => addComments(text, isBare),
  'with a comment behind every key and value': (text) => addComments(text, () => true),
  'with a comment behind every null': (text) => addComments(replaceBare(text, ' null'), isNull),
  'with a comment behind every empty map': (text) => addComments(replaceBare(text, ' {}'), isEmptyMap),
};

/** With one more line in each component, and the blank lines behind it that belong to it. */
export function addKeptLines(text: string): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = ['', '        kept: |+', '          one', '', ''].join(newline);
  const ends = readPipeline(text).pipeline.components.map(({ entry }) => endOfLines(text, entry));
  return applyEdits(
    text,
    ends.map((end) => ({ span: { start: end, end }, newText: lines })),
  );
}

/** Ways with braces, where lines cannot be added or taken away. */
export const braceStyles: Readonly<Record<string, (text: string) => string>> = {
  'as JSON': (text) => JSON.stringify(parse(text), null, 2),
  'with the pipeline in braces': (text) => toBraces(text, (path) => path === 'pipeline'),
  'with the components in braces': (text) => toBraces(text, (path) => path === 'pipeline/components'),
  'with each component in braces': (text) => toBraces(text, (path) => /^pipeline\/components\/./.test(path)),
  'with what each component has in braces': (text) =>
    toBraces(text, (path) => /^pipeline\/components\/[^]+\/(?:transitions|sources|parameters)$/.test(path)),
  'with the variables in braces': (text) => toBraces(text, (path) => path === 'pipeline/variables'),
  'with each variable in braces': (text) => toBraces(text, (path) => /^pipeline\/variables\/./.test(path)),
  'with the design in braces': (text) => toBraces(text, (path) => path === 'design'),
  'with the places in braces': (text) => toBraces(text, (path) => path === 'design/components'),
  'with the places in braces of one line': (text) => toBraces(text, (path) => path === 'design/components', 0),
  'with each place in braces': (text) => toBraces(text, (path) => /^design\/components\/./.test(path)),
};

/** What a text says, without what is empty, and without a name wherever it stands; it has to be YAML. */
export function meaningOf(text: string, name: string): unknown {
  assert.deepEqual(readPipeline(text).syntaxProblems, [], text);
  return prune(parse(text), name);
}

/** The comments, in order, each with what it stands behind; a number there, or nothing, is the same as another. */
export function commentsOf(text: string): readonly string[] {
  const lines = text.split(/\r?\n/).filter((line) => line.includes(' # note '));
  return lines.map((line) => line.replace(/:(?: null| \{\}| true| -?\d+)? # note/, ': # note'));
}

function isBare({ value: { span } }: Entry): boolean {
  return span.start === span.end;
}

function isNull({ value }: Entry): boolean {
  return value.kind === 'scalar' && value.type === 'null';
}

function isEmptyMap({ value }: Entry): boolean {
  return value.kind === 'map' && value.entries.length === 0;
}

function addComments(text: string, isMeant: (entry: Entry) => boolean): string {
  const edits = walkEntries(readPipeline(text).root).flatMap((entry, index) => {
    const { key, value } = entry;
    const isBlock = (value.kind === 'map' || value.kind === 'list') && !value.isFlow;
    const at = isBlock ? key.span.end + 1 : value.span.end;
    // Inside of a text it would be a part of it.
    if (!isMeant(entry) || (value.kind === 'scalar' && /literal|folded/.test(value.style))) return [];
    return /^\r?(?:\n|$)/.test(text.slice(at)) ? [{ span: { start: at, end: at }, newText: ` # note ${index}` }] : [];
  });
  return applyEdits(text, edits);
}

function replaceBare(text: string, newText: string): string {
  const bare = walkEntries(readPipeline(text).root).filter((it) => isBare(it));
  return applyEdits(
    text,
    bare.map(({ value: { span } }) => ({ span, newText })),
  );
}

/** Puts the values at some paths into braces, over several lines where they are indented. */
function toBraces(text: string, isMeant: (path: string) => boolean, indent = 2): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const edits: TextEdit[] = [];
  const visit = (value: Value | undefined, json: unknown, path: string, column: number): void => {
    if (value?.kind !== 'map') return;
    for (const entry of value.entries) {
      const own = path === '' ? entry.key.text : `${path}/${entry.key.text}`;
      const inner = (json as Record<string, unknown>)[entry.key.text];
      if (!isMeant(own)) {
        visit(entry.value, inner, own, column + 2);
        continue;
      }
      const lines = JSON.stringify(inner, null, indent).split('\n');
      const newText = ` ${lines.join(newline + ' '.repeat(column + 2))}`;
      edits.push({ span: { start: entry.key.span.end + 1, end: entry.span.end }, newText });
    }
  };
  visit(readPipeline(text).root, parse(text), '', 0);
  return applyEdits(text, edits);
}

function prune(value: unknown, name: string): unknown {
  const isKept = (it: unknown) =>
    it !== null && it !== name && !(typeof it === 'object' && Object.keys(it).length === 0);
  if (Array.isArray(value)) return value.map((it) => prune(it, name)).filter(isKept);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, it]) => [key, prune(it, name)] as const);
  return Object.fromEntries(entries.filter(([key, it]) => key !== name && isKept(it)));
}
