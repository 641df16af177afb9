import assert from 'node:assert/strict';
import { sales } from './commitStory';
import { GitLog } from './gitLog';
import { signInAndOpenFolder } from './openFolder';
import { describeStory } from './story';

const options = { vscode: 'newest', callbackUrl: 'http://127.0.0.1/', story: 'conflict' } as const;
const path = 'Load Sales.orch.yaml';
const mine = 'description: "Nightly load, as Anna tells it"';
const theirs = 'description: "Nightly load, as Ben tells it"';
const both = 'description: "Nightly load, as Anna and Ben tell it"';

describeStory('two people changing the same lines', options, (world) => {
  it('lists what Anna changed, created and deleted', async () => {
    await signInAndOpenFolder(world(), { slug: sales.slug, branch: 'main' });
    const { workbench, screenshots } = world();
    await workbench.openFile('README.md');
    await workbench.changeLine(1, '# Sales');
    await workbench.save();
    await workbench.openFile('sql/empty_facts.sql');
    await workbench.page.locator('.explorer-folders-view').press('Delete');
    await workbench.answerDialog(/delete 'empty_facts\.sql'/, 'Delete');
    await workbench.openFile(path);
    await workbench.changeLine(5, mine);
    await workbench.save();
    await workbench.sourceControl.open();
    for (const name of ['README.md', 'empty_facts.sql', path]) await workbench.sourceControl.change(name).waitFor();
    await screenshots.take(workbench.page, 'changes');
  });

  it('opens the merge editor when Ben was faster, and commits nothing', async () => {
    const { admin, workbench, screenshots } = world();
    const git = new GitLog(admin, sales);
    const text = (await git.show('main', path)).replace(/description: .*/, theirs);
    await admin.addCommitBefore({ ...sales, branch: 'main', message: 'Tell it my way', files: { [path]: text } });
    await workbench.sourceControl.commit('Tell it in a word');
    await workbench.notification(/Somebody else changed the same lines of Load Sales\.orch\.yaml/).waitFor();
    await workbench.page.locator('.merge-editor .result .view-line').first().waitFor();
    await workbench.sourceControl.group('Conflicts').waitFor();
    await screenshots.take(workbench.page, 'conflict');
    assert.deepEqual(await git.read('main', 1), ['Ben Okafor: Tell it my way']);
  });

  it('looks at home in every kind of theme', async () => {
    const { workbench, screenshots } = world();
    await workbench.clearNotifications();
    const themes = { dark: 'Dark Modern', 'high-contrast': 'Dark High Contrast', light: 'Light Modern' };
    for (const [name, theme] of Object.entries(themes)) {
      await workbench.changeTheme(theme);
      await screenshots.take(workbench.page, `theme-${name}`);
    }
    // The editor has saved what it shows by now; that does not end the conflict.
    await workbench.sourceControl.group('Conflicts').waitFor();
  });

  it('commits what Anna made of both, after her word that it is resolved', async () => {
    const { admin, workbench, screenshots } = world();
    const { sourceControl } = workbench;
    await workbench.page.locator('.merge-editor .result .view-line').first().click();
    await workbench.changeLine(5, both);
    await workbench.save();
    await screenshots.take(workbench.page, 'merged-by-hand');
    await sourceControl.press(sourceControl.change(path), 'Mark as Resolved');
    await sourceControl.group('Conflicts').waitFor({ state: 'detached' });
    await screenshots.take(workbench.page, 'resolved');
    await sourceControl.commit('Tell it in a word');
    await workbench.notification(/Committed \w{7} to main as Anna Schmidt/).waitFor();
    const git = new GitLog(admin, sales);
    assert.deepEqual(await git.read('main', 2), ['Anna Schmidt: Tell it in a word', 'Ben Okafor: Tell it my way']);
    assert.deepEqual(await git.readTouched('main'), ['M Load Sales.orch.yaml', 'M README.md', 'D sql/empty_facts.sql']);
    assert.ok((await git.show('main', path)).includes(both));
  });
});
