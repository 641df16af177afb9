import { commandIds } from '../ids';
import type { SourceControlContext } from './sourceControlContext';

/** `given` are the arguments as the editor hands them over: rows that are selected, a group, an address, or nothing. */
export type SourceControlCommand = (context: SourceControlContext, given: readonly unknown[]) => Promise<void>;

const branch = () => import('./branchCommands');
const conflict = () => import('./conflictCommands');
const draft = () => import('./draftCommands');

/** By id; each is loaded when first used. */
export const sourceControlCommands: Readonly<Record<string, SourceControlCommand>> = {
  [commandIds.commit]: async (context, [first]) => (await branch()).commit(context, first),
  [commandIds.suggestCommitMessage]: async (context, [first]) =>
    (await import('./suggestCommitMessage')).suggestCommitMessage(context, first),
  [commandIds.commitToNewBranch]: async (context, given) => (await branch()).commitToNewBranch(context, given),
  [commandIds.refreshSourceControl]: async (context, [first]) => (await branch()).refresh(context, first),
  [commandIds.mergeIncoming]: async (context, [first]) => (await branch()).mergeIncoming(context, first),
  [commandIds.stage]: async (context, given) => (await branch()).pick(context, given, true),
  [commandIds.unstage]: async (context, given) => (await branch()).pick(context, given, false),
  [commandIds.stageAll]: async (context, given) => (await branch()).pick(context, given, true),
  [commandIds.unstageAll]: async (context, given) => (await branch()).pick(context, given, false),
  [commandIds.resolveConflict]: async (context, [first]) => (await conflict()).resolveConflict(context, first),
  [commandIds.chooseResolution]: async (context, [first]) => (await conflict()).chooseResolution(context, first),
  [commandIds.keepMine]: async (context, [first]) => (await conflict()).takeChoice(context, first, 'mine'),
  [commandIds.takeTheirs]: async (context, [first]) => (await conflict()).takeChoice(context, first, 'theirs'),
  [commandIds.keepBoth]: async (context, [first]) => (await conflict()).takeChoice(context, first, 'both'),
  [commandIds.markResolved]: async (context, [first]) => (await conflict()).markResolved(context, first),
  [commandIds.acceptConflictSide]: async (context, given) =>
    (await import('./conflictLenses')).acceptConflictSide(context, given),
  [commandIds.discard]: async (context, given) => (await draft()).discard(context, given),
  [commandIds.discardAll]: async (context, [first]) => (await draft()).discardAll(context, first),
  [commandIds.restoreDiscarded]: async (context, [first]) => (await draft()).restoreDiscarded(context, first),
  [commandIds.openInSourceControl]: async (context, [first]) => (await draft()).openInSourceControl(context, first),
  [commandIds.openChange]: async (context, [first]) => (await draft()).openChange(context, first),
  [commandIds.openChangedFile]: async (context, given) => (await draft()).openChangedFile(context, given),
  [commandIds.showDrafts]: async () => (await draft()).showDrafts(),
};
