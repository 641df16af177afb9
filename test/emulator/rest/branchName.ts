import { type GitRepository } from '../git/gitRepository';
import { GitError, runGit } from '../git/runGit';
import { toBadRequest } from './apiError';

/** Returns a branch's name if Git allows it and refuses it with 400 otherwise. */
export async function requireBranchName({ folder }: GitRepository, name: string): Promise<string> {
  const invalid = toBadRequest(`Invalid branch name: ${name}`);
  if (name.startsWith('-') || name === 'HEAD' || name.includes('\0')) throw invalid;
  try {
    await runGit(folder, ['check-ref-format', `refs/heads/${name}`]);
  } catch (error) {
    throw error instanceof GitError ? invalid : error;
  }
  return name;
}
