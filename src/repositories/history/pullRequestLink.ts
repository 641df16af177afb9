import type { RepositoryId } from '../../bitbucket/bitbucketApi';
import { toRepositoryLink } from '../bitbucketLink';

/** Bitbucket's page that makes a pull request, filled in; without a target Bitbucket takes the default branch. */
export function toPullRequestLink(
  webUrl: string,
  repository: RepositoryId,
  { source, target }: { readonly source: string; readonly target: string | undefined },
): string {
  const query = new URLSearchParams({ source, ...(target === undefined ? {} : { dest: target }) });
  return `${toRepositoryLink(webUrl, repository)}/pull-requests/new?${query.toString()}`;
}
