import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { toUri } from '../../src/vscode/files/locationUri';
import { fileScheme } from '../../src/vscode/ids';
import { EmulatorAdmin } from '../emulator/adminClient';
import { readEmulatorAddresses } from '../support/emulatorAccess';
import { waitUntil } from '../support/waitUntil';
import { readAsked, resetWhenCalm } from './askedRequests';
import { onSales, readText } from './remotePlaces';
import { ensureSignedIn, skipWithoutPerson } from './signIn';

const admin = new EmulatorAdmin(readEmulatorAddresses().adminUrl);
const { fs } = vscode.workspace;
const branch = 'release/2026.11';
const at = (path: string) => onSales(branch, path);
const inOddNames = (path: string) =>
  toUri({ repository: { workspace: 'data-lab', slug: 'odd-names' }, ref: { kind: 'branch', name: 'main' } }, path);
const encode = (text: string) => new TextEncoder().encode(text);
const exists = async (uri: vscode.Uri) => {
  try {
    await fs.stat(uri);
    return true;
  } catch {
    return false;
  }
};

describe('files of a branch that are changed', () => {
  before(async function () {
    skipWithoutPerson(this);
    await ensureSignedIn();
    await fs.readDirectory(at(''));
  });
  afterEach(() => admin.clearFaults());

  it('are editable, while those of a commit are not', async () => {
    assert.equal(fs.isWritableFileSystem(fileScheme), true);
    assert.equal((await fs.stat(at('README.md'))).permissions, undefined);
    const commit = toUri(
      { repository: { workspace: 'acme', slug: 'sales-analytics' }, ref: { kind: 'commit', hash: 'a'.repeat(40) } },
      'README.md',
    );
    await assert.rejects(async () => fs.writeFile(commit, encode('x')), { code: 'NoPermissions' });
  });

  it('are created, and saved from an editor, without a request', async () => {
    const uri = at('sql/new.sql');
    await fs.readDirectory(at('sql'));
    await resetWhenCalm(admin);
    await fs.writeFile(uri, encode('SELECT 1;\n'));
    const document = await vscode.workspace.openTextDocument(uri);
    await type(document, 'SELECT 2;\n');
    assert.equal(await document.save(), true);
    assert.equal(await readText(uri), 'SELECT 2;\nSELECT 1;\n');
    assert.deepEqual((await fs.stat(uri)).size, 20);
    assert.ok((await fs.readDirectory(at('sql'))).some(([name]) => name === 'new.sql'));
    assert.deepEqual(await readAsked(admin), []);
  });

  it('keep their time as long as nobody changes them', async () => {
    await fs.writeFile(at('sql/timed.sql'), encode('a'));
    const first = await fs.stat(at('sql/timed.sql'));
    assert.deepEqual(await fs.stat(at('sql/timed.sql')), first);
    await fs.writeFile(at('sql/timed.sql'), encode('ab'));
    assert.ok((await fs.stat(at('sql/timed.sql'))).mtime > first.mtime);
  });

  it('are saved while Bitbucket cannot be reached', async () => {
    const document = await vscode.workspace.openTextDocument(at('README.md'));
    await admin.addFault({ path: '.', count: 100, effect: { kind: 'resetBeforeAnswer' } });
    await type(document, 'Offline\n');
    await resetWhenCalm(admin);
    assert.equal(await document.save(), true);
    assert.match(await readText(at('README.md')), /^Offline\n/);
    // It would take seconds to learn that nobody answers.
    assert.deepEqual(await readAsked(admin), []);
  });

  it('are not saved, and stay in the editor, where what they were cannot be read', async () => {
    await fs.readDirectory(at('sql/checks'));
    await admin.addFault({ path: '.', count: 100, effect: { kind: 'resetBeforeAnswer' } });
    await assert.rejects(async () => fs.writeFile(at('sql/checks/row_counts.sql'), encode('x')), {
      code: 'Unavailable',
      message: /your text stays in the editor/,
    });
  });

  it('are renamed, moved and deleted by the editor, a folder with all it holds', async () => {
    await apply((edit) => {
      edit.createFile(at('drafts/one.sql'), { contents: encode('1') });
      edit.createFile(at('drafts/two.sql'), { contents: encode('2') });
    });
    await apply((edit) => {
      edit.renameFile(at('drafts/one.sql'), at('drafts/first.sql'));
    });
    await apply((edit) => {
      edit.renameFile(at('drafts'), at('kept'));
    });
    assert.deepEqual((await fs.readDirectory(at('kept'))).map(([name]) => name).sort(), ['first.sql', 'two.sql']);
    assert.equal(await exists(at('drafts')), false);
    await apply((edit) => {
      edit.deleteFile(at('kept'), { recursive: true });
    });
    assert.equal(await exists(at('kept')), false);
  });

  it('go away with a move, and are what they were where they went', async () => {
    const before = await readText(at('transform/Sales facts.tran.yaml'));
    await fs.rename(at('transform/Sales facts.tran.yaml'), at('moved/Sales facts.tran.yaml'));
    assert.equal(await readText(at('moved/Sales facts.tran.yaml')), before);
    await assert.rejects(readText(at('transform/Sales facts.tran.yaml')), { code: 'FileNotFound' });
    await fs.rename(at('moved/Sales facts.tran.yaml'), at('transform/Sales facts.tran.yaml'));
    assert.equal(await readText(at('transform/Sales facts.tran.yaml')), before);
  });

  it('are copied, within a branch and from one to another', async () => {
    await fs.copy(at('sql'), at('sql copy'));
    const names = (await fs.readDirectory(at('sql copy'))).map(([name]) => name);
    assert.ok(names.includes('checks'), names.join());
    await fs.copy(onSales('feature/X', 'transform/Forecast by region.tran.yaml'), at('transform/Forecast.tran.yaml'));
    assert.match(await readText(at('transform/Forecast.tran.yaml')), /^type: "transformation"/);
    await assert.rejects(async () => fs.copy(at('sql'), at('sql copy')), { code: 'FileExists' });
    await fs.delete(at('sql copy'), { recursive: true });
    await fs.delete(at('transform/Forecast.tran.yaml'));
  });

  it('that are no text keep every byte', async () => {
    const picture = await fs.readFile(inOddNames('pictures/pixel.png'));
    await fs.copy(inOddNames('pictures/pixel.png'), inOddNames('pictures/copy.png'));
    await fs.rename(inOddNames('pictures/copy.png'), inOddNames('pictures/renamed.png'));
    assert.deepEqual(await fs.readFile(inOddNames('pictures/renamed.png')), picture);
    await fs.delete(inOddNames('pictures/renamed.png'));
  });

  const refused: readonly [string, () => Thenable<unknown>, string, RegExp][] = [
    ['into .git', () => fs.writeFile(at('.git/config'), encode('')), 'NoPermissions', /“\.git”/],
    ['a name Windows cannot have', () => fs.writeFile(at('aux.sql'), encode('')), 'NoPermissions', /Windows/],
    ['a twin in capital letters', () => fs.writeFile(at('readme.md'), encode('')), 'NoPermissions', /“README\.md”/],
    ['over a folder', () => fs.writeFile(at('sql'), encode('')), 'FileIsADirectory', /./],
    ['away what is not there', () => fs.delete(at('nothing.sql')), 'FileNotFound', /./],
    ['over another file', () => fs.rename(at('README.md'), at('Load Sales.orch.yaml')), 'FileExists', /./],
    ['a pointer of Git LFS', () => fs.writeFile(inOddNames('model/weights.bin'), encode('')), 'NoPermissions', /LFS/],
  ];
  for (const [what, attempt, code, message] of refused) {
    it(`are not written ${what}`, async () => {
      await fs.readDirectory(inOddNames('model'));
      await assert.rejects(async () => attempt(), { code, message });
    });
  }

  it('are told of to everybody who watches', async () => {
    const seen: string[] = [];
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(at(''), '**'));
    const note = (kind: string) => (uri: vscode.Uri) => seen.push(`${kind} ${uri.path.split('/').slice(2).join('/')}`);
    watcher.onDidCreate(note('created'));
    watcher.onDidChange(note('changed'));
    watcher.onDidDelete(note('deleted'));
    try {
      for (const change of [
        () => fs.writeFile(at('watched.sql'), encode('1')),
        () => fs.writeFile(at('watched.sql'), encode('22')),
        () => fs.delete(at('watched.sql')),
      ]) {
        const before = seen.length;
        await change();
        await waitUntil(() => seen.length > before);
      }
      const kinds = seen.filter((it) => it.endsWith('watched.sql')).map((it) => it.split(' ')[0]);
      assert.deepEqual([...new Set(kinds)], ['created', 'changed', 'deleted']);
    } finally {
      watcher.dispose();
    }
  });
});

/** Types at the beginning of a file, as into an editor: nothing is saved by that. */
async function type(document: vscode.TextDocument, text: string): Promise<void> {
  await apply((edit) => {
    edit.insert(document.uri, new vscode.Position(0, 0), text);
  });
  assert.equal(document.isDirty, true);
}

async function apply(change: (edit: vscode.WorkspaceEdit) => void): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  change(edit);
  assert.equal(await vscode.workspace.applyEdit(edit), true);
}
