import assert from 'node:assert/strict';
import { BitbucketError } from '../../../../src/bitbucket/bitbucketError';
import * as vscode from 'vscode';
import { toUri } from '../../../../src/vscode/files/locationUri';
import { commandIds, contextKeys } from '../../../../src/vscode/ids';
import { useFakeEditor } from '../../../support/fakeEditor';
import { settleDown } from '../../../support/fakeClock';
import { hashOf } from '../../../support/fakeRemote';
import { createProjects, fileName, files, fileText, project } from './projectsHarness';

describe('the Projects view', () => {
  const editor = useFakeEditor();

  it('shows what is known of projects without a request, and is empty before one is known', async () => {
    const { readRows, context, remote } = createProjects();
    assert.deepEqual(await readRows(2), []);
    await context.book.add({ ...project, pipelineCount: 2 });
    assert.deepEqual(await readRows(), ['Sales | acme/sales-analytics · main · 2 pipelines']);
    assert.deepEqual(remote.requests, []);
    const published = editor.current().executed.filter(([, key]) => key === contextKeys.hasProjects);
    assert.deepEqual([published[0]?.[2], published.at(-1)?.[2]], [false, true]);
  });

  it('shows the folders and pipelines of the branch as the Repositories view does, drafts included', async () => {
    const { readRows, context, unfold, workingTree, findNode, tree } = createProjects();
    await context.book.add(project);
    await unfold();
    await workingTree.write('ingest/New.tran.yaml', new Uint8Array([1]), { create: true, overwrite: false });
    await settleDown();
    const [, ...below] = await readRows(3);
    assert.deepEqual(below, ['  ingest', '    Load', '    New', '  Main']);
    const rows = await tree.getChildren(findNode());
    assert.deepEqual(
      rows.map((row) => tree.getTreeItem(row).contextValue),
      ['folder', 'pipeline'],
    );
  });

  it('takes name, link and number of pipelines from what is on the branch', async () => {
    const text = `${fileText}maia:\n  region: "eu1"\n  projectId: "abc"\n`;
    const { context, unfold, findNode, tree } = createProjects({ ...files, [fileName]: text });
    await context.book.add(project);
    await unfold();
    const { name, link, pipelineCount } = findNode().project;
    assert.deepEqual([name, link, pipelineCount], ['Sales analytics', { region: 'eu1', projectId: 'abc' }, 2]);
    const item = tree.getTreeItem(findNode());
    assert.equal(item.contextValue, 'project.linked');
    assert.match(
      item.accessibilityInformation?.label ?? '',
      /^Sales analytics, project, .*2 pipelines, linked to Maia \(eu1\)$/,
    );
  });

  it('counts the problems that are known of the branch, without a request', async () => {
    const { context, readRows, tree, remote } = createProjects();
    await context.book.add({ ...project, pipelineCount: 2 });
    await readRows();
    const rendered: unknown[] = [];
    tree.onDidChangeTreeData((row) => rendered.push(row));
    const { repository, branch } = project;
    const toFile = (name: string, on = branch) => toUri({ repository, ref: { kind: 'branch', name: on } }, name);
    const { Error: error, Warning: warning, Hint: hint } = vscode.DiagnosticSeverity;
    editor.current().diagnose(toFile('Main.orch.yaml'), error, warning, hint);
    editor.current().diagnose(toFile('Main.orch.yaml', 'other'), error);
    editor.current().diagnose(vscode.Uri.file('/elsewhere/Main.orch.yaml'), error);
    assert.deepEqual(await readRows(), ['Sales | acme/sales-analytics · main · 2 pipelines · 2 problems']);
    assert.equal(rendered.length, 1);
    assert.deepEqual(remote.requests, []);
  });

  it('asks nothing when a project is unfolded again a moment later, and only for the branch after that', async () => {
    const { context, unfold, remote, clock } = createProjects();
    await context.book.add(project);
    await unfold();
    remote.takeRequests();
    await unfold();
    assert.deepEqual(remote.takeRequests(), []);
    const minute = clock.sleep(61_000);
    clock.wakeNext();
    await minute;
    await unfold();
    assert.deepEqual(remote.takeRequests(), ['branches main', 'permission']);
  });

  const newer = 'version: "9.0"\nname: "x"\n';
  for (const { title, text, label, flag } of [
    { title: 'is broken', text: 'version: "1.0"\nname: [', label: 'project file is broken', flag: 'project.file' },
    { title: 'is from a newer version', text: newer, label: 'project file is from a newer version', flag: 'project' },
  ]) {
    it(`says that a project file ${title}, and shows the pipelines all the same`, async () => {
      const { context, unfold, readRows, tree, findNode } = createProjects({ ...files, [fileName]: text });
      await context.book.add(project);
      await unfold();
      const [row, reason, ...others] = await readRows(2);
      assert.equal(row, `Sales | acme/sales-analytics · main · 2 pipelines · ${label}`);
      assert.match(reason ?? '', /maia-bitbucket\.yaml .*\| Edit project file$/);
      assert.deepEqual(others, ['  ingest', '  Main']);
      assert.equal(tree.getTreeItem(findNode()).contextValue, flag);
    });
  }

  it('tells a branch that is gone from a repository that is no longer shown to the account', async () => {
    const gone = createProjects();
    await gone.context.book.add(project);
    gone.remote.branches.clear();
    await gone.unfold();
    assert.deepEqual(await gone.readRows(), ['Sales | acme/sales-analytics · main · branch is gone']);
    const lost = createProjects();
    await lost.context.book.add(project);
    lost.remote.isVanished = true;
    await lost.unfold();
    assert.deepEqual(await lost.readRows(), ['Sales | acme/sales-analytics · main · no access']);
    assert.equal(lost.tree.getTreeItem(lost.findNode()).contextValue, 'project.authorize');
  });

  it('says that a repository may only be read any more, and offers to authorize again', async () => {
    const { context, unfold, readRows, permission, tree, findNode } = createProjects();
    permission.value = 'read';
    await context.book.add(project);
    await unfold();
    assert.deepEqual(await readRows(), ['Sales | acme/sales-analytics · main · 2 pipelines · read only']);
    const [reason] = await tree.getChildren(findNode());
    assert.equal(reason && 'command' in reason && reason.command.command, commandIds.reauthorize);
  });

  it('asks nothing while nobody is signed in, says so, and looks when somebody is', async () => {
    const { context, readRows, accounts, accountsChanged, remote, tree, findNode, unfold } = createProjects();
    await context.book.add(project);
    const [anna] = accounts.splice(0);
    assert.deepEqual(await readRows(2), [
      'Sales | acme/sales-analytics · main · signed out',
      '  You are not signed in to Bitbucket. Sign in to see what is in this project. | Sign in',
    ]);
    assert.deepEqual(remote.requests, []);
    assert.equal(tree.getTreeItem(findNode()).contextValue, 'project.authorize');
    if (anna !== undefined) accounts.push(anna);
    accountsChanged.fire(undefined);
    await readRows(1);
    await unfold();
    assert.deepEqual(await readRows(2), ['Sales | acme/sales-analytics · main · 2 pipelines', '  ingest', '  Main']);
  });

  it('keeps what was seen when Bitbucket cannot be reached, says why, and forgets that after a refresh', async () => {
    const { context, unfold, readRows, remote, room } = createProjects();
    await context.book.add(project);
    await unfold();
    remote.failure = new BitbucketError({ kind: 'unreachable' }, 'No answer.');
    await room.refresh(undefined);
    const [row, reason] = await readRows(2);
    assert.match(row ?? '', /Bitbucket cannot be reached$/);
    assert.match(reason ?? '', /\| Try again$/);
    remote.failure = undefined;
    remote.commit('main', hashOf('b'), { 'Only.tran.yaml': '' });
    await room.refresh(undefined);
    assert.deepEqual(await readRows(2), ['Sales | acme/sales-analytics · main · 1 pipeline', '  Only']);
  });
});
