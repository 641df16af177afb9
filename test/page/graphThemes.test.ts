import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { createDiffGraph } from '../../src/graph/createDiffGraph';
import { readPipeline } from '../../src/pipelines/readPipeline';
import { launchBrowser } from '../support/browser';
import { createLayersText, createOrdersText } from '../support/graphSamples';
import { waitUntil } from '../support/waitUntil';
import { FakeGraphHost } from './fakeGraphHost';
import { findBarriers } from './findBarriers';
import { openGraphPage } from './openGraphPage';
import { buildPages } from './openPage';
import { themeNames } from './themes';

const pictures = join('out', 'screenshots', 'page');

/** With one name that leads nowhere. */
const damaged = createOrdersText().replace('- "Nothing to do"', '- "Nothing to dp"');

/** Another version: one component less, one more, one that says something else. */
const changed = createOrdersText()
  .replaceAll('Old clean-up script', 'Archive files')
  .replace('sales/orders.tran.yaml', 'sales/all orders.tran.yaml');

describe('the page of the graph', () => {
  let browser: Browser;

  before(async () => {
    mkdirSync(pictures, { recursive: true });
    await buildPages();
    browser = await launchBrowser();
  });

  after(() => browser.close());

  for (const theme of themeNames) {
    it(`has no barrier in the theme ${theme}, as a drawing and as a list, and breaks no rule of its policy`, async () => {
      const host = new FakeGraphHost(damaged);
      const { page, troubles } = await openGraphPage(browser, host, { theme, width: 1500, height: 620 });
      await page.getByRole('button', { name: 'Legend' }).click();
      await page.locator('[data-id="1:Each region"]').click();
      await page.mouse.move(5, 600);
      await page.screenshot({ path: join(pictures, `graph-${theme}.png`) });
      assert.deepEqual(await findBarriers(page), []);
      await page.getByRole('button', { name: 'List of Components' }).click();
      await page.screenshot({ path: join(pictures, `graph-list-${theme}.png`) });
      assert.deepEqual(await findBarriers(page), []);
      assert.deepEqual(troubles, []);
      await page.context().close();
    });

    it(`tells two versions apart in the theme ${theme}`, async () => {
      const graph = await createDiffGraph(readPipeline(createOrdersText()), readPipeline(changed));
      const host = new FakeGraphHost('', { graph, mode: 'diff', canMove: false, title: 'Orders: main → feature' });
      const { page, troubles } = await openGraphPage(browser, host, { theme, width: 1500, height: 560 });
      await page.screenshot({ path: join(pictures, `graph-diff-${theme}.png`) });
      for (const name of [
        'Archive files, Python Script, Skipped, Added',
        'Transform orders, Run Transformation, Changed',
      ])
        await page.getByRole('img', { name, exact: true }).waitFor();
      assert.deepEqual(await findBarriers(page), []);
      assert.deepEqual(troubles, []);
      await page.context().close();
    });
  }

  it('lays out by itself what has no design', async () => {
    const text = createOrdersText();
    const host = new FakeGraphHost(text.slice(0, text.indexOf('design:')));
    const { page } = await openGraphPage(browser, host, { width: 1500, height: 620, theme: 'light' });
    await page.screenshot({ path: join(pictures, 'graph-laid-out.png') });
    assert.equal(await page.locator('.holder').count(), 11);
    await page.context().close();
  });

  it('needs no sideways scrolling on 400 pixels or at 200 % zoom, list included', async () => {
    for (const [width, height] of [
      [400, 760],
      [500, 380],
    ] as const) {
      const { page } = await openGraphPage(browser, new FakeGraphHost(damaged), { width, height });
      await page.getByRole('button', { name: 'List of Components' }).click();
      await page.screenshot({ path: join(pictures, `graph-${width}.png`) });
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width);
      await page.context().close();
    }
  });

  it('says what to do where there is nothing yet, and what is wrong with a text that is half typed', async () => {
    const host = new FakeGraphHost('type: "orchestration"\nversion: "1.0"\npipeline:\n  components:\n');
    const { page } = await openGraphPage(browser, host, {});
    await page.getByRole('heading', { name: 'No components yet' }).waitFor();
    await page.screenshot({ path: join(pictures, 'graph-empty.png') });
    await host.change(createOrdersText().replace('type: "if"', 'type: "if'));
    await page.getByText('The text cannot be read as a whole now.').waitFor();
    assert.ok((await page.locator('.holder').count()) >= 9);
    await page.screenshot({ path: join(pictures, 'graph-partial.png') });
    await page.context().close();
  });

  it('draws thousands of components, all of them from afar as mere boxes, and what is near with its words', async () => {
    const count = 3000;
    const { page, troubles } = await openGraphPage(browser, new FakeGraphHost(createLayersText(count, true, 60)), {});
    const [boxes, names] = [page.locator('.holder'), page.locator('.holder .name')];
    await names.first().waitFor();
    assert.ok((await boxes.count()) < count);
    await page.getByRole('button', { name: 'Show All' }).click();
    await boxes.nth(count - 1).waitFor({ state: 'attached' });
    assert.equal(await names.count(), 0);
    // What a browser has to paint again at every step of the hand: one line for each kind of connection, no sign.
    assert.ok((await page.locator('.canvas .line').count()) < 10);
    assert.equal(await page.locator('.canvas .sign').count(), 0);
    await page.screenshot({ path: join(pictures, 'graph-thousands.png') });
    await page.locator('[data-id="1:Step 1500"]').click();
    await page.locator('[data-id="1:Step 1500"].selected').waitFor();
    const zoomIn = page.getByRole('button', { name: 'Zoom In' });
    while ((await names.count()) === 0) await zoomIn.click();
    await page.locator('.canvas .sign').first().waitFor();
    assert.ok((await boxes.count()) < count);
    assert.deepEqual(troubles, []);
    await page.context().close();
  });

  it('shows all on request, also where that is too small to read', async () => {
    const { page } = await openGraphPage(browser, new FakeGraphHost(createOrdersText()), { width: 500, height: 620 });
    const last = page.locator('[data-id="1:End Success"]');
    await last.waitFor({ state: 'attached' });
    const right = async () =>
      Math.round(((await last.boundingBox())?.x ?? 0) + ((await last.boundingBox())?.width ?? 0));
    assert.ok((await right()) > 500);
    await page.getByRole('button', { name: 'Show All' }).click();
    await waitUntil(async () => (await right()) <= 500);
    await page.context().close();
  });
});
