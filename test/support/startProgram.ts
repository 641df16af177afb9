import { spawn, spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program running in the background. */
export interface RunningProgram {
  /** Also the id of the group that its children belong to, but on Windows; `undefined` when it could not be started. */
  readonly pid: number | undefined;
  /** What it has printed so far, on both streams. */
  readonly output: () => string;
  /** Its exit code, or the signal that ended it, once it has ended. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Ends it and everything it has started; resolves when it is gone. May be called twice. */
  readonly stop: () => Promise<void>;
}

/** Starts a program that shall not outlive this process. */
export function startProgram(command: string, args: readonly string[], env: NodeJS.ProcessEnv): RunningProgram {
  const isWindows = process.platform === 'win32';
  // A process group of its own, so that its children can be ended with it.
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: !isWindows });
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const endGroup = (signal: NodeJS.Signals) => {
    if (child.pid === undefined) return;
    if (isWindows) spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' });
    else signalGroup(child.pid, signal);
  };
  const endAtExit = () => {
    endGroup('SIGKILL');
  };
  process.once('exit', endAtExit);
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('error', (error) => {
      output += `\n${command} could not be started: ${error.message}`;
      resolve(127);
    });
    child.once('exit', (code, signal) => {
      resolve(code ?? signal ?? 1);
    });
  });
  const stop = async () => {
    endGroup('SIGTERM');
    await Promise.race([ended, sleep(5000, undefined, { ref: false })]);
    // Also after a clean end: a child of it may have ignored the signal.
    endGroup('SIGKILL');
    await ended;
    process.removeListener('exit', endAtExit);
  };
  return { pid: child.pid, output: () => output, ended, stop };
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // Nobody is left in the group.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
