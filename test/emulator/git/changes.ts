import { runGit } from './runGit';

/** What two trees are compared by. */
export interface Comparison {
  /** Commits or trees. */
  readonly from: string;
  readonly to: string;
  /** All, when there are none. */
  readonly paths: readonly string[];
  readonly detectsRenames: boolean;
  readonly ignoresWhitespace: boolean;
}

export interface GitChange {
  readonly status: 'added' | 'removed' | 'modified' | 'renamed';
  readonly oldPath: string;
  readonly newPath: string;
  /** `undefined` in a binary file. */
  readonly lines: { readonly added: number; readonly removed: number } | undefined;
}

/** Git knows it without having it. */
export const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

const statuses: Readonly<Record<string, GitChange['status']>> = { A: 'added', D: 'removed', R: 'renamed' };

export async function readChanges(folder: string, comparison: Comparison): Promise<readonly GitChange[]> {
  const output = await runGit(folder, toArguments(comparison, ['-z', '--raw', '--numstat']));
  const words = output.toString('utf8').split('\0');
  const paths: { readonly letter: string; readonly oldPath: string; readonly newPath: string }[] = [];
  const lines = new Map<string, GitChange['lines']>();
  for (let word = words.shift(); word !== undefined && word !== ''; word = words.shift()) {
    if (word.startsWith(':')) {
      const letter = (word.split(' ')[4] ?? '').charAt(0);
      const oldPath = words.shift() ?? '';
      paths.push({ letter, oldPath, newPath: letter === 'R' ? (words.shift() ?? '') : oldPath });
    } else {
      const [added = '', removed = '', ...path] = word.split('\t');
      const name = path.join('\t');
      // With a rename, both paths follow.
      const newPath = name === '' ? [words.shift(), words.shift()][1] : name;
      const isBinary = added === '-';
      lines.set(newPath ?? '', isBinary ? undefined : { added: Number(added), removed: Number(removed) });
    }
  }
  return paths.map(({ letter, oldPath, newPath }) => ({
    status: statuses[letter] ?? 'modified',
    oldPath,
    newPath,
    lines: lines.get(newPath),
  }));
}

/** As `git diff` prints it. */
export function readDiff(folder: string, comparison: Comparison, contextLines: number): Promise<Buffer> {
  return runGit(folder, toArguments(comparison, ['-p', `-U${contextLines}`]));
}

function toArguments(
  { from, to, paths, detectsRenames, ignoresWhitespace }: Comparison,
  format: readonly string[],
): readonly string[] {
  const renames = detectsRenames ? '-M' : '--no-renames';
  const whitespace = ignoresWhitespace ? ['-w'] : [];
  return ['--literal-pathspecs', 'diff-tree', '-r', renames, ...whitespace, ...format, from, to, '--', ...paths];
}
