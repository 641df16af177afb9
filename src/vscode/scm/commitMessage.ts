import * as vscode from 'vscode';

/** Bitbucket's lists, and Git's own, cut a first line long before this. */
const longestFirstLine = 100;

/** The message to commit with: what was typed, else what is asked for. `undefined` when the user declines. */
export async function askForMessage(typed: string, title: string): Promise<string | undefined> {
  const message = typed.trim() === '' ? await askForText(title) : typed;
  if (message === undefined) return undefined;
  const trimmed = message.trim();
  return (await isFirstLineWanted(trimmed)) ? trimmed : undefined;
}

async function askForText(title: string): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('What did you change, and why?'),
    placeHolder: vscode.l10n.t('Commit message'),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('A commit needs a message.') : undefined),
  });
}

async function isFirstLineWanted(message: string): Promise<boolean> {
  const [first = ''] = message.split('\n', 1);
  if (first.length <= longestFirstLine) return true;
  const anyway = vscode.l10n.t('Commit anyway');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'The first line of the message has {0} characters, and lists of commits cut it. A short first line, an empty one, then the rest reads better.',
      first.length,
    ),
    anyway,
  );
  return chosen === anyway;
}
