import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createHandOverSheet } from '../../../../src/projects/handOverSheet';
import { commandIds } from '../../../../src/vscode/ids';
import { linkToMaia } from '../../../../src/vscode/projects/linkToMaia';
import {
  editProjectFile,
  forgetProject,
  openInMaia,
  openProject,
  renameProject,
} from '../../../../src/vscode/projects/projectCommands';
import { useFakeEditor } from '../../../support/fakeEditor';
import { sales } from '../../../support/fakeRemote';
import { createProjects, fileName, files, fileText, project } from './projectsHarness';

const link = { region: 'eu1', projectId: 'abc-1' };
const designer = 'https://app.matillion.com/designer/project/abc-1/branch/main';

describe('commands on projects', () => {
  const editor = useFakeEditor();
  beforeEach(() => Object.assign(vscode.workspace, { textDocuments: [] }));

  async function create(given: Readonly<Record<string, string>> = { ...files, [fileName]: fileText }) {
    const projects = createProjects(given);
    await projects.context.book.add(project);
    return projects;
  }

  it('open the repository at the branch of the project', async () => {
    const { run } = await create();
    await run(openProject);
    const location = { repository: sales, ref: { kind: 'branch', name: 'main' } };
    assert.deepEqual(editor.current().executed.at(-1), [commandIds.openRepository, { location, accountId: '1' }]);
  });

  it('change the name in the project file as a draft, and not another byte', async () => {
    const { run, readFile, context } = await create();
    editor.current().answers.push('Sales 2');
    await run(renameProject);
    assert.equal(await readFile(), fileText.replace('Sales analytics', 'Sales 2'));
    assert.equal(context.book.find(project)?.name, 'Sales 2');
  });

  it('keep a new name on this computer where there is no project file', async () => {
    const { run, workingTree, context } = await create(files);
    editor.current().answers.push('Mine');
    await run(renameProject);
    assert.equal(context.book.find(project)?.name, 'Mine');
    assert.deepEqual(await workingTree.drafts.all(), []);
  });

  it('refuse names that are empty, too long or taken, while they are typed', async () => {
    const { run, context } = await create(files);
    await context.book.add({ ...project, branch: 'other', name: 'Taken' });
    editor.current().answers.push(' ', 'x'.repeat(256), 'taken');
    await run(renameProject);
    assert.deepEqual(editor.current().refusals, [
      'Type a name.',
      'A name has at most 255 characters; this has 256.',
      'acme/sales-analytics has this name already; Maia wants each name once.',
    ]);
    assert.equal(context.book.find(project)?.name, 'Sales');
  });

  it('leave a broken project file alone when renaming, and offer to mend it', async () => {
    const { run, workingTree } = await create({ ...files, [fileName]: 'name: [' });
    editor.current().answers.push('New');
    await run(renameProject);
    assert.deepEqual(await workingTree.drafts.all(), []);
    assert.deepEqual(editor.current().messages.at(-1)?.buttons, ['Edit project file']);
  });

  it('begin a project file with what is known where there is none, and open it', async () => {
    const { run, readFile, context } = await create(files);
    await context.book.change(project, { link });
    await run(editProjectFile);
    const text = await readFile();
    assert.match(text, /name: "?Sales"?/);
    assert.match(text, /abc-1/);
    assert.match(String(editor.current().executed.at(-1)), /^vscode\.open,maia-bitbucket:.*maia-bitbucket\.yaml/);
  });

  it('forget a project at once, and bring it back with its hand-over sheet', async () => {
    const { run, context } = await create();
    const sheet = createHandOverSheet({
      details: { name: 'Sales', description: '', dataPlatform: 'snowflake' },
      repository: { ...sales, branch: 'main' },
    });
    await context.sheets.save(project, sheet);
    editor.current().presses.push('Undo');
    await run(forgetProject);
    assert.deepEqual([context.book.list().length, context.sheets.find(project)], [1, sheet]);
    await run(forgetProject);
    assert.deepEqual([context.book.list().length, context.sheets.find(project)], [0, undefined]);
  });

  it('link a project by its address, asking for the region where the address does not tell', async () => {
    const { run, context } = await create();
    editor.current().answers.push('https://example.com/x', designer);
    editor.current().choices.push('us1');
    await run(linkToMaia);
    assert.equal(editor.current().refusals.length, 1);
    assert.deepEqual(context.book.find(project)?.link, { region: 'us1', projectId: 'abc-1' });
  });

  it('share the link in the project file as a draft on request', async () => {
    const { run, readFile } = await create();
    editor.current().answers.push(designer);
    editor.current().choices.push('eu1');
    editor.current().presses.push('Share in project file');
    await run(linkToMaia);
    const text = await readFile();
    assert.ok(text.startsWith(fileText.trimEnd()));
    assert.match(text, /maia:[^]*eu1[^]*abc-1/);
  });

  it('offer the projects that Maia tells of, where it can be asked', async () => {
    const maia = { fetchProjects: () => Promise.resolve([{ name: 'From Maia', link }]) };
    const projects = createProjects(files, { maia });
    await projects.context.book.add(project);
    editor.current().choices.push('From Maia');
    await projects.run(linkToMaia);
    assert.deepEqual(projects.context.book.find(project)?.link, link);
  });

  it('open Designer at project and branch, and offer to link a project that is not linked', async () => {
    const { run, context } = await create();
    await run(openInMaia);
    assert.deepEqual(editor.current().messages.at(-1)?.buttons, ['Link to Maia…', 'Open Maia']);
    await context.book.change(project, { link });
    await run(openInMaia);
    assert.deepEqual(editor.current().executed.at(-1), ['vscode.open', designer]);
  });
});
