import assert from 'node:assert/strict';
import { sales } from './commitStory';
import { GitLog } from './gitLog';
import { signInAndOpenFolder } from './openFolder';
import { describeStory } from './story';
import { chooseFromMenu } from './treeRow';

const options = { vscode: 'newest', callbackUrl: 'http://127.0.0.1/', story: 'renaming' } as const;
const parent = 'Load Sales.orch.yaml';
const moved = 'maintenance/Rebuild facts.orch.yaml';
let lines: readonly string[] = [];

/** Where a text is on its first line. */
function placeOf(text: string): readonly [line: number, column: number] {
  const index = lines.findIndex((line) => line.includes(text));
  return [index + 1, (lines[index] ?? '').indexOf(text) + 2];
}

function countOf(text: string, name: string): number {
  return text.split(name).length - 1;
}

describeStory('finding one’s way in a repository, and renaming, in the newest VS Code', options, (world) => {
  const goTo = (text: string) => world().workbench.goTo(...placeOf(text));

  it('goes from a pipeline to the one that it runs, which says how many run it', async () => {
    const { admin, workbench, screenshots } = world();
    const text = await new GitLog(admin, sales).show('main', parent);
    lines = text.split('\n');
    const files = { [moved]: text.replace('transform/Sales facts', 'facts/Sales facts') };
    await admin.addCommit({ ...sales, branch: 'main', message: 'Rebuild the facts', files });
    await signInAndOpenFolder(world(), { slug: sales.slug, branch: 'main' });
    await workbench.openFile(parent);
    await workbench.untilEditorShows('type: "orchestration"');
    await goTo('transform/Sales facts');
    await workbench.page.keyboard.press('F12');
    await workbench.page.locator('.tab.active').filter({ hasText: 'Sales facts.tran.yaml' }).waitFor();
    await workbench.page
      .locator('.codelens-decoration')
      .getByText(/Used by 1 pipeline/)
      .waitFor();
    await screenshots.take(workbench.page, 'used-by');
  });

  it('renames a component everywhere in its pipeline', async () => {
    const { workbench, screenshots } = world();
    const { page } = workbench;
    await workbench.openFile(parent);
    await goTo('Build Facts:');
    await page.keyboard.press('F2');
    const box = page.locator('.rename-box input');
    await box.fill('Load Facts');
    await screenshots.take(page, 'component');
    await page.keyboard.press('Enter');
    await workbench.untilEditorShows('Load Facts:');
    const text = await workbench.readEditor();
    assert.deepEqual([countOf(text, 'Load Facts'), countOf(text, 'Build Facts')], [3, 0]);
    await page.keyboard.press('Control+Z');
    await workbench.untilEditorShows('Build Facts:');
    await workbench.save();
  });

  it('shows what only may mean a pipeline before it is renamed', async () => {
    const { workbench, screenshots } = world();
    const { page, repositories, quickInput } = workbench;
    await workbench.openMaiaView();
    await repositories.unfold(repositories.repository(sales.slug));
    await repositories.unfold(repositories.folder('transform'));
    await chooseFromMenu(repositories.pipeline('Sales facts'), 'Rename…');
    await quickInput.title('Rename Sales facts').waitFor();
    await quickInput.answer('Facts of sales');
    await quickInput.title('Rename Sales facts.tran.yaml to transform/Facts of sales.tran.yaml').waitFor();
    const unread = quickInput.row(/Look into the/);
    if ((await unread.count()) > 0) await unread.click();
    await quickInput.row(moved).waitFor();
    await screenshots.take(page, 'references');
    await quickInput.row('Rename').first().click();
    const preview = page.locator('.bulk-edit-panel');
    const unsure = preview.locator('.monaco-list-row').filter({ hasText: 'Rebuild facts.orch.yaml' });
    await unsure.waitFor();
    await screenshots.take(page, 'preview');
  });

  it('changes the pipeline that surely runs it along with it, and leaves the other one alone', async () => {
    const { workbench, screenshots } = world();
    const { page, repositories } = workbench;
    await page.locator('.bulk-edit-panel').getByRole('button', { name: 'Apply' }).click();
    await repositories.pipeline('Facts of sales').waitFor();
    // Both have it on the same line.
    await workbench.openFile(moved);
    await goTo('transform/Sales facts');
    await workbench.untilEditorShows('"facts/Sales facts.tran.yaml"');
    await workbench.openFile(parent);
    await goTo('transform/Sales facts');
    await workbench.untilEditorShows('transform/Facts of sales.tran.yaml');
    await screenshots.take(page, 'renamed');
  });

  it('brings all of it back in one step', async () => {
    const { workbench } = world();
    await workbench.page.keyboard.press('Control+Z');
    await workbench.untilEditorShows('transform/Sales facts.tran.yaml');
    await workbench.explorer.row('Sales facts.tran.yaml').waitFor();
  });
});
