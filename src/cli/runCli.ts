import { checkFiles, type ReportedProblem } from './checkFiles';
import { findFilesToCheck, NothingFound } from './filesToCheck';
import { readFolderOnDisk, type ReadFolder } from './listFiles';
import { readArguments, usage, type CliRequest } from './readArguments';

/** What the program has of the process it runs in. */
export interface CliProcess {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly version: string;
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Default: as the disk has it. */
  readonly readFolder?: ReadFolder;
}

/** Does what the arguments ask for; returns the exit code: 0 fine, 1 problems, 2 could not check, or not all of it. */
export async function runCli(process: CliProcess): Promise<number> {
  const request = readArguments(process.args);
  switch (request.kind) {
    case 'help':
      process.writeOut(usage);
      return 0;
    case 'version':
      process.writeOut(`${process.version}\n`);
      return 0;
    case 'misuse':
      process.writeError(`${request.message}\n\n${usage}`);
      return 2;
    case 'validate':
      return await validate(request, process);
  }
}

async function validate(request: CliRequest & { kind: 'validate' }, process: CliProcess): Promise<number> {
  try {
    const { readFolder = readFolderOnDisk } = process;
    const results = (await findFilesToCheck(request.paths, process.cwd, readFolder)).map(checkFiles);
    const problems = results.flatMap((it) => it.problems);
    const checkedFiles = sum(results.map((it) => it.checkedFiles));
    const unread = sum(results.map((it) => it.unread));
    if (checkedFiles === 0 && unread === 0) throw new NothingFound(toNothingText(request.paths));
    if (request.format === 'json') process.writeOut(`${JSON.stringify(problems, undefined, 2)}\n`);
    else process.writeOut(toText(problems, checkedFiles));
    const { maxWarnings = Infinity } = request;
    const isTooMany = countOf(problems, 'warning') > maxWarnings;
    if (isTooMany) process.writeError(`There are more warnings than the ${maxWarnings} allowed.\n`);
    if (unread > 0) return 2;
    return isTooMany || countOf(problems, 'error') > 0 ? 1 : 0;
  } catch (error) {
    const isExpected = error instanceof NothingFound || (error instanceof Error && 'code' in error);
    if (!isExpected) throw error;
    process.writeError(`${error.message}\n`);
    return 2;
  }
}

function toNothingText(paths: readonly string[]): string {
  const named = paths.map((path) => `“${path}”`).join(', ');
  return `There is nothing to check: no file in ${named} is a Maia pipeline (*.orch.yaml, *.tran.yaml).`;
}

function toText(problems: readonly ReportedProblem[], checkedFiles: number): string {
  const lines = problems.map(
    ({ file, line, column, severity, code, message }) => `${file}:${line}:${column} ${severity} ${message} [${code}]\n`,
  );
  const counts = (['error', 'warning', 'hint'] as const).map((it) => toCount(countOf(problems, it), it));
  return `${lines.join('')}${counts.join(', ')} in ${toCount(checkedFiles, 'file')}.\n`;
}

function countOf(problems: readonly ReportedProblem[], severity: ReportedProblem['severity']): number {
  return problems.filter((it) => it.severity === severity).length;
}

function toCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
