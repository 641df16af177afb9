import { join, relative, sep } from 'node:path';
import { createPlaceReader } from '../pipelines/createPlaceReader';
import { canCheck, findFileProblems } from '../pipelines/findFileProblems';
import { findRuleTextProblem, isRuleText } from '../pipelines/findRuleTextProblems';
import { createKnownFiles } from '../pipelines/knownFiles';
import type { Problem, Severity } from '../pipelines/problem';
import { toProblemMessage } from '../pipelines/problemMessage';
import { qualityRulesPath } from '../pipelines/quality/qualityRules';
import { readQualityRules } from '../pipelines/quality/readQualityRules';
import type { RepositoryFiles } from './filesToCheck';
import { readSource, type Source } from './readSource';

/** A problem as it is reported: other programs read these names. */
export interface ReportedProblem {
  /** From the working folder, separated by `/`. */
  readonly file: string;
  /** From one. */
  readonly line: number;
  /** From one, in UTF-16 units. */
  readonly column: number;
  readonly severity: Severity;
  /** Of a rule; `file-encoding`, `file-unreadable` or `folder-unreadable` where there was no text to check. */
  readonly code: string;
  readonly message: string;
}

/** What was looked at, and what was found there. */
export interface CheckResult {
  readonly problems: readonly ReportedProblem[];
  readonly checkedFiles: number;
  /** Files and folders that could not be read, which are among the problems. */
  readonly unread: number;
}

/** Checks files of one repository, in the order of their paths. What cannot be read is a problem of that file. */
export function checkFiles({ root, cwd, paths, all, unlisted }: RepositoryFiles): CheckResult {
  const problems: ReportedProblem[] = [];
  const toFile = (path: string) => relative(cwd, join(root, path)).split(sep).join('/') || '.';
  const report = (path: string, text: string, found: readonly Problem[]) => {
    const toPlace = createPlaceReader(text);
    for (const problem of found) {
      const { severity, code, span } = problem;
      const message = toProblemMessage(problem);
      problems.push({ file: toFile(path), ...toPlace(span.start), severity, code, message });
    }
  };
  const sources = new Map<string, Source>();
  const read = (path: string): string | undefined => {
    const source = sources.get(path) ?? readSource(join(root, path));
    if (!sources.has(path) && source.kind !== 'text') problems.push({ file: toFile(path), ...toProblem(source) });
    sources.set(path, source);
    return source.kind === 'text' ? source.text : undefined;
  };
  // What a folder that cannot be listed holds may be named elsewhere.
  const files = all && createKnownFiles(all.paths, all.unlisted.length === 0);
  for (const { path, reason } of unlisted) problems.push({ file: toFile(path), ...toFolderProblem(reason) });
  const rulesText = files?.has(qualityRulesPath) === true ? read(qualityRulesPath) : undefined;
  const qualityRules = rulesText === undefined ? undefined : readQualityRules(rulesText).rules;
  for (const path of paths.filter(canCheck)) {
    const text = read(path);
    if (text !== undefined) report(path, text, findFileProblems(path, text, { files, qualityRules }));
  }
  const ruleTexts = new Map(paths.filter(isRuleText).map((path) => [path, read(path) ?? '']));
  const tooLong = findRuleTextProblem(ruleTexts);
  if (tooLong !== undefined) report(tooLong.path, ruleTexts.get(tooLong.path) ?? '', [tooLong.problem]);
  const unread = [...sources.values()].filter(({ kind }) => kind === 'unreadable').length + unlisted.length;
  const asked = paths.filter((path) => canCheck(path) || isRuleText(path)).length;
  return { problems, checkedFiles: asked, unread };
}

function toProblem(source: Exclude<Source, { kind: 'text' }>): Omit<ReportedProblem, 'file'> {
  if (source.kind === 'unreadable') {
    const message = `This file could not be read (${source.reason}), so it was not checked.`;
    return { line: 1, column: 1, severity: 'error', code: 'file-unreadable', message };
  }
  const { line, column } = source;
  const message = 'This file is not encoded as UTF-8, so it was not checked. Save it as UTF-8.';
  return { line, column, severity: 'error', code: 'file-encoding', message };
}

function toFolderProblem(reason: string): Omit<ReportedProblem, 'file'> {
  const message = `This folder could not be listed (${reason}), so what is in it was not checked.`;
  return { line: 1, column: 1, severity: 'error', code: 'folder-unreadable', message };
}
