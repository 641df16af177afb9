import * as vscode from 'vscode';
import type { CheckResult, Outcome } from '../../auth/diagnosis/finding';
import { commandIds } from '../ids';
import { toPlainText } from '../plainText';
import { toActions, type DiagnosisAction } from './diagnosisActions';
import { toCheckTitle, toDiagnosisText, type TextContext } from './diagnosisText';

/** A report to read, with its buttons by line (from zero). */
export interface DiagnosisReport {
  readonly text: string;
  readonly actions: readonly { readonly line: number; readonly action: DiagnosisAction }[];
}

const marks: Readonly<Record<Outcome, string>> = { passed: '✓', warning: '!', failed: '✗', skipped: '–' };

/** Where and when a report was made. */
export interface ReportContext extends TextContext {
  readonly webUrl: string;
  /** Versions and the like, one a line. */
  readonly facts: readonly string[];
}

/** Writes the report: a line or two for each check, and the verdict first. Nothing secret is in it. */
export function writeReport(results: readonly CheckResult[], context: ReportContext): DiagnosisReport {
  const lines: string[] = [`# ${vscode.l10n.t('Connection to Bitbucket')}`, '', toVerdict(results), ''];
  const actions: { line: number; action: DiagnosisAction }[] = [
    { line: 0, action: { title: vscode.l10n.t('Copy report'), command: commandIds.copyDiagnosis } },
    { line: 0, action: { title: vscode.l10n.t('Diagnose again'), command: commandIds.diagnoseConnection } },
  ];
  for (const result of results) {
    const { found, remedy } = toDiagnosisText(result, context);
    for (const action of toActions(result, context.webUrl)) actions.push({ line: lines.length, action });
    lines.push(`${marks[result.outcome]} ${toCheckTitle(result.check)}: ${toPlainText(found)}`);
    if (remedy !== undefined) lines.push(`    → ${toPlainText(remedy)}`);
  }
  lines.push('', ...context.facts, '');
  return { text: lines.join('\n'), actions };
}

function toVerdict(results: readonly CheckResult[]): string {
  const failed = results.filter(({ outcome }) => outcome === 'failed').length;
  const warned = results.filter(({ outcome }) => outcome === 'warning').length;
  if (failed > 0) return vscode.l10n.t('{0} of {1} checks failed. Begin with the first.', failed, results.length);
  if (warned > 0) return vscode.l10n.t('Everything works; {0} things are worth knowing.', warned);
  const isWhole = results.every(({ outcome }) => outcome !== 'skipped');
  return isWhole ? vscode.l10n.t('Everything works.') : vscode.l10n.t('Everything that was looked at works.');
}
