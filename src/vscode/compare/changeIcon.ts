import type { PipelineChange } from '../../pipelines/compare/pipelineChange';

/** The id of the editor's icon for a change. */
export function toChangeIcon({ kind }: PipelineChange): string {
  if (kind.endsWith('Added')) return 'diff-added';
  if (kind.endsWith('Removed')) return 'diff-removed';
  if (kind === 'componentRenamed') return 'diff-renamed';
  if (kind === 'layout') return 'layout';
  return kind === 'unreadable' ? 'warning' : 'diff-modified';
}
