import assert from 'node:assert/strict';
import { createRepository } from '../../../support/fakeRepositoryLists';
import type { FileCommandContext } from '../../../../src/vscode/files/fileCommandContext';
import { findProjects } from '../../../../src/vscode/projects/findProjects';
import { noticeFile, noticeFolder } from '../../../../src/vscode/projects/noticeProjects';
import { useFakeEditor } from '../../../support/fakeEditor';
import { sales } from '../../../support/fakeRemote';
import { createProjects, fileName, files, fileText, project } from './projectsHarness';

type Catalogs = Awaited<ReturnType<FileCommandContext['readCatalogs']>>;

const onMain = { repository: sales, ref: { kind: 'branch', name: 'main' } } as const;
const place = (path: string) => ({ location: onMain, path });

/** The repositories of one account as they are once listed. */
function createCatalogs(...slugs: readonly string[]): () => Promise<Catalogs> {
  const repositories = slugs.map((slug) => createRepository('acme', slug));
  const catalog = { listings: [{ repositories }], load: () => Promise.resolve() };
  return () => Promise.resolve([{ account: { id: '1', label: 'Anna' }, catalog }] as unknown as Catalogs);
}

describe('making projects known', () => {
  const editor = useFakeEditor();

  it('states the cost before anything but the list is asked for, and asks nothing when that is declined', async () => {
    const projects = createProjects(files, { readCatalogs: createCatalogs('sales-analytics', 'other') });
    await findProjects(projects.context);
    assert.match(editor.current().messages[0]?.text ?? '', /2 repositories, .* up to 8 requests; .* 1,000 an hour/);
    assert.deepEqual([projects.remote.requests, projects.context.book.list()], [[], []]);
  });

  it('finds projects by their pipelines, with the name in their file, and goes on after one that cannot be read', async () => {
    const readCatalogs = createCatalogs('forbidden', 'sales-analytics');
    const projects = createProjects({ ...files, [fileName]: fileText }, { readCatalogs });
    editor.current().presses.push('Find projects');
    await findProjects(projects.context);
    const [found, ...others] = projects.context.book.list();
    assert.deepEqual([found?.name, found?.branch, found?.pipelineCount, others], ['Sales analytics', 'main', 2, []]);
    assert.match(editor.current().messages.at(-1)?.text ?? '', /^Found 1 projects in 2 of 2 repositories\./);
  });

  it('takes a folder .matillion for a project, and nothing else without pipelines', async () => {
    const readCatalogs = createCatalogs('sales-analytics');
    const shared = createProjects({ '.matillion/shared-pipelines.yaml': '' }, { readCatalogs });
    const code = createProjects({ 'main.py': '' }, { readCatalogs });
    editor.current().presses.push('Find projects', 'Find projects');
    await findProjects(shared.context);
    await findProjects(code.context);
    assert.deepEqual([shared.context.book.list().length, code.context.book.list().length], [1, 0]);
  });

  it('happens by opening a pipeline, without a request', async () => {
    const { context, remote } = createProjects();
    await noticeFile(context, place('README.md'));
    assert.deepEqual(context.book.list(), []);
    await noticeFile(context, place('ingest/Load.orch.yaml'));
    assert.equal(context.book.find(project)?.name, 'sales-analytics');
    assert.deepEqual(remote.requests, []);
  });

  it('happens by opening a folder with pipelines, and changes no name that is known', async () => {
    const { context } = createProjects();
    await noticeFolder(context, place(''));
    assert.equal(context.book.find(project)?.name, 'sales-analytics');
    await context.book.rename(project, 'Mine');
    await noticeFolder(context, place(''));
    await noticeFile(context, place('Main.orch.yaml'));
    assert.equal(context.book.find(project)?.name, 'Mine');
    const { context: code } = createProjects({ 'main.py': '' });
    await noticeFolder(code, place(''));
    assert.deepEqual(code.book.list(), []);
  });
});
