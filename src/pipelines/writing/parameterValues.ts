import { findComponentType } from '../catalogue';

/** Which form a parameter's value has, as far as public files show. */
export type ParameterForm = 'text' | 'block' | 'list' | 'rows' | 'other';

const environmentDefault = '[Environment Default]';
const yesNo = 'Yes|No';
const andOr = 'And|Or';
const comparison = 'Equal to|Greater than or equal to|Less than or equal to|Blank|Null or blank';

/**
 * Values that parameters have in pipelines that people published on GitHub, in the order they are proposed; by name, or by
 * type and name where types differ. A number behind the name is a place in the rows of a list. Collected by hand: a test
 * holds them against the real files at hand, which have about a quarter of these parameters. There are more values than
 * these, and what Maia's screens may offer besides is left out on purpose.
 */
const values: Readonly<Record<string, string>> = {
  database: environmentDefault,
  schema: environmentDefault,
  warehouse: environmentDefault,
  warehouse1: environmentDefault,
  catalog: environmentDefault,
  includeInputColumns: yesNo,
  includeInputColumn: yesNo,
  includeVariableName: yesNo,
  breakOnFailure: yesNo,
  caseColumnAliasNames: yesNo,
  outerJoin: yesNo,
  useSandbox: yesNo,
  concurrency: 'Sequential|Concurrent',
  combineCondition: andOr,
  combineConditions: andOr,
  combineFilters: andOr,
  mode: 'Basic|Advanced',
  'if.mode': 'Simple|Advanced',
  basicAdvancedMode: 'Basic|Advanced',
  autoDebug: 'Off|On',
  createReplace: 'Create if not exists',
  'create-table.tableType': 'Permanent',
  authenticationMethod: 'OAuth',
  'salesforce-query.type': 'Standard',
  stage: '[Custom]',
  stagePlatform: 'Snowflake Managed',
  scriptLocation: 'Component|File',
  declareSqlVariables: 'Include selected',
  scriptTimeout: '360',
  timeout: '360',
  interpreter: 'Python 3',
  user: 'Privileged',
  offsetType: 'None',
  groupingType: 'Group By',
  castingMethod: 'Fail on invalid data',
  'run-shared-pipeline.version': '[Latest]',
  'joins.2': 'Inner|Left',
  'aggregations.1': 'Sum|Count',
  'filterConditions.1': 'Is|Not',
  'filterConditions.2': comparison,
  'condition.1': 'Is|Not',
  'condition.2': comparison,
  'orderingWithinPartitions.1': 'Descending',
  'rank.functions.0': 'Rank',
};

const blocks = new Set(['sqlScript', 'pythonScript', 'script', 'script1']);
const lists = new Set(['columnNames', 'groupings', 'variablesToInclude', 'variablesToIterate', 'dataSelection']);
const rows = new Set([
  'setScalarVariables',
  'scalarsToUpdate',
  'scalarVariableMapping',
  'gridVariableMapping',
  'gridIteratorVariableMapping',
  'variablesToPrint',
  'calculations',
  'joins',
  'joinExpressions',
  'columnMappings',
  'aggregations',
  'filterConditions',
  'orderingWithinPartitions',
  'functions',
  'conversions',
  'iterationValues',
]);
const others = new Set([
  'setGridVariables',
  'columns',
  'columnMapping',
  'columnMapping1',
  'connectionOptions',
  'loadOptions',
  'primaryKeys',
  'clusteringKeys',
  'partitionData',
  'dataSourceFilter',
  'externalAccessIntegrations',
  'packages',
  'orderBy',
  'postgresql-input-v1',
  'api-extract-input-v2',
  'snowflake-output-connector-v0',
]);

export function findParameterValues(type: string, parameter: string): readonly string[] {
  const key = `${type}.${parameter}`;
  const found = Object.hasOwn(values, key) ? values[key] : Object.hasOwn(values, parameter) ? values[parameter] : '';
  return found === undefined || found === '' ? [] : found.split('|');
}

export function findParameterForm(type: string, parameter: string): ParameterForm {
  if (blocks.has(parameter)) return 'block';
  if (lists.has(parameter)) return 'list';
  if (rows.has(parameter) || (type === 'if' && parameter === 'condition')) return 'rows';
  return others.has(parameter) ? 'other' : 'text';
}

const mostUsual = 12;

/** The parameters that a new component gets: those of its type, without the rare ones of the long lists. */
export function findUsualParameters(type: string): readonly string[] {
  return (findComponentType(type)?.parameters ?? []).slice(1, mostUsual + 1);
}
