import { emptyPreparation } from '../../src/projects/preparation';
import type { PrerequisiteResult, RepositoryCheck } from '../../src/projects/prerequisite';
import type { RepositoryQuery, RepositoryRow, RepositoryRows } from '../../src/wizard/protocol';
import { createWizardState } from '../../src/wizard/createWizardState';
import type { ChosenRepository, WizardState } from '../../src/wizard/wizardState';

const analytics: ChosenRepository = {
  workspace: 'acme-data',
  slug: 'sales-analytics',
  name: 'Sales analytics',
  workspaceName: 'Acme Data',
};

const results: readonly PrerequisiteResult[] = [
  { id: 'writePermission', state: 'passed' },
  { id: 'notEmpty', state: 'passed' },
  { id: 'mainBranch', state: 'failed', facts: { defaultBranch: 'develop' }, repair: 'createMain' },
  { id: 'noProject', state: 'passed' },
  { id: 'dedicated', state: 'warning', facts: { codeFiles: 64, files: 80, percent: 80 }, repair: 'chooseAnother' },
];

const openCheck: RepositoryCheck = { results, branches: ['develop', 'release'], defaultBranch: 'develop' };

const passedCheck: RepositoryCheck = {
  results: results.map(({ id }) => ({ id, state: 'passed' })),
  branches: ['main', 'develop'],
  defaultBranch: 'main',
};

const named: WizardState = {
  ...createWizardState(),
  details: { name: 'Sales analytics', description: 'Orders, customers and returns', dataPlatform: 'snowflake' },
  message: 'Prepare Maia project Sales analytics',
};

const authorized: WizardState = {
  ...named,
  authorization: { kind: 'authorized', accountId: '1', label: 'Ada Lovelace' },
};

const chosen: WizardState = { ...authorized, repository: analytics, check: passedCheck };

const review: WizardState = {
  ...chosen,
  step: 'review',
  plan: {
    target: { workspace: 'acme-data', slug: 'sales-analytics', branch: 'main' },
    baseCommit: 'a1b2c3d4e5f6',
    message: named.message,
    files: [
      { path: '.maia-bitbucket.yaml', text: 'version: "1.0"\n' },
      { path: 'README.md', text: '# Sales analytics\n', before: '# Sales\n' },
      { path: 'Load orders.orch.yaml', text: 'type: "orchestration"\n' },
    ],
  },
};

/** Every step as people meet it, and what else has a face of its own. */
export const wizardStates = {
  details: named,
  configuration: { ...named, step: 'configuration' },
  provider: { ...authorized, step: 'provider' },
  providerElsewhere: {
    ...named,
    step: 'provider',
    provider: 'github',
    authorization: { kind: 'none', canSignIn: true },
  },
  authorize: { ...named, step: 'authorize', authorization: { kind: 'none', canSignIn: true } },
  authorizeGone: {
    ...named,
    step: 'authorize',
    authorization: {
      kind: 'none',
      canSignIn: true,
      gone: { accountId: '{anna}', label: 'Anna Schmidt' },
      hasOthers: true,
    },
  },
  authorizing: { ...named, step: 'authorize', authorization: { kind: 'waiting' } },
  repository: { ...chosen, step: 'repository', check: openCheck },
  repositoryPassed: { ...chosen, step: 'repository' },
  starter: { ...chosen, step: 'starter', starter: { kind: 'extractAndLoad' } },
  starterSource: {
    ...chosen,
    step: 'starter',
    starter: { kind: 'repository', source: { workspace: 'acme-data', slug: 'team-002', branch: 'main' } },
  },
  prepareDatabricks: {
    ...chosen,
    details: { ...named.details, dataPlatform: 'databricks' },
    step: 'prepare',
  },
  prepareRedshift: {
    ...chosen,
    details: { ...named.details, dataPlatform: 'redshift' },
    step: 'prepare',
  },
  prepare: {
    ...chosen,
    step: 'prepare',
    preparation: {
      ...emptyPreparation,
      deployment: 'hybrid',
      environmentName: 'Production',
      fields: { account: 'acme.eu-central-1', secretName: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl' },
    },
  },
  review,
  creating: { ...review, creation: { step: 'commit', isRunning: true } },
  failed: {
    ...review,
    creation: {
      step: 'commit',
      isRunning: false,
      failure: { step: 'commit', kind: 'protected', reason: 'The branch main takes no commits from you.' },
    },
  },
  outdated: {
    ...review,
    creation: {
      step: 'check',
      isRunning: false,
      failure: { step: 'check', kind: 'changed', reason: 'Somebody changed README.md since this was planned.' },
    },
  },
  handOverBranch: {
    ...review,
    step: 'handOver',
    branch: 'maia-project',
    creation: { step: 'open', isRunning: false, commit: '4f2a9c1be07d3365' },
  },
  handOver: {
    ...review,
    step: 'handOver',
    preparation: { ...emptyPreparation, environmentName: 'Production', fields: { account: 'acme.eu-central-1' } },
    creation: { step: 'open', isRunning: false, commit: '4f2a9c1be07d3365' },
  },
} as const satisfies Readonly<Record<string, WizardState>>;

export type WizardStateName = keyof typeof wizardStates;

/** Answers like the host with so many repositories, of which the first are favourites and recent. */
export function createRepositoryAnswers(count: number): (query: RepositoryQuery) => RepositoryRows {
  const all = Array.from({ length: count }, (_, index) => toRow(index));
  return ({ text, workspace, from, count: wanted }) => {
    const found = all.filter(
      (row) => row.name.toLowerCase().includes(text.toLowerCase()) && ['', row.workspace].includes(workspace),
    );
    return {
      rows: found.slice(from, from + wanted),
      total: found.length,
      isLoading: false,
      workspaces: [
        { slug: 'acme-data', name: 'Acme Data' },
        { slug: 'acme-labs', name: 'Acme Labs' },
      ],
    };
  };
}

function toRow(index: number): RepositoryRow {
  const base = { isFavourite: index < 2, isRecent: index > 0 && index < 4, updatedMs: Date.now() - index * 7_000_000 };
  if (index === 0) return { ...analytics, ...base };
  const isLab = index % 3 === 0;
  const number = String(index).padStart(3, '0');
  return {
    ...base,
    workspace: isLab ? 'acme-labs' : 'acme-data',
    workspaceName: isLab ? 'Acme Labs' : 'Acme Data',
    slug: `team-${number}`,
    name: `Team ${number}`,
  };
}
