import assert from 'node:assert/strict';
import { sales } from './commitStory';
import { untilDraftHolds } from './draftsOnDisk';
import { GitLog } from './gitLog';
import { killExtensionHosts } from './killExtensionHosts';
import { signInAndOpenFolder } from './openFolder';
import { describeStory } from './story';
import { untilMarked } from './treeRow';
import { Workbench } from './workbench';

const options = { vscode: 'newest', callbackUrl: 'http://127.0.0.1/', story: 'crash' } as const;
const path = 'Load Sales.orch.yaml';
const isWindows = process.platform === 'win32';

describeStory('crashes, reloads and a second window', options, (world) => {
  it('has the draft after a crash right behind the saving, and after a reload', async function () {
    if (isWindows) this.skip();
    await signInAndOpenFolder(world(), { slug: sales.slug, branch: 'main' });
    const { workbench, server, screenshots } = world();
    await workbench.openFile(path);
    await workbench.changeLine(5, 'description: "Saved before the crash"');
    await workbench.page.keyboard.press('Control+S');
    await untilDraftHolds(world(), 'Saved before the crash');
    assert.equal(await killExtensionHosts(server), 1);
    await screenshots.take(workbench.page, 'crashed');
    await workbench.reload();
    await untilMarked(workbench.explorer.row(path), 'M');
    await workbench.openFile(path);
    await workbench.untilEditorShows('Saved before the crash');
    await workbench.sourceControl.open();
    await workbench.sourceControl.change(path).waitFor();
    await screenshots.take(workbench.page, 'after-crash');
  });

  it('has what was saved last, or what was being saved, after a crash in the middle of the saving', async function () {
    if (isWindows) this.skip();
    const { workbench, server } = world();
    await workbench.openFile(path);
    await workbench.changeLine(5, 'description: "Saved during the crash"');
    await Promise.all([workbench.page.keyboard.press('Control+S'), killExtensionHosts(server)]);
    await workbench.reload();
    await untilMarked(workbench.explorer.row(path), 'M');
    await workbench.openFile(path);
    await workbench.untilEditorShows(/Saved (before|during) the crash/);
  });

  it('has what was saved last, or what was being saved, when the window was reloaded meanwhile', async () => {
    const { workbench } = world();
    await workbench.openFile(path);
    await workbench.changeLine(5, 'description: "Saved during a reload"');
    await workbench.page.keyboard.press('Control+S');
    await workbench.reload();
    await untilMarked(workbench.explorer.row(path), 'M');
    await workbench.openFile(path);
    await workbench.untilEditorShows(/Saved (before the crash|during the crash|during a reload)/);
  });

  it('shows the draft in a second window, and what the first one saves then', async () => {
    const { workbench, context, screenshots } = world();
    const second = new Workbench(await context.newPage());
    await second.open(workbench.page.url());
    await second.explorer.open();
    await untilMarked(second.explorer.row(path), 'M');
    await second.openFile(path);
    await second.untilEditorShows(/description: "Saved/);
    await workbench.page.bringToFront();
    await workbench.openFile(path);
    await workbench.changeLine(5, 'description: "Saved beside a second window"');
    await workbench.save();
    await second.page.bringToFront();
    await second.untilEditorShows('Saved beside a second window');
    await second.sourceControl.open();
    await second.sourceControl.change(path).waitFor();
    await screenshots.take(second.page, 'second-window');
    await second.page.close();
  });

  it('commits what came through all of it', async () => {
    const { admin, workbench } = world();
    await workbench.page.bringToFront();
    await workbench.sourceControl.open();
    await workbench.sourceControl.commit('Come through it all');
    await workbench.notification(/Committed \w{7} to main as Anna Schmidt/).waitFor();
    const git = new GitLog(admin, sales);
    assert.deepEqual(await git.read('main', 2), [
      'Anna Schmidt: Come through it all',
      'Anna Schmidt: Add the monthly backfill',
    ]);
    assert.match(await git.show('main', path), /description: "Saved beside a second window"/);
  });
});
