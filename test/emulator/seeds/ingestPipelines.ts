import { orchestration } from './pipelineText';

const environmentDefaults = {
  warehouse: '[Environment Default]',
  database: '[Environment Default]',
  schema: '[Environment Default]',
} as const;

/** Loads one source into its raw table: create the table, copy the files, say how it went. */
function loadFromS3(source: string, prefix: string, columns: readonly string[]): string {
  const table = `RAW_${source.toUpperCase()}`;
  return orchestration({
    description: `Copies the day's ${source} files from S3 into ${table}`,
    components: {
      Start: { type: 'start', transitions: { unconditional: [`Create ${table}`] } },
      [`Create ${table}`]: {
        type: 'create-table-v2',
        transitions: { success: [`Load ${source}`], failure: ['End Failure'] },
        parameters: {
          createMethod: 'Create If Not Exists',
          database: '[Environment Default]',
          schema: '[Environment Default]',
          snowflakeTableType: 'Permanent',
          table,
          columns: columns.map((column) => [column, 'VARCHAR', '', '', '', 'No', 'No', '']),
        },
      },
      [`Load ${source}`]: {
        type: 's3-load',
        transitions: { success: ['End Success'], failure: ['End Failure'] },
        parameters: {
          ...environmentDefaults,
          stage: '[Custom]',
          s3ObjectPrefix: `s3://acme-landing/${prefix}/\${load_date}/`,
          pattern: '.*\\.csv\\.gz',
          targetTable: table,
          format: '[Custom]',
          fileType: 'CSV',
          compression: 'GZIP',
          skipHeader: '1',
          onError: 'Abort Statement',
        },
      },
      'End Success': { type: 'end-success' },
      'End Failure': { type: 'end-failure' },
    },
    variables: {
      load_date: { type: 'TEXT', description: 'Day to load, YYYY-MM-DD', defaultValue: '2026-11-20' },
    },
  });
}

export const ingestOrders = loadFromS3('orders', 'shop/orders', ['ORDER_ID', 'CUSTOMER_ID', 'ORDERED_AT', 'CURRENCY']);
export const ingestOrderLines = loadFromS3('order lines'.replace(' ', '_'), 'shop/order-lines', [
  'ORDER_ID',
  'LINE_NO',
  'PRODUCT_ID',
  'QUANTITY',
  'NET_PRICE',
]);
export const ingestProducts = loadFromS3('products', 'erp/products', ['PRODUCT_ID', 'NAME', 'CATEGORY', 'UNIT']);

/** The entry point: ingests everything, then transforms, and stops at the first failure. */
export const loadSales = orchestration({
  description: 'Nightly load: ingest orders and products, rebuild the star schema, refresh the revenue report',
  components: {
    Start: { type: 'start', transitions: { unconditional: ['Ingest Orders', 'Ingest Products'] } },
    'Ingest Orders': {
      type: 'run-orchestration',
      transitions: { success: ['Ingest Order Lines'], failure: ['End Failure'] },
      parameters: {
        orchestrationJob: 'ingest/Ingest orders.orch.yaml',
        setScalarVariables: [['load_date', '${load_date}']],
      },
    },
    'Ingest Order Lines': {
      type: 'run-orchestration',
      transitions: { success: ['Everything There'], failure: ['End Failure'] },
      parameters: {
        orchestrationJob: 'ingest/Ingest order lines.orch.yaml',
        setScalarVariables: [['load_date', '${load_date}']],
      },
    },
    'Ingest Products': {
      type: 'run-orchestration',
      transitions: { success: ['Everything There'], failure: ['End Failure'] },
      parameters: { orchestrationJob: 'ingest/Ingest products.orch.yaml' },
    },
    'Everything There': { type: 'and', transitions: { success: ['Full Reload?'] } },
    'Full Reload?': {
      type: 'if',
      transitions: { true: ['Empty Facts'], false: ['Build Dimensions'] },
      parameters: {
        mode: 'Simple',
        condition: [['full_reload', 'Is', 'Equal to', 'yes']],
        combineConditions: 'And',
      },
    },
    'Empty Facts': {
      type: 'sql-executor',
      transitions: { success: ['Build Dimensions'], failure: ['End Failure'] },
      parameters: { scriptLocation: 'File', fileName: 'sql/empty_facts.sql', declareSqlVariables: 'Include all' },
    },
    'Build Dimensions': {
      type: 'run-transformation',
      transitions: { success: ['Build Facts'], failure: ['End Failure'] },
      parameters: { transformationJob: 'transform/Product dimension.tran.yaml' },
    },
    'Build Facts': {
      type: 'run-transformation',
      transitions: { success: ['Revenue Report'], failure: ['End Failure'] },
      parameters: { transformationJob: 'transform/Sales facts.tran.yaml' },
    },
    'Revenue Report': {
      type: 'run-transformation',
      transitions: { success: ['End Success'], failure: ['End Failure'] },
      parameters: { transformationJob: 'transform/Revenue by region.tran.yaml' },
    },
    'End Success': { type: 'end-success' },
    'End Failure': { type: 'end-failure' },
  },
  variables: {
    load_date: { type: 'TEXT', description: 'Day to load, YYYY-MM-DD', defaultValue: '2026-11-20' },
    full_reload: { type: 'TEXT', description: 'yes empties the fact table first', defaultValue: 'no' },
  },
});

export const backfillMonth = orchestration({
  description: 'Loads a month again, day by day, four days at a time',
  components: {
    Start: { type: 'start', transitions: { unconditional: ['Each Day'] } },
    'Each Day': {
      type: 'fixed-iterator',
      transitions: { success: ['End Success'], failure: ['End Failure'] },
      iterationTarget: 'Load Day',
      parameters: {
        concurrency: 'Concurrent',
        variablesToIterate: ['load_date'],
        iterationValues: [['2026-10-01'], ['2026-10-02'], ['2026-10-03'], ['2026-10-04']],
      },
    },
    'Load Day': {
      type: 'run-orchestration',
      parameters: {
        orchestrationJob: 'Load Sales.orch.yaml',
        setScalarVariables: [['load_date', '${load_date}']],
      },
    },
    'End Success': { type: 'end-success' },
    'End Failure': { type: 'end-failure' },
  },
  variables: {
    load_date: { type: 'TEXT', description: 'The day under way', defaultValue: '2026-10-01' },
  },
});
