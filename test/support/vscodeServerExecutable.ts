#!/usr/bin/env node
// Stands in for the desktop's `code` under `runTests` of @vscode/test-electron: takes its arguments, runs the extension
// tests in a server build of VS Code and a headless browser, and ends with the tests' exit code.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from './browser';
import { readEmulatorAddresses } from './emulatorAccess';
import { runExtensionTestPage } from './extensionTestPage';
import { findFreePort } from './freePort';
import { personVariable } from './hostPerson';
import { outputFileVariable } from './mochaCounts';
import { getVscodeBuild } from './toolchain';
import { startVscodeServer } from './vscodeServer';

const { values } = parseArgs({
  strict: false,
  options: {
    extensionDevelopmentPath: { type: 'string' },
    extensionTestsPath: { type: 'string' },
    'user-data-dir': { type: 'string' },
  },
});
process.exitCode = await runTestsInServer({
  developmentPath: readPath('extensionDevelopmentPath'),
  testsPath: readPath('extensionTestsPath'),
  userDataFolder: readPath('user-data-dir'),
});

interface Paths {
  readonly developmentPath: string;
  readonly testsPath: string;
  /** As on the desktop: user settings are in `User/settings.json` below it. */
  readonly userDataFolder: string;
}

async function runTestsInServer({ developmentPath, testsPath, userDataFolder }: Paths): Promise<number> {
  const log: string[] = [];
  const report = join(userDataFolder, 'report.txt');
  const server = await startVscodeServer({
    build: getVscodeBuild(process.env['MAIA_VSCODE'] === 'oldest' ? 'oldest' : 'newest'),
    folder: join(userDataFolder, 'server'),
    port: await findFreePort(),
    settings: readSettings(join(userDataFolder, 'User', 'settings.json')),
    canRunExtensionTests: true,
    environment: { [outputFileVariable]: report, [personVariable]: 'yes' },
  });
  const emulator = readEmulatorAddresses();
  const browser = await launchBrowser();
  try {
    const tests = { url: server.url, developmentPath, testsPath, emulator };
    return await runExtensionTestPage(browser, tests, (line) => log.push(line));
  } finally {
    if (existsSync(report)) console.log(readFileSync(report, 'utf8'));
    else console.log(`The tests did not start. VS Code's log:\n${log.join('\n')}`);
    await browser.close();
    await server.stop();
  }
}

function readSettings(path: string): Record<string, unknown> {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>) : {};
}

function readPath(name: string): string {
  const value = values[name];
  if (typeof value !== 'string') throw new Error(`--${name}=… is missing.`);
  return value;
}
