import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { showMessage } from '../../../src/vscode/auth/showMessage';
import { toPlainText } from '../../../src/vscode/plainText';

describe('text from elsewhere in a message', () => {
  const cases: readonly [string, string, string][] = [
    ['ordinary names', 'Zoë O’Neill (acme) [dev] 数据 🚀', 'Zoë O’Neill (acme) [dev] 数据 🚀'],
    ['a command that looks like a button', '[Try again](command:evil)', '[Try again] (command:evil)'],
    ['several links', '[a](https://x)[b](file:///y)', '[a] (https://x)[b] (file:///y)'],
    ['a link that a stripped character would complete', '[a]\u202e(command:evil)', '[a] (command:evil)'],
    ['writing that turns around', 'main\u202elmay\u2066.\u200f', 'main lmay . '],
    ['lines and other control characters', 'a\nb\u0000c\u001b[31m', 'a b c [31m'],
  ];
  for (const [what, text, expected] of cases) {
    it(`stays text: ${what}`, () => {
      assert.equal(toPlainText(text), expected);
    });
  }

  it('gets no link of its own when a sign-in fails', async () => {
    const shown: string[] = [];
    Object.assign(vscode.window, {
      showErrorMessage: (text: string) => {
        shown.push(text);
        return Promise.resolve(undefined);
      },
    });
    try {
      await showMessage({ severity: 'error', text: 'Lacks: [Repair](command:evil).', actions: [] });
    } finally {
      Reflect.deleteProperty(vscode.window, 'showErrorMessage');
    }
    assert.deepEqual(shown, ['Lacks: [Repair] (command:evil).']);
  });
});
