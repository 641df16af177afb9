import type { FileReference } from '../fileReferences';
import type { Component } from '../pipelineDocument';
import type { Span } from '../span';
import type { Scalar } from '../yamlValue';

/** Something that has a name, or a path, and can be named in several places. */
export type PipelineSymbol =
  | { readonly kind: 'component'; readonly name: string }
  | { readonly kind: 'variable'; readonly name: string }
  /** A variable of the pipeline that the component runs. */
  | { readonly kind: 'childVariable'; readonly name: string; readonly component: Component }
  | { readonly kind: 'file'; readonly reference: FileReference }
  /** A pipeline of this or another project, as `Project#id`. */
  | { readonly kind: 'sharedPipeline'; readonly name: string };

/** One place where a symbol is named. */
export interface SymbolUse {
  readonly symbol: PipelineSymbol;
  /** The name alone, without quotes. */
  readonly span: Span;
  /** What the name is written in. */
  readonly scalar: Scalar;
  /** The name is all that the scalar says. */
  readonly isWhole: boolean;
  /** `definition` is the key that gives the name; `write` gives a variable a value. */
  readonly role: 'definition' | 'read' | 'write';
  readonly isKey: boolean;
  /** `false` where the text may as well mean something else. */
  readonly isSure: boolean;
}

/** Whether two uses are of the same thing in one file. */
export function isSameSymbol(a: PipelineSymbol, b: PipelineSymbol): boolean {
  if (a.kind === 'file') return b.kind === 'file' && isSameFile(a.reference, b.reference);
  if (b.kind === 'file' || a.kind !== b.kind || a.name !== b.name) return false;
  return a.kind !== 'childVariable' || b.kind !== 'childVariable' || a.component === b.component;
}

function isSameFile(a: FileReference, b: FileReference): boolean {
  return a.kind === b.kind && a.pipelineKind === b.pipelineKind && a.value.text === b.value.text;
}

type UseOptions = Partial<Pick<SymbolUse, 'role' | 'isKey' | 'isSure'>>;

/** A use that fills a scalar. */
export function toUse(symbol: PipelineSymbol, scalar: Scalar, options: UseOptions = {}): SymbolUse {
  const { role = 'read', isKey = false, isSure = true } = options;
  return { symbol, scalar, span: withoutQuotes(scalar), isWhole: true, role, isKey, isSure };
}

/** Of what is between the quotes; of a block scalar all of it. */
export function withoutQuotes({ span, style }: Pick<Scalar, 'span' | 'style'>): Span {
  const quote = style === 'single' || style === 'double' ? 1 : 0;
  return { start: span.start + quote, end: Math.max(span.start + quote, span.end - quote) };
}
