import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const longestOutput = 64 * 1024 * 1024;

/** What is on the emulator's disk, asked of Git itself and not of the product or the emulator. */
export class BranchInGit {
  readonly #folder: string;
  /** By commit, which never changes. */
  readonly #marks = new Map<string, readonly string[]>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  async tip(branch: string): Promise<string> {
    return (await this.#git('rev-parse', '--verify', `refs/heads/${branch}`)).trim();
  }

  /** Branches whose names begin so. */
  async branches(prefix: string): Promise<readonly string[]> {
    const output = await this.#git('for-each-ref', '--format=%(refname:short)', `refs/heads/${prefix}*`);
    return output.split('\n').filter(Boolean);
  }

  /** Every mark in the files at the tips of the branches whose names begin so. Asked after every step, so read as Git keeps it. */
  async marks(prefix: string): Promise<ReadonlySet<string>> {
    const tips = await this.#readTips(prefix);
    const unread = tips.filter((tip) => !this.#marks.has(tip));
    if (unread.length > 0) {
      const found = await this.#git('grep', '-oE', markPattern, ...unread).catch(toNothingFound);
      for (const tip of unread)
        this.#marks.set(
          tip,
          found
            .split('\n')
            .filter((line) => line.startsWith(tip))
            .flatMap(marksIn),
        );
    }
    return new Set(tips.flatMap((tip) => this.#marks.get(tip) ?? []));
  }

  /** The texts of the files at a tip, by path. */
  async files(branch: string): Promise<ReadonlyMap<string, string>> {
    const listing = await this.#git('ls-tree', '-r', '-z', '--name-only', `refs/heads/${branch}`);
    const paths = listing.split('\0').filter(Boolean);
    const wanted = paths.map((path) => `refs/heads/${branch}:${path}\n`).join('');
    const reading = run('git', ['-C', this.#folder, 'cat-file', '--batch'], { maxBuffer: longestOutput });
    reading.child.stdin?.end(wanted);
    let rest = (await reading).stdout;
    const files = new Map<string, string>();
    for (const path of paths) {
      // "<hash> blob <size>", the text (ASCII in these tests), and a line break.
      const head = rest.slice(0, rest.indexOf('\n'));
      const from = head.length + 1;
      const until = from + Number(head.split(' ')[2]);
      files.set(path, rest.slice(from, until));
      rest = rest.slice(until + 1);
    }
    return files;
  }

  /** Sentences about what is wrong with the history of a branch: it must be one line, with these commits in it. */
  async problems(branch: string, commits: readonly string[]): Promise<readonly string[]> {
    const output = await this.#git('rev-list', '--parents', `refs/heads/${branch}`);
    const history = output.trim().split('\n');
    const merges = history.filter((line) => line.split(' ').length > 2);
    const known = new Set(history.map((line) => line.slice(0, 40)));
    const missing = commits.filter((commit) => !known.has(commit));
    return [
      ...merges.map((line) => `${branch} is not linear at ${line.slice(0, 12)}`),
      ...missing.map((commit) => `${commit.slice(0, 12)} is no longer in the history of ${branch}`),
    ];
  }

  /** First lines of the commits made since, newest first. */
  async messages(branch: string, since: string): Promise<readonly string[]> {
    return (await this.#git('log', '--format=%s', `${since}..refs/heads/${branch}`)).split('\n').filter(Boolean);
  }

  /** Empty when the repository is sound. */
  async fsck(): Promise<string> {
    return (await this.#git('fsck', '--strict', '--no-dangling', '--no-progress')).trim();
  }

  /** Nobody packs references here. */
  async #readTips(prefix: string): Promise<readonly string[]> {
    const heads = join(this.#folder, 'refs/heads');
    const directory = dirname(join(heads, prefix));
    const names = (await readdir(directory)).filter(
      (name) => join(directory, name).startsWith(join(heads, prefix)) && !name.endsWith('.lock'),
    );
    return Promise.all(names.map(async (name) => (await readFile(join(directory, name), 'utf8')).trim()));
  }

  async #git(...args: readonly string[]): Promise<string> {
    const { stdout } = await run('git', ['-C', this.#folder, ...args], { maxBuffer: longestOutput });
    return stdout;
  }
}

/** Every saved edit leaves one of these in a line of its own; digits only between letters, so none contains another. */
const markPattern = '[ur]-[0-9]+-x';
export const marksIn = (text: string): readonly string[] => text.match(new RegExp(markPattern, 'g')) ?? [];

/** Git's own "nothing found" is exit code 1; whatever else goes wrong must not be remembered as an empty commit. */
function toNothingFound(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 1) return '';
  throw error;
}
