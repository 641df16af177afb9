import type { MaiaPage } from '../../wizard/protocol';

/** Where the pages are that the wizard links: Maia itself and its public documentation. */
export const maiaPages: Readonly<Record<MaiaPage, string>> = {
  maia: 'https://app.matillion.com',
  editions: 'https://www.matillion.com/pricing',
  gitProviders: 'https://docs.maia.ai/docs/guides/installing-git-provider-overview',
  projectDocs: 'https://docs.maia.ai/docs/guides/projects',
  prerequisites: 'https://docs.maia.ai/docs/guides/connect-bitbucket-repository-prerequisites',
};

/** Bitbucket's own page for a new repository, which needs no permission of ours. */
export function toNewRepositoryUrl(webUrl: string, workspace: string): string {
  return `${webUrl}/repo/create${workspace === '' ? '' : `?workspace=${encodeURIComponent(workspace)}`}`;
}
