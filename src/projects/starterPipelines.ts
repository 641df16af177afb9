import type { DataPlatform, ProjectDetails } from './project';
import type { PipelineValue } from './toPipelineText';

type Fields = Readonly<Record<string, PipelineValue>>;

interface Component {
  readonly name: string;
  readonly type: string;
  /** Orchestrations: names downstream, by condition. */
  readonly transitions?: Readonly<Record<string, readonly string[]>>;
  /** Transformations: names upstream. */
  readonly sources?: readonly string[];
  readonly parameters?: Fields;
  readonly x: number;
  readonly y: number;
}

interface Pipeline {
  readonly path: string;
  readonly type: 'orchestration' | 'transformation';
  readonly description: string;
  readonly components: readonly Component[];
  /** Text variables by name. */
  readonly variables?: Readonly<Record<string, { readonly description: string; readonly defaultValue: string }>>;
}

export interface StarterPipeline {
  readonly path: string;
  readonly content: Fields;
}

const ingestPath = 'ingest/Ingest orders.orch.yaml';
const summaryPath = 'transform/Summarise orders.tran.yaml';
const environmentDefault = '[Environment Default]';
const landingTable = { description: 'Table that the sample rows are loaded into', defaultValue: 'sample_orders' };

/** The pipelines of a starter, the one to open first in front. */
export function createStarterPipelines(
  kind: 'extractAndLoad' | 'transform',
  { name, description, dataPlatform }: ProjectDetails,
): readonly StarterPipeline[] {
  const purpose = description.trim() === '' ? name : `${name}: ${description.trim()}`;
  const pipelines =
    kind === 'extractAndLoad'
      ? [createLoad(purpose), createIngest()]
      : [createTransform(purpose), createSummary(dataPlatform)];
  return pipelines.map((pipeline) => ({ path: pipeline.path, content: toContent(pipeline) }));
}

function createLoad(purpose: string): Pipeline {
  return {
    path: 'Extract and load.orch.yaml',
    type: 'orchestration',
    description: `Runs one child pipeline for each source. ${purpose}`,
    components: [
      { name: 'Start', type: 'start', transitions: { unconditional: ['Ingest orders'] }, x: 0, y: 0 },
      {
        name: 'Ingest orders',
        type: 'run-orchestration',
        transitions: { success: ['Report'], failure: ['End Failure'] },
        parameters: {
          orchestrationJob: ingestPath,
          setScalarVariables: [['landing_table', '${landing_table}']],
          setGridVariables: null,
        },
        x: 200,
        y: 0,
      },
      {
        name: 'Report',
        type: 'print-variables',
        transitions: { success: ['End Success'] },
        parameters: { variablesToPrint: ['landing_table'], prefixText: 'Loaded', includeVariableName: 'Yes' },
        x: 400,
        y: -80,
      },
      { name: 'End Success', type: 'end-success', x: 600, y: -80 },
      { name: 'End Failure', type: 'end-failure', x: 400, y: 80 },
    ],
    variables: { landing_table: landingTable },
  };
}

function createIngest(): Pipeline {
  return {
    path: ingestPath,
    type: 'orchestration',
    description: 'Loads sample orders. Put the connector of your source in the place of "Load sample rows".',
    components: [
      { name: 'Start', type: 'start', transitions: { unconditional: ['Create table'] }, x: 0, y: 0 },
      createSql('Create table', createTableSql('${landing_table}'), { success: ['Load sample rows'] }, 200),
      createSql('Load sample rows', insertSql('${landing_table}'), { success: ['End Success'] }, 400),
      { name: 'End Success', type: 'end-success', x: 600, y: 0 },
    ],
    variables: { landing_table: landingTable },
  };
}

function createTransform(purpose: string): Pipeline {
  return {
    path: 'Transform.orch.yaml',
    type: 'orchestration',
    description: `Prepares sample rows and runs the transformations. ${purpose}`,
    components: [
      { name: 'Start', type: 'start', transitions: { unconditional: ['Create table'] }, x: 0, y: 0 },
      createSql('Create table', createTableSql('sample_orders'), { success: ['Load sample rows'] }, 200),
      createSql('Load sample rows', insertSql('sample_orders'), { success: ['Summarise orders'] }, 400),
      {
        name: 'Summarise orders',
        type: 'run-transformation',
        transitions: { success: ['End Success'], failure: ['End Failure'] },
        parameters: { transformationJob: summaryPath, setScalarVariables: null, setGridVariables: null },
        x: 600,
        y: 0,
      },
      { name: 'End Success', type: 'end-success', x: 800, y: -80 },
      { name: 'End Failure', type: 'end-failure', x: 800, y: 80 },
    ],
  };
}

