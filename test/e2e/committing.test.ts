import assert from 'node:assert/strict';
import { sales, tellCommitStory } from './commitStory';
import { GitLog } from './gitLog';
import { describeStory } from './story';

const options = { vscode: 'newest', callbackUrl: 'http://127.0.0.1/', story: 'committing' } as const;
const path = 'sql/checks/row_counts.sql';
const query = 'SELECT COUNT(*) FROM FACT_SALES;';

describeStory('editing and committing, in the newest VS Code', options, (world) => {
  tellCommitStory(world);

  it('merges what Ben changed in other lines of the same file, and shows it before it is committed', async () => {
    const { admin, workbench, screenshots } = world();
    const { sourceControl } = workbench;
    await workbench.clearNotifications();
    const theirs = { files: { [path]: `-- Ben looks after this\n-- \n-- \n${query}\n` }, message: 'Say who to ask' };
    await admin.addCommit({ ...sales, branch: 'main', ...theirs });
    await workbench.runCommand('Maia: Refresh Source Control');
    await workbench.openFile(path);
    await workbench.untilEditorShows('-- Ben looks after this');
    await workbench.changeLine(4, 'SELECT COUNT(*) FROM FACT_SALES WHERE AMOUNT > 0;');
    await workbench.save();
    const files = { [path]: `-- Ask Ben about this\n-- \n-- \n${query}\n` };
    await admin.addCommitBefore({ ...sales, branch: 'main', message: 'Say it shorter', files });
    await sourceControl.open();
    await sourceControl.commit('Count what was paid for');
    const merged = /Somebody else changed other lines of sql\/checks\/row_counts\.sql/;
    await workbench.notification(merged).waitFor();
    await workbench.untilEditorShows('-- Ask Ben about this');
    await screenshots.take(workbench.page, 'merged');
    await workbench.answerNotification(merged, 'Review');
    await workbench.page.locator('.monaco-diff-editor .modified .line-insert').first().waitFor();
    await screenshots.take(workbench.page, 'merged-review');
    await sourceControl.commit('Count what was paid for');
    await workbench.statusBar(/Committed \w{7} to main as Anna Schmidt/).waitFor();
    await screenshots.take(workbench.page, 'merged-committed');
    const git = new GitLog(admin, sales);
    assert.deepEqual(await git.read('main', 3), [
      'Anna Schmidt: Count what was paid for',
      'Ben Okafor: Say it shorter',
      'Ben Okafor: Say who to ask',
    ]);
    assert.equal(
      await git.show('main', path),
      '-- Ask Ben about this\n-- \n-- \nSELECT COUNT(*) FROM FACT_SALES WHERE AMOUNT > 0;\n',
    );
  });

  it('goes to a new branch where nobody may commit, and to the page on which a pull request begins', async () => {
    const { admin, context, workbench, screenshots } = world();
    const { sourceControl } = workbench;
    await admin.protectBranch({ ...sales, branch: 'main', isProtected: true });
    await workbench.openFile(path);
    await workbench.changeLine(1, '-- Ask Anna about this');
    await workbench.save();
    await sourceControl.open();
    await sourceControl.commit('Ask Anna');
    const isProtected = /Bitbucket lets nobody commit to main directly/;
    await workbench.notification(isProtected).waitFor();
    await screenshots.take(workbench.page, 'protected');
    await workbench.answerNotification(isProtected, 'Commit to a new branch…');
    await workbench.quickInput.box.waitFor();
    await screenshots.take(workbench.page, 'branch-name');
    await workbench.quickInput.answer('anna/ask-anna');
    const committed = /Committed \w{7} to the new branch anna\/ask-anna/;
    await workbench.notification(committed).waitFor();
    await screenshots.take(workbench.page, 'new-branch');
    const address = await workbench.leavingTo(context, () =>
      workbench.answerNotification(committed, 'Open pull request on Bitbucket'),
    );
    assert.equal(address.pathname, '/acme/sales-analytics/pull-requests/new');
    assert.deepEqual(Object.fromEntries(address.searchParams), { source: 'anna/ask-anna', dest: 'main' });
    const git = new GitLog(admin, sales);
    assert.deepEqual(await git.read('anna/ask-anna', 1), ['Anna Schmidt: Ask Anna']);
    assert.deepEqual(await git.read('main', 1), ['Anna Schmidt: Count what was paid for']);
    await sourceControl.change('row_counts.sql').waitFor({ state: 'detached' });
  });
});
