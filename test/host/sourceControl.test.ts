import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import sinon from 'sinon';
import * as vscode from 'vscode';
import { commandIds } from '../../src/vscode/ids';
import { EmulatorAdmin } from '../emulator/adminClient';
import { readEmulatorAddresses } from '../support/emulatorAccess';
import { onSales, readText } from './remotePlaces';
import { eventually, findControl, readDraftRows, readRows, watchViews } from './shownScm';
import { ensureSignedIn, skipWithoutPerson } from './signIn';

const admin = new EmulatorAdmin(readEmulatorAddresses().adminUrl);
const run = promisify(execFile);
const repository = { workspace: 'acme', slug: 'sales-analytics' };
const lines = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\n';

watchViews();

describe('source control', function () {
  let branch = 0;
  let root: vscode.Uri;
  let name: string;

  before(async function () {
    skipWithoutPerson(this);
    await ensureSignedIn();
  });

  beforeEach(async () => {
    branch += 1;
    name = `scm-${branch}`;
    root = onSales(name);
    await admin.addCommit({ ...repository, branch: name, message: 'Begin', files: { 'a.sql': lines, 'b.sql': 'b\n' } });
  });

  afterEach(async () => {
    sinon.restore();
    await admin.clearFaults();
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  const at = (path: string) => onSales(name, path);
  const write = (path: string, text: string) => vscode.workspace.fs.writeFile(at(path), new TextEncoder().encode(text));
  const stateOf = (path: string) =>
    findControl(root)
      ?.groups.flatMap(({ resourceStates }) => resourceStates)
      .find(({ resourceUri }) => resourceUri.path === at(path).path) ?? assert.fail(`${path} is not listed.`);
  const openFile = async (path: string) => {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(at(path)));
    await eventually(() => {
      assert.ok(findControl(root));
    });
  };

  /** What Git has on a branch: the first lines of its messages, newest first. */
  async function readLog(of: string): Promise<readonly string[]> {
    const folder = await admin.repositoryFolder(repository);
    const { stdout } = await run('git', ['--git-dir', folder, 'log', '--format=%s', of]);
    return stdout.trim().split('\n');
  }

  async function readCommitted(of: string, path: string): Promise<string> {
    const folder = await admin.repositoryFolder(repository);
    return (await run('git', ['--git-dir', folder, 'show', `${of}:${path}`])).stdout;
  }

  /** Commits everything with a message, as from the input box. */
  async function commit(message: string): Promise<void> {
    const { control } = findControl(root) ?? assert.fail('The branch is not shown.');
    control.inputBox.value = message;
    await vscode.commands.executeCommand(commandIds.commit, control);
  }

  /** Anna's edit of the second line waits to be committed, and Ben is about to commit his text just before. */
  async function editBefore(theirs: string): Promise<void> {
    await openFile('a.sql');
    await write('a.sql', lines.replace('two', 'mine'));
    await eventually(() => {
      assert.equal(readRows(root).length, 1);
    });
    await admin.addCommitBefore({ ...repository, branch: name, message: 'Theirs', files: { 'a.sql': theirs } });
  }

  function hasMergeEditor(): void {
    const labels = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    assert.ok(
      labels.some((label) => label.startsWith('Merging')),
      labels.join(),
    );
  }

  /** Notes what is said, and presses a button where it is offered. */
  function press(...buttons: readonly string[]) {
    const said: string[] = [];
    for (const method of ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const) {
      sinon.stub(vscode.window, method).callsFake((text: string, ...offered: unknown[]) => {
        said.push(text);
        return Promise.resolve(buttons.find((button) => offered.includes(button))) as Promise<never>;
      });
    }
    return said;
  }

  it('shows an edit, counts it, and knows what it is compared with', async () => {
    await openFile('a.sql');
    await write('a.sql', lines.replace('two', 'TWO'));
    await write('new.sql', 'new\n');
    await vscode.workspace.fs.delete(at('b.sql'));
    await eventually(() => {
      assert.deepEqual(readRows(root), ['changes: a.sql', 'changes: b.sql', 'changes: new.sql']);
    });
    const { control } = findControl(root) ?? assert.fail();
    assert.equal(control.count, 3);
    const token = new vscode.CancellationTokenSource().token;
    const original = await control.quickDiffProvider?.provideOriginalResource?.(at('a.sql'), token);
    assert.ok(original);
    assert.equal(await readText(original), lines);
    assert.equal(await control.quickDiffProvider?.provideOriginalResource?.(at('new.sql'), token), undefined);
  });

  it('commits: the drafts are gone, and Git has it', async () => {
    const said = press();
    await openFile('a.sql');
    await write('a.sql', 'mine\n');
    await vscode.workspace.fs.delete(at('b.sql'));
    await eventually(() => {
      assert.equal(readRows(root).length, 2);
    });
    await commit('Say it in one line');
    assert.deepEqual(readRows(root), []);
    assert.deepEqual(await readLog(name), ['Say it in one line', 'Begin']);
    assert.equal(await readCommitted(name, 'a.sql'), 'mine\n');
    await assert.rejects(readCommitted(name, 'b.sql'));
    await eventually(() => {
      assert.match(said.join(), /Maia does not have it yet/);
    });
  });

  it('merges what somebody else committed to other lines meanwhile, and asks for a look', async () => {
    const said = press();
    await openFile('a.sql');
    await write('a.sql', lines.replace('one', 'ONE'));
    await eventually(() => {
      assert.equal(readRows(root).length, 1);
    });
    const files = { 'a.sql': lines.replace('seven', 'SEVEN') };
    await admin.addCommitBefore({ ...repository, branch: name, message: 'Theirs', files });
    await commit('Mine');
    assert.match(said.join(), /Both are in the drafts now/);
    assert.equal(await readText(at('a.sql')), lines.replace('one', 'ONE').replace('seven', 'SEVEN'));
    await commit('Mine');
    assert.deepEqual(await readLog(name), ['Mine', 'Theirs', 'Begin']);
  });

  for (const isSaved of [false, true])
    it(`opens a conflict in the three-way editor, and ends it by a choice${isSaved ? ' once that editor is saved' : ''}`, async () => {
      press();
      await editBefore(lines.replace('two', 'theirs').replace('seven', 'SEVEN'));
      await commit('Mine');
      await eventually(() => {
        assert.deepEqual(readRows(root), ['conflicts: a.sql']);
      });
      await eventually(hasMergeEditor);
      // Nothing is saved yet; what does not collide is in the editor already.
      assert.equal(await readText(at('a.sql')), lines.replace('two', 'mine'));
      const document = await vscode.workspace.openTextDocument(at('a.sql'));
      await eventually(() => {
        assert.equal(document.getText(), lines.replace('seven', 'SEVEN'));
      });
      if (isSaved) await document.save();
      await vscode.commands.executeCommand(commandIds.keepMine, stateOf('a.sql'));
      await eventually(() => {
        assert.deepEqual(readRows(root), ['changes: a.sql']);
      });
      await commit('Mine after all');
      assert.deepEqual(await readLog(name), ['Mine after all', 'Theirs', 'Begin']);
      assert.equal(await readCommitted(name, 'a.sql'), lines.replace('two', 'mine'));
    });

  it('takes a file that was merged by hand for resolved once it is marked so', async () => {
    const said = press();
    await editBefore(lines.replace('two', 'theirs'));
    await commit('Mine');
    await eventually(hasMergeEditor);
    const document = await vscode.workspace.openTextDocument(at('a.sql'));
    // Before it shows what it has merged, it takes away what is typed.
    await eventually(() => {
      assert.equal(document.getText(), lines);
    });
    const edit = new vscode.WorkspaceEdit();
    edit.replace(at('a.sql'), new vscode.Range(0, 0, document.lineCount, 0), lines.replace('two', 'ours'));
    await vscode.workspace.applyEdit(edit);
    await document.save();
    await eventually(() => {
      assert.match(said.join(), /Is the conflict resolved/);
    });
    await vscode.commands.executeCommand(commandIds.markResolved, stateOf('a.sql'));
    await commit('Ours');
    assert.deepEqual(await readLog(name), ['Ours', 'Theirs', 'Begin']);
    assert.equal(await readCommitted(name, 'a.sql'), lines.replace('two', 'ours'));
  });

  it('marks a conflict in the text where there is no three-way editor, and ends it by the choices above', async () => {
    press();
    await editBefore(lines.replace('two', 'theirs').replace('seven', 'SEVEN'));
    const original = vscode.commands.executeCommand.bind(vscode.commands);
    sinon
      .stub(vscode.commands, 'executeCommand')
      .callsFake((id: string, ...given: unknown[]) =>
        id === '_open.mergeEditor' ? Promise.reject(new Error('There is no such command.')) : original(id, ...given),
      );
    await commit('Mine');
    const document = await vscode.workspace.openTextDocument(at('a.sql'));
    await eventually(() => {
      const marked = '<<<<<<< Mine\nmine\n=======\ntheirs\n>>>>>>> Theirs\n';
      assert.equal(document.getText(), lines.replace('two\n', marked).replace('seven', 'SEVEN'));
      assert.equal(vscode.window.activeTextEditor?.document, document);
    });
    const lenses = await original<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 10);
    const { command } = lenses.find((lens) => lens.command?.title === 'Accept both') ?? assert.fail();
    await original(command?.command ?? '', ...((command?.arguments ?? []) as unknown[]));
    const both = lines.replace('two', 'theirs\nmine').replace('seven', 'SEVEN');
    assert.equal(document.getText(), both);
    await vscode.commands.executeCommand(commandIds.markResolved, stateOf('a.sql'));
    await commit('Both');
    assert.deepEqual(await readLog(name), ['Both', 'Theirs', 'Begin']);
    assert.equal(await readCommitted(name, 'a.sql'), both);
  });

  it('undoes nothing of what somebody else did to a file that is renamed with unsaved edits', async () => {
    press();
    await openFile('a.sql');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(at('a.sql'), new vscode.Range(1, 0, 1, 3), 'mine');
    await vscode.workspace.applyEdit(edit);
    const files = { 'a.sql': lines.replace('seven', 'SEVEN') };
    await admin.addCommit({ ...repository, branch: name, message: 'Theirs', files });
    await vscode.commands.executeCommand(commandIds.refreshSourceControl, findControl(root)?.control);
    const move = new vscode.WorkspaceEdit();
    move.renameFile(at('a.sql'), at('moved.sql'));
    assert.equal(await vscode.workspace.applyEdit(move), true);
    const moved = await vscode.workspace.openTextDocument(at('moved.sql'));
    assert.equal(moved.getText(), lines.replace('two', 'mine'));
    if (moved.isDirty) assert.equal(await moved.save(), true);
    await commit('Move it');
    await eventually(() => {
      assert.match(readRows(root).join(), /^conflicts: /);
    });
    assert.deepEqual(await readLog(name), ['Theirs', 'Begin']);
    assert.equal(await readText(at('moved.sql')), lines.replace('two', 'mine'));
  });

  it('discards, and gives back', async () => {
    await openFile('a.sql');
    await write('a.sql', 'mine\n');
    await eventually(() => {
      assert.equal(readRows(root).length, 1);
    });
    const row = `acme/sales-analytics @ ${name}`;
    await eventually(async () => {
      const rows = await readDraftRows();
      assert.equal(rows[rows.indexOf(row) + 1], '  a.sql');
    });
    press('Undo');
    await vscode.commands.executeCommand(commandIds.discard, stateOf('a.sql'));
    await eventually(async () => {
      assert.equal(await readText(at('a.sql')), 'mine\n');
    });
    sinon.restore();
    press();
    await vscode.commands.executeCommand(commandIds.discard, stateOf('a.sql'));
    await eventually(async () => {
      assert.deepEqual(readRows(root), []);
      assert.equal(await readText(at('a.sql')), lines);
      const rows = await readDraftRows();
      assert.equal(rows[rows.indexOf(row) + 1], '  Recently discarded');
    });
  });

  it('goes to a new branch where the branch is protected', async () => {
    await admin.protectBranch({ ...repository, branch: name, isProtected: true });
    const said = press('Commit to a new branch…');
    sinon.stub(vscode.window, 'showInputBox').resolves(`anna/${name}`);
    await openFile('a.sql');
    await write('a.sql', 'mine\n');
    await eventually(() => {
      assert.equal(readRows(root).length, 1);
    });
    await commit('Around the fence');
    await eventually(() => {
      assert.match(said.join(), /this branch is protected.*Committed \w{7} to the new branch/s);
      assert.deepEqual(readRows(root), []);
    });
    assert.deepEqual(await readLog(`anna/${name}`), ['Around the fence', 'Begin']);
    assert.deepEqual(await readLog(name), ['Begin']);
  });
});
