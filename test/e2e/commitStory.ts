import assert from 'node:assert/strict';
import { GitLog } from './gitLog';
import { signInAndOpenFolder } from './openFolder';
import { untilMarked } from './treeRow';
import type { World } from './world';

export const sales = { workspace: 'acme', slug: 'sales-analytics' };
const description = 'description: "Nightly load of orders and products"';

/** The steps from an opened folder to a commit that Git knows. */
export function tellCommitStory(world: () => World): void {
  it('opens the branch main of a repository as a folder', async () => {
    await signInAndOpenFolder(world(), { slug: sales.slug, branch: 'main' });
    await world().workbench.explorer.row('Load Sales.orch.yaml').waitFor();
  });

  it('marks a pipeline that Anna changed in the gutter, in the Explorer and in the Repositories view', async () => {
    const { workbench, screenshots } = world();
    await workbench.explorer.row('Load Sales.orch.yaml').click();
    await workbench.editorTab(/Load Sales\.orch\.yaml/).waitFor();
    await workbench.untilEditorShows('type: "orchestration"');
    await workbench.changeLine(5, description);
    await workbench.save();
    await workbench.page.locator('.editor-group-container.active .dirty-diff-glyph').first().waitFor();
    await untilMarked(workbench.explorer.row('Load Sales.orch.yaml'), 'M');
    await screenshots.take(workbench.page, 'explorer');
    await workbench.openMaiaView();
    const { repositories } = workbench;
    await repositories.unfold(repositories.repository(sales.slug));
    await untilMarked(repositories.pipeline('Load Sales'), 'M');
    await screenshots.take(workbench.page, 'repositories');
  });

  it('lists the change in Source Control, and shows what it changes', async () => {
    const { workbench, screenshots } = world();
    const { sourceControl } = workbench;
    await sourceControl.open();
    await sourceControl.change('Load Sales.orch.yaml').click();
    await workbench.editorTab(/Load Sales\.orch\.yaml \(branch ↔ draft\)/).waitFor();
    await workbench.page.locator('.monaco-diff-editor .modified .line-insert').first().waitFor();
    await screenshots.take(workbench.page, 'diff');
  });

  it('commits with a message, and says once what that means for Maia', async () => {
    const { workbench, screenshots } = world();
    await workbench.sourceControl.commit('Describe the nightly load in fewer words');
    await workbench.notification(/Committed \w{7} to main as Anna Schmidt.*Maia does not have it yet/).waitFor();
    await workbench.sourceControl.change('Load Sales.orch.yaml').waitFor({ state: 'detached' });
    await screenshots.take(workbench.page, 'committed');
  });

  it('has put it into Git as it was written, with Anna as its author', async () => {
    const git = new GitLog(world().admin, sales);
    assert.deepEqual(await git.read('main', 2), [
      'Anna Schmidt: Describe the nightly load in fewer words',
      'Anna Schmidt: Add the monthly backfill',
    ]);
    assert.deepEqual(await git.readTouched('main'), ['M Load Sales.orch.yaml']);
    const lines = (await git.show('main', 'Load Sales.orch.yaml')).split('\n');
    assert.equal(lines[4], `    ${description}`);
  });
}
