import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createPipelineText } from '../support/pipelineText';
import { waitUntil } from '../support/waitUntil';
import { askUntilShown } from './askUntilShown';
import { describeStory } from './story';
import type { World } from './world';

const options = { vscode: 'newest', callbackUrl: 'http://127.0.0.1/', story: 'renamingInClone' } as const;

/** Longer than VS Code's own search takes at most, with what waits for it. */
const searchPatienceMs = 30_000;

function createParent(orchestrationJob: string): string {
  return createPipelineText({
    kind: 'orchestration',
    components: [
      { name: 'Start', type: 'start', transitions: { unconditional: ['Run'] } },
      { name: 'Run', type: 'run-orchestration', parameters: { orchestrationJob } },
    ],
  });
}

const files = {
  'parent.orch.yaml': createParent('load/Day'),
  'stale.orch.yaml': createParent('old/Day'),
  'load/Day.orch.yaml': createPipelineText({
    kind: 'orchestration',
    components: [{ name: 'Start', type: 'start' }],
  }),
};

describeStory(
  'a clone in which something is renamed before anything is opened, in the newest VS Code',
  options,
  (world) => {
    const toClone = ({ serverFolder }: World, path = '') => join(serverFolder, 'clone', path);
    const read = (path: string) => readFileSync(toClone(world(), path), 'utf8');

    before(() => {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(toClone(world(), path)), { recursive: true });
        writeFileSync(toClone(world(), path), text);
      }
      mkdirSync(toClone(world(), '.git'));
    });

    it('wakes the extension by having pipelines', async () => {
      const { server, workbench, screenshots } = world();
      const { page } = workbench;
      // What took longest comes first in the list, which holds no more rows than there is room for.
      await page.setViewportSize({ width: 1280, height: 2400 });
      const extension = page.locator('.runtime-extensions-editor .monaco-list-row');
      const awake = extension.filter({ hasText: 'Maia for Bitbucket' }).getByText(/Activation: /);
      // VS Code looks for pipelines for seven seconds and then gives up: on a slow machine it is asked again.
      await askUntilShown(
        awake,
        async () => {
          await workbench.open(`${server.url}?folder=${encodeURIComponent(toClone(world()))}`);
          await workbench.runCommand('Developer: Show Running Extensions');
        },
        searchPatienceMs,
      );
      await screenshots.take(page, 'awake');
      await page.keyboard.press('Escape');
      await extension.first().waitFor({ state: 'hidden' });
      await page.setViewportSize({ width: 1280, height: 800 });
    });

    it('shows what refers to a pipeline before any was opened', async () => {
      const { workbench, screenshots } = world();
      const { page, explorer } = workbench;
      await explorer.open();
      await explorer.unfold('load');
      await explorer.row('Day.orch.yaml').click({ button: 'right' });
      await page.locator('.monaco-menu:visible').getByRole('menuitem', { name: 'Rename...' }).click({ delay: 100 });
      const box = page.locator('.explorer-folders-view input');
      await box.fill('Each day.orch.yaml');
      await page.keyboard.press('Enter');
      const question = /wants to make refactoring changes/;
      await workbench.dialog(question).waitFor();
      await screenshots.take(page, 'question');
      await workbench.answerDialog(question, 'Show Preview');
      const preview = page.locator('.bulk-edit-panel');
      await preview.locator('.monaco-list-row').filter({ hasText: 'stale.orch.yaml' }).waitFor();
      await preview.locator('.monaco-list-row').filter({ hasText: 'parent.orch.yaml' }).waitFor();
      await screenshots.take(page, 'preview');
    });

    it('changes what surely means it, and leaves the rest alone', async () => {
      const { workbench, screenshots } = world();
      const { page } = workbench;
      await page.locator('.bulk-edit-panel').getByRole('button', { name: 'Apply' }).click();
      await waitUntil(() => existsSync(toClone(world(), 'load/Each day.orch.yaml')));
      await waitUntil(() => read('parent.orch.yaml') === createParent('load/Each day'));
      assert.equal(read('stale.orch.yaml'), files['stale.orch.yaml']);
      await screenshots.take(page, 'renamed');
    });

    it('takes along what refers to a folder', async () => {
      const { workbench } = world();
      const { page, explorer } = workbench;
      await explorer.row('load').click();
      await page.keyboard.press('F2');
      await page.locator('.explorer-folders-view input').fill('ingest');
      await page.keyboard.press('Enter');
      await workbench.answerDialog(/wants to make refactoring changes/, 'OK');
      await waitUntil(() => read('parent.orch.yaml') === createParent('ingest/Each day'));
      assert.ok(existsSync(toClone(world(), 'ingest/Each day.orch.yaml')));
    });
  },
);
