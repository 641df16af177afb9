import * as vscode from 'vscode';
import type { Referrer } from '../../pipelines/repositoryIndex';
import { findChildVariableUses } from '../../pipelines/rename/renameSymbol';
import { findUses } from '../../pipelines/symbols/findSymbolUses';
import type { PipelineSymbol } from '../../pipelines/symbols/pipelineSymbol';
import { findChildren } from './findDefinitions';
import type { LanguageContext, PipelinePlace } from './languageContext';
import { rangeIn, readPlacedPipeline, readPlacedText } from './placedPipeline';
import { leadsTo, resolveReference } from './resolveReference';
import { findSharedUses, findUsesByName, resolveSharedPipeline } from './sharedPipelines';

export interface ReferenceQuestion {
  readonly document: vscode.TextDocument;
  readonly symbol: PipelineSymbol;
  readonly isWithDefinition: boolean;
}

/** Every place that names a symbol, in this file and in those that were read already. */
export async function findReferences(
  context: LanguageContext,
  { document, symbol, isWithDefinition }: ReferenceQuestion,
  signal: AbortSignal,
): Promise<readonly vscode.Location[]> {
  const place = symbol.kind === 'component' ? undefined : await context.findPlace(document.uri, signal);
  if (place !== undefined) {
    await place.settle(signal);
    const target = symbol.kind === 'file' ? resolveReference(place, symbol.reference) : [];
    if (target.length > 0) return (await Promise.all(target.map((path) => findReferrers(place, path, signal)))).flat();
    if (symbol.kind === 'childVariable') {
      const children = findChildren(context, document, place, symbol.component);
      const name = { name: symbol.name, isWithDefinition };
      if (children.length > 0) {
        return (await Promise.all(children.map((path) => findVariableUses(place, path, name, signal)))).flat();
      }
    }
  }
  if (place !== undefined && symbol.kind === 'sharedPipeline') {
    const path = await resolveSharedPipeline(place, symbol.name, signal);
    return path === undefined ? findUsesByName(place, symbol.name, signal) : findReferrers(place, path, signal);
  }
  const own = findUses(context.read(document), symbol)
    .filter(({ role }) => isWithDefinition || role !== 'definition')
    .map(({ span }) => new vscode.Location(document.uri, rangeIn(document, span)));
  if (place === undefined || symbol.kind !== 'variable') return own;
  return [...own, ...(await findWhereSet(place, place.path, symbol.name, signal))];
}

/** Where other pipelines name a file, whether by its path or only probably, and run it as a shared pipeline. */
export async function findReferrers(
  place: PipelinePlace,
  path: string,
  signal: AbortSignal,
): Promise<readonly vscode.Location[]> {
  const found = await Promise.all(
    [...groupByPath(place.index.findReferrers(path))].map(async ([from, referrers]) => {
      const read = await readPlacedText(place, from, signal);
      if (read === undefined) return [];
      return referrers.map(({ reference }) => new vscode.Location(read.uri, read.toRange(reference.span)));
    }),
  );
  return [...found.flat(), ...(await findSharedUses(place, path, signal))];
}

async function findVariableUses(
  place: PipelinePlace,
  path: string,
  { name, isWithDefinition }: { readonly name: string; readonly isWithDefinition: boolean },
  signal: AbortSignal,
): Promise<readonly vscode.Location[]> {
  const child = await readPlacedPipeline(place, path, signal);
  const uses = child === undefined ? [] : findUses(child.document, { kind: 'variable', name });
  return [
    ...uses
      .filter(({ role }) => isWithDefinition || role !== 'definition')
      .flatMap(({ span }) => (child === undefined ? [] : [new vscode.Location(child.uri, child.toRange(span))])),
    ...(await findWhereSet(place, path, name, signal)),
  ];
}

/** Where parents hand a variable to a pipeline. */
async function findWhereSet(
  place: PipelinePlace,
  path: string,
  name: string,
  signal: AbortSignal,
): Promise<readonly vscode.Location[]> {
  const parents = [...groupByPath(place.index.findReferrers(path)).keys()];
  const found = await Promise.all(
    parents.map(async (from) => {
      const parent = await readPlacedPipeline(place, from, signal);
      if (parent === undefined) return [];
      const uses = findChildVariableUses(parent.document, leadsTo(place, from, path), name);
      return uses.map(({ span }) => new vscode.Location(parent.uri, parent.toRange(span)));
    }),
  );
  return found.flat();
}

/** In the order in which they came. */
export function groupByPath(referrers: readonly Referrer[]): ReadonlyMap<string, readonly Referrer[]> {
  const groups = new Map<string, Referrer[]>();
  for (const referrer of referrers) groups.set(referrer.path, [...(groups.get(referrer.path) ?? []), referrer]);
  return groups;
}
