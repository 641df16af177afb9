import * as vscode from 'vscode';
import { findFileReferences } from '../../pipelines/fileReferences';
import type { Component } from '../../pipelines/pipelineDocument';
import { findUses } from '../../pipelines/symbols/findSymbolUses';
import type { PipelineSymbol } from '../../pipelines/symbols/pipelineSymbol';
import type { LanguageContext, PipelinePlace } from './languageContext';
import { rangeIn, readPlacedPipeline } from './placedPipeline';
import { resolveReference } from './resolveReference';
import { resolveSharedPipeline } from './sharedPipelines';

/** Where a symbol of a document comes from; what is in another file is read if need be. */
export async function findDefinitions(
  context: LanguageContext,
  document: vscode.TextDocument,
  symbol: PipelineSymbol,
  signal: AbortSignal,
): Promise<readonly vscode.Location[]> {
  if (symbol.kind === 'component' || symbol.kind === 'variable') {
    const definitions = findUses(context.read(document), symbol).filter(({ role }) => role === 'definition');
    return definitions.map(({ span }) => new vscode.Location(document.uri, rangeIn(document, span)));
  }
  const place = await context.findPlace(document.uri, signal);
  if (place === undefined) return [];
  if (symbol.kind === 'file') return resolveReference(place, symbol.reference).map((path) => startOf(place, path));
  if (symbol.kind === 'sharedPipeline') {
    const path = await resolveSharedPipeline(place, symbol.name, signal);
    return path === undefined ? [] : [startOf(place, path)];
  }
  const children = findChildren(context, document, place, symbol.component);
  const found = await Promise.all(children.map((path) => findVariable(place, path, symbol.name, signal)));
  return found.flat();
}

/** The pipelines that a component runs, as far as its reference leads somewhere. */
export function findChildren(
  context: LanguageContext,
  document: vscode.TextDocument,
  place: PipelinePlace,
  component: Component,
): readonly string[] {
  return findFileReferences(context.read(document))
    .filter((it) => it.kind === 'pipeline' && it.component === component)
    .flatMap((reference) => resolveReference(place, reference));
}

async function findVariable(
  place: PipelinePlace,
  path: string,
  name: string,
  signal: AbortSignal,
): Promise<readonly vscode.Location[]> {
  const child = await readPlacedPipeline(place, path, signal);
  if (child === undefined) return [];
  return child.document.pipeline.variables
    .filter((variable) => variable.name.text === name)
    .map((variable) => new vscode.Location(child.uri, child.toRange(variable.name.span)));
}

/** Of a file. */
function startOf(place: PipelinePlace, path: string): vscode.Location {
  return new vscode.Location(place.toUri(path), new vscode.Position(0, 0));
}
