import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { waitUntil } from '../support/waitUntil';
import { FakeHost } from './fakeHost';
import { buildPages } from './openPage';
import { openWizardPage } from './openWizardPage';
import { createRepositoryAnswers, wizardStates } from './wizardStates';

describe('the list of 5,000 repositories', () => {
  let browser: Browser;
  let page: Page;
  let host: FakeHost;

  before(async () => {
    await buildPages();
    browser = await launchBrowser();
  });

  after(() => browser.close());

  beforeEach(async () => {
    host = new FakeHost(
      { ...wizardStates.repository, repository: undefined, check: undefined },
      { listRepositories: createRepositoryAnswers(5000) },
    );
    ({ page } = await openWizardPage(browser, host));
    await page.locator('.row-name').first().waitFor();
  });

  afterEach(() => page.context().close());

  const list = () => page.getByRole('listbox', { name: 'Repository' });

  /** Position and text of the row that the keyboard is on, as a screen reader tells them. */
  async function findActive(): Promise<string> {
    const row = page.locator(`#${(await list().getAttribute('aria-activedescendant')) ?? ''}`);
    await row.locator('.row-name').waitFor();
    const [position, size] = [await row.getAttribute('aria-posinset'), await row.getAttribute('aria-setsize')];
    return `${position ?? ''} of ${size ?? ''}: ${(await row.locator('.row-name').textContent()) ?? ''}`;
  }

  it('is there after one question, and has fewer than 100 rows in the page', async () => {
    assert.equal(host.argumentsOf('listRepositories').length, 1);
    assert.ok((await page.locator('.row').count()) < 100);
    await page.getByText('5,000 repositories').waitFor();
  });

  it('reaches every row by keyboard and says which of how many it is', async () => {
    await list().focus();
    assert.equal(await findActive(), '1 of 5000: Sales analytics');
    await page.keyboard.press('ArrowDown');
    assert.equal(await findActive(), '2 of 5000: Team 001');
    await page.keyboard.press('PageDown');
    assert.equal(await findActive(), '7 of 5000: Team 006');
    await page.keyboard.press('End');
    assert.equal(await findActive(), '5000 of 5000: Team 4999');
    assert.ok((await page.locator('.row').count()) < 100);
    await page.keyboard.press('PageUp');
    assert.equal(await findActive(), '4995 of 5000: Team 4994');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowUp');
    assert.equal(await findActive(), '1 of 5000: Sales analytics');
  });

  it('chooses the row the keyboard is on', async () => {
    await list().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await waitUntil(() => host.state.repository !== undefined);
    assert.deepEqual(host.state.repository, {
      workspace: 'acme-data',
      slug: 'team-001',
      name: 'Team 001',
      workspaceName: 'Acme Data',
    });
    await page.locator('.row[aria-selected=true]').getByText('Team 001').waitFor();
  });

  it('searches for what is typed in the list, in the box above it', async () => {
    await list().focus();
    await page.keyboard.type('4242');
    assert.equal(await page.getByLabel('Repository', { exact: true }).first().inputValue(), '4242');
    await page.getByText('1 repository', { exact: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    assert.equal(await findActive(), '1 of 1: Team 4242');
  });

  it('shows the repositories of one workspace', async () => {
    await page.getByLabel('Workspace').selectOption('acme-labs');
    await page.getByText('1,666 repositories').waitFor();
    assert.equal(host.argumentsOf('listRepositories').at(-1)?.workspace, 'acme-labs');
  });

  it('marks favourites and recent ones in words', async () => {
    assert.match((await page.locator('.row').first().textContent()) ?? '', /Favourite/);
    assert.match((await page.locator('.row').nth(1).textContent()) ?? '', /Recent/);
  });

  it('asks again for what is in sight when the host has found more', async () => {
    const before = host.argumentsOf('listRepositories').length;
    await host.post({ kind: 'repositoriesChanged' });
    await waitUntil(() => host.argumentsOf('listRepositories').length > before);
  });
});
