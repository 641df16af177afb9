import { BitbucketError } from '../../bitbucket/bitbucketError';
import { WorkingTreeError } from '../../repositories/drafts/workingTree';
import { workOn } from '../files/workOn';
import type { EditTarget } from './editTarget';

/**
 * The names in a folder, to say as it is typed that one is taken. None where the folder is not there yet, or cannot be
 * listed now: a name that is taken is refused in the end as well.
 */
export async function readNames(
  { location, tree }: Pick<EditTarget, 'location' | 'tree'>,
  folder: string,
): Promise<readonly string[]> {
  return workOn(location.repository, async (signal) => {
    try {
      return (await tree.list(folder, signal)).map(({ name }) => name);
    } catch (error) {
      if (error instanceof WorkingTreeError || BitbucketError.is(error)) return [];
      throw error;
    }
  });
}
