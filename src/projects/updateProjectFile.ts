import { isMap, isScalar, visit, type Document, type Node, type Pair, type YAMLMap } from 'yaml';
import { parseProjectFile } from './parseProjectFile';
import type { ProjectFile } from './project';
import { maiaKeys, projectFileKeys, type ProjectFileKey } from './projectFileSchema';
import { readProjectFile } from './readProjectFile';
import { toYamlText } from './toYamlText';
import { toProjectFileLine } from './writeProjectFile';

interface Edit {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly text: string;
}

/**
 * The same file with other values; a key that is `undefined` goes. Every other byte stays, comments among them, as far as
 * the file is written a key a line. Throws a `RangeError` when `text` cannot be read as a project or would not be one
 * afterwards.
 */
export function updateProjectFile(text: string, change: Partial<ProjectFile>): string {
  const before = readProjectFile(text);
  if (before.kind !== 'project') throw new RangeError('Only a project file that can be read can be changed.');
  const after: ProjectFile = { ...before.project, ...change };
  const keys = projectFileKeys.filter((key) => !isSame(before.project[key], after[key]));
  const edited = keys.reduce((current, key) => changeKey(current, key, after), text);
  if (says(edited, after)) return edited;
  const rewritten = rewrite(text, keys, after);
  if (says(rewritten, after)) return rewritten;
  throw new RangeError('The change would leave no valid project file.');
}

function says(text: string, project: ProjectFile): boolean {
  const reading = readProjectFile(text);
  return reading.kind === 'project' && projectFileKeys.every((key) => isSame(reading.project[key], project[key]));
}

function isSame(a: ProjectFile[ProjectFileKey], b: ProjectFile[ProjectFileKey]): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  return maiaKeys.every((key) => a[key] === b[key]);
}

function changeKey(text: string, key: ProjectFileKey, project: ProjectFile): string {
  const root = parseProjectFile(text).document?.contents;
  if (!isMap(root)) return text;
  const edits = createEdits(text, root, key, project).toSorted((a, b) => b.startOffset - a.startOffset);
  return edits.reduce((current, e) => current.slice(0, e.startOffset) + e.text + current.slice(e.endOffset), text);
}

function createEdits(text: string, root: YAMLMap, key: ProjectFileKey, project: ProjectFile): readonly Edit[] {
  const value = project[key];
  const pair = findPair(root, key);
  if (pair === undefined) return [insertLine(text, root, key, project)];
  if (value === undefined) return [removeLines(text, pair)];
  if (typeof value === 'string') return replaceScalar(text, pair, value);
  const map = pair.value;
  return isMap(map) ? maiaKeys.flatMap((name) => replaceScalar(text, findPair(map, name), value[name])) : [];
}

function findPair(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((item) => isScalar(item.key) && item.key.value === key);
}

function replaceScalar(text: string, pair: Pair | undefined, value: string): readonly Edit[] {
  const node = pair?.value;
  if (!isScalar(node) || !node.range || node.value === value) return [];
  const [startOffset, endOffset] = node.range;
  // A block scalar ends behind its line's end.
  const end = text.slice(startOffset, endOffset).endsWith('\n') ? findLineEnding(text) : '';
  return [{ startOffset, endOffset, text: toYamlText(value) + end }];
}

/** Below the nearest key that comes before it in the order of new files. */
function insertLine(text: string, root: YAMLMap, key: ProjectFileKey, project: ProjectFile): Edit {
  const line = toProjectFileLine(key, project) ?? '';
  const order = projectFileKeys.slice(0, projectFileKeys.indexOf(key)).toReversed();
  const above = order.map((name) => findPair(root, name)).find((pair) => pair !== undefined);
  const startOffset = above === undefined ? text.length : findLinesEnd(text, above);
  const indent = ' '.repeat(above === undefined ? 0 : findColumn(text, above));
  const isAfterLine = startOffset === 0 || text[startOffset - 1] === '\n';
  const ending = findLineEnding(text);
  const inserted = isAfterLine ? indent + line + ending : ending + indent + line;
  return { startOffset, endOffset: startOffset, text: inserted };
}

function removeLines(text: string, pair: Pair): Edit {
  const startOffset = findStart(pair) - findColumn(text, pair);
  return { startOffset, endOffset: findLinesEnd(text, pair), text: '' };
}

function findStart({ key }: Pair): number {
  return isScalar(key) ? (key.range?.[0] ?? 0) : 0;
}

function findColumn(text: string, pair: Pair): number {
  const start = findStart(pair);
  return start - (text.lastIndexOf('\n', start - 1) + 1);
}

/** Behind the line on which the pair's value ends, a comment beside it included. */
function findLinesEnd(text: string, { value }: Pair): number {
  const end = (isScalar(value) || isMap(value) ? value.range?.[1] : undefined) ?? text.length;
  if (text[end - 1] === '\n') return end;
  const lineEnd = text.indexOf('\n', end);
  return lineEnd === -1 ? text.length : lineEnd + 1;
}

function findLineEnding(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** For files in another shape, such as `{ version: "1.0", … }`: comments stay, spacing may not. */
function rewrite(text: string, keys: readonly ProjectFileKey[], project: ProjectFile): string {
  const document = parseProjectFile(text).document;
  for (const key of keys) {
    const value = project[key];
    if (value === undefined) document?.delete(key);
    else document?.set(key, toQuoted(document, value));
  }
  return document?.toString({ lineWidth: 0, doubleQuotedAsJSON: true }) ?? text;
}

/** Block scalars and folded ones lose blanks at the ends of lines. */
function toQuoted(document: Document, value: NonNullable<ProjectFile[ProjectFileKey]>): Node {
  const node = document.createNode(value);
  visit(node, {
    Scalar(key, scalar) {
      if (key !== 'key') scalar.type = 'QUOTE_DOUBLE';
    },
  });
  return node;
}
