import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { askUntilShown } from './askUntilShown';
import { sales } from './commitStory';
import { GitLog } from './gitLog';
import { signInAndOpenFolder } from './openFolder';
import { describeStory } from './story';
import { untilMarked } from './treeRow';
import type { World } from './world';

const options = {
  vscode: 'newest',
  callbackUrl: 'http://127.0.0.1/',
  story: 'pipelineWriting',
  // Each step gives the file back what was saved last.
  settings: { 'files.autoSave': 'off' },
} as const;
const file = 'Load Sales.orch.yaml';
/** Of the pipeline as it comes from Bitbucket. */
let lines: readonly string[] = [];

/** The first line with a text; they count from 1. */
function lineOf(text: string): number {
  const index = lines.findIndex((line) => line.includes(text));
  assert.ok(index >= 0, text);
  return index + 1;
}

describeStory('a pipeline that is written by hand, in the newest VS Code', options, (world) => {
  it('proposes where a transition can lead', async () => {
    const { admin, workbench, screenshots } = world();
    lines = (await new GitLog(admin, sales).show('main', file)).split('\n');
    await signInAndOpenFolder(world(), { slug: sales.slug, branch: 'main' });
    await workbench.openFile(file);
    await workbench.untilEditorShows('type: "orchestration"');
    await workbench.changeLine(lineOf('- "Ingest Products"'), '- "');
    await suggest(world());
    await proposal(world(), 'Ingest Products').waitFor();
    for (const theme of ['Light Modern', 'Dark High Contrast', 'Dark Modern']) {
      await workbench.page.keyboard.press('Escape');
      await workbench.changeTheme(theme);
      await suggest(world());
      await proposal(world(), 'Ingest Products').waitFor();
      await screenshots.take(workbench.page, `transition-${theme.replaceAll(' ', '-').toLowerCase()}`);
    }
    await proposal(world(), 'Ingest Products').click();
    await workbench.untilEditorShows('- "Ingest Products"');
    await revert(world());
  });

  it('proposes the pipelines of the repository that a component can run', async () => {
    const { workbench, screenshots } = world();
    await workbench.changeLine(lineOf('orchestrationJob: "ingest/Ingest orders'), 'orchestrationJob: "');
    await suggest(world());
    await proposal(world(), 'maintenance/Backfill month.orch.yaml').waitFor();
    await screenshots.take(workbench.page, 'child-paths');
    await proposal(world(), 'maintenance/Backfill month.orch.yaml').click();
    await workbench.untilEditorShows('orchestrationJob: "maintenance/Backfill month.orch.yaml"');
    await revert(world());
  });

  it('inserts a whole component, with its place on the canvas', async () => {
    const { workbench, screenshots } = world();
    const { page } = workbench;
    await workbench.goTo(lineOf('componentName: "End Failure"'));
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    for (let level = 0; level < 2; level++) await page.keyboard.press('Shift+Tab');
    await suggest(world());
    await page.keyboard.insertText('iterator');
    await proposal(world(), 'Fixed Iterator + Run Orchestration').waitFor();
    await screenshots.take(page, 'components');
    await proposal(world(), 'Fixed Iterator + Run Orchestration').click();
    await workbench.untilEditorShows('iterationTarget: "Run Orchestration"');
    await screenshots.take(page, 'component');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+End');
    await workbench.untilEditorShows(/^ {4}Run Orchestration:$/);
    const places = /^ {4}Fixed Iterator:\n {6}position:\n {8}x: \d+\n {8}"y": \d+\n {6}tempMetlId:$/m;
    assert.match(await workbench.readEditor(), places);
    // Nothing leads to it yet: a warning, and no error.
    await page
      .locator('.statusbar-item')
      .getByRole('button', { name: /^Warnings: \d+/ })
      .waitFor();
    await screenshots.take(page, 'place');
    await revert(world());
  });

  it('says under the pointer what a component is, what is around it and what it is given', async () => {
    const { workbench, screenshots } = world();
    const { page } = workbench;
    await workbench.goTo(lineOf('    Build Facts:'));
    const name = page.locator('.view-line').filter({ hasText: /^\s*Build.Facts:$/ });
    const hover = page
      .locator('.monaco-hover:visible')
      .filter({ hasText: 'Build Facts · Run Transformation' })
      .filter({ hasText: 'Comes from: Build Dimensions (success)' })
      .filter({ hasText: 'Leads to: Revenue Report (success), End Failure (failure)' })
      .filter({ hasText: 'transformationJob: transform/Sales facts.tran.yaml' });
    await askUntilShown(hover.first(), async () => {
      await page.mouse.move(640, 799);
      await name.getByText('Build').last().hover();
    });
    await page.screenshot({ path: `${screenshots.folder}/hover.png`, animations: 'disabled', caret: 'hide' });
    await page.mouse.move(640, 799);
  });

  it('duplicates a component, skips it and takes that back', async () => {
    const { workbench, screenshots } = world();
    await workbench.goTo(lineOf('    Empty Facts:'));
    await refactor(world(), 'Duplicate “Empty Facts”', () => screenshots.take(workbench.page, 'refactorings'));
    await workbench.untilEditorShows(/^ {4}Empty Facts 2:$/);
    await refactor(world(), 'Skip “Empty Facts”');
    await workbench.untilEditorShows('skipped: true');
    await screenshots.take(workbench.page, 'duplicated-and-skipped');
    await refactor(world(), 'Unskip “Empty Facts”');
    await workbench.page
      .locator('.view-line')
      .filter({ hasText: /skipped:.true/ })
      .waitFor({ state: 'detached' });
    await revert(world());
  });

  it('declares a variable that is used', async () => {
    const { workbench, screenshots } = world();
    const { page } = workbench;
    const line = lineOf('- "${load_date}"');
    await workbench.changeLine(line, '- "${day}"');
    await workbench.goTo(line, (lines[line - 1] ?? '').indexOf('load_date') + 2);
    await refactor(world(), 'Declare variable “day”');
    await workbench.goTo(lineOf('    full_reload:'));
    await workbench.untilEditorShows(/^ {4}day:$/);
    await screenshots.take(page, 'declared');
    await revert(world());
  });

  it('extracts components to a pipeline of their own, which one undo brings back', async () => {
    const { workbench, screenshots } = world();
    const { page, explorer } = workbench;
    await workbench.goTo(lineOf('    Build Dimensions:'));
    for (let line = lineOf('    Build Dimensions:'); line < lineOf('    End Success:'); line++) {
      await page.keyboard.press('Shift+ArrowDown');
    }
    await refactor(world(), 'Extract to child pipeline “Build Dimensions”', () => screenshots.take(page, 'extract'));
    await explorer.row('Build Dimensions.orch.yaml').waitFor();
    await workbench.untilEditorShows('orchestrationJob: "Build Dimensions.orch.yaml"');
    await untilMarked(explorer.row('Build Dimensions.orch.yaml'), 'A');
    await screenshots.take(page, 'extracted');
    await page.keyboard.press('Control+Z');
    await workbench.untilEditorShows('transformationJob: "transform/Product dimension.tran.yaml"');
    await explorer.row('Build Dimensions.orch.yaml').waitFor({ state: 'detached' });
    // The editor saves what it refactors, and leaves what it undoes to be saved; then nothing is left to commit.
    await workbench.save();
    await untilMarked(explorer.row(file), '');
    await screenshots.take(page, 'extraction-undone');
  });
});

/** Asks for proposals where the cursor is. */
async function suggest({ workbench: { page } }: World): Promise<void> {
  await askUntilShown(page.locator('.suggest-widget.visible'), () => page.keyboard.press('Control+Space'));
}

function proposal({ workbench: { page } }: World, label: string): Locator {
  return page.locator('.suggest-widget .monaco-list-row').filter({ hasText: label }).first();
}

/** Chooses from the menu *Refactor…*; `look` while it is open. */
async function refactor({ workbench }: World, title: string, look?: () => Promise<void>): Promise<void> {
  const entry = workbench.page.locator('.action-widget .monaco-list-row').filter({ hasText: title }).first();
  await askUntilShown(entry, () => workbench.runCommand('Refactor...'));
  await look?.();
  await entry.click();
  await entry.waitFor({ state: 'detached' });
}

/** Gives the file back its text from Bitbucket. */
async function revert({ workbench }: World): Promise<void> {
  await workbench.runCommand('File: Revert File');
  await workbench.unsavedTab(file).waitFor({ state: 'detached' });
}
