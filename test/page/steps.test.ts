import assert from 'node:assert/strict';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { FakeHost } from './fakeHost';
import { findBarriers } from './findBarriers';
import { buildPages, toScriptPath, type OpenOptions } from './openPage';
import { openWizardPage } from './openWizardPage';
import { themeNames } from './themes';
import { createRepositoryAnswers, wizardStates, type WizardStateName } from './wizardStates';

const pictures = join('out', 'screenshots', 'page');
const names = Object.keys(wizardStates) as WizardStateName[];

/** Where there is a list of repositories, its rows come with an answer of the host. */
async function waitForRows(page: Page): Promise<void> {
  if ((await page.getByRole('listbox').count()) > 0) await page.locator('.row-name').first().waitFor();
}

function readStyle(page: Page, selector: string, property: string): Promise<string> {
  return page.evaluate(`getComputedStyle(document.querySelector('${selector}')).${property}`);
}

/** The colour with which the theme marks what is active, as the browser writes colours. */
function readActiveBorder(page: Page): Promise<string> {
  return page.evaluate(`(() => {
    const probe = document.body.appendChild(document.createElement('span'));
    probe.style.color = 'var(--vscode-contrastActiveBorder)';
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  })()`);
}

describe('the page of the wizard', () => {
  let browser: Browser;

  before(async () => {
    rmSync(pictures, { recursive: true, force: true });
    mkdirSync(pictures, { recursive: true });
    await buildPages();
    browser = await launchBrowser();
  });

  after(() => browser.close());

  async function open(name: WizardStateName, options: OpenOptions = {}) {
    const host = new FakeHost(wizardStates[name], { listRepositories: createRepositoryAnswers(42) });
    return { host, ...(await openWizardPage(browser, host, options)) };
  }

  for (const theme of themeNames) {
    describe(`in the theme ${theme}`, () => {
      let shown: Awaited<ReturnType<typeof open>>;

      before(async () => {
        shown = await open('details', { theme });
      });

      after(() => shown.page.context().close());

      for (const name of names) {
        it(`has no barrier at “${name}”, and breaks no rule of its own policy`, async () => {
          const { host, page, troubles } = shown;
          await host.show(wizardStates[name]);
          await waitForRows(page);
          await page.screenshot({ path: join(pictures, `${theme}-${name}.png`), fullPage: true });
          assert.deepEqual(await findBarriers(page), []);
          assert.deepEqual(troubles, []);
        });
      }
    });
  }

  for (const theme of ['hcDark', 'hcLight'] as const) {
    it(`marks what is chosen by a border of its own in the theme ${theme}`, async () => {
      const { host, page } = await open('repository', { theme });
      await waitForRows(page);
      const [chosen, other] = ['.row[aria-selected=true]', '.row[aria-selected=false]'];
      assert.equal(await readStyle(page, chosen, 'borderTopColor'), await readActiveBorder(page));
      assert.equal(await readStyle(page, other, 'borderTopColor'), 'rgba(0, 0, 0, 0)');
      await host.show(wizardStates.starter);
      assert.ok((await readStyle(page, '.card.chosen', 'boxShadow')).startsWith(await readActiveBorder(page)));
      assert.equal(await readStyle(page, '.card:not(.chosen)', 'boxShadow'), 'none');
      assert.equal(await readStyle(page, '.steps .current .step', 'outlineStyle'), 'solid');
      await page.context().close();
    });
  }

  it('needs no sideways scrolling on 400 pixels, where the list of steps is one line', async () => {
    const { host, page } = await open('details', { width: 400, theme: 'light' });
    for (const name of names) {
      await host.show(wizardStates[name]);
      await waitForRows(page);
      await page.screenshot({ path: join(pictures, `narrow-${name}.png`), fullPage: true });
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 400, name);
      assert.match((await page.locator('summary').textContent()) ?? '', /^Step \d of \d: /);
    }
    await page.context().close();
  });

  it('can be read at 200 % zoom, which leaves half the room', async () => {
    const { page } = await open('repository', { width: 500, height: 380 });
    await waitForRows(page);
    await page.screenshot({ path: join(pictures, 'zoomed-repository.png'), fullPage: true });
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 500);
    const isCovering = "getComputedStyle(document.querySelector('footer')).position";
    assert.equal(await page.evaluate(isCovering), 'static');
    await page.context().close();
  });

  it('says at every step what is asked, why, and what comes next', async () => {
    const { host, page } = await open('details');
    for (const name of names) {
      await host.show(wizardStates[name]);
      for (const part of ['h1', '.lead', '.why', '.next span:last-child']) {
        assert.ok(((await page.locator(part).textContent()) ?? '').trim().length > 10, `${name} ${part}`);
      }
    }
    await page.context().close();
  });

  it('keeps still for people who asked for less motion', async () => {
    const { page } = await open('authorizing');
    const animation = "getComputedStyle(document.querySelector('.spinning svg')).animationName";
    assert.equal(await page.evaluate(animation), 'none');
    await page.context().close();
  });

  it('has a script of at most 200 KB', () => {
    assert.ok(statSync(toScriptPath('wizard')).size <= 200_000, `${statSync(toScriptPath('wizard')).size} bytes`);
  });
});
