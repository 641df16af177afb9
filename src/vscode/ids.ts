/** Every id the manifest knows, once. `test/unit/manifest.test.ts` compares this table with package.json both ways. */
export const extensionId = 'maia-community.maia-bitbucket';
export const authenticationProviderId = 'bitbucket';
export const fileScheme = 'maia-bitbucket';

export const commandIds = {
  signIn: 'maia.signIn',
  signOut: 'maia.signOut',
  pasteConsumer: 'maia.pasteConsumer',
  copyConsumerRequest: 'maia.copyConsumerRequest',
  showLog: 'maia.showLog',
  refreshRepositories: 'maia.refreshRepositories',
  searchRepositories: 'maia.searchRepositories',
  clearRepositorySearch: 'maia.clearRepositorySearch',
  filterRepositories: 'maia.filterRepositories',
  addFavourite: 'maia.addFavourite',
  removeFavourite: 'maia.removeFavourite',
  showBranch: 'maia.showBranch',
  openRepository: 'maia.openRepository',
  openPipeline: 'maia.openPipeline',
  openOnBitbucket: 'maia.openOnBitbucket',
  openCiRun: 'maia.openCiRun',
  copyBitbucketLink: 'maia.copyBitbucketLink',
  chooseAccount: 'maia.chooseAccount',
} as const;

export const viewIds = { repositories: 'maia.repositories' } as const;

export const settingIds = {
  webUrl: 'maia.bitbucket.webUrl',
  apiUrl: 'maia.bitbucket.apiUrl',
  oauthUrl: 'maia.bitbucket.oauthUrl',
  consumerKey: 'maia.bitbucket.consumerKey',
  consumerCallbackUrl: 'maia.bitbucket.consumerCallbackUrl',
} as const;

export const contextKeys = {
  /** Set once the stored sessions and consumers were read; before that no welcome text would be true. */
  isReady: 'maia.isReady',
  signedIn: 'maia.signedIn',
  hasConsumer: 'maia.hasConsumer',
  isSearching: 'maia.isSearching',
} as const;
