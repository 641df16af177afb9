import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/**
 * Does `work` as if somebody pressed `button` in the extension's own dialog, which the editor refuses to show in
 * extension tests; messages that are no dialogs are shown. Rejects when the dialog lacks that button.
 */
export async function pressing(button: string, work: () => Promise<void>): Promise<void> {
  const show = vscode.window.showInformationMessage;
  const press = (message: string, options: unknown, ...buttons: string[]): Thenable<string | undefined> => {
    if (typeof options !== 'object')
      return show(message, ...(typeof options === 'string' ? [options] : []), ...buttons);
    assert.ok(buttons.includes(button), `"${message}" offers ${buttons.join(', ')}, and not ${button}.`);
    return Promise.resolve(button);
  };
  Object.assign(vscode.window, { showInformationMessage: press });
  try {
    await work();
  } finally {
    Object.assign(vscode.window, { showInformationMessage: show });
  }
}
