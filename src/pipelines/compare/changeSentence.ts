import * as l10n from '@vscode/l10n';
import type { ConnectionKind, PipelineChange } from './pipelineChange';

/** From now on changes are told in the language of a bundle, which maps English sentences to others. */
export function translateChanges(bundle: Record<string, string>): void {
  l10n.config({ contents: bundle });
}

type Kind = PipelineChange['kind'];
type ChangeOf<K extends Kind> = Extract<PipelineChange, { readonly kind: K }>;

/** Says in a few words what changed, never with a value: a sentence of its own, or a part of a longer one. */
export function toChangeSentence(change: PipelineChange): string {
  // The kind decides what else there is, which the compiler cannot follow through the union.
  const toSentence = sentences[change.kind] as (change: PipelineChange) => string;
  return toSentence(change);
}

const sentences: { readonly [K in Kind]: (change: ChangeOf<K>) => string } = {
  componentAdded: ({ name, type }) =>
    type === undefined ? l10n.t('{0} added', name) : l10n.t('{0} added ({1})', name, type),
  componentRemoved: ({ name }) => l10n.t('{0} removed', name),
  componentRenamed: ({ name, oldName }) => l10n.t('{0} renamed to {1}', oldName, name),
  componentType: ({ name }) => l10n.t('{0} is of another type now', name),
  parameter: (change) => toPartSentence(change.name, toParameterName(change), change),
  skipped: ({ name }) => l10n.t('{0} is skipped now', name),
  unskipped: ({ name }) => l10n.t('{0} is not skipped any more', name),
  connectionAdded: ({ connection, from, to }) => toConnection(connection, true)(from, to),
  connectionRemoved: ({ connection, from, to }) => toConnection(connection, false)(from, to),
  iterationTarget: ({ name, new: target }) =>
    target === undefined
      ? l10n.t('{0} iterates over nothing now', name)
      : l10n.t('{0} now iterates over {1}', name, target),
  variableAdded: ({ name }) => l10n.t('variable {0} added', name),
  variableRemoved: ({ name }) => l10n.t('variable {0} removed', name),
  variable: (change) => toPartSentence(l10n.t('variable {0}', change.name), toPath(change.path, ['metadata']), change),
  metadata: (change) => toPartSentence(l10n.t('pipeline'), toPath(change.path, ['pipeline', 'metadata']), change),
  noteAdded: ({ text }) => l10n.t('note “{0}” added', toExcerpt(text)),
  noteRemoved: ({ text }) => l10n.t('note “{0}” removed', toExcerpt(text)),
  note: (change) => l10n.t('note “{0}” changed', toExcerpt(change.new ?? change.old ?? '')),
  layout: () => l10n.t('layout changed'),
  writing: () => l10n.t('written differently, with the same meaning'),
  unreadable: ({ sides }) =>
    ({
      before: l10n.t('not all of the older version can be read'),
      after: l10n.t('not all of the newer version can be read'),
      both: l10n.t('not all of both versions can be read'),
    })[sides],
};

/** `whole: part changed`, or what else happened to it. */
function toPartSentence(
  whole: string,
  part: string,
  values: { readonly old: string | undefined; readonly new: string | undefined },
): string {
  if (part === '') return l10n.t('{0} changed', whole);
  if (values.old === undefined) return l10n.t('{0}: {1} set', whole, part);
  return values.new === undefined ? l10n.t('{0}: {1} removed', whole, part) : l10n.t('{0}: {1} changed', whole, part);
}

function toConnection(kind: ConnectionKind, isAdded: boolean): (from: string, to: string) => string {
  switch (kind) {
    case 'source':
      return (from, to) =>
        isAdded ? l10n.t('{0} now feeds {1}', from, to) : l10n.t('{0} no longer feeds {1}', from, to);
    case 'unconditional':
      return (from, to) =>
        isAdded ? l10n.t('{0} now leads to {1}', from, to) : l10n.t('{0} no longer leads to {1}', from, to);
    case 'success':
      return (from, to) =>
        isAdded
          ? l10n.t('{0} now leads to {1} on success', from, to)
          : l10n.t('{0} no longer leads to {1} on success', from, to);
    case 'failure':
      return (from, to) =>
        isAdded
          ? l10n.t('{0} now leads to {1} on failure', from, to)
          : l10n.t('{0} no longer leads to {1} on failure', from, to);
    case 'true':
      return (from, to) =>
        isAdded
          ? l10n.t('{0} now leads to {1} if true', from, to)
          : l10n.t('{0} no longer leads to {1} if true', from, to);
    case 'false':
      return (from, to) =>
        isAdded
          ? l10n.t('{0} now leads to {1} if false', from, to)
          : l10n.t('{0} no longer leads to {1} if false', from, to);
  }
}

/** `sqlScript`, `joins.0.2`, `postProcessing.updateOutputMessage`. */
export function toParameterName({ section, path }: Extract<PipelineChange, { readonly kind: 'parameter' }>): string {
  return (section === 'parameters' && path.length > 0 ? path : [section, ...path]).join('.');
}

/** Without what everything of its kind begins with. */
function toPath(path: readonly string[], leading: readonly string[]): string {
  const from = path.findIndex((part) => !leading.includes(part));
  return (from === -1 ? path.slice(-1) : path.slice(from)).join('.');
}

const excerptLength = 40;

function toExcerpt(text: string): string {
  const [line = ''] = text.trim().split('\n', 1);
  return line.length <= excerptLength ? line : `${line.slice(0, excerptLength - 1)}…`;
}
