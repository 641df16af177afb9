import assert from 'node:assert/strict';
import { sales } from './commitStory';
import { GitLog } from './gitLog';
import { Pane } from './pane';
import { signInFromWelcome } from './signIn';
import { describeStory } from './story';
import { chooseFromMenu, press, untilMarked } from './treeRow';

const options = { vscode: 'newest', callbackUrl: 'http://127.0.0.1/', story: 'pipelines' } as const;

describeStory('pipelines in the view, their drafts and their history', options, (world) => {
  it('creates a pipeline in a folder and opens it', async () => {
    const { admin, workbench, screenshots } = world();
    const git = new GitLog(admin, sales);
    const text = (await git.show('main', 'Load Sales.orch.yaml')).replace(/description: .*/, 'description: "Shorter"');
    const files = { 'Load Sales.orch.yaml': text };
    await admin.addCommit({ ...sales, branch: 'main', message: 'Shorten the description', files });
    await signInFromWelcome(world());
    const { repositories, quickInput } = workbench;
    await repositories.unfold(repositories.repository(sales.slug));
    await repositories.folder('ingest').waitFor();
    await press(repositories.folder('ingest'), 'New Pipeline…');
    await quickInput.row('Orchestration').waitFor();
    await screenshots.take(workbench.page, 'kinds');
    await quickInput.choose('Orch', 'Orchestration');
    await quickInput.title('New orchestration').waitFor();
    await quickInput.answer('Ingest returns');
    await workbench.editorTab(/Ingest returns\.orch\.yaml/).waitFor();
    await workbench.untilEditorShows('type: "orchestration"');
    await repositories.unfold(repositories.folder('ingest'));
    await untilMarked(repositories.pipeline('Ingest returns'), 'A');
    await screenshots.take(workbench.page, 'new');
  });

  it('renames it', async () => {
    const { workbench, screenshots } = world();
    const { repositories, quickInput } = workbench;
    await chooseFromMenu(repositories.pipeline('Ingest returns'), 'Rename…');
    await quickInput.title('Rename Ingest returns').waitFor();
    await quickInput.answer('Ingest refunds');
    await quickInput.title('Rename Ingest returns.orch.yaml to ingest/Ingest refunds.orch.yaml').waitFor();
    await screenshots.take(workbench.page, 'references');
    await workbench.page.keyboard.press('Enter');
    await untilMarked(repositories.pipeline('Ingest refunds'), 'A');
    await workbench.editorTab(/Ingest refunds\.orch\.yaml/).waitFor();
  });

  it('deletes a pipeline, and brings it back', async () => {
    const { workbench, screenshots } = world();
    const { repositories, quickInput } = workbench;
    await repositories.unfold(repositories.folder('maintenance'));
    await chooseFromMenu(repositories.pipeline('Backfill month'), 'Delete');
    await quickInput.title('Delete Backfill month.orch.yaml').waitFor();
    await workbench.page.keyboard.press('Enter');
    const isDeleted = /“Backfill month\.orch\.yaml” is deleted here/;
    await workbench.notification(isDeleted).waitFor();
    await untilMarked(repositories.pipeline('Backfill month'), 'D');
    await screenshots.take(workbench.page, 'deleted');
    await workbench.answerNotification(isDeleted, 'Undo');
    await untilMarked(repositories.pipeline('Backfill month'), '');
  });

  it('lists drafts of every branch, discards one, and restores it', async () => {
    const { workbench, screenshots } = world();
    const drafts = new Pane(workbench.page, 'Drafts');
    await workbench.clearNotifications();
    await drafts.open();
    await press(drafts.row(/^Ingest refunds\.orch\.yaml, Added/), 'Discard Changes');
    await workbench.notification('Discarded 1 draft.').waitFor();
    await drafts.row(/^Ingest refunds\.orch\.yaml, Added/).waitFor({ state: 'detached' });
    await drafts.row(/Recently discarded/).click();
    const discarded = drafts.row(/^ingest\/Ingest refunds\.orch\.yaml\s+discarded/);
    await discarded.waitFor();
    await screenshots.take(workbench.page, 'discarded');
    await press(discarded, 'Restore Discarded Drafts');
    await drafts.row(/^Ingest refunds\.orch\.yaml, Added/).waitFor();
    await screenshots.take(workbench.page, 'restored');
  });

  it('shows the history of a pipeline, and makes a draft of an old version', async () => {
    const { workbench, screenshots } = world();
    const { repositories } = workbench;
    await workbench.clearNotifications();
    const history = new Pane(workbench.page, 'History');
    await chooseFromMenu(repositories.pipeline('Load Sales'), 'Show History');
    await history.row(/^Shorten the description, version \w{7}, Ben Okafor/).waitFor();
    await screenshots.take(workbench.page, 'history-of-file');
    await chooseFromMenu(history.row(/^Build the star schema/), 'Restore This Version');
    await workbench.editorTab(/Load Sales\.orch\.yaml/).waitFor();
    await workbench.untilEditorShows('Nightly load: ingest orders and products');
    await untilMarked(repositories.pipeline('Load Sales'), 'M');
    await history.row(/^Not committed yet/).waitFor();
    await screenshots.take(workbench.page, 'restored-version');
  });

  it('shows a commit as one comparison, and makes drafts that undo it', async () => {
    const { workbench, screenshots } = world();
    const { repositories } = workbench;
    const history = new Pane(workbench.page, 'History');
    await chooseFromMenu(repositories.repository(sales.slug), 'Show History');
    const commit = history.row(/^Add the monthly backfill, commit \w{7}/);
    await commit.waitFor();
    await press(history.row(/^Build the star schema/), 'Open Changes of Commit');
    await workbench.editorTab(/Build the star schema/).waitFor();
    await workbench.page.locator('.monaco-diff-editor .modified .view-line').first().waitFor();
    await screenshots.take(workbench.page, 'commit');
    await chooseFromMenu(commit, 'Revert Commit');
    const reverted = /Undoing commit \w{7} made one draft on main/;
    await workbench.notification(reverted).waitFor();
    await workbench.answerNotification(reverted, 'Show changes');
    await workbench.sourceControl.change('Backfill month.orch.yaml').waitFor();
    await screenshots.take(workbench.page, 'reverted');
  });

  it('commits all of it, and Git has it', async () => {
    const { admin, workbench } = world();
    await workbench.sourceControl.commit('Tidy up');
    await workbench.notification(/Committed \w{7} to main as Anna Schmidt/).waitFor();
    const git = new GitLog(admin, sales);
    assert.deepEqual(await git.read('main', 2), ['Anna Schmidt: Tidy up', 'Ben Okafor: Shorten the description']);
    assert.deepEqual(await git.readTouched('main'), [
      'M Load Sales.orch.yaml',
      'A ingest/Ingest refunds.orch.yaml',
      'D maintenance/Backfill month.orch.yaml',
    ]);
  });
});
