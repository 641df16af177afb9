/** The words of Bitbucket's filter language (`q=`). */
export type Token =
  | { readonly kind: 'field'; readonly text: string }
  | { readonly kind: 'keyword'; readonly text: 'AND' | 'OR' | 'IN' | 'NOT' }
  | { readonly kind: 'operator'; readonly text: Operator }
  | { readonly kind: 'bracket'; readonly text: '(' | ')' | ',' }
  | { readonly kind: 'value'; readonly value: string | number | boolean | null }
  | { readonly kind: 'date'; readonly time: number };

export type Operator = '=' | '!=' | '~' | '!~' | '>' | '>=' | '<' | '<=';

/** The filter does not follow Bitbucket's grammar. */
export class QuerySyntaxError extends Error {
  override readonly name = 'QuerySyntaxError';
}

const pattern = new RegExp(
  [
    String.raw`(?<space>\s+)`,
    String.raw`(?<string>"(?:[^"\\]|\\.)*")`,
    String.raw`(?<date>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?)`,
    String.raw`(?<number>-?\d+(?:\.\d+)?)`,
    String.raw`(?<operator>!=|!~|>=|<=|=|~|>|<)`,
    String.raw`(?<bracket>[(),])`,
    String.raw`(?<word>[A-Za-z_][\w.]*)`,
  ].join('|'),
  'y',
);

/** Splits a filter into words. Throws `QuerySyntaxError` at the first character that begins none. */
export function tokenize(query: string): readonly Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < query.length) {
    const start = pattern.lastIndex;
    const groups = pattern.exec(query)?.groups;
    if (groups === undefined) throw new QuerySyntaxError(`Unexpected character at position ${start}`);
    const token = toToken(groups);
    if (token !== undefined) tokens.push(token);
  }
  return tokens;
}

function toToken(groups: Readonly<Record<string, string | undefined>>): Token | undefined {
  const { string, date, number, operator, bracket, word } = groups;
  if (string !== undefined) return { kind: 'value', value: string.slice(1, -1).replaceAll(/\\(.)/g, '$1') };
  if (date !== undefined) return { kind: 'date', time: readTime(date) };
  if (number !== undefined) return { kind: 'value', value: Number(number) };
  if (operator !== undefined) return { kind: 'operator', text: operator as Operator };
  if (bracket !== undefined) return { kind: 'bracket', text: bracket as '(' | ')' | ',' };
  return word === undefined ? undefined : toWord(word);
}

function toWord(word: string): Token {
  switch (word.toUpperCase()) {
    case 'AND':
    case 'OR':
    case 'IN':
    case 'NOT':
      return { kind: 'keyword', text: word.toUpperCase() as 'AND' | 'OR' | 'IN' | 'NOT' };
    case 'TRUE':
    case 'FALSE':
      return { kind: 'value', value: word.toUpperCase() === 'TRUE' };
    case 'NULL':
      return { kind: 'value', value: null };
    default:
      return { kind: 'field', text: word };
  }
}

/** Times without an offset are UTC. */
function readTime(text: string): number {
  const hasOffset = /(Z|[+-]\d\d:\d\d)$/.test(text.slice(10));
  return Date.parse(text.length > 10 && !hasOffset ? `${text}Z` : text);
}
