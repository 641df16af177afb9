import { appendFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import { countsFileVariable, outputFileVariable, type MochaCounts, type SkippedTest } from './mochaCounts';

export interface MochaOptions {
  /** Absolute; every `*.test.js` below it is a test file. */
  readonly folder: string;
  readonly timeoutMs: number;
  readonly reporter?: 'spec' | 'dot';
}

/** Runs a folder's tests in this process, prints them, and leaves the counts where the environment asks for them. */
export async function runMocha({ folder, timeoutMs, reporter = 'spec' }: MochaOptions): Promise<MochaCounts> {
  redirectOutput();
  const mocha = new Mocha({ timeout: timeoutMs, reporter, color: process.stdout.isTTY });
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.js'));
  for (const file of files.sort()) mocha.addFile(join(folder, file));
  await mocha.loadFilesAsync();
  const skipped: SkippedTest[] = [];
  const counts = { passed: 0, failed: 0, skipped };
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => {
      resolve();
    });
    runner.on('pass', () => counts.passed++);
    runner.on('fail', (_test, error: unknown) => {
      counts.failed++;
      // Said at once as well: a run that is ended from outside has no end at which it could be said.
      Mocha.reporters.Base.consoleLog(error instanceof Error ? (error.stack ?? error.message) : error);
    });
    runner.on('pending', ({ parent, title }) => skipped.push({ suite: parent?.fullTitle() ?? '', title }));
  });
  const countsFile = process.env[countsFileVariable];
  if (countsFile !== undefined) writeFileSync(countsFile, JSON.stringify(counts));
  return counts;
}

/** Inside an extension host what is printed drowns in the editor's own log; whoever started it may ask for a file. */
function redirectOutput(): void {
  const file = process.env[outputFileVariable];
  if (file === undefined) return;
  Mocha.reporters.Base.consoleLog = (...values: unknown[]) => {
    appendFileSync(file, `${format(...values)}\n`);
  };
}
