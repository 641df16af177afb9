import type { Finding, Problem, ProblemCode, Severity } from '../problem';
import { readYaml } from '../readYaml';
import type { Span } from '../span';
import { findSimilar } from '../suggest';
import { findEntry, findScalar, type Value } from '../yamlValue';
import { qualityRuleConfig, qualityRuleIds, readCount, readQualityRule, type QualityRule } from './qualityRules';
import { readPattern } from './readPattern';

/** What a repository's file of quality rules says, and what is wrong with it. */
export interface QualityRulesFile {
  /** Those that are enabled and complete. */
  readonly rules: readonly QualityRule[];
  readonly problems: readonly Problem[];
}

/** Reads the text of `qualityRulesPath`; never throws. Of a rule that comes twice the first one counts. */
export function readQualityRules(text: string): QualityRulesFile {
  const { root, problems: syntax, duplicates, refusal } = readYaml(text);
  const problems: Problem[] = [];
  const report = <C extends ProblemCode>(code: C, severity: Severity, finding: Finding<C>) => {
    problems.push({ code, severity, ...finding } as Problem);
  };
  const top = { start: 0, end: 0 };
  if (refusal !== undefined) report('not-read', 'error', { facts: { reason: refusal }, span: top });
  for (const { code, span } of syntax) report('yaml-syntax', 'error', { facts: { reason: code }, span });
  for (const { key } of duplicates) report('duplicate-key', 'error', { facts: { key: key.text }, span: key.span });
  const entry = findEntry(root, 'rules');
  const list = entry?.value;
  if (list?.kind !== 'list') {
    const isEmpty = root === undefined || (entry !== undefined && list?.kind === 'scalar' && list.type === 'null');
    if (!isEmpty && problems.length === 0) {
      report('quality-rules-shape', 'error', { facts: { what: 'rules' }, span: entry?.key.span ?? top });
    }
    return { rules: [], problems };
  }
  const rules = new Map<string, QualityRule>();
  const seen = new Set<string>();
  for (const item of list.items) {
    checkRule(item, seen, report);
    const rule = readQualityRule(item);
    if (rule !== undefined && !rules.has(rule.id)) rules.set(rule.id, rule);
  }
  return { rules: [...rules.values()], problems };
}

type Report = <C extends ProblemCode>(code: C, severity: Severity, finding: Finding<C>) => void;

function checkRule(item: Value, seen: Set<string>, report: Report): void {
  const id = findScalar(item, 'id');
  if (id === undefined) {
    report('quality-rules-shape', 'warning', { facts: { what: 'id' }, span: firstOf(item) });
    return;
  }
  const known = qualityRuleIds.find((it) => it === id.text);
  if (known === undefined) {
    const suggestion = findSimilar(id.text, qualityRuleIds);
    const finding = { facts: suggestion === undefined ? { id: id.text } : { id: id.text, suggestion }, span: id.span };
    const fix = suggestion === undefined ? {} : { fix: [{ span: id.span, newText: JSON.stringify(suggestion) }] };
    report('quality-rules-unknown', 'warning', { ...finding, ...fix });
  } else if (seen.has(known)) report('quality-rules-duplicate', 'warning', { facts: { id: known }, span: id.span });
  seen.add(id.text);
  checkSwitches(item, report);
  if (known !== undefined && findScalar(item, 'enabled')?.text === 'true') checkConfig(item, known, id.span, report);
}

function checkSwitches(item: Value, report: Report): void {
  const enabled = findEntry(item, 'enabled');
  const value = enabled?.value;
  if (enabled === undefined)
    report('quality-rules-shape', 'warning', { facts: { what: 'enabled' }, span: firstOf(item) });
  else if (value?.kind !== 'scalar' || !/^(?:true|false)$/.test(value.text)) {
    report('quality-rules-shape', 'warning', { facts: { what: 'enabled' }, span: value?.span ?? enabled.span });
  }
  const level = findScalar(item, 'enforcementLevel');
  if (level === undefined || level.text === 'warn' || level.text === 'error') return;
  report('quality-rules-level', 'warning', { facts: { level: level.text }, span: level.span });
}

function checkConfig(item: Value, id: string, idSpan: Span, report: Report): void {
  const config = qualityRuleConfig.get(id);
  if (config === undefined) return;
  const { key, expected } = config;
  const value = findScalar(findEntry(item, 'config')?.value, key);
  const facts = { id, key, expected };
  if (value === undefined) report('quality-rules-config', 'warning', { facts, span: idSpan });
  else if (expected === 'number' && readCount(value.text) === undefined) {
    report('quality-rules-config', 'warning', { facts, span: value.span });
  } else if (expected === 'pattern' && readPattern(value.text) === undefined) {
    report('quality-rules-pattern', 'hint', { facts: { pattern: value.text }, span: value.span });
  }
}

function firstOf(item: Value): Span {
  return item.kind === 'map' ? (item.entries[0]?.span ?? item.span) : item.span;
}
