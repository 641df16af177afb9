import * as vscode from 'vscode';
import type { Disposable } from '../../base/event';
import { DisposableStore } from '../../base/disposableStore';
import type { Component, PipelineDocument } from '../../pipelines/pipelineDocument';
import type { TextEdit } from '../../pipelines/problem';
import { declareVariable } from '../../pipelines/refactoring/declareVariable';
import { duplicateComponent } from '../../pipelines/refactoring/duplicateComponent';
import { setSkipped } from '../../pipelines/refactoring/setSkipped';
import { symbolAt } from '../../pipelines/symbols/findSymbolUses';
import { toAbortSignal } from './abortSignal';
import { addComponentCommand, registerAddComponent } from './addComponentCommand';
import { createExtraction } from './extractAction';
import type { LanguageContext } from './languageContext';
import { toRange } from './toDiagnostic';

/** Offers to change a pipeline by whole steps: each one is undone at once. */
export function registerRefactorings(context: LanguageContext): Disposable {
  const owned = new DisposableStore();
  const { Refactor, RefactorExtract, RefactorRewrite } = vscode.CodeActionKind;
  owned.add(registerAddComponent(context));
  owned.add(
    vscode.languages.registerCodeActionsProvider(
      context.selector,
      {
        provideCodeActions: async (document, range, { triggerKind, only }, token) => {
          const pipeline = context.read(document);
          const selected = findSelected(document, range, pipeline);
          const isAsked = triggerKind === vscode.CodeActionTriggerKind.Invoke;
          // Without being asked, a lamp in every line would only be in the way.
          if (!isAsked && range.isEmpty && !isAtName(document, range, selected)) return [];
          const actions = [
            ...createActions(document, pipeline, selected),
            ...createDeclaration(document, range, pipeline),
            createAdding(document, selected),
          ];
          if (isAsked || selected.length > 1) {
            actions.push(await createExtraction(context, document, selected, toAbortSignal(token)));
          }
          return actions.filter(({ kind }) => only === undefined || (kind !== undefined && only.contains(kind)));
        },
      },
      { providedCodeActionKinds: [Refactor, RefactorExtract, RefactorRewrite] },
    ),
  );
  return owned;
}

/** The components that a selection touches, or in which the cursor stands. */
function findSelected(
  document: vscode.TextDocument,
  range: vscode.Range,
  { pipeline }: PipelineDocument,
): readonly Component[] {
  const start = document.offsetAt(range.start);
  const end = document.offsetAt(range.end);
  return pipeline.components.filter(({ entry }) => {
    const { span } = entry;
    const lineStart = document.offsetAt(document.positionAt(span.start).with({ character: 0 }));
    // A selection of whole lines ends before the next one.
    return range.isEmpty ? lineStart <= start && start <= span.end : lineStart < end && start < span.end;
  });
}

function isAtName(document: vscode.TextDocument, range: vscode.Range, selected: readonly Component[]): boolean {
  return selected.some(({ name }) => toRange(name.span, document).start.line === range.start.line);
}

function createActions(
  document: vscode.TextDocument,
  pipeline: PipelineDocument,
  selected: readonly Component[],
): readonly vscode.CodeAction[] {
  const { l10n, CodeActionKind } = vscode;
  const actions: vscode.CodeAction[] = [];
  for (const isSkipped of [true, false]) {
    const edits = selected.flatMap((it) => setSkipped(pipeline, it, isSkipped) ?? []);
    const title = isSkipped
      ? toTitle(
          selected,
          (name) => l10n.t('Skip “{0}”', name),
          (count) => l10n.t('Skip {0} components', count),
        )
      : toTitle(
          selected,
          (name) => l10n.t('Unskip “{0}”', name),
          (count) => l10n.t('Unskip {0} components', count),
        );
    if (edits.length > 0) actions.push(createAction(document, title, CodeActionKind.RefactorRewrite, edits));
  }
  const [only] = selected;
  const duplicate = selected.length === 1 && only !== undefined ? duplicateComponent(pipeline, only) : undefined;
  if (duplicate !== undefined && only !== undefined) {
    const title = l10n.t('Duplicate “{0}”', only.name.text);
    actions.push(createAction(document, title, CodeActionKind.Refactor.append('duplicate'), duplicate.edits));
  }
  return actions;
}

function toTitle(
  selected: readonly Component[],
  one: (name: string) => string,
  several: (count: number) => string,
): string {
  const [first] = selected;
  return first !== undefined && selected.length === 1 ? one(first.name.text) : several(selected.length);
}

function createDeclaration(
  document: vscode.TextDocument,
  range: vscode.Range,
  pipeline: PipelineDocument,
): readonly vscode.CodeAction[] {
  const use = symbolAt(pipeline, document.offsetAt(range.start));
  if (use?.symbol.kind !== 'variable') return [];
  const edit = declareVariable(pipeline, use.symbol.name);
  const title = vscode.l10n.t('Declare variable “{0}”', use.symbol.name);
  return edit === undefined ? [] : [createAction(document, title, vscode.CodeActionKind.RefactorRewrite, [edit])];
}

function createAdding(document: vscode.TextDocument, selected: readonly Component[]): vscode.CodeAction {
  const after = selected.at(-1)?.name.text;
  const title = vscode.l10n.t('Add component…');
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.Refactor.append('add'));
  action.command = { command: addComponentCommand, title, arguments: [document.uri, after] };
  return action;
}

function createAction(
  document: vscode.TextDocument,
  title: string,
  kind: vscode.CodeActionKind,
  edits: readonly TextEdit[],
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, kind);
  action.edit = new vscode.WorkspaceEdit();
  for (const { span, newText } of edits) action.edit.replace(document.uri, toRange(span, document), newText);
  return action;
}
