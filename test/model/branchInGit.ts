import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { readTree } from '../emulator/git/gitModel';
import { ObjectReader, type GitObject } from '../emulator/git/objectReader';

const run = promisify(execFile);
const longestOutput = 64 * 1024 * 1024;

/** What is on the emulator's disk, asked of Git and not of the product or the emulator's state; only how Git writes a tree is read with the emulator's help. */
export class BranchInGit {
  readonly #folder: string;
  readonly #objects: ObjectReader;
  /** By the name of a tree that never changes: the texts of its files, by path. */
  readonly #known = new Map<string, ReadonlyMap<string, string>>();

  constructor(folder: string) {
    this.#folder = folder;
    this.#objects = new ObjectReader(folder);
  }

  dispose(): void {
    this.#objects.dispose();
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
    const tips = await Promise.all((await this.#readTips(prefix)).map((tip) => this.#texts(`${tip}^{tree}`)));
    return new Set(tips.flatMap((texts) => [...texts.values()].flatMap(marksIn)));
  }

  /** The texts of the files at a tip, by path. */
  async files(branch: string): Promise<ReadonlyMap<string, string>> {
    const { hash } = await this.#read(`refs/heads/${branch}^{tree}`);
    return this.#texts(hash);
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

  /** Of a tree by a name that always means the same one. */
  async #texts(tree: string): Promise<ReadonlyMap<string, string>> {
    const known = this.#known.get(tree);
    if (known !== undefined) return known;
    const { bytes } = await this.#read(tree);
    const texts = new Map<string, string>();
    for (const { name, type, hash } of readTree(bytes)) {
      if (type === 'blob') texts.set(name, (await this.#read(hash)).bytes.toString());
      else for (const [path, text] of await this.#texts(hash)) texts.set(`${name}/${path}`, text);
    }
    this.#known.set(tree, texts);
    return texts;
  }

  async #read(name: string): Promise<GitObject> {
    const object = await this.#objects.read(name);
    assert.ok(object, `Git has no ${name}.`);
    return object;
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
const markPattern = /[ur]-[0-9]+-x/g;
export const marksIn = (text: string): readonly string[] => text.match(markPattern) ?? [];
