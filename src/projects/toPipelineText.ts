import { Document, visit } from 'yaml';

/** What a pipeline parameter or one of Maia's other fields holds; `null` is a bare key. */
export type PipelineValue =
  string | number | null | readonly PipelineValue[] | { readonly [key: string]: PipelineValue };

/** YAML as Maia writes it: values in double quotes, keys plain but `"y"`, lists not indented, folded near column 80. */
export function toPipelineText(content: Readonly<Record<string, PipelineValue>>): string {
  const document = new Document(content);
  visit(document, {
    Scalar(key, scalar) {
      if (key === 'key') scalar.type = scalar.value === 'y' ? 'QUOTE_DOUBLE' : 'PLAIN';
      else if (typeof scalar.value === 'string') scalar.type = isBlock(scalar.value) ? 'BLOCK_LITERAL' : 'QUOTE_DOUBLE';
    },
  });
  // Line ends are escaped, never real: the library would lose blanks beside them.
  const doubleQuotedMinMultiLineLength = Number.MAX_SAFE_INTEGER;
  const options = { indentSeq: false, nullStr: '', doubleQuotedMinMultiLineLength };
  const folded = document.toString({ ...options, lineWidth: 80 });
  // The library folds long words anywhere, also in the middle of a character of two code units.
  return /\p{Surrogate}/u.test(folded) ? document.toString({ ...options, lineWidth: 0 }) : folded;
}

/** Scripts end with a line's end; what people typed on several lines stays in quotes, which lose nothing. */
function isBlock(text: string): boolean {
  return text.endsWith(';\n');
}
