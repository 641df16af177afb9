import { type Operator, QuerySyntaxError, type Token, tokenize } from './tokens';

/** A value a field is compared with; dates are kept apart, because the field is then compared as a time. */
export type QueryValue =
  | { readonly kind: 'value'; readonly value: string | number | boolean | null }
  | { readonly kind: 'date'; readonly time: number };

/** A parsed filter. */
export type Expression =
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'comparison'; readonly field: string; readonly operator: Operator; readonly value: QueryValue }
  | {
      readonly kind: 'in';
      readonly field: string;
      readonly isNegated: boolean;
      readonly values: readonly QueryValue[];
    };

/** Parses a filter; AND binds closer than OR. Throws `QuerySyntaxError`. */
export function parseExpression(query: string): Expression {
  const words = new Words(tokenize(query));
  const expression = parseOr(words);
  if (words.next() !== undefined) throw new QuerySyntaxError('Unexpected text after the end of the query');
  return expression;
}

class Words {
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  next(): Token | undefined {
    return this.#tokens[this.#position++];
  }

  /** Takes the next word when it is this one. */
  take(kind: 'keyword' | 'bracket', text: string): boolean {
    const token = this.#tokens[this.#position];
    if (token?.kind !== kind || token.text !== text) return false;
    this.#position += 1;
    return true;
  }
}

function parseOr(words: Words): Expression {
  let left = parseAnd(words);
  while (words.take('keyword', 'OR')) left = { kind: 'or', left, right: parseAnd(words) };
  return left;
}

function parseAnd(words: Words): Expression {
  let left = parseTerm(words);
  while (words.take('keyword', 'AND')) left = { kind: 'and', left, right: parseTerm(words) };
  return left;
}

function parseTerm(words: Words): Expression {
  if (words.take('bracket', '(')) {
    const inner = parseOr(words);
    if (!words.take('bracket', ')')) throw new QuerySyntaxError('Missing closing parenthesis');
    return inner;
  }
  const field = words.next();
  if (field?.kind !== 'field') throw new QuerySyntaxError('Expected a field name');
  const isNegated = words.take('keyword', 'NOT');
  if (words.take('keyword', 'IN')) return { kind: 'in', field: field.text, isNegated, values: parseList(words) };
  const operator = words.next();
  if (isNegated || operator?.kind !== 'operator')
    throw new QuerySyntaxError(`Expected an operator after ${field.text}`);
  return { kind: 'comparison', field: field.text, operator: operator.text, value: parseValue(words) };
}

function parseList(words: Words): readonly QueryValue[] {
  if (!words.take('bracket', '(')) throw new QuerySyntaxError('Expected a list after IN');
  const values = [parseValue(words)];
  while (words.take('bracket', ',')) values.push(parseValue(words));
  if (!words.take('bracket', ')')) throw new QuerySyntaxError('Missing closing parenthesis');
  return values;
}

function parseValue(words: Words): QueryValue {
  const token = words.next();
  if (token?.kind !== 'value' && token?.kind !== 'date') throw new QuerySyntaxError('Expected a value');
  return token;
}
