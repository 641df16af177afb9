import assert from 'node:assert/strict';
import { findSecretsKept } from './findSecretsKept';
import { signIn } from './signIn';
import { describeStory } from './story';

const title = 'signing in and reading a pipeline, in the newest VS Code';
const workspaces = ['Acme Corp', 'Northwind Traders', 'Data Lab'];

describeStory(title, { vscode: 'newest', callbackUrl: 'http://127.0.0.1/', story: 'newest' }, (world) => {
  it('goes from the welcome view over the consent page to the repositories', async () => {
    await signIn(world());
    const { workbench, screenshots } = world();
    for (const workspace of workspaces) await workbench.repositories.workspace(workspace).waitFor();
    await screenshots.take(workbench.page, 'signed-in');
  });

  it('lists the repositories Anna can write to, and no others', async () => {
    const { workbench, screenshots } = world();
    await workbench.clearNotifications();
    await screenshots.take(workbench.page, 'repositories');
    assert.deepEqual((await workbench.repositories.readRepositories()).sort(), [
      'Customer 360',
      'Empty Project',
      'Legacy ETL',
      'Mixed Default',
      'Mobile App',
      'Odd Names: Ümläuts & more',
      'Sales Analytics',
      'Website',
    ]);
  });

  it('finds a repository by a part of its name, and shows all again', async () => {
    const { workbench, screenshots } = world();
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
    const { workbench, screenshots } = world();
    const { repositories } = workbench;
    await repositories.unfold(repositories.repository('sales-analytics'));
    await repositories.pipeline('Load Sales').waitFor();
    await screenshots.take(workbench.page, 'pipelines');
    await repositories.pipeline('Load Sales').click();
    await workbench.editorTab(/Load Sales\.orch\.yaml/).waitFor();
    assert.match(await workbench.readEditor(), /type: "?orchestration"?/);
    await screenshots.take(workbench.page, 'pipeline');
  });

  it('looks at home in every kind of theme', async () => {
    const { workbench, screenshots } = world();
    const themes = { dark: 'Dark Modern', 'high-contrast': 'Dark High Contrast', light: 'Light Modern' };
    for (const [name, theme] of Object.entries(themes)) {
      await workbench.changeTheme(theme);
      await screenshots.take(workbench.page, `theme-${name}`);
    }
  });

  it('opens branch feature/X of a repository as a folder', async () => {
    const { workbench, screenshots } = world();
    await workbench.runCommand('Maia: Open Repository');
    await workbench.quickInput.choose('sales', 'sales-analytics');
    await workbench.quickInput.choose('feature', 'feature/X');
    await workbench.page.waitForURL(/folder=/);
    await workbench.untilReady();
    await workbench.untilTitled('acme/sales-analytics @ feature/X');
    await workbench.runCommand('View: Show Explorer');
    await workbench.page.locator('.explorer-folders-view').getByRole('treeitem', { name: 'README.md' }).waitFor();
    await screenshots.take(workbench.page, 'branch-as-folder');
  });

  it('is still signed in after the window has been reloaded', async () => {
    const { workbench, screenshots } = world();
    await workbench.reload();
    await workbench.openMaiaView();
    await workbench.repositories.workspace('Acme Corp').waitFor();
    await screenshots.take(workbench.page, 'after-reload');
  });

  it('keeps every token and secret out of files, logs, addresses and messages', async () => {
    assert.ok(world().tokens.secrets.size >= 4, 'The recorder has not seen a sign-in.');
    assert.deepEqual(await findSecretsKept(world()), []);
  });

  it('shows the welcome view again once Anna has signed out in an empty window', async () => {
    const { workbench, screenshots, server } = world();
    await workbench.open(`${server.url}?ew=true`);
    await workbench.openMaiaView();
    await workbench.repositories.workspace('Acme Corp').waitFor();
    await workbench.runCommand('Maia: Sign Out of Bitbucket');
    await workbench.answerDialog('Sign out of Bitbucket as Anna Schmidt?', 'Sign out');
    await workbench.repositories.welcome.waitFor();
    await screenshots.take(workbench.page, 'signed-out');
    assert.deepEqual(await findSecretsKept(world()), []);
  });
});
