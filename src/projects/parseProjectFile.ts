import { CST, parseDocument, Parser, visit, type Document, type YAMLError } from 'yaml';
import type { ProjectFileProblem } from './projectFileProblem';

/** In bytes; a project file has a few hundred. */
const largestFile = 64 * 1024;
/** The deepest that is meant is two; unknown keys may hold what they like, within reason. */
const deepest = 20;
/** One unclosed quote may bring an error a line. */
const mostErrors = 20;

/** The YAML of a project file, safe to convert; without a document the problems say why. */
export type ParsedProjectFile =
  | { readonly document: Document; readonly problems: readonly ProjectFileProblem[] }
  | { readonly document?: undefined; readonly problems: readonly ProjectFileProblem[] };

/** Parses with limits: size, depth, no aliases, no key twice. */
export function parseProjectFile(text: string): ParsedProjectFile {
  if (text.length > largestFile || new TextEncoder().encode(text).length > largestFile) {
    return fail(text, 'tooLarge', { limit: largestFile });
  }
  if (isTooDeep(text)) return fail(text, 'tooDeep', { limit: deepest });
  let document: Document;
  try {
    // A text that calls itself YAML 1.1 would have its keys `<<` merged, which throws on anything but a map.
    document = parseDocument(text, { prettyErrors: false, logLevel: 'silent', schema: 'core' });
  } catch {
    return fail(text, 'syntax', {});
  }
  if (document.errors.length > 0)
    return { problems: document.errors.slice(0, mostErrors).map((error) => toSyntaxProblem(document, error, 'error')) };
  const alias = findAlias(document);
  if (alias !== undefined) return { problems: [alias] };
  return { document, problems: document.warnings.map((warning) => toSyntaxProblem(document, warning, 'warning')) };
}

/** Composing calls itself for each level, and a long run of brackets would end the process; parsing alone does not. */
function isTooDeep(text: string): boolean {
  const open: { readonly token: CST.Token | null | undefined; readonly depth: number }[] = [];
  for (const token of new Parser().parse(text)) open.push({ token, depth: 0 });
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (depth > deepest) return true;
    if (token?.type === 'document') open.push({ token: token.value, depth });
    if (!CST.isCollection(token)) continue;
    for (const { key, value } of token.items) {
      open.push({ token: key, depth: depth + 1 }, { token: value, depth: depth + 1 });
    }
  }
  return false;
}

/** No alias, so that nothing multiplies when it is read. */
function findAlias(document: Document): ProjectFileProblem | undefined {
  let problem: ProjectFileProblem | undefined;
  visit(document, {
    Alias(_, { range }) {
      problem = { code: 'alias', startOffset: range?.[0] ?? 0, endOffset: range?.[1] ?? 0, severity: 'error' };
      return visit.BREAK;
    },
  });
  return problem;
}

function toSyntaxProblem(
  document: Document,
  { code, message, pos: [startOffset, endOffset] }: YAMLError,
  severity: 'error' | 'warning',
): ProjectFileProblem {
  if (code === 'DUPLICATE_KEY') return toDuplicate(document, startOffset);
  return { code: 'syntax', startOffset, endOffset, severity, facts: { detail: message } };
}

/** The parser names the first character of the key only. */
function toDuplicate(document: Document, startOffset: number): ProjectFileProblem {
  let key = '';
  let endOffset = startOffset + 1;
  visit(document, {
    Scalar(place, { range, value }) {
      if (place !== 'key' || range?.[0] !== startOffset) return undefined;
      key = String(value);
      endOffset = range[1];
      return visit.BREAK;
    },
  });
  return { code: 'duplicateKey', startOffset, endOffset, severity: 'error', facts: { key } };
}

function fail(text: string, code: 'tooLarge' | 'tooDeep' | 'syntax', facts: Record<string, number>): ParsedProjectFile {
  return { problems: [{ code, startOffset: 0, endOffset: text.length, severity: 'error', facts }] };
}
