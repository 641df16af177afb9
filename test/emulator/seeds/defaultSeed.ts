import { customer360, legacyEtl, mixedDefault, ordinaryCode, salesAnalytics, singlePipeline } from './contents';
import { oddNames } from './oddNames';
import { anna, ben } from './people';
import { type Seed, type SeedRepository } from './seed';

const acme: readonly SeedRepository[] = [
  {
    workspace: 'acme',
    slug: 'sales-analytics',
    name: 'Sales Analytics',
    description: 'Nightly load of the shop’s orders into Snowflake',
    updatedOn: '2026-11-20T09:01:00Z',
    mainBranch: 'main',
    content: 'sales-analytics',
    permissions: { anna: 'write', ben: 'read' },
    statuses: [{ branch: 'main', key: 'pipelines-41', name: 'Pipeline #41 for main', state: 'SUCCESSFUL' }],
  },
  {
    workspace: 'acme',
    slug: 'finance-archive',
    name: 'Finance Archive',
    updatedOn: '2024-12-31T23:59:00Z',
    mainBranch: 'main',
    content: 'finance-archive',
    permissions: { anna: 'read', ben: 'write' },
  },
  {
    workspace: 'acme',
    slug: 'website',
    name: 'Website',
    language: 'javascript',
    updatedOn: '2026-11-10T10:00:00Z',
    mainBranch: 'main',
    content: 'website',
    permissions: { anna: 'write' },
  },
  {
    workspace: 'acme',
    slug: 'mobile-app',
    name: 'Mobile App',
    language: 'javascript',
    updatedOn: '2026-05-04T10:00:00Z',
    mainBranch: 'main',
    content: 'mobile-app',
    permissions: { anna: 'write' },
  },
  {
    workspace: 'acme',
    slug: 'hr-reports',
    name: 'HR Reports',
    updatedOn: '2026-10-10T10:00:00Z',
    mainBranch: 'main',
    content: 'hr-reports',
    permissions: { ben: 'write' },
  },
];

const northwind: readonly SeedRepository[] = [
  {
    workspace: 'northwind',
    slug: 'customer-360',
    name: 'Customer 360',
    description: 'One row for each customer',
    updatedOn: '2026-10-05T11:00:00Z',
    mainBranch: 'main',
    content: 'customer-360',
    permissions: { anna: 'admin' },
    statuses: [{ branch: 'main', key: 'pipelines-7', name: 'Pipeline #7 for main', state: 'FAILED' }],
  },
  {
    workspace: 'northwind',
    slug: 'empty-project',
    name: 'Empty Project',
    updatedOn: '2026-11-01T08:00:00Z',
    permissions: { anna: 'write' },
  },
  {
    workspace: 'northwind',
    slug: 'legacy-etl',
    name: 'Legacy ETL',
    updatedOn: '2025-02-11T09:45:00Z',
    mainBranch: 'develop',
    content: 'legacy-etl',
    permissions: { anna: 'write' },
  },
  {
    workspace: 'northwind',
    slug: 'mixed-default',
    name: 'Mixed Default',
    updatedOn: '2026-08-20T12:00:00Z',
    mainBranch: 'develop',
    content: 'mixed-default',
    permissions: { anna: 'write' },
  },
];

/** What tests and `npm start` begin with: two people, three workspaces, every kind of repository that matters. */
export const defaultSeed: Seed = {
  users: [anna, ben],
  workspaces: [
    { slug: 'acme', name: 'Acme Corp', members: { anna: 'member', ben: 'member' } },
    { slug: 'northwind', name: 'Northwind Traders', members: { anna: 'member', ben: 'administrator' } },
    { slug: 'data-lab', name: 'Data Lab', members: { anna: 'member' } },
  ],
  contents: {
    'sales-analytics': salesAnalytics,
    'customer-360': customer360,
    'legacy-etl': legacyEtl,
    'mixed-default': mixedDefault,
    'odd-names': oddNames,
    'finance-archive': singlePipeline('Finance archive', 'Yearly closing, kept for the auditors'),
    'hr-reports': singlePipeline('HR reports', 'Head count by month'),
    website: ordinaryCode('Website'),
    'mobile-app': ordinaryCode('Mobile App'),
  },
  repositories: [
    ...acme,
    ...northwind,
    {
      workspace: 'data-lab',
      slug: 'odd-names',
      name: 'Odd Names: Ümläuts & more',
      updatedOn: '2026-09-09T09:09:09Z',
      mainBranch: 'main',
      content: 'odd-names',
      permissions: { anna: 'write' },
    },
  ],
};
