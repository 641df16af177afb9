import type { PipelineDocument } from '../pipelineDocument';
import type { Span } from '../span';
import { walkEntries } from '../yamlValue';

/** Something of several lines that can be shown as one. */
export interface Fold {
  readonly kind: 'part' | 'comment';
  readonly span: Span;
}

const comments = /^[ \t]*#.*(?:\r?\n[ \t]*#.*)+/gm;

/** Everything with a key whose value goes over more than one line, and comments that do. */
export function findFolds({ text, root }: PipelineDocument): readonly Fold[] {
  const parts = walkEntries(root).filter(({ span }) => {
    const end = text.indexOf('\n', span.start);
    return end !== -1 && end < span.end;
  });
  return [
    ...parts.map(({ span }): Fold => ({ kind: 'part', span })),
    // In a script a line like that is part of the script, and folds as well as any comment.
    ...[...text.matchAll(comments)].map((it): Fold => ({
      kind: 'comment',
      span: { start: it.index, end: it.index + it[0].length },
    })),
  ];
}
