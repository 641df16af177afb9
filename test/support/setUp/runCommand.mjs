import { spawn } from 'node:child_process';
import { SetUpError } from './progress.mjs';

/**
 * Runs a command to its end and returns what it printed. A failure carries the last lines of the output and `remedy`.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, remedy: string }} options
 * @returns {Promise<string>}
 */
export function runCommand(command, args, { cwd, env, remedy }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    const fail = (/** @type {string} */ reason) => {
      const lastLines = output.trim().split('\n').slice(-15).join('\n');
      reject(new SetUpError(`"${command} ${args.join(' ')}" ${reason}.\n${lastLines}`, remedy));
    };
    child.on('error', (error) => fail(`could not be started (${error.message})`));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output);
      else fail(`ended with ${code ?? signal}`);
    });
  });
}

/** Runs npm: the one that runs this script where there is one, so that versions do not mix. */
export function runNpm(args, options) {
  const npm = process.env.npm_execpath;
  const quiet = [...args, '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  return npm?.endsWith('.js') === true
    ? runCommand(process.execPath, [npm, ...quiet], options)
    : runCommand(process.platform === 'win32' ? 'npm.cmd' : 'npm', quiet, options);
}
