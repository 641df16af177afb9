import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { GraphPage } from '../e2e/graphPage';
import { WizardPage } from '../e2e/wizardPage';
import { FakeGraphHost } from '../page/fakeGraphHost';
import { openGraphPage } from '../page/openGraphPage';
import { buildPages } from '../page/openPage';
import { launchBrowser } from '../support/browser';
import { createLayersText } from '../support/graphSamples';
import { emptyPanelCommand } from './emptyPanelExtension';
import { toMedian, type Figure } from './figure';
import { inPanelWindow, mostOfEmpty, timeCommand, type PanelWindow } from './panelWindow';

const sizes = [50, 100] as const;
const longestTaskMs = 50;
const dragSteps = 120;

/** How soon a graph is on screen, beside a panel with nothing in it, and the longest task while a node is dragged. */
export async function measureGraph(rounds: number): Promise<readonly Figure[]> {
  return [...(await measureDrags()), ...(await measureOpenings(rounds))];
}

async function measureDrags(): Promise<readonly Figure[]> {
  await buildPages();
  const browser = await launchBrowser();
  try {
    const figures: Figure[] = [];
    for (const size of sizes) {
      const { page } = await openGraphPage(browser, new FakeGraphHost(createLayersText(size, true)));
      const box = await page.locator('.holder .box').nth(7).boundingBox();
      if (box === null) throw new Error('There is nothing to drag.');
      await page.evaluate(`window.tasks = [];
        new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((it) => it.duration)))
          .observe({ type: 'longtask' });`);
      await page.mouse.move(box.x + 20, box.y + 8);
      await page.mouse.down();
      for (let step = 1; step <= dragSteps; step++) await page.mouse.move(box.x + 20 + step, box.y + 8 + (step % 40));
      await page.mouse.up();
      // Tasks of less than 50 ms are not told of.
      const longest = await page.evaluate<number>('Math.max(0, ...window.tasks)');
      await page.context().close();
      const name = `graph of ${size}: longest task during a drag, from 50 ms`;
      figures.push({ name, value: longest, unit: 'ms', limit: longestTaskMs, reference: null });
    }
    return figures;
  } finally {
    await browser.close();
  }
}

async function measureOpenings(rounds: number): Promise<readonly Figure[]> {
  return inPanelWindow(async (window) => {
    const { page } = window.workbench;
    const folder = join(window.folder, 'pipelines');
    mkdirSync(folder);
    const graphs = sizes.map((size): Panel => {
      const file = `Layers ${size}.orch.yaml`;
      writeFileSync(join(folder, file), createLayersText(size, true));
      return { file, command: 'Maia: Show Pipeline Graph', sign: new GraphPage(page).nodes.first(), took: [] };
    });
    const heading = new WizardPage(page).heading('Empty');
    const empty: Panel = { file: `Layers ${sizes[0]}.orch.yaml`, command: emptyPanelCommand, sign: heading, took: [] };
    for (let round = 0; round < rounds; round++) {
      // None is always the first one.
      for (const panel of round % 2 === 0 ? [empty, ...graphs] : [...graphs, empty]) {
        panel.took.push(await measureOpening(window, folder, panel));
      }
    }
    const reference = toMedian(empty.took);
    return graphs.map(({ took }, index) => {
      const name = `graph of ${sizes[index] ?? 0}: first node on screen`;
      return { name, value: toMedian(took), unit: 'ms', limit: mostOfEmpty * reference, reference };
    });
  });
}

interface Panel {
  /** Open while the panel is asked for. */
  readonly file: string;
  readonly command: string;
  /** The panel is there when this is. */
  readonly sign: Locator;
  readonly took: number[];
}

async function measureOpening(
  { workbench, url }: PanelWindow,
  folder: string,
  { file, command, sign }: Panel,
): Promise<number> {
  await workbench.open(`${url}?folder=${encodeURIComponent(folder)}`);
  await workbench.openFile(file);
  await workbench.untilEditorShows('orchestration');
  return timeCommand(workbench, command, () => sign.waitFor());
}
