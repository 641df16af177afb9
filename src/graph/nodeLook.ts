import { findComponentType } from '../pipelines/catalogue';
import type { IconName } from './iconPaths';

/** The first that fits wins. */
const iconsByType: readonly (readonly [pattern: RegExp, icon: IconName])[] = [
  [/^start$/, 'playCircle'],
  [/^end-success$/, 'pass'],
  [/^end-failure$/, 'error'],
  [/^if$/, 'milestone'],
  [/^(and|or|join)$/, 'merge'],
  [/^retry$/, 'debugRestart'],
  [/-iterator$/, 'sync'],
  [/^run-orchestration$/, 'typeHierarchy'],
  [/^run-transformation$/, 'arrowSwap'],
  [/^run-shared-pipeline$/, 'package'],
  [/^unknown-/, 'question'],
  [/^python-/, 'python'],
  [/^bash-/, 'code'],
  [/dbt/, 'tools'],
  [/^assert-/, 'beaker'],
  [/^(send-email|sns-|webhook-)/, 'mail'],
  [/(ai-prompt|^cortex-)/, 'wand'],
  [/(scalar|grid|print-variables)/, 'symbolVariable'],
  [/^sql/, 'database'],
  [/(unload|data-transfer)/, 'cloudUpload'],
  [/(-load$|-query$|-extract|-input-v\d)/, 'cloudDownload'],
  [/^filter$/, 'filter'],
  [/^unite$/, 'combine'],
  [/^(rename|convert-type|map-values)$/, 'rename'],
  [/^(calculator|window-calculation|lead-lag|first-last)$/, 'symbolOperator'],
  [/^aggregate$/, 'symbolNumeric'],
  [/^rank$/, 'sortPrecedence'],
  [/^(distinct|detect-changes)$/, 'layers'],
  [/(nested|variant)/, 'json'],
  [/(pivot|transpose|split)/, 'splitHorizontal'],
  [/(table|view|stream|fixed-flow|generate-sequence|file-format|warehouse)/, 'table'],
];

/** The picture for a type of component, also for one that nobody has seen yet. */
export function toIcon(type: string): IconName {
  if (findComponentType(type)?.isOutput === true) return 'save';
  return iconsByType.find(([pattern]) => pattern.test(type))?.[1] ?? 'symbolMethod';
}
