import { marksIn, type BranchInGit } from './branchInGit';
import type { WindowProcess } from './windowProcess';

/** What each window shows, and what is on a branch and those made from it, for a person who reads of a failure. */
export async function describePlace(
  windows: readonly WindowProcess[],
  git: BranchInGit,
  branchName: string,
): Promise<string> {
  const lines: string[] = [];
  for (const window of windows) {
    lines.push('a window shows:');
    for (const { path, text, isInConflict } of await window.call('drafts'))
      lines.push(`    ${path}${isInConflict ? '!' : ''}: ${marksIn(text ?? 'deleted').join(' ')}`);
  }
  for (const branch of await git.branches(branchName)) {
    const files = [...(await git.files(branch))].map(([path, text]) => `${path}: ${marksIn(text).join(' ')}`);
    lines.push(`${branch}: ${files.join(', ')}`);
  }
  return lines.join('\n');
}
