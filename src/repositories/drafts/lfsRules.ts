/** A `.gitattributes` file; those of deeper directories come later, and count more. */
export interface AttributesFile {
  /** `''` for the root. */
  readonly directory: string;
  readonly text: string;
}

const macroLine = /^\[attr\](\S+)\s+(.*)$/;
const patternLine = /^("(?:[^"\\]|\\.)*"|\S+)\s+(.*)$/;
const mostStars = 20;

/** Whether Git would hand a file over to LFS when it is added, by the rules of gitattributes(5). */
export function belongsInLfs(files: readonly AttributesFile[], path: string): boolean {
  const macros = new Map<string, string>();
  let filter: string | undefined;
  for (const { directory, text } of files) {
    const below = directory === '' ? path : path.slice(directory.length + 1);
    for (const line of text.split(/\r?\n/).map((it) => it.trim())) {
      const [, macro, definition = ''] = macroLine.exec(line) ?? [];
      if (macro !== undefined) macros.set(macro, definition);
      const [, pattern = '', attributes = ''] = macro === undefined ? (patternLine.exec(line) ?? []) : [];
      if (pattern === '' || pattern.startsWith('#') || !matches(unquote(pattern), below)) continue;
      filter = readFilter(attributes, macros) ?? filter;
    }
  }
  return filter === 'lfs';
}

/** `undefined` where the attributes leave it as it is. */
function readFilter(attributes: string, macros: ReadonlyMap<string, string>): string | undefined {
  let filter: string | undefined;
  for (const attribute of attributes.split(/\s+/)) {
    const macro = macros.get(attribute);
    if (macro !== undefined) filter = readFilter(macro, new Map()) ?? filter;
    else if (attribute.startsWith('filter=')) filter = attribute.slice('filter='.length);
    else if (attribute === '-filter' || attribute === '!filter') filter = '';
  }
  return filter;
}

function unquote(pattern: string): string {
  return pattern.startsWith('"') ? pattern.slice(1, -1).replace(/\\(["\\])/g, '$1') : pattern;
}

/** A pattern without a slash is of names in any directory; others begin where the file with the rules is. */
function matches(pattern: string, path: string): boolean {
  if (pattern.endsWith('/') || pattern.split('*').length > mostStars) return false;
  const isOfName = !pattern.includes('/');
  const name = path.slice(path.lastIndexOf('/') + 1);
  return toExpression(pattern.replace(/^\//, '')).test(isOfName ? name : path);
}

const token = /\*\*\/|\/\*\*$|\*+|\?|\[(?:!|\^)?\]?[^\]]*\]|\\.|[^*?[\\/]+|./gu;

function toExpression(pattern: string): RegExp {
  const source = pattern.replace(token, (part) => {
    if (part === '**/') return '(?:.*/)?';
    if (part === '/**') return '/.*';
    if (part.startsWith('*')) return '[^/]*';
    if (part === '?') return '[^/]';
    if (part.length > 1 && part.startsWith('[')) return toSet(part);
    return escape(part.length > 1 && part.startsWith('\\') ? part.slice(1) : part);
  });
  try {
    return new RegExp(`^${source}$`, 'u');
  } catch {
    // No range that could be meant.
    return /(?!)/;
  }
}

function toSet(part: string): string {
  const isNegated = part.startsWith('[!') || part.startsWith('[^');
  const inner = part.slice(isNegated ? 2 : 1, -1).replace(/[\\\]^[]/g, '\\$&');
  return `(?!/)[${isNegated ? '^' : ''}${inner}]`;
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
