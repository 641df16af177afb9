import type { PipelineFile } from './branchSnapshot';
import type { Draft } from './drafts/draft';
import { findPipelineKind } from './pipelineFinder';

/** A pipeline as the user's drafts leave it. */
export interface DraftedPipeline extends PipelineFile {
  /** What a draft does to it; absent where there is none. */
  readonly draft?: 'added' | 'modified' | 'deleted' | 'renamed';
}

export interface DraftedContent {
  /** Sorted by path. Deleted ones are among them: they are still on the branch. */
  readonly pipelines: readonly DraftedPipeline[];
  /** Folders that hold no file yet. */
  readonly folders: readonly string[];
}

/** Lays drafts over the pipelines of a branch's tip. What was moved away shows only where it is now. */
export function toDraftedContent(pipelines: readonly PipelineFile[], drafts: readonly Draft[]): DraftedContent {
  const byPath = new Map<string, DraftedPipeline>(pipelines.map((pipeline) => [pipeline.path, pipeline]));
  const folders: string[] = [];
  const movedAway = new Set(drafts.map(({ renamedFrom }) => renamedFrom).filter((path) => path !== undefined));
  for (const { path, change, renamedFrom } of drafts) {
    if (change.kind === 'folder') {
      folders.push(path);
      continue;
    }
    const kind = findPipelineKind(path);
    if (kind === undefined) continue;
    const isOnTip = byPath.has(path);
    if (change.kind === 'content') {
      const draft = isOnTip ? 'modified' : renamedFrom === undefined ? 'added' : 'renamed';
      byPath.set(path, { path, kind, draft });
    } else if (movedAway.has(path)) byPath.delete(path);
    else if (isOnTip) byPath.set(path, { path, kind, draft: 'deleted' });
  }
  return { pipelines: [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1)), folders };
}
