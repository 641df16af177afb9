import type { Severity } from '../problem';
import { findEntry, type Value } from '../yamlValue';
import { readPattern } from './readPattern';

/** The ids of Maia's own quality rules. */
export const qualityRuleIds = [
  'minimum-components',
  'maximum-components',
  'component-naming-convention',
  'unused-components',
  'copied-variables',
  'start-and-end-components',
  'maximum-outputs',
  'end-output-components',
] as const;
export type QualityRuleId = (typeof qualityRuleIds)[number];

/** What a rule is configured with, by its id; the others take nothing. */
export const qualityRuleConfig: ReadonlyMap<string, { readonly key: string; readonly expected: 'number' | 'pattern' }> =
  new Map([
    ['minimum-components', { key: 'minComponents', expected: 'number' }],
    ['maximum-components', { key: 'maxComponents', expected: 'number' }],
    ['component-naming-convention', { key: 'regexMatchPattern', expected: 'pattern' }],
    ['maximum-outputs', { key: 'maxOutputs', expected: 'number' }],
  ]);

/** Where a repository keeps its rules. */
export const qualityRulesPath = '.matillion/config/pipeline_quality_rules.yaml';

/** A rule that a repository enables. */
export interface QualityRule {
  readonly id: QualityRuleId;
  readonly severity: Severity;
  /** Of the rules with a number. */
  readonly limit: number | undefined;
  /** Of the naming convention: matches the whole of a name. */
  readonly pattern: RegExp | undefined;
}

/** Reads one item of the list of rules: `undefined` unless it is enabled and complete. */
export function readQualityRule(item: Value): QualityRule | undefined {
  const text = (key: string) => textOf(findEntry(item, key)?.value);
  const id = qualityRuleIds.find((it) => it === text('id'));
  if (id === undefined || text('enabled') !== 'true') return undefined;
  const config = qualityRuleConfig.get(id);
  const value = config && textOf(findEntry(findEntry(item, 'config')?.value, config.key)?.value);
  const limit = config?.expected === 'number' ? readCount(value) : undefined;
  const pattern = config?.expected === 'pattern' ? readPattern(value) : undefined;
  if (config !== undefined && limit === undefined && pattern === undefined) return undefined;
  return { id, severity: text('enforcementLevel') === 'warn' ? 'warning' : 'error', limit, pattern };
}

export function readCount(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function textOf(value: Value | undefined): string | undefined {
  return value?.kind === 'scalar' && value.type !== 'null' ? value.text : undefined;
}
