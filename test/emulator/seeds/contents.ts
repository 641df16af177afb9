import { backfillMonth, ingestOrderLines, ingestOrders, ingestProducts, loadSales } from './ingestPipelines';
import { anna, ben, toAuthor } from './people';
import { orchestration } from './pipelineText';
import { type SeedContent } from './seed';
import {
  forecastByRegion,
  productDimension,
  revenueByRegion,
  rewriteTable,
  salesFacts,
  tableInput,
} from './transformPipelines';
import { transformation } from './pipelineText';

const readme = (title: string, text: string) => `# ${title}\n\n${text}\n`;

/** The repository most tests and every picture look at. */
export const salesAnalytics: SeedContent = {
  commits: [
    {
      branch: 'main',
      message: 'Initial commit\n',
      author: toAuthor(anna),
      date: '2026-03-02T08:15:00Z',
      files: { 'README.md': readme('Sales analytics', 'Nightly load of the shop’s orders into Snowflake.') },
    },
    {
      branch: 'main',
      message: 'Ingest orders and products\n',
      author: toAuthor(anna),
      date: '2026-03-09T14:40:00Z',
      files: {
        'ingest/Ingest orders.orch.yaml': ingestOrders,
        'ingest/Ingest order lines.orch.yaml': ingestOrderLines,
        'ingest/Ingest products.orch.yaml': ingestProducts,
      },
    },
    {
      branch: 'main',
      message: 'Build the star schema and the revenue report\n\nRegions come from the customer dimension.\n',
      author: toAuthor(ben),
      date: '2026-06-17T10:05:00Z',
      files: {
        'Load Sales.orch.yaml': loadSales,
        'transform/Product dimension.tran.yaml': productDimension,
        'transform/Sales facts.tran.yaml': salesFacts,
        'transform/Revenue by region.tran.yaml': revenueByRegion,
        'sql/empty_facts.sql': 'TRUNCATE TABLE FACT_SALES;\n',
        'sql/checks/row_counts.sql': 'SELECT COUNT(*) FROM FACT_SALES;\n',
      },
    },
    {
      branch: 'main',
      message: 'Add the monthly backfill\n',
      author: toAuthor(anna),
      date: '2026-11-18T16:22:00Z',
      files: { 'maintenance/Backfill month.orch.yaml': backfillMonth },
    },
    {
      branch: 'feature/X',
      from: 'main',
      message: 'Try a forecast by region\n',
      author: toAuthor(anna),
      date: '2026-11-20T09:01:00Z',
      files: { 'transform/Forecast by region.tran.yaml': forecastByRegion },
    },
    {
      branch: 'release/2026.11',
      from: 'main',
      message: 'Release notes for November\n',
      author: toAuthor(ben),
      date: '2026-11-19T07:30:00Z',
      files: { 'RELEASE.md': readme('2026.11', 'Monthly backfill.') },
    },
  ],
};

/** A single orchestration that runs some SQL: enough to be a Maia repository. */
export function smallOrchestration(description: string, sql: string): string {
  return orchestration({
    description,
    components: {
      Start: { type: 'start', transitions: { unconditional: ['Run SQL'] } },
      'Run SQL': {
        type: 'sql-executor',
        transitions: { success: ['End Success'], failure: ['End Failure'] },
        parameters: { scriptLocation: 'Component', sqlScript: sql, declareSqlVariables: 'Include selected' },
      },
      'End Success': { type: 'end-success' },
      'End Failure': { type: 'end-failure' },
    },
  });
}

/** A single transformation that copies a table. */
export function smallTransformation(description: string, from: string, to: string): string {
  return transformation({
    description,
    components: {
      Input: tableInput(from, ['ID', 'NAME', 'CHANGED_AT']),
      Distinct: { type: 'distinct', sources: ['Input'], parameters: { columns: ['ID', 'NAME', 'CHANGED_AT'] } },
      Output: rewriteTable(to, 'Distinct'),
    },
  });
}

export const customer360: SeedContent = {
  commits: [
    {
      branch: 'main',
      message: 'One customer table from shop and CRM\n',
      author: toAuthor(anna),
      date: '2026-10-05T11:00:00Z',
      files: {
        'README.md': readme('Customer 360', 'One row for each customer, from every system that knows them.'),
        'Refresh customers.orch.yaml': smallOrchestration('Refreshes the customer table', 'CALL REFRESH_CUSTOMERS();'),
        'customers/Shop customers.tran.yaml': smallTransformation('Shop accounts', 'RAW_SHOP_USERS', 'SHOP_CUSTOMERS'),
        'customers/CRM contacts.tran.yaml': smallTransformation('CRM contacts', 'RAW_CRM_CONTACTS', 'CRM_CUSTOMERS'),
        '.matillion/config/pipeline_quality_rules.yaml':
          'rules:\n- id: "unused-components"\n  enabled: true\n  enforcementLevel: "warn"\n',
      },
    },
  ],
};

/** A repository with one pipeline in a folder, for those that are only there to be seen or not to be seen. */
export function singlePipeline(title: string, description: string): SeedContent {
  return {
    commits: [
      {
        branch: 'main',
        message: `${description}\n`,
        author: toAuthor(ben),
        date: '2024-12-31T23:59:00Z',
        files: {
          'README.md': readme(title, `${description}.`),
          [`${title.toLowerCase().replace(' ', '-')}/${title}.orch.yaml`]: smallOrchestration(
            description,
            'CALL REPORT();',
          ),
        },
      },
    ],
  };
}

export const legacyEtl: SeedContent = {
  commits: [
    {
      branch: 'develop',
      message: 'Import the old jobs\n',
      author: toAuthor(ben),
      date: '2025-02-11T09:45:00Z',
      files: {
        'README.md': readme('Legacy ETL', 'Jobs from before the migration. There is no main branch yet.'),
        'jobs/Load ledger.orch.yaml': smallOrchestration('Loads the ledger', 'CALL LOAD_LEDGER();'),
        'jobs/Ledger accounts.tran.yaml': smallTransformation(
          'Accounts of the ledger',
          'RAW_LEDGER',
          'LEDGER_ACCOUNTS',
        ),
      },
    },
  ],
};

export const mixedDefault: SeedContent = {
  commits: [
    {
      branch: 'main',
      message: 'Released pipelines\n',
      author: toAuthor(anna),
      date: '2026-08-01T12:00:00Z',
      files: { 'Released.orch.yaml': smallOrchestration('What runs at night', 'CALL NIGHTLY();') },
    },
    {
      branch: 'develop',
      from: 'main',
      message: 'Pipelines under way\n',
      author: toAuthor(ben),
      date: '2026-08-20T12:00:00Z',
      files: { 'Under way.tran.yaml': smallTransformation('Not finished', 'RAW_THINGS', 'THINGS') },
    },
  ],
};

/** A repository that has nothing to do with Maia. */
export function ordinaryCode(title: string): SeedContent {
  return {
    commits: [
      {
        branch: 'main',
        message: 'Initial commit\n',
        author: toAuthor(ben),
        date: '2026-01-20T10:00:00Z',
        files: {
          'README.md': readme(title, 'Nothing to see for data engineers.'),
          'package.json': `{ "name": ${JSON.stringify(title.toLowerCase().replaceAll(' ', '-'))}, "private": true }\n`,
          'src/index.js': "console.log('hello');\n",
          'bitbucket-pipelines.yml': 'pipelines:\n  default:\n    - step:\n        script: [npm test]\n',
        },
      },
    ],
  };
}
