import * as vscode from 'vscode';
import { findComponentType, type ComponentType } from '../../pipelines/catalogue';

type Family =
  | 'start'
  | 'end'
  | 'condition'
  | 'junction'
  | 'iterator'
  | 'pipeline'
  | 'sql'
  | 'script'
  | 'load'
  | 'query'
  | 'object'
  | 'table'
  | 'variables'
  | 'prompt'
  | 'message'
  | 'files'
  | 'leftOver'
  | 'input'
  | 'output'
  | 'combine'
  | 'columns'
  | 'rows'
  | 'groups'
  | 'shape';

const members: Readonly<Record<Family, string>> = {
  start: 'start',
  end: 'end-success end-failure',
  condition: 'if',
  junction: 'and or',
  iterator: 'grid-iterator table-iterator fixed-iterator file-iterator loop-iterator retry',
  pipeline: 'run-orchestration run-transformation run-shared-pipeline',
  sql: 'sql-executor sql-script sql',
  script: 'python-script python-pushdown bash-script commands-for-dbt-core',
  load: 's3-load azure-blob-storage-load',
  query:
    'salesforce-query excel-query database-query google-sheets-query modular-api-extract-input-v2 modular-postgresql-input-v1',
  object:
    'create-table create-table-v2 create-external-table-sf create-file-format create-stream alter-table alter-warehouse refresh-external-table',
  table: 'delete-tables truncate-table assert-table',
  variables:
    'query-to-scalar query-to-grid print-variables update-scalar append-to-grid remove-from-grid table-metadata-to-grid',
  prompt:
    'openai-ai-prompt aws-ai-prompt azure-ai-prompt cortex-completions cortex-sentiment cortex-translate cortex-summarize cortex-extract-answer',
  message: 'send-email send-email-v2 sns-message webhook-post',
  files: 'data-transfer-object s3-unload',
  leftOver: 'unknown-orchestration',
  input: 'table-input table-input-1 multi-table-input stream-input-sf fixed-flow generate-sequence',
  output: 'rewrite-table rewrite-table-dl table-output table-update create-view',
  combine: 'join unite detect-changes',
  columns:
    'calculator rename convert-type extract-nested-data-sf flatten-variant map-values split-field construct-variant',
  rows: 'filter distinct first-last',
  groups: 'aggregate rank lead-lag window-calculation',
  shape: 'pivot unpivot transpose-rows transpose-columns',
};

/** What a component of a type does, in one sentence; empty for a type that is not known. */
export function toComponentText(type: string): string {
  const family = (Object.keys(members) as Family[]).find((it) => members[it].split(' ').includes(type));
  return family === undefined ? '' : toFamilyText(family);
}

function toFamilyText(family: Family): string {
  const { l10n } = vscode;
  switch (family) {
    case 'start':
      return l10n.t('Where the orchestration begins.');
    case 'end':
      return l10n.t('Ends the orchestration, with success or failure.');
    case 'condition':
      return l10n.t('Goes on one way when a condition is true, and another way when it is false.');
    case 'junction':
      return l10n.t('Brings several ways together.');
    case 'iterator':
      return l10n.t('Runs another component again and again.');
    case 'pipeline':
      return l10n.t('Runs another pipeline.');
    case 'sql':
      return l10n.t('Runs SQL.');
    case 'script':
      return l10n.t('Runs a script or a command.');
    case 'load':
      return l10n.t('Loads files into a table.');
    case 'query':
      return l10n.t('Takes data from a source into the data platform.');
    case 'object':
      return l10n.t('Creates or changes something in the data platform.');
    case 'table':
      return l10n.t('Checks, empties or deletes tables.');
    case 'variables':
      return l10n.t('Reads or writes variables.');
    case 'prompt':
      return l10n.t('Has a language model work on rows.');
    case 'message':
      return l10n.t('Sends a message.');
    case 'files':
      return l10n.t('Writes or moves files.');
    case 'leftOver':
      return l10n.t('Left over from a migration.');
    case 'input':
      return l10n.t('Brings rows into the transformation.');
    case 'output':
      return l10n.t('Writes what the transformation has computed.');
    case 'combine':
      return l10n.t('Brings several inputs together.');
    case 'columns':
      return l10n.t('Adds or changes columns.');
    case 'rows':
      return l10n.t('Keeps some of the rows.');
    case 'groups':
      return l10n.t('Computes over groups of rows.');
    case 'shape':
      return l10n.t('Turns rows into columns, or columns into rows.');
  }
}

export function toKindText({ kind }: Pick<ComponentType, 'kind'>): string {
  return kind === 'orchestration'
    ? vscode.l10n.t('Component of orchestrations')
    : vscode.l10n.t('Component of transformations');
}

/** The kind and what it does, as far as the type is known. */
export function toTypeText(type: string): string {
  const known = findComponentType(type);
  if (known === undefined) return vscode.l10n.t('No public pipeline has this type of component.');
  return `${toKindText(known)}. ${toComponentText(type)}`.trim();
}
