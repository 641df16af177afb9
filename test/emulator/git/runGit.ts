import { spawn } from 'node:child_process';

/** Nothing of the user's own Git settings may change what the emulator does. */
export const gitEnvironment: NodeJS.ProcessEnv = {
  PATH: process.env['PATH'],
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
};

/** Git ended with another exit code than 0; the message is what it wrote to standard error. */
export class GitError extends Error {
  override readonly name = 'GitError';
}

/** Runs `git` in a bare repository and resolves with its output. Rejects with `GitError`. */
export function runGit(folder: string, args: readonly string[], input?: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['--git-dir', folder, ...args], { env: gitEnvironment });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    child.on('error', reject);
    // A process that ended before it read everything closes the pipe; its exit code tells why.
    child.stdin.on('error', () => undefined);
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(output));
      else reject(new GitError(`git ${args[0] ?? ''}: ${Buffer.concat(errors).toString('utf8').trim()}`));
    });
    child.stdin.end(input);
  });
}
