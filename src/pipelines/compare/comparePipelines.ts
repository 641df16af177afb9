import type { PipelineDocument } from '../pipelineDocument';
import { compareComponents } from './compareComponents';
import { compareConnections } from './compareConnections';
import { compareLayout, createLayoutChange } from './compareLayout';
import { compareMetadata, compareNotes, compareVariables } from './compareSurroundings';
import { findRenames } from './findRenames';
import type { PipelineChange } from './pipelineChange';
import { leaveOutLayout } from './textWithoutLayout';

/**
 * What a newer version of a pipeline has different from an older one, by meaning; nothing only where the texts are the
 * same. Never throws: of a side that can be read in part, what it lacks is not said to be gone. Linear in both texts.
 */
export function comparePipelines(before: PipelineDocument, after: PipelineDocument): readonly PipelineChange[] {
  if (before.text === after.text) return [];
  const unreadable = listUnreadable(before, after);
  if (before.refusal !== undefined || after.refusal !== undefined) return unreadable;
  const versions = { before, after, ...findRenames(before, after) };
  const found = [
    ...compareComponents(versions),
    ...compareConnections(versions),
    ...compareVariables(versions),
    ...compareMetadata(versions),
    ...compareNotes(versions),
    ...compareLayout(versions),
  ];
  const changes = found.filter(
    ({ places }) => (places.before !== undefined || before.isWhole) && (places.after !== undefined || after.isWhole),
  );
  const rest =
    unreadable.length > 0 || changes.some(({ kind }) => kind !== 'layout') ? [] : listRest(before, after, changes);
  return [...changes, ...rest, ...unreadable];
}

/** What is left where nothing means anything else: the texts are still not the same. */
function listRest(
  before: PipelineDocument,
  after: PipelineDocument,
  changes: readonly PipelineChange[],
): readonly PipelineChange[] {
  if (leaveOutLayout(before) === leaveOutLayout(after)) {
    return changes.length > 0 ? [] : [createLayoutChange(before, after, [])];
  }
  return [{ kind: 'writing', places: { before: undefined, after: undefined } }];
}

function listUnreadable(before: PipelineDocument, after: PipelineDocument): readonly PipelineChange[] {
  if (before.isWhole && after.isWhole) return [];
  const sides = before.isWhole ? 'after' : after.isWhole ? 'before' : 'both';
  return [{ kind: 'unreadable', sides, places: { before: undefined, after: undefined } }];
}
