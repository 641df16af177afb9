import * as vscode from 'vscode';
import { commandIds } from '../ids';
import { toPlainText } from '../plainText';

/** A draft that cannot be read any more. */
export interface DamagedDraft {
  /** As a person would call it, with its branch; `undefined` where nothing tells. */
  readonly branch: string | undefined;
  /** Of the file it was a draft of, where that can still be made out. */
  readonly file: string | undefined;
  /** Where on the disk what is left of it lies. */
  readonly path: string;
}

/** Tells of drafts that turned out to be damaged: one message at a time, each draft once. */
export class DamagedDrafts {
  #untold: DamagedDraft[] = [];
  #isShown = false;

  /** Resolves when the message is gone. */
  async tell(draft: DamagedDraft): Promise<void> {
    this.#untold.push(draft);
    if (this.#isShown) return;
    this.#isShown = true;
    try {
      for (let told = this.#take(); told.length > 0; told = this.#take()) await show(told);
    } finally {
      this.#isShown = false;
    }
  }

  #take(): readonly DamagedDraft[] {
    return this.#untold.splice(0);
  }
}

async function show(drafts: readonly DamagedDraft[]): Promise<void> {
  const [first] = drafts;
  if (first === undefined) return;
  const showDrafts = vscode.l10n.t('Show drafts');
  const copyPath = vscode.l10n.t('Copy path');
  const text = drafts.length === 1 ? toText(first) : toTextOfMany(drafts.length, first);
  const chosen = await vscode.window.showWarningMessage(toPlainText(text), showDrafts, copyPath);
  if (chosen === showDrafts) await vscode.commands.executeCommand(commandIds.showDrafts);
  if (chosen === copyPath) await vscode.env.clipboard.writeText(first.path);
}

function toText({ branch, file, path }: DamagedDraft): string {
  if (branch === undefined || file === undefined) {
    return vscode.l10n.t(
      'A draft of {0} is damaged on this computer and cannot be read. What is left of it was set aside as {1}.',
      branch ?? vscode.l10n.t('an unknown branch'),
      path,
    );
  }
  return vscode.l10n.t(
    'The draft of “{0}” on {1} is damaged on this computer and cannot be read. What is left of it was set aside as {2}.',
    file,
    branch,
    path,
  );
}

function toTextOfMany(count: number, { path }: DamagedDraft): string {
  return vscode.l10n.t(
    '{0} more drafts are damaged on this computer and cannot be read. What is left of them was set aside, beside {1}.',
    count,
    path,
  );
}
