import assert from 'node:assert/strict';
import { findSecretsKept } from './findSecretsKept';
import { signIn } from './signIn';
import { createWorld, type World } from './world';

describe('signing in and reading a pipeline, in the newest VS Code', function () {
  this.timeout(120_000);
  this.bail(true);
  let world: World;

  before(async () => {
    world = await createWorld({ vscode: 'newest', callbackUrl: 'http://127.0.0.1/', story: 'newest' });
  });
  after(() => world.stop());

  it('goes from the welcome view over the consent page to the repositories', async () => {
    await signIn(world);
    const { workbench, screenshots } = world;
    for (const workspace of ['Acme Corp', 'Northwind Traders', 'Data Lab']) {
      await workbench.repositories.workspace(workspace).waitFor();
    }
    await screenshots.take(workbench.page, 'signed-in');
  });

  it('lists the repositories Anna can write to, and no others', async () => {
    const { repositories } = world.workbench;
    for (const workspace of ['Acme Corp', 'Northwind Traders', 'Data Lab']) {
      await repositories.unfold(repositories.workspace(workspace));
    }
    const writable = ['sales-analytics', 'website', 'mobile-app', 'customer-360', 'legacy-etl', 'odd-names'];
    for (const slug of writable) await repositories.repository(slug).waitFor();
    for (const slug of ['finance-archive', 'hr-reports']) assert.equal(await repositories.repository(slug).count(), 0);
    await world.screenshots.take(world.workbench.page, 'repositories');
  });

  it('finds a repository by a part of its name, and shows all again', async () => {
    const { workbench, screenshots } = world;
    const { repositories } = workbench;
    await workbench.runCommand('Maia: Search Repositories');
    await workbench.quickInput.answer('analytics');
    await repositories.repository('website').waitFor({ state: 'detached' });
    await repositories.repository('sales-analytics').waitFor();
    await screenshots.take(workbench.page, 'search');
    await workbench.runCommand('Maia: Clear Repository Search');
    await repositories.repository('website').waitFor();
  });

  it('shows the pipelines in a repository and opens one', async () => {
    const { workbench, screenshots } = world;
    const { repositories } = workbench;
    await repositories.unfold(repositories.repository('sales-analytics'));
    await repositories.pipeline('Load sales').waitFor();
    await screenshots.take(workbench.page, 'pipelines');
    await repositories.pipeline('Load sales').click();
    await workbench.editorTab(/Load sales\.orch\.yaml/).waitFor();
    assert.match(await workbench.readEditor(), /type: "?orchestration"?/);
    await screenshots.take(workbench.page, 'pipeline');
  });

  it('looks at home in every kind of theme', async () => {
    const { workbench, screenshots } = world;
    const themes = { light: 'Light Modern', 'high-contrast': 'Dark High Contrast', dark: 'Dark Modern' };
    for (const [name, theme] of Object.entries(themes)) {
      await workbench.changeTheme(theme);
      await workbench.openMaiaView();
      await screenshots.take(workbench.page, `theme-${name}`);
    }
  });

  it('opens branch feature/X of a repository as a folder', async () => {
    const { workbench, screenshots } = world;
    await workbench.runCommand('Maia: Open Repository');
    await workbench.quickInput.choose('sales', /sales[- ]analytics/i);
    await workbench.quickInput.choose('feature/X', 'feature/X');
    await workbench.page.waitForURL(/folder=/);
    await workbench.untilReady();
    await workbench.untilTitled('acme/sales-analytics @ feature/X');
    await workbench.runCommand('View: Show Explorer');
    await workbench.page.locator('.explorer-folders-view').getByRole('treeitem', { name: 'README.md' }).waitFor();
    await screenshots.take(workbench.page, 'branch-as-folder');
  });

  it('is still signed in after the window has been reloaded', async () => {
    const { workbench, screenshots } = world;
    await workbench.reload();
    await workbench.openMaiaView();
    await workbench.repositories.workspace('Acme Corp').waitFor();
    await screenshots.take(workbench.page, 'after-reload');
  });

  it('keeps every token and secret out of files, logs, addresses and messages', async () => {
    assert.ok(world.tokens.secrets.size >= 4, 'The recorder has not seen a sign-in.');
    assert.deepEqual(await findSecretsKept(world), []);
  });

  it('shows the welcome view again once Anna has signed out', async () => {
    const { workbench, screenshots } = world;
    await workbench.runCommand('Maia: Sign Out of Bitbucket');
    const question = workbench.dialog(/sign out/i);
    await question.or(workbench.repositories.welcome).first().waitFor();
    if (await question.isVisible()) await workbench.answerDialog(/sign out/i, 'Sign Out');
    await workbench.repositories.welcome.waitFor();
    await screenshots.take(workbench.page, 'signed-out');
    assert.deepEqual(await findSecretsKept(world), []);
  });
});
