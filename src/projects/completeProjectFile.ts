import { dataPlatforms } from './project';
import { maiaKeys, projectFileKeys } from './projectFileSchema';

/** What can be typed at a place of a project file; replaces the text between the offsets. */
export interface ProjectFileCompletion {
  readonly label: string;
  readonly insertText: string;
  /** Names the sentence that explains it: the key's dotted path, or `dataPlatform.snowflake` and so on for values. */
  readonly detailCode: string;
  readonly startOffset: number;
  readonly endOffset: number;
}

const values: Readonly<Record<string, readonly string[]>> = {
  version: ['1.0'],
  dataPlatform: dataPlatforms,
  branch: ['main'],
  'maia.region': ['eu1', 'us1'],
};

/** Keys that are not there yet, and values of the keys that have known ones; never throws. Reads lines, since what is being typed is seldom valid. */
export function completeProjectFile(text: string, offset: number): readonly ProjectFileCompletion[] {
  const at = Math.min(Math.max(0, offset), text.length);
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const before = text.slice(lineStart, at);
  if (/(?:^|\s)#/.test(before)) return [];
  const flow = /^\s*maia:\s*\{(?:[^{}]*,)?(?<entry>[^{},]*)$/.exec(before);
  const entry = flow?.groups?.['entry'] ?? before;
  const parent = flow !== null || (/^\s/.test(entry) && isBelowMaia(text, lineStart, entry)) ? 'maia' : '';
  const value = /^\s*["']?(?<key>\w+)["']?:\s+(?<typed>["']?[\w.-]*)$/.exec(entry)?.groups;
  if (value !== undefined) return completeValue(text, at, join(parent, value['key'] ?? ''), value['typed'] ?? '');
  const typed = /^\s*(?<typed>\w*)$/.exec(entry)?.groups?.['typed'];
  return typed === undefined ? [] : completeKey(text, at, parent, typed);
}

function completeKey(text: string, at: number, parent: string, typed: string): readonly ProjectFileCompletion[] {
  const startOffset = at - typed.length;
  const word = /^\w*/.exec(text.slice(at))?.[0] ?? '';
  const endOffset = at + word.length;
  const hasColon = text[endOffset] === ':';
  const others = text.slice(0, startOffset) + text.slice(endOffset);
  return (parent === '' ? projectFileKeys : maiaKeys)
    .filter((key) => !hasKey(others, key))
    .map((key) => ({
      label: key,
      insertText: hasColon ? key : key === 'maia' ? 'maia: { region: "", projectId: "" }' : `${key}: `,
      detailCode: join(parent, key),
      startOffset,
      endOffset,
    }));
}

function completeValue(text: string, at: number, key: string, typed: string): readonly ProjectFileCompletion[] {
  const rest = /^[\w.-]*["']?/.exec(text.slice(at))?.[0] ?? '';
  const known = Object.hasOwn(values, key) ? (values[key] ?? []) : [];
  return known.map((value) => ({
    label: value,
    insertText: `"${value}"`,
    detailCode: key === 'dataPlatform' ? join(key, value) : key,
    startOffset: at - typed.length,
    endOffset: at + rest.length,
  }));
}

/** Whether the nearest line above that is indented less opens `maia`. */
function isBelowMaia(text: string, lineStart: number, entry: string): boolean {
  const indent = /^\s*/.exec(entry)?.[0].length ?? 0;
  const above = text.slice(0, lineStart).split('\n').toReversed();
  const parent = above.find((line) => line.trim() !== '' && !/^\s*#/.test(line) && line.search(/\S/) < indent);
  return parent !== undefined && /^\s*["']?maia["']?:\s*(?:#.*)?$/.test(parent);
}

/** The names of all keys differ, so that it does not matter in which map one is. */
function hasKey(text: string, key: string): boolean {
  return new RegExp(`(?:^|[{,])[ \\t]*["']?${key}["']?[ \\t]*:`, 'm').test(text);
}

function join(parent: string, key: string): string {
  return parent === '' ? key : `${parent}.${key}`;
}
