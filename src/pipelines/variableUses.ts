import type { PipelineDocument } from './pipelineDocument';
import { readScalarText } from './scalarText';
import type { Span } from './span';
import { walkScalars, type Scalar } from './yamlValue';

/** A variable in `${…}`. */
export interface VariableUse {
  readonly name: string;
  /** The name alone. */
  readonly span: Span;
  /** Nothing else is between the braces; otherwise it is a word in an expression, which may be one of JavaScript's. */
  readonly isWhole: boolean;
  /** The text it stands in. */
  readonly scalar: Scalar;
}

const interpolation = /\$\{([^{}]*)\}/g;
const word = /(?<![\w.$'"])[A-Za-z_]\w*(?![\w'"]|\s*\()/g;
/** A text that is not closed reaches to the end, or each of its escaped quotes would be looked at as a beginning. */
const literal = /(["'`])(?:\\[^]|(?!\1)[^\\])*(?:\1|\\?$)/g;

/** Every use in a scalar of the file with this text: escapes, folds and the texts inside of expressions are no names. */
export function findVariableUses(text: string, scalar: Scalar): readonly VariableUse[] {
  if (!scalar.text.includes('${')) return [];
  const read = readScalarText(text, scalar);
  return [...read.text.matchAll(interpolation)].flatMap((match): readonly VariableUse[] => {
    const inner = match[1] ?? '';
    const from = match.index + 2;
    const name = inner.trim();
    if (/^[A-Za-z_]\w*$/.test(name)) {
      const at = from + inner.indexOf(name);
      return [{ name, span: read.spanOf(at, at + name.length), isWhole: true, scalar }];
    }
    const code = inner.replace(literal, (it) => ' '.repeat(it.length));
    return [...code.matchAll(word)].map((it) => ({
      name: it[0],
      span: read.spanOf(from + it.index, from + it.index + it[0].length),
      isWhole: false,
      scalar,
    }));
  });
}

/**
 * Which of some names no value of a component mentions, in `${…}` or not: mappings name variables without it, scripts as
 * well.
 */
export function findUnmentioned({ pipeline }: PipelineDocument, names: readonly string[]): ReadonlySet<string> {
  const left = new Set(names);
  for (const { entry } of pipeline.components) {
    if (left.size === 0) break;
    for (const { text } of walkScalars(entry.value)) {
      for (const [found] of text.matchAll(/[A-Za-z_]\w*/g)) left.delete(found);
    }
  }
  return left;
}
