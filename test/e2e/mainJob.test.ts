import assert from 'node:assert/strict';
import { findSecretsKept } from './findSecretsKept';
import { signInFromWelcome } from './signIn';
import { describeStory } from './story';

const title = 'signing in and reading a pipeline, in the newest VS Code';
const workspaces = ['Acme Corp', 'Northwind Traders', 'Data Lab'];

/** Those that are on offer at any time while somebody is signed in. */
const palette = [
  'Sign In to Bitbucket',
  'Sign Out of Bitbucket',
  'Sign In with an API Token',
  'Switch Account',
  'Reauthorize',
  'Manage Authorization on Bitbucket',
  'Show Account',
  'Diagnose Connection',
  'Paste Bitbucket Consumer',
  'Copy Request for My Administrator',
  'Search Repositories',
  'Filter Repositories',
  'Refresh Repositories',
  'Open Pipeline',
  'Open Repository',
  'Show Another Branch',
  'Choose Account for Repository',
  'Show Log',
];

describeStory(title, { vscode: 'newest', callbackUrl: 'http://127.0.0.1/', story: 'newest' }, (world) => {
  it('goes from the welcome view over the consent page to the repositories', async () => {
    await signInFromWelcome(world());
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
    await repositories.message(/^Showing 1 of 8 · search “analytics”$/).waitFor();
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

  it('opens files whose names are hard to write in an address', async () => {
    const { workbench, screenshots } = world();
    const { repositories } = workbench;
    await repositories.unfold(repositories.row(/^Odd Names/));
    const pipelines = {
      '100% load': 'A per cent sign in the name',
      'hash#tag': 'A hash sign in the name',
      'Größe & Umfang': 'Umlauts and an ampersand',
      'percent%20encoded': 'Looks encoded and is not',
    };
    for (const [name, description] of Object.entries(pipelines)) {
      await repositories.pipeline(name).click();
      await workbench.editorTab(new RegExp(`^${name}\\.`)).waitFor();
      await workbench.untilEditorShows(description);
    }
    await screenshots.take(workbench.page, 'odd-names');
    await repositories.row(/^Odd Names/).click();
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

  it('offers every command after the window has been reloaded, before the view was shown', async () => {
    const { workbench, screenshots } = world();
    await workbench.reload();
    // Extensions are known now; a palette that was opened before does not hear of them.
    await workbench.page.locator('.explorer-folders-view').getByRole('treeitem', { name: 'README.md' }).waitFor();
    await workbench.page.keyboard.press('F1');
    for (const command of palette) {
      await workbench.quickInput.type(`>Maia: ${command}`);
      await workbench.quickInput.row(`Maia: ${command}`).first().waitFor();
    }
    await workbench.quickInput.type('>Maia: ');
    await screenshots.take(workbench.page, 'palette');
    await workbench.page.keyboard.press('Escape');
    await workbench.runCommand('Maia: Search Repositories');
    await workbench.quickInput.answer('analytics');
    await workbench.repositories.message(/^Showing 1 of 8 · search “analytics”$/).waitFor();
    await workbench.repositories.repository('sales-analytics').waitFor();
    await screenshots.take(workbench.page, 'search-after-reload');
  });

  it('is still signed in after the window has been reloaded', async () => {
    const { workbench, screenshots } = world();
    await workbench.reload();
    // The view was in front, so it comes back by itself; a click would be one too many and close it.
    await workbench.repositories.workspace('Acme Corp').waitFor();
    await screenshots.take(workbench.page, 'after-reload');
  });

  it('keeps every token and secret out of files, logs, addresses and messages', async () => {
    assert.ok(world().tokens.secrets.size >= 4, 'The recorder has not seen a sign-in.');
    assert.deepEqual(await findSecretsKept(world()), []);
  });

  it('stays in the folder, without a dialog, when Anna signs out there', async () => {
    const { workbench, screenshots } = world();
    await workbench.runCommand('Maia: Focus on Repositories View');
    await workbench.runCommand('Maia: Sign Out of Bitbucket');
    await workbench.answerDialog('Sign out of Bitbucket as Anna Schmidt?', 'Sign out');
    // Nobody brings it to the front again: signing out leaves people where they were.
    await workbench.repositories.welcome.waitFor();
    await screenshots.take(workbench.page, 'signed-out-in-folder');
    assert.equal(await workbench.dialog('').count(), 0);
    assert.match(workbench.page.url(), /folder=/);
    await workbench.untilTitled('acme/sales-analytics @ feature/X');
  });

  it('shows the welcome view in an empty window, too, once Anna has signed out', async () => {
    const { workbench, screenshots, server } = world();
    await workbench.open(`${server.url}?ew=true`);
    await workbench.openMaiaView();
    await workbench.repositories.welcome.waitFor();
    await screenshots.take(workbench.page, 'signed-out');
    assert.deepEqual(await findSecretsKept(world()), []);
  });
});