function createSummary(platform: DataPlatform): Pipeline {
  return {
    path: summaryPath,
    type: 'transformation',
    description: 'Orders and revenue by country.',
    components: [
      { name: 'Orders', type: 'table-input', parameters: readOrders[platform], x: 0, y: 0 },
      {
        name: 'By country',
        type: 'aggregate',
        sources: ['Orders'],
        parameters: {
          groupings: ['country'],
          aggregations: [
            ['order_id', 'Count'],
            ['amount', 'Sum'],
          ],
        },
        x: 200,
        y: 0,
      },
      { name: 'Orders by country', sources: ['By country'], ...writeSummary[platform], x: 400, y: 0 },
    ],
  };
}

const columnNames = ['order_id', 'country', 'amount'];
const place = { database: environmentDefault, schema: environmentDefault };

/** Parameters as the component of each platform has them; Redshift's has neither database nor time travel. */
const readOrders: Readonly<Record<DataPlatform, Fields>> = {
  snowflake: { ...place, targetTable: 'sample_orders', columnNames },
  databricks: {
    catalog: environmentDefault,
    schema: environmentDefault,
    targetTable: 'sample_orders',
    offsetType: 'None',
    columnNames,
  },
  redshift: { schema: environmentDefault, targetTable: 'sample_orders', columnNames },
};

const summaryTable = 'sample_orders_by_country';
const writeSummary: Readonly<Record<DataPlatform, Pick<Component, 'type' | 'parameters'>>> = {
  snowflake: {
    type: 'rewrite-table',
    parameters: { warehouse: environmentDefault, ...place, targetTable: summaryTable },
  },
  databricks: {
    type: 'rewrite-table-dl',
    parameters: { catalog: environmentDefault, schema: environmentDefault, table: summaryTable },
  },
  redshift: { type: 'rewrite-table', parameters: { schema: environmentDefault, targetTable: summaryTable } },
};

/** In the SQL that all three platforms share. */
function createTableSql(table: string): string {
  return `CREATE TABLE IF NOT EXISTS ${table} (
  order_id INTEGER,
  country VARCHAR(100),
  amount DECIMAL(18, 2)
);
`;
}

/** Empties the table first, so that running it again leaves the same rows. */
function insertSql(table: string): string {
  return `DELETE FROM ${table};

INSERT INTO ${table} VALUES
  (1, 'Germany', 120.00),
  (2, 'Germany', 80.50),
  (3, 'Japan', 210.25);
`;
}

function createSql(name: string, sql: string, transitions: Component['transitions'] & object, x: number): Component {
  const parameters = {
    scriptLocation: 'Component',
    declareSqlVariables: 'Include selected',
    variablesToInclude: null,
    sqlScript: sql,
  };
  return { name, type: 'sql-executor', transitions, parameters, x, y: 0 };
}

function toContent({ type, description, components, variables }: Pipeline): Fields {
  return {
    type,
    version: '1.0',
    pipeline: {
      metadata: { description },
      components: Object.fromEntries(components.map((component) => [component.name, toFields(component)])),
      ...(variables && { variables: toVariables(variables) }),
    },
    design: {
      components: Object.fromEntries(
        components.map(({ name, x, y }) => [name, { position: { x, y }, tempMetlId: null }]),
      ),
    },
  };
}

function toFields({ name, type, transitions, sources, parameters }: Component): Fields {
  return {
    type,
    ...(transitions && { transitions }),
    ...(sources && { sources }),
    parameters: { componentName: name, ...parameters },
  };
}

function toVariables(variables: Pipeline['variables'] & object): Fields {
  return Object.fromEntries(
    Object.entries(variables).map(([name, { description, defaultValue }]) => [
      name,
      { metadata: { type: 'TEXT', description, scope: 'SHARED', visibility: 'PUBLIC' }, defaultValue },
    ]),
  );
}
