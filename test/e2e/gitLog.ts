import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { EmulatorAdmin } from '../emulator/adminClient';

const run = promisify(execFile);

/** What Git itself says of a repository at Bitbucket. */
export class GitLog {
  readonly #admin: EmulatorAdmin;
  readonly #repository: { readonly workspace: string; readonly slug: string };

  constructor(admin: EmulatorAdmin, repository: { readonly workspace: string; readonly slug: string }) {
    this.#admin = admin;
    this.#repository = repository;
  }

  /** The newest commits of a branch, newest first, each as `author: first line of the message`. */
  async read(branch: string, count: number): Promise<readonly string[]> {
    const lines = await this.#git('log', '--format=%an: %s', `--max-count=${count}`, branch, '--');
    return lines.trim().split('\n');
  }

  /** Paths that the newest commit of a branch touches, each with what was done to it, as `M README.md`. */
  async readTouched(branch: string): Promise<readonly string[]> {
    const lines = await this.#git('show', '--format=', '--name-status', branch, '--');
    return lines
      .trim()
      .split('\n')
      .map((line) => line.replaceAll('\t', ' '));
  }

  /** The text of a file at the tip of a branch. */
  show(branch: string, path: string): Promise<string> {
    return this.#git('show', `${branch}:${path}`);
  }

  async #git(...args: readonly string[]): Promise<string> {
    const folder = await this.#admin.repositoryFolder(this.#repository);
    return (await run('git', ['--git-dir', folder, ...args])).stdout;
  }
}
