import { hashContent } from '../drafts/contentHash';
import type { BranchDrafts } from '../drafts/branchDrafts';
import type { Draft } from '../drafts/draft';
import type { FileState } from './judgement';

/** A draft and its content as they were at one moment; without content it is a deletion. */
export interface DraftState {
  readonly draft: Draft;
  readonly content: FileState | undefined;
}

const mostAttempts = 20;

/** Those drafts of the paths that change a file; empty folders and paths without a draft are passed over. */
export async function readDraftStates(drafts: BranchDrafts, paths: readonly string[]): Promise<readonly DraftState[]> {
  const wanted = new Set(paths);
  const states: DraftState[] = [];
  for (const draft of await drafts.all()) {
    const state = wanted.has(draft.path) ? await findDraftState(drafts, draft) : undefined;
    if (state !== undefined) states.push(state);
  }
  return states;
}

/** `undefined` when the draft is gone by now or changes no file. It may be saved while it is read: then it is read again. */
export async function findDraftState(drafts: BranchDrafts, found: Draft): Promise<DraftState | undefined> {
  let draft: Draft | undefined = found;
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    if (draft === undefined || draft.change.kind === 'folder') return undefined;
    if (draft.change.kind === 'deleted') return { draft, content: undefined };
    const bytes = await drafts.readContent(draft.path);
    const { hash, mode } = draft.change;
    if (bytes !== undefined && (await hashContent(bytes)) === hash) return { draft, content: { bytes, hash, mode } };
    draft = await drafts.find(draft.path);
  }
  throw new Error(`The draft of ${JSON.stringify(found.path)} does not hold what was saved.`);
}
