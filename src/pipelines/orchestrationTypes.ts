/**
 * The component types of orchestrations, the most frequent first, with their parameters, the most frequent first:
 * counted in 283 public files. All have `componentName` besides. There are more types than these.
 */
export const orchestrationTypes: Readonly<Record<string, string>> = {
  start: '',
  'sql-executor': 'scriptLocation sqlScript declareSqlVariables variablesToInclude enableVariableResolution fileName',
  'run-transformation': 'transformationJob setScalarVariables setGridVariables transformationPipelineLink',
  'run-orchestration': 'orchestrationJob setScalarVariables setGridVariables',
  's3-load':
    'stage pattern encryption warehouse database schema targetTable format onError purgeFiles truncateColumns forceLoad fileType compression sizeLimitB loadColumns skipHeader trimSpace errorOnColumnCountMismatch emptyFieldAsNull skipBlankLines replaceInvalidCharacters s3ObjectPrefix recordDelimiter fieldDelimiter dateFormat timeFormat timestampFormat escape escapeUnenclosedField fieldOptionallyEnclosed nullIf encodingType authentication metadataFields matchByColumnName enableOctal allowDuplicates stripOuterArray stripNullValues ignoreUtf8Errors nullIf1 trimSpace1 n',
  'python-pushdown':
    'pythonScript scriptTimeout externalAccessIntegrations packages scriptLocation warehouse pythonVersion packagesGrid',
  'sql-script': 'sqlScript',
  'create-table':
    'createReplace database schema newTableName tableType columns defaultDdlCollation primaryKeys clusteringKeys dataRetentionTimeInDays comment',
  'salesforce-query':
    'basicAdvancedMode authenticationMethod useSandbox authentication connectionOptions dataSource dataSelection dataSourceFilter combineFilters limit type primaryKeys warehouse database schema targetTable stage stagePlatform loadOptions autoDebug',
  if: 'mode condition combineConditions condition1',
  'create-table-v2':
    'createMethod schema table database columns clusteringKeys dataRetentionTimeInDays comment snowflakeTableType defaultDdlCollation primaryKeys catalog tableMetadata tableType',
  and: '',
  'query-to-scalar':
    'mode scalarVariableMapping query database schema table tableColumns orderBy sort limit filterConditions combineCondition',
  'end-success': '',
  'print-variables': 'variablesToPrint prefixText includeVariableName',
  'modular-api-extract-input-v2': 'componentId inputId api-extract-input-v2 outputId snowflake-output-connector-v0',
  'end-failure': '',
  'table-iterator':
    'mode concurrency query columnMapping1 breakOnFailure database schema targetTable columnMapping orderBy sort',
  'python-script': 'interpreter timeout script script1 user',
  'grid-iterator': 'gridVariable gridIteratorVariableMapping concurrency breakOnFailure',
  'query-to-grid': 'mode query gridVariable gridVariableMapping',
  'commands-for-dbt-core':
    'command dbtUrl branch gitFolderPath userName gitPassword mapDbtEnvironmentVariables config profileConfig',
  'update-scalar': 'scalarsToUpdate',
  'fixed-iterator': 'concurrency variablesToIterate iterationValues breakOnFailure',
  or: '',
  'unknown-orchestration': '',
  'openai-ai-prompt': 'openAI source promptContext destination ragConfig',
  'excel-query':
    'basicAdvancedMode storageType storageUrl containsHeaderRow connectionOptions type primaryKeys warehouse database schema targetTable stage stagePlatform loadOptions autoDebug sqlQuery cellRange dataSource dataSelection dataSourceFilter combineFilters limit',
  'send-email':
    'toRecipients ccRecipients subject message senderAddress replyAddress smtpUsername smtpPassword smtpHostname smtpPort enableSslTls enableStarttls',
  'delete-tables': 'database schema targetTable ignoreMissing',
  'file-iterator':
    'inputDataType maxIterations filterRegex concurrency variables breakOnFailure inputDataUrl1 inputDataUrl3',
  'database-query':
    'basicAdvancedMode databaseType connectionUrl username password sqlQuery loadOptions connectionOptions type primaryKeys warehouse1 database schema targetTable stage1 stagePlatform sshTunnel catalog database2 table stagePlatform1 stageVolume',
  'bash-script': 'script timeout',
  'assert-table': 'database schema tableName exists tableMetadata rowCountComparisonType rowCountValue',
  'aws-ai-prompt': 'aws source promptContext destination ragConfig',
  'append-to-grid': 'operation targetGridVariable valuesGrid',
  'data-transfer-object':
    'sourceType performCertificateValidation sourceUrl3 sourceUsername1 sourcePassword1 unpackZipFile targetType gzipData targetObjectName targetUrl2 accessControlListOptions encryption',
  'loop-iterator': 'concurrency variableToIterate startingValue incrementValue endValue breakOnFailure',
  'remove-from-grid': 'targetGridVariable operation keyColumns valuesGrid',
  'sns-message': 'awsRegion topicName subject message',
  'table-metadata-to-grid': 'database schema gridVariable gridVariableMapping targetTable',
  'alter-warehouse': 'warehouse commandType properties',
  'google-sheets-query':
    'basicAdvancedMode authentication spreadsheetName containsHeaderRow cellRange connectionOptions dataSource dataSelection dataSourceFilter combineFilters limit type primaryKeys warehouse1 database schema targetTable stage1 stagePlatform loadOptions autoDebug',
  'create-external-table-sf':
    'createReplace database schema newTableName partitionColumns stageDatabase stageSchema stage relativePath pattern format fileType compression recordDelimiter fieldDelimiter skipHeader skipBlankLines escape escapeUnenclosedField trimSpace2 fieldOptionallyEnclosed nullIf2 errorOnColumnCountMismatch emptyFieldAsNull replaceInvalidCharacters encodingType',
  'create-file-format':
    'createReplace database schema fileFormatName fileType compression ignoreUtf8Errors1 preserveSpace stripOuterElement disableSnowflakeData disableAutoConvert recordDelimiter fieldDelimiter skipHeader skipBlankLines dateFormat timeFormat timestampFormat escape escapeUnenclosedField trimSpace2 fieldOptionallyEnclosed nullIf2 errorOnColumnCountMismatch emptyFieldAsNull replaceInvalidCharacters encodingType',
  'send-email-v2':
    'toRecipients subject message senderAddress smtpUsername smtpPassword smtpHostname smtpPort enableSslTls enableStartTls',
  'truncate-table': 'warehouse database schema targetTable',
  'alter-table': 'targetTable schema database searchOptimizationService',
  'refresh-external-table': 'database schema targetTable relativeSubpath',
  'modular-postgresql-input-v1':
    'componentId inputId postgresql-input-v1 outputId snowflake-output-connector-v0 dataLoading sshTunnel',
  retry: 'numberOfRetries retryDelay',
  'azure-ai-prompt': 'azure source promptContext destination ragConfig',
  'webhook-post': 'incomingWebhookUrl payloadTemplate payload',
  'azure-blob-storage-load':
    'stage authentication azureStorageLocation pattern warehouse database schema targetTable loadColumns format fileType compression recordDelimiter fieldDelimiter skipHeader skipBlankLines dateFormat timeFormat timestampFormat escape escapeUnenclosedField trimSpace fieldOptionallyEnclosed nullIf errorOnColumnCountMismatch emptyFieldAsNull replaceInvalidCharacters encodingType onError sizeLimitB purgeFiles truncateColumns forceLoad',
  'run-shared-pipeline': 'pipelineName version setScalarVariables setGridVariables',
  's3-unload':
    'stage authentication s3ObjectPrefix filePrefix encryption warehouse database schema targetTable format fileType compression recordDelimiter fieldDelimiter dateFormat timeFormat timestampFormat escape escapeUnenclosedField fieldOptionallyEnclosed nullIf2 overwrite singleFile maxFileSize includeHeaders',
  'create-stream': 'createReplace database schema streamName tableDatabase tableSchema table appendOnly',
};
