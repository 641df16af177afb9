// Runs the product: the packaged extension in VS Code in the browser, with a Bitbucket of its own.
//   node out/test/support/start.js [--port P] [--no-open]
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmulator, type Emulator } from '../emulator/emulator';
import { toEndpointSettings } from './emulatorAccess';
import { findFreePort, isPortFree } from './freePort';
import { packageExtension } from './packageExtension';
import { getVscodeBuild } from './toolchain';
import { startVscodeServer } from './vscodeServer';

const { values } = parseArgs({
  options: { port: { type: 'string' }, 'no-open': { type: 'boolean', default: false } },
});
/** Where repositories, consumer, editor settings and drafts are kept from one start to the next. */
const folder = resolve('out/start');

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function start(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const port = await choosePort(values.port);
  // A sign-in belongs to Bitbucket's address, so that one is the same at every start, where it can be.
  const emulatorPort = (await isPortFree(port + 1)) ? port + 1 : await findFreePort();
  const emulator = await startEmulator({
    port: emulatorPort,
    stateFolder: `${folder}/bitbucket`,
    callbackUrl: 'http://127.0.0.1/',
  });
  console.log('Packaging the extension and starting VS Code…');
  const vsix = await packageExtension(folder, [emulator.consumer]);
  const serverFolder = `${folder}/vscode`;
  // What is installed may be of another day; the settings beside it stay.
  rmSync(`${serverFolder}/extensions`, { recursive: true, force: true });
  const build = getVscodeBuild('newest');
  const server = await startVscodeServer({
    build,
    folder: serverFolder,
    port,
    settings: { 'telemetry.telemetryLevel': 'off', ...toEndpointSettings(emulator) },
    vsix,
    flavour: 'codeServer',
  });
  stopWhenAsked(async () => {
    await server.stop();
    await emulator.stop();
  });
  console.log(toInstructions(server.url, build.version, emulator));
  if (!values['no-open']) openInBrowser(server.url);
}

async function choosePort(asked: string | undefined): Promise<number> {
  if (asked === undefined) return (await isPortFree(8780)) ? 8780 : findFreePort();
  const port = Number(asked);
  if (!Number.isInteger(port) || port < 1 || port > 65_534) throw new Error(`--port ${asked} is not a port number.`);
  if (!(await isPortFree(port))) throw new Error(`Port ${asked} is in use. Choose another one, or leave --port out.`);
  return port;
}

function toInstructions(url: string, version: string, { webUrl, users }: Emulator): string {
  return `
  VS Code ${version} with Maia for Bitbucket:   ${url}

  1. Open the address, then "Maia" in the bar at the left, then "Sign in to Bitbucket".
  2. Answer "Allow" and, if asked, "Open". In the new tab choose who you are (${users.join(' or ')}) and press "Grant access".
  3. Unfold a workspace and a repository, and click a pipeline.

  Bitbucket is an emulator on this machine (${webUrl}); nothing leaves it.
  Everything is kept in out/start; delete that folder to begin afresh. Ctrl+C ends it.
`;
}

/** Stops at a signal; a second one does not wait. Also when npm is gone, which does not always pass a signal on. */
function stopWhenAsked(stop: () => Promise<void>): void {
  let isStopping = false;
  const onAsked = () => {
    if (isStopping) return;
    isStopping = true;
    console.log('\nStopping…');
    void stop().finally(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, onAsked);
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) onAsked();
  }, 1000).unref();
}

/** Opens the address for somebody at a screen; elsewhere it has been printed. */
function openInBrowser(url: string): void {
  const commands: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
    darwin: ['open'],
    win32: ['cmd', '/c', 'start', ''],
  };
  const [command, ...args] = commands[process.platform] ?? ['xdg-open'];
  const opener = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  opener.on('error', () => {
    console.log('  (No browser could be opened from here.)');
  });
  opener.unref();
}
