// Runs every check and every test: node out/test/support/runAllTests.js
// The last line is "N passed, N failed, N skipped"; a check that is not a suite counts as one.
import { runCheck, type Check, type CheckResult } from './check';
import type { SkippedTest } from './mochaCounts';

const suite = (name: string, folder = name): Check => ({
  name,
  program: 'out/test/support/runSuite.js',
  args: [folder],
  isSuite: true,
});
const host = (version: string): Check => ({
  name: `host, ${version} VS Code`,
  program: 'out/test/support/runHostTests.js',
  args: [version],
  isSuite: true,
});

/** What takes longest comes first, so that both cores have something to do until the end. */
const checks: readonly Check[] = [
  { name: 'e2e', program: 'out/test/support/runE2eTests.js', isSuite: true },
  suite('lost edits', 'model'),
  suite('unit'),
  suite('windows'),
  suite('page'),
  { name: 'lint', program: 'node_modules/eslint/bin/eslint.js', args: ['.', '--max-warnings', '0'] },
  host('newest'),
  host('oldest'),
  suite('contract'),
  { name: 'format', program: 'node_modules/prettier/bin/prettier.cjs', args: ['--check', '.'] },
  { name: 'types', program: 'node_modules/typescript/bin/tsc', args: ['-p', '.'] },
  {
    name: 'import cycles',
    program: 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    args: ['--config', '.dependency-cruiser.json', 'src', 'test'],
  },
  { name: 'unused code', program: 'node_modules/knip/bin/knip.js' },
  { name: 'types of the page', program: 'node_modules/typescript/bin/tsc', args: ['-p', 'src/webview'] },
];

/** Checks that run beside each other, as there are cores. */
const atOnce = 2;

/** Of each check, at the end of the output. */
const mostFailureLines = 40;

const waiting = [...checks];
const results = (await Promise.all(Array.from({ length: atOnce }, runWaiting))).flat();
printSummary(results);
process.exitCode = results.some(({ counts }) => counts.failed > 0) ? 1 : 0;

async function runWaiting(): Promise<CheckResult[]> {
  const finished: CheckResult[] = [];
  for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
    const result = await runCheck(check);
    console.log(toLine(result));
    if (result.counts.failed > 0) console.log(failuresFirst(result.output).replaceAll(/^/gm, '    '));
    finished.push(result);
  }
  return finished;
}

/** A record of a long run may keep only the beginning of it. */
function failuresFirst(output: string): string {
  const at = findFailures(output);
  return at === -1 ? output : `${output.slice(at)}\n${output.slice(0, at)}`;
}

/** Or only its end: so what failed is said there once more. */
function failuresLast({ name, output }: CheckResult): string {
  const at = findFailures(output);
  const lines = at === -1 ? output.split('\n').slice(-mostFailureLines) : output.slice(at).split('\n');
  return `FAILED ${name}\n${lines.slice(0, mostFailureLines).join('\n')}`;
}

function findFailures(output: string): number {
  return output.search(/^ +\d+ failing$/m);
}

function toLine({ name, counts, durationMs }: CheckResult): string {
  const verdict = counts.failed > 0 ? 'FAILED' : 'ok    ';
  const seconds = `${(durationMs / 1000).toFixed(1)} s`.padStart(8);
  return `${verdict} ${name.padEnd(22)} ${seconds}   ${toCountsText([counts])}`;
}

function printSummary(all: readonly CheckResult[]): void {
  for (const result of all) if (result.counts.failed > 0) console.log(failuresLast(result));
  for (const { name, counts, output } of all) {
    for (const line of toSkippedLines(counts.skipped)) console.log(`skipped in ${name}: ${line}`);
    // A suite that skips all its tests prints why, in a line that begins like this.
    for (const reason of new Set(output.match(/Skipped: .*/g))) console.log(reason);
  }
  console.log(toCountsText(all.map(({ counts }) => counts)));
}

/** One line for a test, but one for all tests of a suite of which many were skipped. */
function toSkippedLines(skipped: readonly SkippedTest[]): string[] {
  const bySuite = new Map<string, string[]>();
  for (const { suite, title } of skipped) bySuite.set(suite, [...(bySuite.get(suite) ?? []), title]);
  return [...bySuite].flatMap(([suite, titles]) =>
    titles.length > 3 ? [`${titles.length} tests of "${suite}"`] : titles.map((title) => `${suite} ${title}`),
  );
}

function toCountsText(all: readonly CheckResult['counts'][]): string {
  const sum = (count: (counts: CheckResult['counts']) => number) => all.reduce((total, it) => total + count(it), 0);
  return `${sum((it) => it.passed)} passed, ${sum((it) => it.failed)} failed, ${sum((it) => it.skipped.length)} skipped`;
}
