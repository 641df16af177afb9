import { qualityRuleConfig, qualityRuleIds } from '../quality/qualityRules';
import { readPipeline } from '../readPipeline';
import { findScalar, type Value } from '../yamlValue';
import type { Proposal } from './proposal';
import { noSurroundings, WritingContext } from './writingContext';
import { findWritingPlace } from './writingPlace';

const ruleKeys = ['id', 'enabled', 'enforcementLevel', 'config'];

/** What can be written at an offset of a repository's file of quality rules. Never throws. */
export function completeQualityRules(text: string, offset: number): readonly Proposal[] {
  const context = new WritingContext(readPipeline(text), offset, findWritingPlace(text, offset), noSurroundings);
  const { path, role } = context.place;
  const [top, item, key, inner] = path;
  if (role === 'text') return [];
  if (top === undefined) return role === 'key' ? completeTop(context) : [];
  if (top !== 'rules') return [];
  if (item === undefined) return role === 'key' ? completeRules(context) : [];
  if (key === undefined) return completeRule(context);
  if (role === 'value' && path.length === 3) return completeValue(context, key);
  return key === 'config' && inner === undefined && role === 'key' ? completeConfig(context) : [];
}

function completeTop(context: WritingContext): readonly Proposal[] {
  const others = context.findOtherKeys();
  if (others.has('rules')) return context.place.column === 0 ? completeRules(context) : [];
  return [context.toKey('rules', 'rules', '\n- $1', { kind: 'key', key: 'quality.rules' })];
}

/** Whole rules, without those that are there already. */
function completeRules(context: WritingContext): readonly Proposal[] {
  const { place, style } = context;
  const there = new Set(itemsOf(context.findValue(['rules'])).map((it) => findScalar(it, 'id')?.text));
  const column = place.role === 'key' ? place.itemColumn + '- '.length : place.column + Number(place.needsSpace);
  const indent = `${style.newline}${' '.repeat(column)}`;
  return qualityRuleIds
    .filter((id) => !there.has(id))
    .map((id) => {
      const config = qualityRuleConfig.get(id);
      const value = config?.expected === 'number' ? '${1:1}' : '"${1:.*}"';
      const lines = [`id: "${id}"`, 'enabled: true', 'enforcementLevel: "warn"'];
      if (config !== undefined) lines.push('config:', `  ${config.key}: ${value}`);
      return { ...context.toRaw(id, lines.join(indent), { kind: 'qualityRule', id }), isSnippet: true };
    });
}

/** The keys of a rule; where nothing of it is there yet, whole rules. */
function completeRule(context: WritingContext): readonly Proposal[] {
  const { place, style } = context;
  if (place.role === 'value') return [];
  const others = context.findOtherKeys();
  if (place.role === 'item' && !ruleKeys.some((key) => others.has(key))) return completeRules(context);
  const config = configOf(context);
  const below = `${style.newline}${' '.repeat(place.column + style.step)}`;
  return ruleKeys
    .filter((key) => !others.has(key) && (key !== 'config' || config !== undefined))
    .map((key) => {
      const rest = key === 'config' ? `${below}${config?.key ?? ''}: $1` : key === 'enabled' ? ' true' : ' "$1"';
      return context.toKey(key, key, rest, { kind: 'key', key: `quality.${key}` });
    });
}

function completeValue(context: WritingContext, key: string): readonly Proposal[] {
  if (key === 'id') return qualityRuleIds.map((id) => context.toText(id, { kind: 'qualityRule', id }));
  if (key === 'enforcementLevel') return ['warn', 'error'].map((it) => context.toText(it, { kind: 'value' }));
  return key === 'enabled' ? ['true', 'false'].map((it) => context.toRaw(it, it, { kind: 'value' })) : [];
}

function completeConfig(context: WritingContext): readonly Proposal[] {
  const config = configOf(context);
  if (config === undefined || context.findOtherKeys().has(config.key)) return [];
  return [context.toKey(config.key, config.key, ' $1', { kind: 'key', key: `quality.${config.key}` })];
}

function configOf(context: WritingContext) {
  const id = findScalar(context.findValue(['rules', '-']), 'id')?.text;
  return id === undefined ? undefined : qualityRuleConfig.get(id);
}

function itemsOf(value: Value | undefined): readonly Value[] {
  return value?.kind === 'list' ? value.items : [];
}
