import * as l10n from '@vscode/l10n';
import { toChangeSentence, toParameterName } from './changeSentence';
import { isLayoutOnly, type PipelineChange } from './pipelineChange';

/** More parameters of one component are counted instead of named. */
const mostNamed = 3;
const mostInLine = 4;

/**
 * What changed, in sentences: parameters of one component in one, and nothing about connections of components that are
 * gone. Where only the layout changed it says just that.
 */
export function toChangeSummary(changes: readonly PipelineChange[]): readonly string[] {
  if (isLayoutOnly(changes)) return [l10n.t('only the layout changed')];
  const gone = new Set(changes.flatMap((it) => (it.kind === 'componentRemoved' ? [it.name] : [])));
  const parameters = groupParameters(changes);
  return changes.flatMap((change): readonly string[] => {
    if (change.kind === 'connectionRemoved' && (gone.has(change.from) || gone.has(change.to))) return [];
    if (change.kind !== 'parameter') return [toChangeSentence(change)];
    const all = parameters.get(change.name) ?? [];
    if (all[0] !== change) return [];
    return [all.length === 1 ? toChangeSentence(change) : toParametersSentence(change.name, all)];
  });
}

/** The summary as one line, the first letter a capital one if it is ours: “Filter now feeds Join; variable x added”. */
export function toSummaryLine(changes: readonly PipelineChange[], most = mostInLine): string {
  const isLayoutSaid = isLayoutOnly(changes);
  const told = isLayoutSaid ? changes : changes.filter(({ kind }) => kind !== 'layout');
  const sentences = toChangeSummary(told);
  const shown = sentences.length > most ? sentences.slice(0, most - 1) : sentences;
  const more = sentences.length - shown.length;
  const line = [...shown, ...(more === 0 ? [] : [l10n.t('{0} more changes', more)])].join('; ');
  const [first] = told;
  return first !== undefined && beginsWithName(first) ? line : toCapital(line);
}

/** A sentence that stands alone. */
export function toChangeRow(change: PipelineChange): string {
  const sentence = toChangeSentence(change);
  return beginsWithName(change) ? sentence : toCapital(sentence);
}

/** What a value was and is, where that fits into a line. */
export function toValueText(change: PipelineChange): string {
  if (change.kind === 'componentAdded' || !('old' in change)) return '';
  const [old, now] = [change.old, change.new].map((it) => (it === undefined ? undefined : toOneLine(it)));
  if (old === undefined) return now ?? '';
  return now === undefined ? old : `${old} → ${now}`;
}

type Parameter = Extract<PipelineChange, { readonly kind: 'parameter' }>;

function groupParameters(changes: readonly PipelineChange[]): ReadonlyMap<string, readonly Parameter[]> {
  const groups = new Map<string, Parameter[]>();
  for (const change of changes) {
    if (change.kind !== 'parameter') continue;
    const group = groups.get(change.name);
    if (group === undefined) groups.set(change.name, [change]);
    else group.push(change);
  }
  return groups;
}

function toParametersSentence(name: string, changes: readonly Parameter[]): string {
  if (changes.length > mostNamed) return l10n.t('{0}: {1} parameters changed', name, changes.length);
  return l10n.t('{0}: {1} changed', name, changes.map(toParameterName).join(', '));
}

function beginsWithName({ kind }: PipelineChange): boolean {
  return (
    kind.startsWith('component') ||
    kind.startsWith('connection') ||
    ['parameter', 'skipped', 'unskipped', 'iterationTarget'].includes(kind)
  );
}

function toCapital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const longestValue = 60;

function toOneLine(value: string): string {
  const line = value.replace(/\s+/g, ' ').trim();
  const shown = line.length > longestValue ? `${line.slice(0, longestValue - 1)}…` : line;
  return shown === '' ? '“”' : shown;
}
