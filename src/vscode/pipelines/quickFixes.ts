import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposableStore';
import type { Disposable } from '../../base/event';
import { applyFixes, findDifference, sureFixes } from '../../pipelines/applyFixes';
import type { Problem, ProblemCode, TextEdit } from '../../pipelines/problem';
import { getProblemDocumentation } from '../../pipelines/problemDocumentation';
import { pipelineLanguageId } from '../ids';
import { toAbortSignal } from './abortSignal';
import type { DocumentChecks, FoundProblems } from './documentChecks';
import { toDiagnostic, toRange } from './toDiagnostic';

/** Everything at once that is mended without a guess. */
const fixAllKind = vscode.CodeActionKind.SourceFixAll.append('maia');

const selector: vscode.DocumentSelector = [
  { language: pipelineLanguageId },
  { pattern: '**/.matillion/config/pipeline_quality_rules.yaml' },
  { pattern: '**/.matillion/shared-pipelines.yaml' },
  { pattern: '**/.matillion/maia/rules/*.md' },
];

/** Offers to mend problems, and explains them where the pointer is. */
export function registerQuickFixes(checks: Pick<DocumentChecks, 'find'>): Disposable {
  const owned = new DisposableStore();
  const find = (document: vscode.TextDocument, token: vscode.CancellationToken) =>
    checks.find(document, toAbortSignal(token));
  owned.add(
    vscode.languages.registerCodeActionsProvider(
      selector,
      {
        provideCodeActions: async (document, range, { only }, token) => {
          const found = await find(document, token);
          if (found === undefined) return [];
          if (only?.contains(fixAllKind) === true) return createFixAll(document, found);
          return createFixes(document, range, found);
        },
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAllKind] },
    ),
  );
  owned.add(
    vscode.languages.registerHoverProvider(selector, {
      provideHover: async (document, position, token) => {
        const found = await find(document, token);
        return found && explain(document, position, found.problems);
      },
    }),
  );
  return owned;
}

function createFixes(document: vscode.TextDocument, range: vscode.Range, found: FoundProblems): vscode.CodeAction[] {
  const here = found.problems.filter(
    ({ span, fix }) => fix !== undefined && toRange(span, document).intersection(range) !== undefined,
  );
  const single = here.map((problem) => {
    const action = createAction(document, toFixTitle(problem), problem.fix ?? []);
    action.kind = vscode.CodeActionKind.QuickFix;
    action.isPreferred = true;
    action.diagnostics = [toDiagnostic(problem, document, found.pipeline)];
    return action;
  });
  const codes = [...new Set(here.map(({ code }) => code))];
  return [...single, ...codes.flatMap((code) => createFixOfKind(document, code, found))];
}

/** Only where there are several. */
function createFixOfKind(
  document: vscode.TextDocument,
  code: ProblemCode,
  { problems, findIn, pipeline }: FoundProblems,
): vscode.CodeAction[] {
  const same = problems.filter((it) => it.code === code && it.fix !== undefined);
  const text = document.getText();
  const difference = same.length > 1 && findDifference(text, applyFixes(text, new Set([code]), findIn));
  if (difference === false || difference === undefined) return [];
  const action = createAction(document, vscode.l10n.t('Fix all {0} problems of this kind in the file', same.length), [
    difference,
  ]);
  action.kind = vscode.CodeActionKind.QuickFix;
  action.diagnostics = same.map((problem) => toDiagnostic(problem, document, pipeline));
  return [action];
}

function createFixAll(document: vscode.TextDocument, { findIn }: FoundProblems): vscode.CodeAction[] {
  const text = document.getText();
  const difference = findDifference(text, applyFixes(text, sureFixes, findIn));
  if (difference === undefined) return [];
  const action = createAction(document, vscode.l10n.t('Fix what is sure in this pipeline'), [difference]);
  action.kind = fixAllKind;
  return [action];
}

function createAction(document: vscode.TextDocument, title: string, edits: readonly TextEdit[]): vscode.CodeAction {
  const action = new vscode.CodeAction(title);
  action.edit = new vscode.WorkspaceEdit();
  for (const { span, newText } of edits) action.edit.replace(document.uri, toRange(span, document), newText);
  return action;
}

/** As long as a title can be read at a glance. */
const mostCharacters = 60;

function toFixTitle({ code, facts, fix }: Problem): string {
  if (code === 'component-without-design') return vscode.l10n.t('Add a place for “{0}” to the design', facts.name);
  if (code === 'design-without-component') return vscode.l10n.t('Remove “{0}” from the design', facts.name);
  const newText = (fix?.[0]?.newText ?? '').trim();
  const shown = newText.length > mostCharacters ? `${newText.slice(0, mostCharacters)}…` : newText;
  return vscode.l10n.t('Change to {0}', shown);
}

/** What the problems at a place are about, under their messages, which the editor shows itself. */
function explain(
  document: vscode.TextDocument,
  position: vscode.Position,
  problems: readonly Problem[],
): vscode.Hover | undefined {
  const here = problems.filter(({ span }) => toRange(span, document).contains(position));
  const codes = [...new Set(here.map(({ code }) => code))];
  const [first] = here;
  if (first === undefined) return undefined;
  const texts = codes.map((code) => new vscode.MarkdownString().appendText(getProblemDocumentation(code)));
  return new vscode.Hover(texts, toRange(first.span, document));
}
