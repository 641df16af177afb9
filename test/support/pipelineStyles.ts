import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { applyEdits } from '../../src/pipelines/applyFixes';
import { readPipeline } from '../../src/pipelines/readPipeline';
import { walkEntries, type Entry } from '../../src/pipelines/yamlValue';

/** Other ways to write a pipeline that says the same, still line by line. */
export const lineStyles: Readonly<Record<string, (text: string) => string>> = {
  'as Maia does': (text) => text,
  'with a comment behind every bare key': (text) => addComments(text, isBare),
  'with a comment behind every key and value': (text) => addComments(text, () => true),
  'with a comment behind every null': (text) => addComments(replaceBare(text, ' null'), isNull),
  'with a comment behind every empty map': (text) => addComments(replaceBare(text, ' {}'), isEmptyMap),
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

function prune(value: unknown, name: string): unknown {
  const isKept = (it: unknown) =>
    it !== null && it !== name && !(typeof it === 'object' && Object.keys(it).length === 0);
  if (Array.isArray(value)) return value.map((it) => prune(it, name)).filter(isKept);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, it]) => [key, prune(it, name)] as const);
  return Object.fromEntries(entries.filter(([key, it]) => key !== name && isKept(it)));
}
