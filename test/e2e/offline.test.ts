import assert from 'node:assert/strict';
import { sales } from './commitStory';
import { GitLog } from './gitLog';
import { signInAndOpenFolder } from './openFolder';
import { describeStory } from './story';
import { untilMarked } from './treeRow';

const options = { vscode: 'newest', callbackUrl: 'http://127.0.0.1/', story: 'offline' } as const;
const path = 'Load Sales.orch.yaml';

describeStory('working without a network', options, (world) => {
  it('opens the folder from what was read before, and says how old that is', async () => {
    await signInAndOpenFolder(world(), { slug: sales.slug, branch: 'main' });
    const { admin, workbench, screenshots } = world();
    await workbench.openFile(path);
    await workbench.untilEditorShows('type: "orchestration"');
    await admin.addFault({ path: '.', count: 1_000_000, effect: { kind: 'resetBeforeAnswer' } });
    await workbench.reload();
    await workbench.statusBar(/Offline · as of/).waitFor();
    await workbench.openFile(path);
    await workbench.untilEditorShows('type: "orchestration"');
    await screenshots.take(workbench.page, 'offline');
  });

  it('keeps a draft', async () => {
    const { workbench, screenshots } = world();
    await workbench.changeLine(5, 'description: "Written on a train"');
    await workbench.save();
    await untilMarked(workbench.explorer.row(path), 'M');
    await workbench.sourceControl.open();
    await workbench.sourceControl.change(path).waitFor();
    await screenshots.take(workbench.page, 'draft');
  });

  it('says why it cannot commit, and keeps the draft and the message', async () => {
    const { workbench, screenshots } = world();
    await workbench.sourceControl.commit('Write on a train');
    await workbench.notification(/Bitbucket cannot be reached/).waitFor();
    await screenshots.take(workbench.page, 'no-commit');
    await workbench.sourceControl.change(path).waitFor();
    await workbench.sourceControl.messageBox.filter({ hasText: /Write\son\sa\strain/ }).waitFor();
    await workbench.clearNotifications();
  });

  it('commits once Bitbucket answers again', async () => {
    const { admin, workbench, screenshots } = world();
    await admin.clearFaults();
    await workbench.statusBar(/Offline · as of/).click();
    await workbench.statusBar(/Offline · as of/).waitFor({ state: 'detached' });
    await workbench.sourceControl.commit('Write on a train');
    await workbench.notification(/Committed \w{7} to main as Anna Schmidt/).waitFor();
    await screenshots.take(workbench.page, 'online');
    const git = new GitLog(admin, sales);
    assert.deepEqual(await git.read('main', 1), ['Anna Schmidt: Write on a train']);
    assert.match(await git.show('main', path), /description: "Written on a train"/);
  });
});
