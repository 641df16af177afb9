import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GraphPage } from './graphPage';
import { signInFromWelcome } from './signIn';
import { sales } from './commitStory';
import { describeStory } from './story';
import { untilMarked } from './treeRow';

const options = { vscode: 'newest', callbackUrl: 'http://127.0.0.1/', story: 'graph' } as const;
/** The last one stays. */
const themes = [
  { theme: 'Dark Modern', kind: 'vs-dark' },
  { theme: 'Dark High Contrast', kind: 'hc-black' },
  { theme: 'Light Modern', kind: 'vs' },
];

describeStory('the graph of a pipeline beside its text', options, (world) => {
  const graph = () => new GraphPage(world().workbench.page);

  /** Puts the cursor into the text, as a person does. */
  const clickLine = (text: string) => {
    const lines = world().workbench.page.locator('.view-lines .view-line');
    // At its beginning: in the middle of a long line the editor would have to scroll.
    return lines
      .filter({ hasText: text })
      .first()
      .click({ position: { x: 60, y: 9 } });
  };

  /** Exports a picture to the place that the dialog suggests, and reads what is on the disk of VS Code's server. */
  const exportPicture = async (button: string, file: string): Promise<Buffer> => {
    const { workbench, screenshots, home } = world();
    await graph().button(button).click();
    await workbench.quickInput.title('Export Pipeline Graph').waitFor();
    await screenshots.take(workbench.page, 'save-dialog');
    await workbench.page.keyboard.press('Enter');
    await workbench.notification(`The graph was exported to “${join(home, file)}”.`).waitFor();
    await screenshots.take(workbench.page, 'exported');
    await workbench.clearNotifications();
    return readFileSync(join(home, file));
  };

  it('opens from the editor’s title, beside the text', async () => {
    const { workbench, screenshots } = world();
    await signInFromWelcome(world());
    const { repositories, page } = workbench;
    await repositories.unfold(repositories.repository(sales.slug));
    await repositories.pipeline('Load Sales').click();
    await workbench.untilEditorShows('type: "orchestration"');
    await page.getByRole('button', { name: 'Show Pipeline Graph to the Side' }).first().click();
    await graph().node('Start').waitFor();
    await screenshots.take(page, 'beside');
  });

  it('selects in the text what is clicked, and follows the cursor', async () => {
    const { workbench, screenshots } = world();
    const second = graph().nodes.nth(1);
    await second.click();
    await workbench.page.locator('.monaco-editor .selected-text').first().waitFor();
    await clickLine('version:');
    await graph().untilSelected(undefined);
    await clickLine('type: "start"');
    await graph().untilSelected('Start');
    await screenshots.take(workbench.page, 'selected');
  });

  it('writes where a component is moved to, in one step that is undone at once', async () => {
    const { workbench, screenshots } = world();
    const node = graph().node('Start');
    const before = await node.getAttribute('transform');
    await node.click();
    await workbench.page.keyboard.press('Alt+ArrowDown');
    await graph().untilMoved('Start', before);
    // The text has taken it, and the editor in the browser saves by itself.
    await untilMarked(workbench.repositories.pipeline('Load Sales'), 'M');
    await screenshots.take(workbench.page, 'moved');
    const moved = await node.getAttribute('transform');
    await clickLine('version:');
    await workbench.page.keyboard.press('Control+z');
    await graph().untilMoved('Start', moved);
    assert.equal(await node.getAttribute('transform'), before);
  });

  it('has a problem that only the repository’s other files show on its component, until it is mended', async () => {
    const { workbench, screenshots } = world();
    await clickLine('version:');
    await workbench.changeLine(24, 'orchestrationJob: "ingest/Ingest nothing.orch.yaml"');
    await graph().labelled('Ingest Orders, Run Orchestration, 1 problem').waitFor();
    await screenshots.take(workbench.page, 'problem');
    await workbench.changeLine(24, 'orchestrationJob: "ingest/Ingest orders.orch.yaml"');
    await graph().labelled('Ingest Orders, Run Orchestration').waitFor();
  });

  it('exports the picture as SVG, a whole file with every name in it', async () => {
    const { page } = world().workbench;
    const svg = (await exportPicture('Export as SVG…', 'Load Sales.svg')).toString('utf8');
    const read = `(text) => {
      const drawing = new DOMParser().parseFromString(text, 'image/svg+xml');
      const names = [...drawing.querySelectorAll('.name')].map((it) => it.textContent);
      return { root: drawing.documentElement.localName, error: drawing.querySelector('parsererror') !== null, names };
    }`;
    const { root, error, names } = await page.evaluate<{ root: string; error: boolean; names: string[] }>(
      `(${read})(${JSON.stringify(svg)})`,
    );
    assert.deepEqual([root, error], ['svg', false]);
    assert.equal(names.length, 12);
    for (const name of ['Start', 'Ingest Orders', 'Full Reload?', 'End Failure']) assert.ok(names.includes(name), name);
  });

  it('exports the same as PNG, in twice the size', async () => {
    const svg = readFileSync(join(world().home, 'Load Sales.svg'), 'utf8');
    const png = await exportPicture('Export as PNG…', 'Load Sales.png');
    assert.deepEqual([...png.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    assert.equal(png.toString('latin1', 12, 16), 'IHDR');
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [2 * Number(width), 2 * Number(height)]);
  });

  it('is there again after Reload Window, pinned as it was, and follows the cursor', async () => {
    const { workbench, screenshots } = world();
    await graph().button('Stay with This Pipeline').click();
    await graph().button('Follow the Active Pipeline').waitFor();
    await workbench.reloadWindow();
    // Every extension starts anew before the page is asked for.
    await graph().node('Start').waitFor();
    await graph().button('Follow the Active Pipeline').waitFor();
    await workbench.editorTab('Graph: Load Sales').waitFor();
    await clickLine('type: "start"');
    await graph().untilSelected('Start');
    await screenshots.take(workbench.page, 'reloaded');
  });

  it('can be read in every kind of theme', async () => {
    const { workbench, screenshots } = world();
    for (const { theme, kind } of themes) {
      await workbench.changeTheme(theme);
      await workbench.page.locator(`.monaco-workbench.${kind}`).waitFor();
      await screenshots.take(workbench.page, theme.replaceAll(' ', '-').toLowerCase());
    }
  });
});
