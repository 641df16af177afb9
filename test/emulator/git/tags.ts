import { type GitRepository } from './gitRepository';
import { type GitTag, readAnnotation } from './gitModel';
import { runGit } from './runGit';

/** Tags of commits, in Git's order. Other objects may be tagged as well, which is not shown. */
export async function listTags(git: GitRepository): Promise<readonly GitTag[]> {
  const format = '--format=%(objectname) %(objecttype) %(refname:strip=2)';
  const output = await runGit(git.folder, ['for-each-ref', format, 'refs/tags/']);
  const tags = output
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map(async (line): Promise<GitTag | undefined> => {
      const [hash = '', type, ...rest] = line.split(' ');
      const commit = await git.findCommit(hash);
      if (commit === undefined) return undefined;
      const annotation = type === 'tag' ? readAnnotation((await git.readObject(hash)).toString('utf8')) : undefined;
      return { name: rest.join(' '), commit, annotation };
    });
  return (await Promise.all(tags)).filter((tag) => tag !== undefined);
}
