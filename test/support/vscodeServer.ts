import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startProgram, type RunningProgram } from './startProgram';
import type { VscodeBuild } from './toolchain';

export interface VscodeServerOptions {
  readonly build: VscodeBuild;
  /** Where the server keeps user data, extensions and logs; the caller owns it. */
  readonly folder: string;
  readonly port: number;
  /** User settings, written before the start. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** One packaged extension or several, to install before the start. */
  readonly vsix?: string | readonly string[];
  /** Lets a page run extension tests and hear of their end. */
  readonly canRunExtensionTests?: boolean;
  /**
   * `codeServer` adds what the bare server lacks: the key with which the browser keeps secrets beyond a reload, and
   * the port proxy. The oldest build cannot run it, because its `argon2` would have to be compiled.
   */
  readonly flavour?: 'bare' | 'codeServer';
  /** Whether folders open without the question whether their authors are trusted. */
  readonly trustsEverything?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface VscodeServer {
  /** Where the workbench is served, with a trailing slash. */
  readonly url: string;
  /** All its processes, the extension hosts among them, are in this group. */
  readonly processGroup: number | undefined;
  /** What the server has printed, which includes what extension hosts print. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

const startTimeoutMs = 90_000;

/** Starts VS Code's server build and waits until it serves the workbench. */
export async function startVscodeServer(options: VscodeServerOptions): Promise<VscodeServer> {
  const userFolder = join(options.folder, 'data', 'User');
  mkdirSync(userFolder, { recursive: true });
  mkdirSync(join(options.folder, 'extensions'), { recursive: true });
  if (options.settings !== undefined) {
    writeFileSync(join(userFolder, 'settings.json'), JSON.stringify(options.settings, undefined, 2));
  }
  const environment = { ...toCleanEnvironment(process.env), ...options.environment };
  for (const vsix of [options.vsix ?? []].flat()) await installExtension(options, vsix, environment);
  const program = startProgram(options.build.node, toArguments(options), environment);
  const url = `http://127.0.0.1:${options.port}/`;
  try {
    await waitUntilServed(url, program);
  } catch (error) {
    await program.stop();
    throw error;
  }
  return { url, processGroup: program.pid, output: program.output, stop: program.stop };
}

function toArguments({ build, folder, port, ...options }: VscodeServerOptions): string[] {
  const extensions = ['--extensions-dir', join(folder, 'extensions')];
  const trust = options.trustsEverything === true ? ['--disable-workspace-trust'] : [];
  if (options.flavour === 'codeServer') {
    return [
      join(build.folder, 'out/node/entry.js'),
      ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--config', join(folder, 'config.yaml')],
      ...['--user-data-dir', join(folder, 'data'), '--session-socket', join(folder, 'session.sock'), ...extensions],
      ...['--disable-telemetry', '--disable-update-check', ...trust],
    ];
  }
  return [
    join(build.folder, 'lib/vscode/out/server-main.js'),
    ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'],
    ...['--accept-server-license-terms', '--telemetry-level', 'off'],
    ...['--server-data-dir', folder, ...extensions, ...trust],
    ...(options.canRunExtensionTests === true ? ['--enable-smoke-test-driver'] : []),
  ];
}

/** Installs a packaged extension below the folder of a server that does not run; it is in `extensions` there. */
export async function installExtension(
  { build, folder }: Pick<VscodeServerOptions, 'build' | 'folder'>,
  vsix: string,
  environment = toCleanEnvironment(process.env),
): Promise<void> {
  const program = startProgram(
    build.node,
    [
      join(build.folder, 'lib/vscode/out/server-main.js'),
      ...['--install-extension', vsix, '--accept-server-license-terms'],
      ...['--server-data-dir', folder, '--extensions-dir', join(folder, 'extensions')],
    ],
    environment,
  );
  const code = await program.ended;
  await program.stop();
  if (code !== 0 || !program.output().includes('was successfully installed')) {
    throw new Error(`VS Code ${build.version} did not install ${vsix}:\n${program.output()}`);
  }
}

async function waitUntilServed(url: string, program: RunningProgram): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  let ending: number | string | undefined;
  void program.ended.then((code) => {
    ending = code;
  });
  while (!(await isServed(url))) {
    if (ending !== undefined) throw new Error(`VS Code's server ended with ${ending}:\n${program.output()}`);
    if (Date.now() > deadline) throw new Error(`VS Code's server did not answer in time:\n${program.output()}`);
    await sleep(100);
  }
}

async function isServed(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

/** Without what npm, an editor's terminal or a debugger has put there, which would change how the server behaves. */
function toCleanEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const isForeign = (name: string) => /^(npm_|VSCODE_|ELECTRON_|CODE_SERVER)/.test(name) || name === 'NODE_OPTIONS';
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !isForeign(name)));
}
