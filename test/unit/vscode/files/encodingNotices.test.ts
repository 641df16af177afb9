import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { EncodingNotices } from '../../../../src/vscode/files/encodingNotices';
import { settleDown } from '../../../support/fakeClock';
import { useFakeEditor } from '../../../support/fakeEditor';
import { createFileSystem } from './fileSystemHarness';

const latin = new Uint8Array([0x4d, 0xfc, 0x6e, 0x63, 0x68, 0x65, 0x6e]);

describe('a file that is not UTF-8', () => {
  const editor = useFakeEditor();
  // Loaded when first needed, which takes longer than a test waits.
  before(() => import('../../../../src/vscode/files/warnAboutEncoding'));

  /** Opens files one after another, as the editor does: read, then decoded and shown. */
  async function open(
    files: Readonly<Record<string, { bytes: Uint8Array; shown: string }>>,
    again: readonly string[] = [],
  ) {
    const { provider, remote, at } = createFileSystem(files);
    const notices = new EncodingNotices(provider);
    for (const path of [...Object.keys(files), ...again]) {
      await provider.readFile(at(path));
      editor.current().openDocument(at(path), files[path]?.shown ?? assert.fail());
      await settleDown();
    }
    notices.dispose();
    return { messages: editor.current().messages, requests: remote.requests, at };
  }

  it('is shown with a word about its wrong characters and a way to the right ones, once and without a request', async () => {
    editor.current().presses.push('Reopen with encoding');
    const files = { 'sql/cities.sql': { bytes: latin, shown: 'M\ufffdnchen' } };
    const { messages, requests, at } = await open(files, ['sql/cities.sql']);
    assert.deepEqual(messages, [
      {
        severity: 'warning',
        text: 'cities.sql is not UTF-8, so some characters are shown wrongly.',
        buttons: ['Reopen with encoding'],
      },
    ]);
    assert.deepEqual(editor.current().executed, [
      ['vscode.open', at('sql/cities.sql').toString()],
      ['workbench.action.editor.changeEncoding'],
    ]);
    assert.deepEqual(
      requests.filter((it) => it.startsWith('file')),
      ['file sql/cities.sql'],
    );
  });

  const right: readonly [string, Uint8Array, string][] = [
    ['UTF-8', new TextEncoder().encode('München'), 'München'],
    ['UTF-8 with a replacement character of its own', new TextEncoder().encode('M\ufffdnchen'), 'M\ufffdnchen'],
    ['another encoding that the settings name', latin, 'München'],
    ['no text', new Uint8Array([0, 0xff, 0xfe, 0x41]), '\ufffd'],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x4d, 0, 0xfc, 0]), 'Mü'],
  ];
  for (const [what, bytes, shown] of right) {
    it(`is not what a file is called that is ${what}`, async () => {
      const { messages } = await open({ 'a.sql': { bytes, shown } });
      assert.deepEqual(messages, []);
    });
  }

  it('is said again of another file, but not of a file of another scheme', async () => {
    const file = { bytes: latin, shown: 'M\ufffdnchen' };
    const { messages } = await open({ 'a.sql': file, 'b.sql': file });
    editor.current().openDocument(vscode.Uri.parse('file:///a.sql'), '\ufffd');
    await settleDown();
    assert.deepEqual(
      messages.map(({ text }) => text.slice(0, 5)),
      ['a.sql', 'b.sql'],
    );
  });
});
