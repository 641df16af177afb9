import assert from 'node:assert/strict';
import { sales } from './commitStory';
import { untilBackedUp } from './draftsOnDisk';
import { GitLog } from './gitLog';
import { signInAndOpenFolder } from './openFolder';
import { describeStory } from './story';
import type { World } from './world';

const options = {
  vscode: 'newest',
  callbackUrl: 'http://127.0.0.1/',
  // In a browser, the editor saves by itself otherwise.
  settings: { 'files.autoSave': 'off' },
  story: 'hot-exit',
} as const;
const path = 'Load Sales.orch.yaml';
const mine = 'description: "Nightly load, as Anna typed it"';
const minutesNote = '# Takes twenty minutes, says Ben';
const typedLater = 'description: "Nightly load, as Anna typed it later"';
const theirs = 'description: "Nightly load, as Ben tells it"';

describeStory('text that was typed, not saved, and brought back by a reload', options, (world) => {
  it('is still there and still not saved, though Ben has changed another line of the file', async () => {
    await signInAndOpenFolder(world(), { slug: sales.slug, branch: 'main' });
    await typeWithoutSaving(world(), mine);
    await commitAsBen(world(), 'Tell how long it takes', (text) => `${text.trimEnd()}\n${minutesNote}\n`);
    await reloadAsTyped(world(), mine);
    await world().screenshots.take(world().workbench.page, 'brought-back');
  });

  it('is merged with what Ben committed, and shown before it is committed', async () => {
    const { admin, workbench, screenshots } = world();
    const { sourceControl } = workbench;
    await workbench.save();
    await sourceControl.open();
    await sourceControl.change(path).waitFor();
    await sourceControl.commit('Tell it as typed');
    const merged = /Somebody else changed other lines of Load Sales\.orch\.yaml/;
    await workbench.notification(merged).waitFor();
    await screenshots.take(workbench.page, 'merged');
    await workbench.answerNotification(merged, 'Commit');
    await workbench.notification(/Committed \w{7} to main as Anna Schmidt/).waitFor();
    const git = new GitLog(admin, sales);
    assert.deepEqual(await git.read('main', 2), [
      'Anna Schmidt: Tell it as typed',
      'Ben Okafor: Tell how long it takes',
    ]);
    assert.deepEqual(await git.readTouched('main'), [`M ${path}`]);
    const text = await git.show('main', path);
    assert.ok(text.includes(mine), text);
    assert.ok(text.includes(minutesNote), text);
    await workbench.clearNotifications();
  });

  it('is still there when Ben has changed the same line', async () => {
    await world().workbench.openFile(path);
    await typeWithoutSaving(world(), typedLater);
    await commitAsBen(world(), 'Tell it my way', (text) => text.replace(/description: .*/, theirs));
    await reloadAsTyped(world(), typedLater);
  });

  it('is a conflict then, and undoes nothing', async () => {
    const { admin, workbench, screenshots } = world();
    await workbench.save();
    await workbench.sourceControl.open();
    await workbench.sourceControl.change(path).waitFor();
    await workbench.sourceControl.commit('Tell it as typed later');
    await workbench.notification(/Somebody else changed the same lines of Load Sales\.orch\.yaml/).waitFor();
    await workbench.sourceControl.group('Conflicts').waitFor();
    await screenshots.take(workbench.page, 'conflict');
    const git = new GitLog(admin, sales);
    assert.deepEqual(await git.read('main', 1), ['Ben Okafor: Tell it my way']);
    assert.ok((await git.show('main', path)).includes(theirs));
  });
});

async function typeWithoutSaving(world: World, text: string): Promise<void> {
  const { workbench } = world;
  await workbench.openFile(path);
  await workbench.changeLine(5, text);
  await workbench.unsavedTab(path).waitFor();
  await untilBackedUp(world, text);
}

async function commitAsBen({ admin }: World, message: string, edit: (text: string) => string): Promise<void> {
  const text = await new GitLog(admin, sales).show('main', path);
  await admin.addCommit({ ...sales, branch: 'main', message, files: { [path]: edit(text) } });
}

async function reloadAsTyped({ workbench }: World, text: string): Promise<void> {
  await workbench.reloadWindow();
  await workbench.unsavedTab(path).waitFor();
  await workbench.untilEditorShows(text);
}
