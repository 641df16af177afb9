import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gitEnvironment } from '../emulator/git/runGit';
import { extensionId } from '../../src/vscode/ids';
import { launchBrowser } from '../support/browser';
import { toEmulatorEnvironment, toEndpointSettings } from '../support/emulatorAccess';
import { runExtensionTestPage } from '../support/extensionTestPage';
import { findFreePort } from '../support/freePort';
import { packageExtension } from '../support/packageExtension';
import { quietSettings } from '../support/quietSettings';
import { createTemporaryFolder } from '../support/temporaryFolder';
import { getVscodeBuild } from '../support/toolchain';
import { startVscodeServer } from '../support/vscodeServer';
import { startBigBitbucket } from './bigBitbucket';
import { toMedian, type Figure } from './figure';
import { createOneRepository } from './folderSeed';
import { typingFileVariable, type TypingRequest, type TypingRun } from './typingFile';

const fileName = 'large.sql';
/** A megabyte. */
const content = Array.from(
  { length: 20_000 },
  (_, line) => `SELECT ${String(line).padStart(6, '0')} AS a_column_of_a_table, 1 AS n;\n`,
).join('');
const longestTaskMs = 50;

/** What keeps the extension host busy while somebody types in a draft of 1 MB, beside a file of a local Git repository. */
export async function measureTyping(rounds: number): Promise<readonly Figure[]> {
  const folder = createTemporaryFolder('typing');
  const typingFile = join(folder.path, 'typing.json');
  const closing: (() => unknown)[] = [folder.remove];
  try {
    const bitbucket = await startBigBitbucket('http://127.0.0.1/', createOneRepository({ [fileName]: content }));
    closing.push(() => bitbucket.stop());
    const { addresses } = bitbucket;
    const server = await startVscodeServer({
      build: getVscodeBuild('newest'),
      folder: join(folder.path, 'server'),
      port: await findFreePort(),
      settings: {
        ...quietSettings,
        ...toEndpointSettings(addresses),
        'maia.bitbucket.consumerCallbackUrl': addresses.consumer.callbackUrl,
        'files.autoSave': 'off',
      },
      vsix: await packageExtension(folder.path, []),
      canRunExtensionTests: true,
      trustsEverything: true,
      environment: { ...toEmulatorEnvironment(addresses), [typingFileVariable]: typingFile },
    });
    closing.push(server.stop);
    const browser = await launchBrowser();
    closing.push(() => browser.close());
    const localFile = writeLocalRepository(join(folder.path, 'local'));
    const request: TypingRequest = { localFile, remoteFile: fileName, rounds };
    writeFileSync(typingFile, JSON.stringify(request));
    const developmentPath = findInstalled(join(folder.path, 'server', 'extensions'));
    const testsPath = copyProbe(developmentPath);
    const log: string[] = [];
    const tests = { url: server.url, developmentPath, testsPath, emulator: addresses };
    const code = await runExtensionTestPage(browser, tests, (line) => log.push(line));
    if (code !== 0) throw new Error(`Nobody could type:\n${log.slice(-3).join('\n')}`);
    return toFigures(JSON.parse(readFileSync(typingFile, 'utf8')) as readonly TypingRun[]);
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

function findInstalled(folder: string): string {
  const name = readdirSync(folder).find((entry) => entry.startsWith(`${extensionId}-`));
  if (name === undefined) throw new Error(`${extensionId} was not installed.`);
  return join(folder, name);
}

/** Only what is inside an extension may sign in on its behalf. */
function copyProbe(extension: string): string {
  for (const name of ['bench', 'chunks']) {
    cpSync(resolve('out/test', name), join(extension, 'out/test', name), { recursive: true });
  }
  return join(extension, 'out/test/bench/typingProbe.js');
}

function writeLocalRepository(folder: string): string {
  mkdirSync(folder);
  const path = join(folder, fileName);
  writeFileSync(path, content);
  const git = (...args: readonly string[]) => execFileSync('git', ['-C', folder, ...args], { env: gitEnvironment });
  git('init', '-q');
  git('add', '--all');
  git('-c', 'user.name=Anna', '-c', 'user.email=anna@example.com', 'commit', '-q', '-m', 'Begin');
  return path;
}

function toFigures(runs: readonly TypingRun[]): readonly Figure[] {
  for (const run of runs) console.error(`Typing: ${JSON.stringify(run)}`);
  const round = (ms: number) => Math.round(ms * 10) / 10;
  const of = (typedIn: TypingRun['typedIn'], toMs: (run: TypingRun) => number) =>
    runs.filter((run) => run.typedIn === typedIn).map(toMs);
  const ours = of('draft', (run) => run.longestTaskMs.maia);
  const theirs = of('local', (run) => run.longestTaskMs.git);
  const delays = {
    draft: of('draft', (run) => run.longestDelayMs),
    local: of('local', (run) => run.longestDelayMs),
  };
  const [name, unit] = ['typing in a draft of 1 MB', 'ms'] as const;
  const reference = round(toMedian(theirs));
  return [
    { name: `${name}: longest task of ours`, value: round(toMedian(ours)), unit, limit: longestTaskMs, reference },
    {
      name: `${name}: longest task of ours in any round`,
      value: round(Math.max(...ours)),
      unit,
      limit: longestTaskMs,
      reference: round(Math.max(...theirs)),
    },
    {
      name: `${name}: longest time the extension host was busy`,
      value: round(toMedian(delays.draft)),
      unit,
      limit: null,
      reference: round(toMedian(delays.local)),
    },
  ];
}
