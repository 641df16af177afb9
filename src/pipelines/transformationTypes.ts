/**
 * The component types of transformations, the most frequent first, with their parameters, the most frequent first:
 * counted in 191 public files. All have `componentName` besides. There are more types than these.
 */
export const transformationTypes: Readonly<Record<string, string>> = {
  'table-input': 'schema targetTable columnNames database timeOffset catalog offsetType',
  'rewrite-table': 'warehouse database schema targetTable orderBy',
  calculator: 'includeInputColumns calculations',
  filter: 'filterConditions combineCondition',
  join: 'mainTable mainTableAlias joins joinExpressions columnMappings',
  rename: 'columnMapping includeInputColumns',
  sql: 'query',
  aggregate: 'groupings aggregations groupingType',
  'fixed-flow': 'columns values',
  'table-output': 'warehouse database schema targetTable fixDataTypeMismatches columnMapping outputMode orderBy',
  'extract-nested-data-sf':
    'includeInputColumns columns outerJoin inputAlias arrayPrefix castingMethod caseColumnAliasNames',
  'table-update':
    'warehouse database schema targetTable targetAlias sourceAlias joinExpression updateMapping includeNotMatched whenMatched insertMapping',
  'convert-type': 'conversions',
  'create-view': 'database schema viewName secureView viewType',
  rank: 'includeInputColumns partitionData orderingWithinPartitions functions',
  'flatten-variant': 'columnMapping columnFlattens includeInputColumns',
  'cortex-completions': 'model systemPrompt userPrompt inputs temperature maxTokens includeInputColumns topP',
  distinct: 'columns',
  'detect-changes': 'masterTable matchKeys compareColumns outputColumnMapping indicatorColumn',
  'multi-table-input': 'database schema patternType pattern castTypes addSourceTable columns',
  unite: 'method castTypes addSourceComponentColumn removeDuplicates',
  'map-values': 'valueMap columnName other',
  'generate-sequence': 'startValue incrementValue endValue outputColumn',
  'cortex-sentiment': 'columns includeInputColumns',
  'lead-lag': 'includeInputColumns partitionData orderingsWithinPartitions functions ignoreNulls',
  'split-field': 'inputColumn delimiter outputColumns includeInputColumn',
  'first-last': 'groupingColumns orderingInPartitions firstLastColumns ignoreNulls',
  pivot: 'aggregateFunction pivotColumn valueColumn pivotValues quotePivotValueColumns',
  unpivot: 'columnsToNarrow outputNamesColumnName outputValuesColumnName',
  'window-calculation':
    'includeInputColumns partitionData orderingWithinPartitions functions lowerBound upperBound lowerBoundOffset',
  'construct-variant': 'columnMappings outputSlot',
  'stream-input-sf': 'database schema targetStream columnNames',
  'transpose-rows': 'aggregations sortOrder groupings',
  'rewrite-table-dl': 'catalog schema table',
  'transpose-columns': 'ordinaryColumns rowLabelName outputColumns columnToRowMapping',
  'cortex-translate': 'columns includeInputColumns',
  'cortex-summarize': 'columns includeInputColumns',
  'cortex-extract-answer': 'columns includeInputColumns',
  'table-input-1': 'database schema targetTable columnNames timeOffset',
};
