import * as vscode from 'vscode';
import type { Disposable } from '../../base/event';
import type { PipelineDocument } from '../../pipelines/pipelineDocument';
import { findComponentNameProblem } from '../../pipelines/rename/checkNewName';
import { renameComponent } from '../../pipelines/rename/renameSymbol';
import { symbolAt } from '../../pipelines/symbols/findSymbolUses';
import type { PipelineSymbol, SymbolUse } from '../../pipelines/symbols/pipelineSymbol';
import { findChildren } from './findDefinitions';
import type { LanguageContext, PipelinePlace } from './languageContext';
import { addEdits } from './moveEdit';
import { rangeIn, readPlacedPipeline, toPlacedText } from './placedPipeline';
import { findRenamedFile, renameReferencedFile } from './renameFile';
import { explainNewName } from './renameTexts';
import { explainUndeclared, isDeclared, renameVariableEverywhere } from './renameVariable';
import { toAbortSignal } from './abortSignal';

/** F2 on a component, a variable, or the path of a child pipeline or script. The editor shows what is thrown. */
export function registerRenames(context: LanguageContext): Disposable {
  return vscode.languages.registerRenameProvider(context.selector, {
    prepareRename: async (document, position, token) => {
      const use = findUse(context, document, position);
      await checkSymbol(context, document, use.symbol, toAbortSignal(token));
      return { range: rangeIn(document, use.span), placeholder: textOf(use.symbol) };
    },
    provideRenameEdits: async (document, position, newName, token) => {
      const { symbol } = findUse(context, document, position);
      const signal = toAbortSignal(token);
      await checkSymbol(context, document, symbol, signal);
      return renameSymbol(context, { document, symbol, newName }, signal);
    },
  });
}

function findUse(context: LanguageContext, document: vscode.TextDocument, position: vscode.Position): SymbolUse {
  const use = symbolAt(context.read(document), document.offsetAt(position));
  if (use !== undefined) return use;
  throw new Error(
    vscode.l10n.t('Put the cursor on the name of a component or variable, or on the path of a pipeline or script.'),
  );
}

/** Throws where the symbol cannot be renamed, whatever the new name. */
async function checkSymbol(
  context: LanguageContext,
  document: vscode.TextDocument,
  symbol: PipelineSymbol,
  signal: AbortSignal,
): Promise<void> {
  const model = context.read(document);
  switch (symbol.kind) {
    case 'component':
      checkComponent(model, symbol.name);
      return;
    case 'variable':
      if (!isDeclared(model, symbol.name)) throw new Error(explainUndeclared(symbol.name));
      return;
    case 'file':
      findRenamedFile(await needPlace(context, document, signal), symbol.reference);
      return;
    case 'childVariable':
      return;
    case 'sharedPipeline':
      throw new Error(
        vscode.l10n.t('The name of a shared pipeline is changed in Maia, in the project that shares it.'),
      );
  }
}

function checkComponent({ pipeline }: PipelineDocument, name: string): void {
  const count = pipeline.components.filter((it) => it.name.text === name).length;
  if (count === 0) throw new Error(vscode.l10n.t('This pipeline has no component “{0}”.', name));
  if (count > 1) {
    throw new Error(
      vscode.l10n.t(
        'This pipeline has “{0}” more than once, so that nobody knows which one is meant. Change one by hand.',
        name,
      ),
    );
  }
}

interface SymbolRename {
  readonly document: vscode.TextDocument;
  readonly symbol: PipelineSymbol;
  readonly newName: string;
}

async function renameSymbol(
  context: LanguageContext,
  { document, symbol, newName }: SymbolRename,
  signal: AbortSignal,
): Promise<vscode.WorkspaceEdit | undefined> {
  const model = context.read(document);
  const place = symbol.kind === 'component' ? undefined : await context.findPlace(document.uri, signal);
  const own = { ...toPlacedText(document.uri, place?.path ?? '', model.text), document: model };
  switch (symbol.kind) {
    case 'component': {
      const problem = findComponentNameProblem(model, symbol.name, newName);
      if (problem !== undefined) throw new Error(explainNewName(problem));
      const edit = new vscode.WorkspaceEdit();
      addEdits(edit, own, renameComponent(model, symbol.name, newName));
      return edit;
    }
    case 'variable':
      return renameVariableEverywhere(place, { pipeline: own, name: symbol.name, newName }, signal);
    case 'childVariable': {
      const [path] = place === undefined ? [] : findChildren(context, document, place, symbol.component);
      const child = place && path !== undefined ? await readPlacedPipeline(place, path, signal) : undefined;
      if (child === undefined)
        throw new Error(vscode.l10n.t('The pipeline that declares “{0}” is not there.', symbol.name));
      return renameVariableEverywhere(place, { pipeline: child, name: symbol.name, newName }, signal);
    }
    case 'file':
      return renameReferencedFile(await needPlace(context, document, signal), symbol.reference, newName, signal);
    case 'sharedPipeline':
      return undefined;
  }
}

async function needPlace(
  context: LanguageContext,
  document: vscode.TextDocument,
  signal: AbortSignal,
): Promise<PipelinePlace> {
  const place = await context.findPlace(document.uri, signal);
  if (place === undefined) throw new Error(vscode.l10n.t('This file belongs to no repository that is open.'));
  return place;
}

function textOf(symbol: PipelineSymbol): string {
  return symbol.kind === 'file' ? symbol.reference.value.text : symbol.name;
}
