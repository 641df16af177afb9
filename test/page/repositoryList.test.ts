import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import type { HostMessage } from '../../src/wizard/protocol';
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
  let answer: ReturnType<typeof createRepositoryAnswers>;

  before(async () => {
    await buildPages();
    browser = await launchBrowser();
  });

  after(() => browser.close());

  beforeEach(async () => {
    answer = createRepositoryAnswers(5000);
    host = new FakeHost(
      { ...wizardStates.repository, repository: undefined, check: undefined },
      { listRepositories: (query) => answer(query) },
    );
    ({ page } = await openWizardPage(browser, host));
    await page.locator('.row-name').first().waitFor();
  });

  afterEach(() => page.context().close());

  /** As when the host is slow: what it answers is on its way until it is released. */
  function holdAnswers(): () => Promise<void> {
    const { post } = host;
    const held: HostMessage[] = [];
    host.post = (message) => (message.kind === 'answer' ? Promise.resolve(void held.push(message)) : post(message));
    return async () => {
      host.post = post;
      for (const message of held) await post(message);
    };
  }

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

  it('chooses the first row of what was typed, however fast Enter follows', async () => {
    await page.getByRole('searchbox').pressSequentially('4242');
    await page.keyboard.press('Enter');
    await waitUntil(() => host.state.repository !== undefined);
    assert.equal(host.state.repository?.name, 'Team 4242');
  });

  it('chooses the first row as soon as it is there when Enter was pressed before', async () => {
    const release = holdAnswers();
    await page.getByRole('searchbox').pressSequentially('4242');
    await page.keyboard.press('Enter');
    await waitUntil(() => host.argumentsOf('listRepositories').at(-1)?.text === '4242');
    await page.keyboard.press('Enter');
    assert.deepEqual(host.argumentsOf('event'), []);
    await release();
    await waitUntil(() => host.state.repository !== undefined);
    assert.equal(host.state.repository?.name, 'Team 4242');
  });

  it('waits for the first row while nothing is found yet', async () => {
    const whole = answer;
    answer = (query) => ({ ...whole(query), rows: [], total: 0, isLoading: true });
    await page.getByRole('searchbox').pressSequentially('4242');
    await page.keyboard.press('Enter');
    await page.getByText('0 repositories so far, more are loading…').waitFor();
    answer = whole;
    await host.post({ kind: 'repositoriesChanged' });
    await waitUntil(() => host.state.repository !== undefined);
    assert.equal(host.state.repository?.name, 'Team 4242');
  });

  for (const { action, key, found } of [
    { action: 'types on', key: '2', found: '1 repository' },
    { action: 'leaves the box', key: 'Tab', found: '15 repositories' },
  ]) {
    it(`chooses nothing for somebody who ${action} after Enter`, async () => {
      const release = holdAnswers();
      await page.getByRole('searchbox').pressSequentially('424');
      await page.keyboard.press('Enter');
      await page.keyboard.press(key);
      await release();
      await page.getByText(found, { exact: true }).waitFor();
      assert.deepEqual(host.argumentsOf('event'), []);
    });
  }

  it('takes the keyboard to none of the rows of an older question', async () => {
    const release = holdAnswers();
    await page.getByRole('searchbox').pressSequentially('4242');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await release();
    await page.getByText('1 repository', { exact: true }).waitFor();
    assert.deepEqual(host.argumentsOf('event'), []);
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

  for (const { account, between } of [
    { account: 'another account is used', between: undefined },
    { account: 'somebody signs in again', between: { kind: 'none', canSignIn: true } as const },
  ]) {
    it(`asks again when ${account}, and shows nothing of what was there before`, async () => {
      await page.getByLabel('Workspace').selectOption('acme-labs');
      await page.getByText('1,666 repositories').waitFor();
      if (between !== undefined) await host.apply({ kind: 'authorization', value: between });
      const release = holdAnswers();
      const accountId = between === undefined ? '2' : '1';
      await host.apply({ kind: 'authorization', value: { kind: 'authorized', accountId, label: 'Grace Hopper' } });
      await page.getByText('Loading repositories…').waitFor();
      assert.equal(await page.locator('.row').count(), 0);
      await release();
      await page.getByText('5,000 repositories').waitFor();
    });
  }

  it('says no longer that there is nothing to write to when an account comes', async () => {
    const whole = answer;
    answer = (query) => ({ ...whole(query), rows: [], total: 0 });
    await host.apply({ kind: 'authorization', value: { kind: 'none', canSignIn: true } });
    await host.post({ kind: 'repositoriesChanged' });
    await page.getByText('There is no repository you can write to yet.').waitFor();
    answer = whole;
    await host.apply({ kind: 'authorization', value: { kind: 'authorized', accountId: '2', label: 'Grace Hopper' } });
    await page.locator('.row-name').first().waitFor();
  });

  it('asks again for what is in sight when the host has found more', async () => {
    const before = host.argumentsOf('listRepositories').length;
    await host.post({ kind: 'repositoriesChanged' });
    await waitUntil(() => host.argumentsOf('listRepositories').length > before);
  });
});
