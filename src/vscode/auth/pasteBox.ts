import * as vscode from 'vscode';
import { readPastedAnswer, type ExpectedPaste, type PasteReading } from '../../auth/readPastedAnswer';
import type { RedirectAnswer } from '../../auth/redirectAnswer';
import { leavesAddress } from '../../auth/signInWays';
import type { Event } from '../../base/event';

/**
 * A box, open while the browser is away, that takes the address on which it ended. Closing the box ends nothing. Where
 * the callback opens the editor there is no address: then there is no box, and who asks for it is told.
 */
export function askForPaste(
  expected: ExpectedPaste,
  onDidAskAgain: Event<void>,
  signal: AbortSignal,
): Promise<RedirectAnswer> {
  return new Promise((resolve, reject) => {
    let box: vscode.InputBox | undefined;
    const close = () => {
      box?.dispose();
      box = undefined;
    };
    const take = (answer: RedirectAnswer) => {
      signal.removeEventListener('abort', giveUp);
      subscription.dispose();
      close();
      resolve(answer);
    };
    const show = () => {
      close();
      if (leavesAddress(expected.redirectUri)) box = openBox(expected, take);
      else void vscode.window.showInformationMessage(explainNoAddress(expected.redirectUri));
    };
    const subscription = onDidAskAgain(show);
    const giveUp = () => {
      subscription.dispose();
      close();
      reject(signal.reason as Error);
    };
    if (signal.aborted) {
      giveUp();
      return;
    }
    signal.addEventListener('abort', giveUp, { once: true });
    if (leavesAddress(expected.redirectUri)) show();
  });
}

/** Why there is nothing to paste where the callback has a scheme of the editor's. */
export function explainNoAddress(redirectUri: string): string {
  return vscode.l10n.t(
    'There is no address to copy: the callback {0} opens the editor, and the browser shows nothing of it. Only a callback that begins with http leaves one.',
    redirectUri.replace(/[?#].*$/s, ''),
  );
}

function openBox(expected: ExpectedPaste, take: (answer: RedirectAnswer) => void): vscode.InputBox {
  const box = vscode.window.createInputBox();
  box.title = vscode.l10n.t('Signing in to Bitbucket: if the browser does not come back by itself');
  box.prompt = vscode.l10n.t(
    'Paste the whole address that the browser shows after “Grant access”, or the code in it. Escape closes this box; the sign-in goes on.',
  );
  box.placeholder = `${expected.redirectUri.replace(/[?#].*$/s, '')}?code=…&state=…`;
  box.ignoreFocusOut = true;
  box.onDidChangeValue((text) => {
    box.validationMessage = explain(readPastedAnswer(text, expected), text);
  });
  box.onDidAccept(() => {
    const reading = readPastedAnswer(box.value, expected);
    if (reading.kind === 'answer') take(reading.answer);
    else box.validationMessage = explain(reading, box.value) ?? explainIncomplete();
  });
  box.show();
  return box;
}

function explain(reading: PasteReading, text: string): string | undefined {
  switch (reading.kind) {
    case 'answer':
      return undefined;
    case 'incomplete':
      return text.trim() === '' ? undefined : explainIncomplete();
    case 'consentPage':
      return vscode.l10n.t(
        'This is the page that asks for access. Click “Grant access” there, then copy the next address.',
      );
    case 'otherSignIn':
      return vscode.l10n.t('This address belongs to another sign-in. Use the page that was opened last.');
    case 'otherPlace':
      return vscode.l10n.t('This address is not the one that Bitbucket sends this sign-in back to.');
  }
}

function explainIncomplete(): string {
  return vscode.l10n.t('No code found in this. Expected is an address with code=… and state=…, or the code alone.');
}
