/** The parts of one line of YAML, as offsets into the text. */
export interface ParsedLine {
  readonly start: number;
  /** Not blank and no comment. */
  readonly saysSomething: boolean;
  /** Columns of the dashes that begin items. */
  readonly dashes: readonly number[];
  /** Where the key or the value behind the dashes begins. */
  readonly contentStart: number;
  /** Without quotes; `undefined` where there is no colon. */
  readonly key: string | undefined;
  readonly colon: number | undefined;
  readonly valueStart: number;
  /** The lines further in are text: a block scalar, or a quote that is not closed in this line. */
  readonly opensText: boolean;
}

/** In characters; a longer line is a text, never a key. */
const longest = 2000;

/** Looks at the characters from `start` to before `end` once. */
export function parseLine(text: string, start: number, end: number): ParsedLine {
  let at = skipSpaces(text, start, end);
  const dashes: number[] = [];
  while (text.charAt(at) === '-' && at < end && (at + 1 === end || text.charAt(at + 1) === ' ')) {
    dashes.push(at - start);
    at = skipSpaces(text, at + 1, end);
  }
  const content = end - at > longest ? '' : text.slice(at, end);
  const saysSomething = dashes.length > 0 || (at < end && text.charAt(at) !== '#' && text.charAt(at) !== '\r');
  const found =
    /^(?:("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*|((?:[^\s"'#[\]{}&*!|>%@`,-]|-(?=[^\s#]))(?:[^#]|(?<=\S)#)*?))(:)(?=\s|$)/.exec(
      content,
    );
  if (!found) {
    return {
      start,
      saysSomething,
      dashes,
      contentStart: at,
      key: undefined,
      colon: undefined,
      valueStart: at,
      opensText: opensText(text.slice(at, Math.min(end, at + longest))),
    };
  }
  const colon = at + found[0].length - 1;
  const valueStart = skipSpaces(text, colon + 1, end);
  return {
    start,
    saysSomething,
    dashes,
    contentStart: at,
    key: unquote((found[1] ?? found[2] ?? '').trim()),
    colon,
    valueStart,
    opensText: opensText(text.slice(valueStart, end)),
  };
}

/** What a scalar says that is written in one line, or in the part of it that is there already. */
function unquote(source: string): string {
  const quote = source.charAt(0);
  if (quote !== '"' && quote !== "'") return source;
  const inner = source.endsWith(quote) && source.length > 1 ? source.slice(1, -1) : source.slice(1);
  if (quote === "'") return inner.replaceAll("''", "'");
  try {
    const value: unknown = JSON.parse(`"${inner}"`);
    return typeof value === 'string' ? value : inner;
  } catch {
    return inner;
  }
}

function opensText(value: string): boolean {
  if (/^[|>][-+\d]*\s*(?:#.*)?$/.test(value)) return true;
  if (value.startsWith('"')) return !/^"(?:[^"\\]|\\.)*"/.test(value);
  return value.startsWith("'") && !/^'(?:[^']|'')*'/.test(value);
}

function skipSpaces(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text.charAt(at) === ' ') at++;
  return at;
}
