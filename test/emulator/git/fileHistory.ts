import { runGit } from './runGit';

/** A file as one commit left it. */
export interface GitFileVersion {
  readonly commit: string;
  readonly path: string;
  /** `undefined` for a merge, of which Git does not say what it left. */
  readonly blob: { readonly mode: string; readonly hash: string } | undefined;
}

/** Commits that left the file otherwise than they found it, newest first. Deletions are left out: they leave no file. */
export async function readFileHistory(
  folder: string,
  commit: string,
  path: string,
  followsRenames: boolean,
): Promise<readonly GitFileVersion[]> {
  const follow = followsRenames ? ['--follow'] : [];
  const format = ['--date-order', '-z', '--format=%x01%H', '--raw', '--no-abbrev'];
  const output = await runGit(folder, ['--literal-pathspecs', 'log', ...follow, ...format, commit, '--', path]);
  const versions: GitFileVersion[] = [];
  let name = path;
  for (const text of output.toString('utf8').split('\u0001').slice(1)) {
    const [hash = '', change = '', first = name, second = first] = text.split('\0');
    const [, mode = '', , blob = '', status = ''] = change.trim().split(' ');
    const isRename = status.startsWith('R');
    if (isRename) name = second;
    if (status !== 'D')
      versions.push({ commit: hash, path: name, blob: blob === '' ? undefined : { mode, hash: blob } });
    if (isRename) name = first;
  }
  return versions;
}
