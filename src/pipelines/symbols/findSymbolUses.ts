import { findFileReferences } from '../fileReferences';
import type { PipelineDocument } from '../pipelineDocument';
import { findSharedPipelineNames } from '../sharedPipelines';
import { findComponentUses } from './findComponentUses';
import { findVariableSymbols } from './findVariableSymbols';
import { isSameSymbol, toUse, type PipelineSymbol, type SymbolUse } from './pipelineSymbol';

const found = new WeakMap<PipelineDocument, readonly SymbolUse[]>();

/** Every use of anything in a pipeline, in the order of the text; worked out once for each document. */
export function findSymbolUses(document: PipelineDocument): readonly SymbolUse[] {
  let uses = found.get(document);
  if (uses === undefined) {
    uses = collect(document).sort((a, b) => a.span.start - b.span.start);
    found.set(document, uses);
  }
  return uses;
}

/** What is named at a place; where names are inside of each other the smallest. An offset right behind a name counts. */
export function symbolAt(document: PipelineDocument, offset: number): SymbolUse | undefined {
  let best: SymbolUse | undefined;
  for (const use of findSymbolUses(document)) {
    if (use.span.start > offset) break;
    if (offset > use.span.end) continue;
    if (best === undefined || lengthOf(use) <= lengthOf(best)) best = use;
  }
  return best;
}

/** Every use of one thing in the same file, its definition included. */
export function findUses(document: PipelineDocument, symbol: PipelineSymbol): readonly SymbolUse[] {
  return findSymbolUses(document).filter((use) => isSameSymbol(use.symbol, symbol));
}

function collect(document: PipelineDocument): SymbolUse[] {
  return [
    ...findComponentUses(document),
    ...findVariableSymbols(document),
    ...findFileReferences(document).map((reference) => toUse({ kind: 'file', reference }, reference.value)),
    ...findSharedPipelineNames(document).map((name) => toUse({ kind: 'sharedPipeline', name: name.text }, name)),
  ];
}

function lengthOf({ span }: SymbolUse): number {
  return span.end - span.start;
}
