import * as vscode from 'vscode';
import type { PipelineDocument } from '../../pipelines/pipelineDocument';
import type { Problem, Severity } from '../../pipelines/problem';
import { toProblemMessage } from '../../pipelines/problemMessage';
import type { Span } from '../../pipelines/span';

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** What turns offsets of a text into places. */
export type Positions = Pick<vscode.TextDocument, 'uri' | 'positionAt'>;

/** A problem as the editor shows it; `pipeline` is what it was found in, if it is one. */
export function toDiagnostic(
  problem: Problem,
  positions: Positions,
  pipeline: PipelineDocument | undefined,
): vscode.Diagnostic {
  const { span, severity, code } = problem;
  const message = toProblemMessage(problem);
  const diagnostic = new vscode.Diagnostic(toRange(span, positions), message, severities[severity]);
  diagnostic.source = 'Maia';
  diagnostic.code = code;
  if (code === 'unused-variable') diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
  const related = pipeline === undefined ? [] : findRelated(problem, pipeline);
  if (related.length > 0) {
    diagnostic.relatedInformation = related.map(
      (it) =>
        new vscode.DiagnosticRelatedInformation(
          new vscode.Location(positions.uri, toRange(it.span, positions)),
          it.message,
        ),
    );
  }
  return diagnostic;
}

/** The place of a span. */
export function toRange({ start, end }: Span, positions: Positions): vscode.Range {
  return new vscode.Range(positions.positionAt(start), positions.positionAt(end));
}

/** Other places that a problem is about. */
function findRelated(
  problem: Problem,
  document: PipelineDocument,
): readonly { readonly span: Span; readonly message: string }[] {
  const { componentsByName } = document.pipeline;
  const toPlace = (name: string, message: string) => {
    const span = componentsByName.get(name)?.name.span;
    return span === undefined || span.start === problem.span.start ? [] : [{ span, message }];
  };
  if (problem.code === 'cycle') {
    return problem.facts.path.flatMap((name) => toPlace(name, vscode.l10n.t('“{0}” is part of the cycle', name)));
  }
  if (problem.code === 'duplicate-component') {
    return toPlace(problem.facts.name, vscode.l10n.t('The first “{0}”', problem.facts.name));
  }
  if (problem.code === 'several-starts') return toPlace(problem.facts.first, vscode.l10n.t('The first start'));
  if (problem.code !== 'duplicate-key') return [];
  const twice = document.duplicateKeys.find(({ key }) => key.span.start === problem.span.start);
  if (twice === undefined) return [];
  return [{ span: twice.first.span, message: vscode.l10n.t('The first “{0}”', twice.key.text) }];
}
