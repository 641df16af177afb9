// Makes a machine with Node and npm ready for one of the project's commands. Needs no package itself.
//   node test/support/setUp.mjs [--for packages|start|test|host|page|e2e|emulator|bench|desktop]
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { findChromium } from './setUp/chromium.mjs';
import { installGit } from './setUp/git.mjs';
import { SetUpError } from './setUp/progress.mjs';
import { installProjectPackages } from './setUp/projectPackages.mjs';
import { runCommand } from './setUp/runCommand.mjs';
import { installVscodeServer } from './setUp/vscodeServers.mjs';
import { installYamlLanguageServer } from './setUp/yamlLanguageServer.mjs';
import { withLock } from './setUp/withLock.mjs';

/** What each command needs beyond the packages. */
const needs = {
  packages: {},
  build: { extension: true },
  emulator: { programs: true, git: true },
  start: { programs: true, git: true, servers: ['newest'] },
  desktop: { extension: true, programs: true, git: true },
  page: { programs: true, chromium: true },
  e2e: { programs: true, git: true, servers: ['oldest', 'newest'], chromium: true },
  host: { extension: true, programs: true, git: true, servers: ['oldest', 'newest'], chromium: true },
  bench: {
    extension: true,
    programs: true,
    git: true,
    servers: ['oldest', 'newest'],
    chromium: true,
    yamlLanguageServer: true,
  },
  test: { extension: true, programs: true, git: true, servers: ['oldest', 'newest'], chromium: true },
};

try {
  checkNode();
  await setUp(readNeeds());
} catch (error) {
  if (!(error instanceof SetUpError)) throw error;
  process.stderr.write(`Setting up failed: ${error.message}\n`);
  process.exitCode = 1;
}

async function setUp(need) {
  await withLock('out/.setUp.lock', async () => {
    await installProjectPackages();
    const remedy = 'The sources do not compile: the lines above say where.';
    if (need.extension) await runCommand(process.execPath, ['esbuild.mjs'], { remedy });
    if (need.programs) await runCommand(process.execPath, ['esbuild.mjs', '--tests'], { remedy });
  });
  if (need.git) await installGit();
  /** @type {Record<string, unknown>} */
  const found = {};
  for (const age of need.servers ?? []) found[age] = await installVscodeServer(age);
  if (need.chromium) found.chromium = await findChromium();
  if (need.yamlLanguageServer) found.yamlLanguageServer = await installYamlLanguageServer();
  if (Object.keys(found).length > 0) rememberToolchain(found);
}

/** Leaves in `out/toolchain.json` where the tools are; `test/support/toolchain.ts` reads it. */
function rememberToolchain(found) {
  const path = 'out/toolchain.json';
  const known = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  mkdirSync('out', { recursive: true });
  writeFileSync(`${path}.${process.pid}`, JSON.stringify({ ...known, ...found }, undefined, 2));
  renameSync(`${path}.${process.pid}`, path);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new SetUpError(`This is Node ${process.versions.node}.`, 'Node 20.19 or newer is needed: https://nodejs.org');
}

function readNeeds() {
  const [flag, purpose] = process.argv.slice(2);
  if (flag === undefined) return needs.build;
  if (flag === '--for' && Object.hasOwn(needs, purpose)) return needs[purpose];
  throw new SetUpError(
    `Unknown arguments: ${process.argv.slice(2).join(' ')}`,
    `Use --for ${Object.keys(needs).join('|')}.`,
  );
}
