import { GitError, runGit } from './runGit';

/** The best common ancestor; `undefined` when two histories have none. */
export async function findMergeBase(folder: string, one: string, other: string): Promise<string | undefined> {
  try {
    return (await runGit(folder, ['merge-base', one, other])).toString('utf8').trim();
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

/** The tree that merging would give; `undefined` when it conflicts. */
export async function mergeTrees(folder: string, into: string, merged: string): Promise<string | undefined> {
  try {
    return (await runGit(folder, ['merge-tree', '--write-tree', into, merged])).toString('utf8').trim();
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}
