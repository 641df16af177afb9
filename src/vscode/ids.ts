/** Every id the manifest knows, once. `test/unit/manifest.test.ts` compares this table with package.json both ways. */
export const extensionId = 'maia-community.maia-bitbucket';
export const authenticationProviderId = 'bitbucket';
export const fileScheme = 'maia-bitbucket';
/** Addresses of a conflict's sides: documents that only compare. */
export const conflictScheme = 'maia-bitbucket-conflict';

/** Both sides of the files that the wizard is to commit: documents that only compare. */
export const planScheme = 'maia-bitbucket-plan';

/** The language of Maia's pipelines. */
export const pipelineLanguageId = 'maia-pipeline';

/** Tabs of this type are wizards. */
export const wizardViewType = 'maia.wizard';

/** Addresses of pipelines without their layout: documents that only compare. */
export const layoutlessScheme = 'maia-bitbucket-layoutless';

/** Tabs of this type are graphs of pipelines. */
export const graphViewType = 'maia.graph';

/** Where the report about the connection is. */
export const diagnosisScheme = 'maia-bitbucket-diagnosis';

export const commandIds = {
  signIn: 'maia.signIn',
  signOut: 'maia.signOut',
  signInWithApiToken: 'maia.signInWithApiToken',
  copySignInAddress: 'maia.copySignInAddress',
  tryAnotherWay: 'maia.tryAnotherWay',
  pasteSignInAddress: 'maia.pasteSignInAddress',
  cancelSignIn: 'maia.cancelSignIn',
  showSignInOptions: 'maia.showSignInOptions',
  switchAccount: 'maia.switchAccount',
  reauthorize: 'maia.reauthorize',
  manageAuthorization: 'maia.manageAuthorization',
  showAccount: 'maia.showAccount',
  diagnoseConnection: 'maia.diagnoseConnection',
  copyDiagnosis: 'maia.copyDiagnosis',
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
  newPipeline: 'maia.newPipeline',
  newFile: 'maia.newFile',
  newFolder: 'maia.newFolder',
  renamePipeline: 'maia.renamePipeline',
  movePipeline: 'maia.movePipeline',
  deletePipeline: 'maia.deletePipeline',
  checkRepository: 'maia.checkRepository',
  openOnBitbucket: 'maia.openOnBitbucket',
  openCiRun: 'maia.openCiRun',
  copyBitbucketLink: 'maia.copyBitbucketLink',
  chooseAccount: 'maia.chooseAccount',
  keepOffline: 'maia.keepOffline',
  stopOffline: 'maia.stopOffline',
  reachBitbucket: 'maia.reachBitbucket',
  clone: 'maia.clone',
  openClone: 'maia.openClone',
  commit: 'maia.commit',
  commitToNewBranch: 'maia.commitToNewBranch',
  refreshSourceControl: 'maia.refreshSourceControl',
  mergeIncoming: 'maia.mergeIncoming',
  stage: 'maia.stage',
  unstage: 'maia.unstage',
  stageAll: 'maia.stageAll',
  unstageAll: 'maia.unstageAll',
  resolveConflict: 'maia.resolveConflict',
  chooseResolution: 'maia.chooseResolution',
  keepMine: 'maia.keepMine',
  takeTheirs: 'maia.takeTheirs',
  keepBoth: 'maia.keepBoth',
  markResolved: 'maia.markResolved',
  acceptConflictSide: 'maia.acceptConflictSide',
  discard: 'maia.discard',
  discardAll: 'maia.discardAll',
  restoreDiscarded: 'maia.restoreDiscarded',
  openInSourceControl: 'maia.openInSourceControl',
  openChange: 'maia.openChange',
  openChangedFile: 'maia.openChangedFile',
  showDrafts: 'maia.showDrafts',
  switchBranch: 'maia.switchBranch',
  createBranch: 'maia.createBranch',
  compareBranches: 'maia.compareBranches',
  reviewBranch: 'maia.reviewBranch',
  openReview: 'maia.openReview',
  readReview: 'maia.readReview',
  openReviewedChange: 'maia.openReviewedChange',
  refreshReview: 'maia.refreshReview',
  reviewAgainstAnother: 'maia.reviewAgainstAnother',
  openReviewPullRequest: 'maia.openReviewPullRequest',
  closeReview: 'maia.closeReview',
  openPullRequest: 'maia.openPullRequest',
  compareIgnoringLayout: 'maia.compareIgnoringLayout',
  compareAsGraph: 'maia.compareAsGraph',
  summarizeChanges: 'maia.summarizeChanges',
  suggestCommitMessage: 'maia.suggestCommitMessage',
  showHistory: 'maia.showHistory',
  refreshHistory: 'maia.refreshHistory',
  loadMoreHistory: 'maia.loadMoreHistory',
  pinHistory: 'maia.pinHistory',
  unpinHistory: 'maia.unpinHistory',
  openCommit: 'maia.openCommit',
  openCommitOnBitbucket: 'maia.openCommitOnBitbucket',
  openCommitCi: 'maia.openCommitCi',
  copyCommitHash: 'maia.copyCommitHash',
  revertCommit: 'maia.revertCommit',
  openVersion: 'maia.openVersion',
  compareVersionWithFile: 'maia.compareVersionWithFile',
  compareVersionWithPrevious: 'maia.compareVersionWithPrevious',
  compareVersions: 'maia.compareVersions',
  restoreVersion: 'maia.restoreVersion',
  createProject: 'maia.createProject',
  resumeProject: 'maia.resumeProject',
  findProjects: 'maia.findProjects',
  openProject: 'maia.openProject',
  refreshProjects: 'maia.refreshProjects',
  editProjectFile: 'maia.editProjectFile',
  renameProject: 'maia.renameProject',
  forgetProject: 'maia.forgetProject',
  openInMaia: 'maia.openInMaia',
  linkToMaia: 'maia.linkToMaia',
  showHandOverSheet: 'maia.showHandOverSheet',
  showGraph: 'maia.showGraph',
  showGraphToSide: 'maia.showGraphToSide',
  exportGraph: 'maia.exportGraph',
} as const;

export const viewIds = {
  repositories: 'maia.repositories',
  projects: 'maia.projects',
  drafts: 'maia.drafts',
  history: 'maia.history',
  review: 'maia.review',
} as const;

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
  signingIn: 'maia.signingIn',
  isSearching: 'maia.isSearching',
  /** The history view stays with what it shows, whatever editor is active. */
  historyIsPinned: 'maia.historyIsPinned',
  /** A comparison of several files is in front that was opened by us. */
  reviewIsActive: 'maia.reviewIsActive',
  /** A review is listed in its view. */
  hasReview: 'maia.hasReview',
  /** A project is known on this computer. */
  hasProjects: 'maia.hasProjects',
  /** A project was begun in the wizard, is not created yet, and is not open in this window. */
  hasUnfinishedProjects: 'maia.hasUnfinishedProjects',
} as const;
