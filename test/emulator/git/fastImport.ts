import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type GitMode, type SeedCommit, type SeedContent, type SeedFile } from '../seeds/seed';
import { runGit } from './runGit';

/** Makes an empty bare repository whose HEAD names the given branch. Quicker than a process for `git init`. */
export async function createBareRepository(folder: string, headBranch: string): Promise<void> {
  await mkdir(join(folder, 'objects', 'info'), { recursive: true });
  await mkdir(join(folder, 'objects', 'pack'), { recursive: true });
  await mkdir(join(folder, 'refs', 'heads'), { recursive: true });
  await mkdir(join(folder, 'refs', 'tags'), { recursive: true });
  await writeFile(join(folder, 'config'), '[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n');
  await writeFile(join(folder, 'HEAD'), `ref: refs/heads/${headBranch}\n`);
}

/**
 * Writes a history into a repository with one `git fast-import`. `%REPOSITORY%` in commit messages becomes the given
 * name, so that repositories made from the same content have commits of their own.
 */
export async function importContent(folder: string, content: SeedContent, repositoryName: string): Promise<void> {
  const parts = content.commits.flatMap((commit) => [
    ...toCommitHeader(`refs/heads/${commit.branch}`, {
      ...commit,
      message: commit.message.replaceAll('%REPOSITORY%', repositoryName),
    }),
    ...(commit.from === undefined ? [] : [`from refs/heads/${commit.from}\n`]),
    ...toChanges(commit.files, commit.deleted ?? []),
  ]);
  await runGit(folder, ['fast-import', '--quiet', '--done'], toBuffer([...parts, 'done\n']));
}

export interface NewCommit {
  readonly message: string;
  readonly author: { readonly name: string; readonly email: string };
  /** ISO 8601. */
  readonly date: string;
  /** `undefined` makes a root commit. */
  readonly parent: string | undefined;
  readonly files: Readonly<Record<string, SeedFile>>;
  readonly deleted: readonly string[];
}

/** Makes a commit to which a branch moves, unless that would lose commits; resolves with its hash. */
export async function importCommit(folder: string, branch: string, commit: NewCommit): Promise<string> {
  const parts = [
    ...toCommitHeader(`refs/heads/${branch}`, commit, 'mark :1\n'),
    ...(commit.parent === undefined ? [] : [`from ${commit.parent}\n`]),
    ...toChanges(commit.files, commit.deleted),
    'get-mark :1\n',
    'done\n',
  ];
  const output = await runGit(folder, ['fast-import', '--quiet', '--done', '--cat-blob-fd=1'], toBuffer(parts));
  return output.toString('utf8').trim();
}

function toCommitHeader(
  ref: string,
  commit: Pick<SeedCommit, 'message' | 'author' | 'date'>,
  mark = '',
): (string | Buffer)[] {
  const seconds = Math.floor(Date.parse(commit.date) / 1000);
  const person = `${commit.author.name} <${commit.author.email}> ${seconds} +0000`;
  return [`commit ${ref}\n${mark}author ${person}\ncommitter ${person}\n`, ...toData(Buffer.from(commit.message))];
}

function toChanges(files: Readonly<Record<string, SeedFile>>, deleted: readonly string[]): (string | Buffer)[] {
  return [
    ...deleted.map((path) => `D ${toQuotedPath(path)}\n`),
    ...Object.entries(files).flatMap(([path, file]) => [
      `M ${toMode(file)} inline ${toQuotedPath(path)}\n`,
      ...toData(toBytes(file)),
    ]),
  ];
}

function toData(bytes: Buffer): (string | Buffer)[] {
  return [`data ${bytes.length}\n`, bytes, '\n'];
}

function toQuotedPath(path: string): string {
  return `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

function toMode(file: SeedFile): GitMode {
  return typeof file === 'object' && 'mode' in file ? (file.mode ?? '100644') : '100644';
}

function toBytes(file: SeedFile): Buffer {
  if (typeof file === 'string') return Buffer.from(file);
  if ('text' in file) return Buffer.from(file.text);
  if ('base64' in file) return Buffer.from(file.base64, 'base64');
  return Buffer.from(file.repeat.repeat(file.times));
}

function toBuffer(parts: readonly (string | Buffer)[]): Buffer {
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
}
