import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { FakeHost } from './fakeHost';
import { buildPages } from './openPage';
import { openWizardPage } from './openWizardPage';
import { createRepositoryAnswers, wizardStates, type WizardStateName } from './wizardStates';

const path = 'l10n/bundle.l10n.de.json';

describe('the wizard in German', () => {
  let browser: Browser;

  before(async () => {
    await buildPages();
    browser = await launchBrowser();
  });

  after(() => browser.close());

  it('says everything from the bundle that the editor hands over', async () => {
    const bundle = {
      'Give the project a name and say which data platform it works on.': 'Gib dem Projekt einen Namen.',
    };
    const host = new FakeHost(wizardStates.details);
    const { page } = await openWizardPage(browser, host, { bundle, language: 'de' });
    await page.getByText('Gib dem Projekt einen Namen.').waitFor();
    assert.equal(await page.evaluate('document.documentElement.lang'), 'de');
    await page.context().close();
  });

  it('fits at every step on 400 pixels, with the words of the translation', async () => {
    assert.ok(existsSync(path), `${path} is missing`);
    const bundle = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
    const host = new FakeHost(wizardStates.details, { listRepositories: createRepositoryAnswers(42) });
    const { page, troubles } = await openWizardPage(browser, host, { bundle, language: 'de', width: 400 });
    for (const name of Object.keys(wizardStates) as WizardStateName[]) {
      await host.show(wizardStates[name]);
      await page.screenshot({ path: `out/screenshots/page-german/${name}.png`, fullPage: true });
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 400, name);
    }
    assert.deepEqual(troubles, []);
    await page.context().close();
  });
});
