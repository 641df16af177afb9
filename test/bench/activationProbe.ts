// Called by VS Code inside a fresh extension host: activates one extension and writes down how long that took.
import { readFileSync, writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { activationFileVariable, type ActivationRequest, type ActivationResult } from './activationFile';

const tickMs = 25;
const quietTicks = 40;
const longestWaitMs = 15_000;

export async function run(): Promise<void> {
  const path = process.env[activationFileVariable];
  if (path === undefined) throw new Error(`${activationFileVariable} is not set.`);
  const { extensionId } = JSON.parse(readFileSync(path, 'utf8')) as ActivationRequest;
  // The oldest VS Code knows the module only where it is imported like this.
  const vscode = await import('vscode');
  await untilQuiet();
  const extension = vscode.extensions.getExtension(extensionId);
  if (extension === undefined) throw new Error(`${extensionId} is not installed.`);
  if (extension.isActive) throw new Error(`${extensionId} is active already.`);
  const startedCpu = process.cpuUsage();
  const startedMs = performance.now();
  await extension.activate();
  const ms = performance.now() - startedMs;
  const { user, system } = process.cpuUsage(startedCpu);
  const result: ActivationResult = { extensionId, ms, cpuMs: (user + system) / 1000 };
  writeFileSync(path, JSON.stringify(result));
}

/** People click when the window has come to rest; before that, one would measure the start of all other extensions. */
async function untilQuiet(): Promise<void> {
  const deadline = performance.now() + longestWaitMs;
  for (let quiet = 0; quiet < quietTicks && performance.now() < deadline;) {
    const startedMs = performance.now();
    await sleep(tickMs);
    quiet = performance.now() - startedMs < 2 * tickMs ? quiet + 1 : 0;
  }
}
