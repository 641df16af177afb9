import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { readPipeline } from '../../src/pipelines/readPipeline';
import { launchBrowser } from '../support/browser';
import { createOrdersText } from '../support/graphSamples';
import { createPipelineText } from '../support/pipelineText';
import { waitUntil } from '../support/waitUntil';
import { FakeGraphHost } from './fakeGraphHost';
import { openGraphPage } from './openGraphPage';
import { buildPages } from './openPage';

const positionOf = (text: string, name: string) => {
  const position = readPipeline(text).pipeline.design.componentsByName.get(name)?.position;
  return position && [position.x, position.y];
};

describe('a graph by pointer, by keyboard and by ear', () => {
  let browser: Browser;
  let page: Page;
  let host: FakeGraphHost;

  before(async () => {
    await buildPages();
    browser = await launchBrowser();
  });

  after(() => browser.close());

  beforeEach(async () => {
    host = new FakeGraphHost(createOrdersText());
    ({ page } = await openGraphPage(browser, host, { width: 1500, height: 620 }));
    await node('Start').waitFor();
  });

  afterEach(() => page.context().close());

  const node = (name: string) => page.locator(`[data-id="1:${name}"]`);
  const canvas = () => page.getByRole('application');
  const findSelected = () => page.locator('.holder.selected').getAttribute('data-id');
  /** The drawing follows in the next frame. */
  async function middleOf(name: string): Promise<number> {
    const box = await node(name).boundingBox();
    return box ? box.x + box.width / 2 : NaN;
  }

  const told = () => page.locator('[aria-live]').textContent();

  /** What a screen reader is on. */
  async function findActive(): Promise<string> {
    const id = (await canvas().getAttribute('aria-activedescendant')) ?? 'nothing';
    return (await page.locator(`#${id}`).getAttribute('aria-label')) ?? '';
  }

  async function drag(name: string, dx: number, dy: number, isDropped = true): Promise<void> {
    const box = await node(name).locator('.box').boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + 80, box.y + 12);
    await page.mouse.down();
    await page.mouse.move(box.x + 80 + dx / 2, box.y + 12 + dy / 2);
    await page.mouse.move(box.x + 80 + dx, box.y + 12 + dy);
    if (isDropped) await page.mouse.up();
  }

  it('selects what is clicked in the text, and goes there at a double click', async () => {
    await node('Check totals').click();
    assert.deepEqual(host.argumentsOf('reveal'), [{ id: '1:Check totals', takesFocus: false }]);
    await node('Check totals').dblclick();
    assert.deepEqual(host.argumentsOf('reveal').at(-1), { id: '1:Check totals', takesFocus: true });
  });

  it('shows what the cursor is on, and brings it into sight', async () => {
    for (let step = 0; step < 9; step++) await page.getByRole('button', { name: 'Zoom In' }).click();
    await host.post({ kind: 'select', id: '1:End Success' });
    assert.equal(await findSelected(), '1:End Success');
    const box = await node('End Success').boundingBox();
    assert.ok(box && box.x >= 0 && box.x + box.width <= 1500);
    assert.deepEqual(host.argumentsOf('reveal'), []);
  });

  it('writes where a component was dragged to, once, on Maia’s grid', async () => {
    const before = host.text;
    await drag('Nothing to do', 130, 40);
    await waitUntil(() => host.text !== before);
    assert.equal(host.argumentsOf('move').length, 1);
    const [x = 0, y = 0] = positionOf(host.text, 'Nothing to do') ?? [];
    assert.ok(x > 640 && y > 80 && x % 16 === 0 && y % 16 === 0, `${x}, ${y}`);
    assert.equal(host.text.replaceAll(/-?\d+/g, '#'), before.replaceAll(/-?\d+/g, '#'));
  });

  it('takes the connections along while a component is dragged', async () => {
    const lines = () =>
      page.evaluate<string[]>(`[...document.querySelectorAll('.edge .line')].map((it) => it.getAttribute('d'))`);
    const before = await lines();
    await drag('Check totals', 0, 120, false);
    await page.keyboard.press('Escape');
    const after = await lines();
    assert.equal(before.length, after.length);
    await page.mouse.up();
    await drag('Check totals', 0, 120);
    await waitUntil(() => host.argumentsOf('move').length === 1);
    assert.notDeepEqual(await lines(), before);
  });

  it('gives up a drag at Escape, and puts a component back that the text does not take', async () => {
    const place = () => node('Nothing to do').getAttribute('transform');
    const before = await place();
    await canvas().focus();
    await drag('Nothing to do', 130, 40, false);
    assert.notEqual(await place(), before);
    await page.keyboard.press('Escape');
    assert.equal(await place(), before);
    await page.mouse.up();
    assert.deepEqual(host.argumentsOf('move'), []);
    host.refusal = 'The file cannot be written.';
    await drag('Nothing to do', 130, 40);
    await page.getByRole('alert').getByText('The file cannot be written.').waitFor();
    assert.equal(await place(), before);
    await page.getByRole('button', { name: 'Dismiss' }).click();
  });

  it('follows connections by the arrow keys and says where they lead', async () => {
    await canvas().focus();
    await page.keyboard.press('Home');
    assert.equal(await findActive(), 'Start, Start');
    assert.match((await told()) ?? '', /Leads to Unconditional: Each region/);
    await page.keyboard.press('ArrowRight');
    assert.equal(await findActive(), 'Each region, Fixed Iterator');
    assert.match((await told()) ?? '', /On failure: Tell the team.*Comes from Unconditional: Start/);
    await page.keyboard.press('ArrowLeft');
    assert.equal(await findActive(), 'Start, Start');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    assert.deepEqual(host.argumentsOf('reveal'), [{ id: '1:Each region', takesFocus: true }]);
  });

  it('moves a component by Alt and the arrow keys, several steps as one', async () => {
    await canvas().focus();
    await page.keyboard.press('End');
    for (const key of ['Alt+ArrowRight', 'Alt+ArrowRight', 'Alt+ArrowDown']) await page.keyboard.press(key);
    await waitUntil(() => host.argumentsOf('move').length === 1);
    assert.deepEqual(host.argumentsOf('move'), [{ id: '1:End Failure', by: { x: 32, y: 16 } }]);
    await waitUntil(() => positionOf(host.text, 'End Failure')?.[0] === 832);
    assert.deepEqual(positionOf(host.text, 'End Failure'), [832, 208]);
    await page.locator('[aria-live]').getByText('End Failure moved by 32 and 16').waitFor({ state: 'attached' });
  });

  it('zooms by plus, minus and 0, and with the wheel at the pointer', async () => {
    const widthOf = async () => (await node('Start').locator('.box').boundingBox())?.width ?? 0;
    await canvas().focus();
    const fitting = await widthOf();
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await waitUntil(async () => (await widthOf()) > fitting * 1.4);
    await page.keyboard.press('0');
    await waitUntil(async () => Math.abs((await widthOf()) - fitting) < 1);
    await page.keyboard.press('-');
    await waitUntil(async () => (await widthOf()) < fitting * 0.9);
  });

  it('finds by name and type, goes from one to the next, and back to the graph', async () => {
    await canvas().focus();
    await page.keyboard.press('/');
    await page.keyboard.type('end');
    await page.getByText('1 of 3').waitFor();
    assert.equal(await page.locator('.holder.found').count(), 3);
    assert.equal(await findSelected(), '1:Tell the team');
    await page.keyboard.press('Enter');
    assert.equal(await findSelected(), '1:End Success');
    await waitUntil(async () => Math.abs((await middleOf('End Success')) - 750) < 30);
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('.holder.found').count(), 0);
    assert.equal(await page.evaluate('document.activeElement.getAttribute("role")'), 'application');
  });

  it('says the same in a list, whose connections lead from row to row', async () => {
    await page.getByRole('button', { name: 'List of Components' }).press('Enter');
    const rows = page.getByRole('list', { name: 'List of Components' }).getByRole('listitem');
    assert.equal(await rows.count(), 11);
    const row = rows.filter({ has: page.getByRole('button', { name: 'Rows were loaded?, If', exact: true }) });
    assert.match((await row.textContent()) ?? '', /If true: Transform orders/);
    await row.getByRole('button', { name: 'If true: Transform orders' }).press('Enter');
    assert.equal(await findSelected(), '1:Transform orders');
    assert.match((await page.locator(':focus').textContent()) ?? '', /Transform orders, Run Transformation/);
  });

  it('shows the list at once to whoever uses a screen reader', async () => {
    await page.context().close();
    ({ page } = await openGraphPage(browser, host, { bodyClass: 'vscode-using-screen-reader' }));
    await page.getByRole('list', { name: 'List of Components' }).waitFor();
  });

  it('has each problem on its component, in its tooltip and in the list', async () => {
    await page.evaluate(`document.querySelector('[data-id="1:Start"]').dataset.drawn = 'before'`);
    await host.change(host.text.replace('- "Nothing to do"', '- "Nobody"'));
    await page.getByRole('img', { name: 'Rows were loaded?, If, 1 problem' }).waitFor();
    // What has not changed is not drawn again.
    assert.equal(await node('Start').getAttribute('data-drawn'), 'before');
    assert.match((await node('Rows were loaded?').locator('title').first().textContent()) ?? '', /Error: .*Nobody/);
    await page.getByRole('button', { name: 'List of Components' }).click();
    await page.locator('.detail').getByText('Error: No component is named “Nobody”.').waitFor();
  });

  it('keeps what it shows for a reload, and asks the host for pin and picture', async () => {
    assert.deepEqual(await page.evaluate('window.keptState'), { uri: 'file:///orders.orch.yaml', isPinned: false });
    await page.getByRole('button', { name: 'Stay with This Pipeline' }).click();
    await page.getByRole('button', { name: 'Export as SVG…' }).click();
    await page.getByRole('button', { name: 'Export as PNG…' }).click();
    await waitUntil(() => host.argumentsOf('savePng').length === 1);
    assert.deepEqual(host.argumentsOf('pin'), [true]);
    assert.equal(host.argumentsOf('exportSvg').length, 1);
    const png = Buffer.from(host.argumentsOf('savePng')[0] ?? '', 'base64');
    assert.deepEqual([...png.subarray(1, 4)], [...Buffer.from('PNG')]);
    assert.ok(png.length > 10_000);
  });

  it('shows markup in names and notes as what it is', async () => {
    const name = '<img src=x onerror=alert(1)>"&';
    await host.change(
      `${createPipelineText({ kind: 'orchestration', components: [{ name, type: '<script>' }] })}  notes:
    "1":
      position:
        x: 0
        "y": 160
      content: "<script>alert(1)</script> [here](javascript:alert(1))"
`,
    );
    await page.locator('.holder .name').first().waitFor();
    await page.getByRole('button', { name: 'List of Components' }).click();
    assert.equal(await page.locator('img, .holder script, .note script, a').count(), 0);
    assert.match((await page.locator('.row-name').textContent()) ?? '', /<img src=x onerror=alert\(1\)>"&/);
  });

  it('moves nothing where the text cannot be changed', async () => {
    await page.context().close();
    host = new FakeGraphHost(createOrdersText(), { canMove: false });
    ({ page } = await openGraphPage(browser, host, { width: 1500, height: 620 }));
    await canvas().focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Alt+ArrowRight');
    await page.locator('[aria-live]').getByText('Nothing can be moved').waitFor({ state: 'attached' });
    await drag('Start', 0, 60);
    assert.deepEqual(host.argumentsOf('move'), []);
  });
});
