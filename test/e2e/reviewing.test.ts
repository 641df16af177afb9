import assert from 'node:assert/strict';
import { ingestOrders, loadSales } from '../emulator/seeds/ingestPipelines';
import { sales } from './commitStory';
import { signInAndOpenFolder } from './openFolder';
import { Pane } from './pane';
import { describeStory } from './story';
import { chooseFromMenu, press } from './treeRow';
import type { World } from './world';

const options = { vscode: 'newest', callbackUrl: 'http://127.0.0.1/', story: 'reviewing' } as const;
const branch = 'feature/X';
/** The last one stays. */
const themes = [
  { theme: 'Light Modern', kind: 'vs' },
  { theme: 'Dark High Contrast', kind: 'hc-black' },
  { theme: 'Dark Modern', kind: 'vs-dark' },
];

describeStory('reviewing a branch file by file, in the newest VS Code', options, (world) => {
  const pane = () => new Pane(world().workbench.page, 'Review');

  it('begins with what changed in each file, in words', async () => {
    const { workbench, screenshots, admin } = world();
    await addChanges(world());
    await signInAndOpenFolder(world(), { slug: sales.slug, branch });
    await workbench.explorer.row('Load Sales.orch.yaml').waitFor();
    await workbench.openFile('README.md');
    await workbench.untilEditorShows('# Sales analytics');
    await admin.resetRequests();
    await workbench.runCommand('Maia: Review Branch');
    await pane()
      .row(/^Load Sales, Empty Facts is skipped now; Build Facts now leads to End Success on success/)
      .waitFor();
    await pane()
      .row(/^Ingest orders, Only the layout changed, ingest/)
      .waitFor();
    await pane()
      .row(/^Forecast by region, New pipeline, transform/)
      .waitFor();
    await pane()
      .row(/^Backfill month, Deleted pipeline, maintenance/)
      .waitFor();
    await pane()
      .row(/^README\.md, Changed; no pipeline/)
      .waitFor();
    // The repository, where both branches are, where they parted, what changed; then both sides of two pipelines.
    const { requests } = await admin.readRequests();
    const asked = requests.map(({ path }) => path).filter((path) => path.includes(sales.slug));
    assert.equal(asked.length, 8, asked.join('\n'));
    for (const { theme, kind } of themes) {
      await workbench.changeTheme(theme);
      await workbench.page.locator(`.monaco-workbench.${kind}`).waitFor();
      await screenshots.take(workbench.page, `list-${theme.replaceAll(' ', '-').toLowerCase()}`);
    }
  });

  it('leads by keyboard from a file to its changes, and to the place of one', async () => {
    const { workbench, screenshots } = world();
    const { keyboard } = workbench.page;
    await pane()
      .row(/^Load Sales,/)
      .click();
    await workbench.editorTab(/Load Sales\.orch\.yaml \(Review: feature\/X against main\)/).waitFor();
    await workbench.page.locator('.monaco-diff-editor .modified .line-insert').first().waitFor();
    await workbench.runCommand('Maia: Focus on Review View');
    await keyboard.press('ArrowRight');
    const change = pane().row(/^Empty Facts is skipped now/);
    await change.waitFor();
    await screenshots.take(workbench.page, 'unfolded');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await workbench.page.locator('.monaco-diff-editor .modified .selected-text').first().waitFor();
  });

  it('shows a file without layout, and as a graph, from its row', async () => {
    const { workbench, screenshots } = world();
    await press(pane().row(/^Load Sales,/), 'Compare Ignoring Layout');
    await workbench.editorTab(/Load Sales.*without layout/).waitFor();
    await screenshots.take(workbench.page, 'without-layout');
    await chooseFromMenu(pane().row(/^Load Sales,/), 'Compare as Graph');
    await workbench.editorTab(/Graph: Load Sales/).waitFor();
    const page = workbench.page.locator('iframe.webview.ready').last().contentFrame();
    await page.locator('iframe').contentFrame().locator('svg').first().waitFor();
    await screenshots.take(workbench.page, 'graph');
  });

  it('shows all files in one editor, and goes away when it is closed', async () => {
    const { workbench, screenshots } = world();
    await workbench.runCommand('Maia: Open All in One Editor');
    await workbench.editorTab(/Review: feature\/X against main/).waitFor();
    await workbench.page.locator('.multiDiffEntry').first().waitFor();
    await screenshots.take(workbench.page, 'together');
    await workbench.runCommand('Maia: Close Review');
    await pane()
      .row(/^README\.md/)
      .waitFor({ state: 'detached' });
  });
});

/** What the branch has besides its own new pipeline: a change, a move on the canvas, a deletion, and other files. */
async function addChanges({ admin }: World): Promise<void> {
  const changed = loadSales
    .replace('type: "sql-executor"\n', 'type: "sql-executor"\n      skipped: true\n')
    .replace('- "Revenue Report"\n', '- "End Success"\n');
  await admin.addCommit({
    ...sales,
    branch,
    author: 'anna',
    message: 'Skip the products',
    files: {
      'Load Sales.orch.yaml': changed,
      'ingest/Ingest orders.orch.yaml': ingestOrders.replace('x: -400', 'x: -500'),
      'README.md': '# Sales analytics\n',
    },
    deleted: ['maintenance/Backfill month.orch.yaml'],
  });
}
