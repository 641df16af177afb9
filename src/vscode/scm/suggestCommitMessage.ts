import * as vscode from 'vscode';
import { translateChanges } from '../../pipelines/compare/changeSentence';
import { toSummaryLine } from '../../pipelines/compare/changeSummary';
import { comparePipelines } from '../../pipelines/compare/comparePipelines';
import { readPipelinePath } from '../../pipelines/pipelineKind';
import { readPipeline } from '../../pipelines/readPipeline';
import { nameOf } from '../../repositories/drafts/draftLayer';
import { workOn } from '../files/workOn';
import { findBranch } from './changeTarget';
import type { Change } from './changes';
import { selectChanges } from './commitSelection';
import type { OpenBranch } from './openBranch';
import type { SourceControlContext } from './sourceControlContext';

/** Lists of commits cut longer ones. */
const firstLineLength = 72;

/** Writes into the message box what the next commit changes; a message that is there already stays unless told otherwise. */
export async function suggestCommitMessage(context: SourceControlContext, argument: unknown): Promise<void> {
  const branch = await findBranch(context, argument);
  const panel = branch && context.branches.panelOf(branch);
  if (branch === undefined || panel === undefined) return;
  await branch.renew();
  const { changes } = selectChanges(branch);
  if (changes.length === 0) {
    const message = vscode.l10n.t('There is nothing to commit in {0}: no file was changed.', branch.name);
    void vscode.window.showInformationMessage(message);
    return;
  }
  const message = await workOn(branch.location.repository, (signal) => describe(branch, changes, signal));
  if (panel.message.trim() !== '' && !(await isReplacingWanted(message))) return;
  panel.message = message;
}

async function isReplacingWanted(message: string): Promise<boolean> {
  const replace = vscode.l10n.t('Replace');
  const [first = ''] = message.split('\n', 1);
  const question = vscode.l10n.t('There is a message already. Replace it by “{0}”?', first);
  return (await vscode.window.showWarningMessage(question, replace)) === replace;
}

/** One change is told as it is; several by the names of their files, and each in a line below. */
async function describe(branch: OpenBranch, changes: readonly Change[], signal: AbortSignal): Promise<string> {
  if (vscode.l10n.bundle !== undefined) translateChanges(vscode.l10n.bundle);
  const told: Told[] = [];
  for (const change of changes) {
    told.push(await summarize(branch, change, signal));
  }
  const [only] = told;
  if (only !== undefined && told.length === 1) return only.text;
  const subject = changes.map(({ path }) => toName(path)).join(', ');
  const first = subject.length <= firstLineLength ? subject : vscode.l10n.t('{0} files changed', changes.length);
  return [first, '', ...told.map(({ name, text }) => (name === undefined ? `- ${text}` : `- ${name}: ${text}`))].join(
    '\n',
  );
}

/** What happened to a file; with a name where the text does not say which. */
interface Told {
  readonly name?: string;
  readonly text: string;
}

async function summarize(branch: OpenBranch, change: Change, signal: AbortSignal): Promise<Told> {
  const { kind, path } = change;
  const name = toName(path);
  if (kind === 'added') return { text: vscode.l10n.t('{0} added', name) };
  if (kind === 'deleted') return { text: vscode.l10n.t('{0} deleted', name) };
  const isPipeline = readPipelinePath(path) !== undefined;
  const line = isPipeline ? await compare(branch, change, signal) : undefined;
  if (kind === 'renamed') {
    const moved = vscode.l10n.t('{0} moved from {1}', path, change.original?.path ?? '');
    return { text: line === undefined ? moved : `${moved}; ${line}` };
  }
  return line === undefined ? { text: vscode.l10n.t('{0} changed', name) } : { name, text: line };
}

/** As many changes as fit into the first line; `undefined` where both texts are the same. */
async function compare(branch: OpenBranch, change: Change, signal: AbortSignal): Promise<string | undefined> {
  const { path, original } = change;
  const [old, now] = await Promise.all([
    branch.tree.readOriginal(original?.path ?? path, signal),
    branch.tree.read(path, signal),
  ]);
  const kind = readPipelinePath(path)?.kind;
  const decoder = new TextDecoder();
  const [before, after] = [old ?? new Uint8Array(), now].map((bytes) => readPipeline(decoder.decode(bytes), kind));
  const changes = before && after ? comparePipelines(before, after) : [];
  if (changes.length === 0) return undefined;
  const fitting = [4, 3, 2].map((most) => toSummaryLine(changes, most)).find((it) => it.length <= firstLineLength);
  return fitting ?? toSummaryLine(changes, 2);
}

/** Pipelines are known by their names, other files with their ending. */
function toName(path: string): string {
  return readPipelinePath(path)?.name ?? nameOf(path);
}
