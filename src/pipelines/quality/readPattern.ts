/** Words behind a separator that none of them holds, as in `Load( [A-Z][a-z]+)*`: repeated without any doubt. */
const separatedWords = /\((?:\?:)?([ /-])(?:(?!\1)(?:[\w+*?]|\\[wd]|\[(?:\w-\w|\w)*\]))*\)[*+]/;
/** The same behind an underscore, which `\w` and ranges like `A-z` hold. */
const underscoredWords = /\((?:\?:)?_(?:[A-Za-z\d+*?]|\\d|\[(?:[a-z]-[a-z]|[A-Z]-[A-Z]|\d-\d|[A-Za-z\d])*\])*\)[*+]/;
/** Escaped without need: only lenient syntax takes that, and `\-` outside of brackets. */
const needlesslyEscaped = /[_ &%#@!~`'"<>=:;,]/;
/** One piece of a pattern, and how often it comes. */
const piece = /(\[\^?(?:\\.|[^\]\\])*\]|\\.|.)([*+?]|\{[^}]*\})?/gsu;
/** With so many repetitions that may share characters, a wrong name of 300 still takes no time to speak of. */
const mostShared = 2;

/**
 * `undefined` for what is no regular expression here, and for repetitions of or beside repetitions, which take longer
 * than a person lives on the wrong name.
 */
export function readPattern(text: string | undefined): RegExp | undefined {
  if (text === undefined || text === '' || text.length > 500) return undefined;
  const risky = text.replace(separatedWords, '').replace(underscoredWords, '');
  if (/[*+}]\)*[*+{]|\([^)]*[*+}|][^)]*\)+[*+{]|\\\d/.test(risky)) return undefined;
  if (countShared(risky) > mostShared) return undefined;
  return compile(text) ?? compile(text.replace(/\\(.)/gs, (escape, it: string) => withoutNeed(escape, it)));
}

/** Repetitions that nothing divides from the one before: a character that the one before cannot take. */
function countShared(pattern: string): number {
  let shared = 0;
  let depth = 0;
  let before: string | undefined;
  for (const [, atom = '', repeated] of pattern.matchAll(piece)) {
    if (repeated !== undefined && repeated !== '?') {
      if (before !== undefined) shared++;
      before = atom;
    } else if (atom === '(') depth++;
    else if (atom === ')') depth--;
    else if (depth === 0 && repeated === undefined && before !== undefined && divides(atom, before)) before = undefined;
  }
  return shared;
}

function divides(atom: string, before: string): boolean {
  const literal = /^(?:\\([^\w])|([^\\()[\]|.^$]))$/u.exec(atom);
  const character = literal?.[1] ?? literal?.[2];
  return character !== undefined && before !== ')' && compile(before)?.test(character) === false;
}

function withoutNeed(escape: string, character: string): string {
  if (needlesslyEscaped.test(character)) return character;
  return character === '-' ? String.raw`\x2d` : escape;
}

function compile(text: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${text})$`, 'u');
  } catch {
    return undefined;
  }
}
