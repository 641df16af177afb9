import { existsSync, readFileSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import * as v from 'valibot';
import { countsFileVariable, type MochaCounts } from './mochaCounts';

/** Something `npm test` runs. */
export interface Check {
  readonly name: string;
  /** Run with this Node, from the project's root. */
  readonly program: string;
  readonly args?: readonly string[];
  /** Whether it is a mocha suite, whose tests are counted one by one; otherwise it counts as one itself. */
  readonly isSuite?: boolean;
}

export interface CheckResult {
  readonly name: string;
  readonly counts: MochaCounts;
  readonly durationMs: number;
  /** Everything it printed, on both streams. */
  readonly output: string;
}

const skippedSchema = v.object({ suite: v.string(), title: v.string() });
const countsSchema = v.object({ passed: v.number(), failed: v.number(), skipped: v.array(skippedSchema) });

/** Runs a check to its end, whichever that is. A suite that ends badly without a failed test counts as one failure. */
export async function runCheck({ name, program, args = [], isSuite = false }: Check): Promise<CheckResult> {
  const countsFile = join('out', `counts-${name.replaceAll(/\W+/g, '-')}.json`);
  rmSync(countsFile, { force: true });
  const startedAt = performance.now();
  const { code, output } = await run(program, args, isSuite ? { [countsFileVariable]: countsFile } : {});
  const durationMs = performance.now() - startedAt;
  const counts = isSuite
    ? readCounts(countsFile, code)
    : { passed: Number(code === 0), failed: Number(code !== 0), skipped: [] };
  return { name, counts, durationMs, output };
}

function readCounts(file: string, code: number): MochaCounts {
  const counts = existsSync(file) ? v.parse(countsSchema, JSON.parse(readFileSync(file, 'utf8'))) : undefined;
  if (counts === undefined) return { passed: 0, failed: 1, skipped: [] };
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function run(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (error) => {
      output += error.message;
      resolve({ code: 127, output });
    });
    child.once('close', (code) => {
      resolve({ code: code ?? 1, output });
    });
  });
}
