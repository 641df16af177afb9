import assert from 'node:assert/strict';
import { longestName } from '../../src/projects/project';
import { createWizardState } from '../../src/wizard/createWizardState';
import { waitUntil } from '../support/waitUntil';
import { findFocus, useWizardPage } from './useWizardPage';
import { wizardStates } from './wizardStates';

describe('the wizard by keyboard and by ear', () => {
  const { open, page } = useWizardPage();

  it('goes from the first field to the third step without a mouse, each step beginning at its heading', async () => {
    const host = await open(createWizardState());
    assert.equal(await page().evaluate(findFocus), 'H1');
    await page().getByLabel('Project name').focus();
    await page().keyboard.type('Sales');
    await page().keyboard.press('Enter');
    await page().getByRole('heading', { name: 'Who keeps' }).waitFor();
    assert.equal(await page().evaluate(findFocus), 'H1');
    await page().getByRole('button', { name: 'Continue' }).press('Enter');
    await page().getByRole('heading', { name: 'Where is' }).waitFor();
    assert.equal(host.state.details.name, 'Sales');
  });

  it('says what is missing when one continues too early, and leads to the field that mends it', async () => {
    await open(createWizardState());
    await page().getByRole('button', { name: 'Continue' }).press('Enter');
    await page().getByRole('alert').getByText('Give the project a name.').waitFor();
    const field = page().getByLabel('Project name');
    assert.equal(await page().evaluate(findFocus), 'field-name');
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    const described = ((await field.getAttribute('aria-describedby')) ?? '').split(' ');
    const texts = await Promise.all(described.map((id) => page().locator(`#${id}`).textContent()));
    assert.match(texts.join(' '), /Give the project a name/);
  });

  it('refuses a name that is taken while it is typed', async () => {
    await open({ ...createWizardState(), knownNames: ['Sales'] });
    await page().getByLabel('Project name').fill('sales');
    await page().getByText('You have a project with this name already.').waitFor();
  });

  it('takes so much of a text at most that the host still reads it, and says that it is too long', async () => {
    const host = await open(createWizardState());
    for (const label of ['Project name', 'Description']) {
      await page().getByLabel(label).focus();
      await page().evaluate(`document.execCommand('insertText', false, 'x'.repeat(100_001))`);
    }
    await page().locator('.problem').getByText('This is too long. Please shorten it.').nth(1).waitFor();
    assert.ok(host.state.details.name.length > longestName);
  });

  it('keeps what is being typed when an older state of the host arrives', async () => {
    const host = await open(createWizardState());
    await page().getByLabel('Project name').fill('Sales');
    await host.show({ ...createWizardState(), details: { ...createWizardState().details, name: 'Sa' } });
    assert.equal(await page().getByLabel('Project name').inputValue(), 'Sales');
  });

  it('sends all that was typed before it goes on', async () => {
    const host = await open(createWizardState());
    await page().getByLabel('Project name').fill('Sales');
    await page().getByLabel('Description').fill('Orders');
    await page().getByRole('button', { name: 'Continue' }).click();
    await waitUntil(() => host.state.step === 'configuration');
    assert.deepEqual(host.state.details, { name: 'Sales', description: 'Orders', dataPlatform: 'snowflake' });
  });

  it('goes on by one step only for a double click, and for every press of a key', async () => {
    const host = await open({ ...wizardStates.starter, starter: { kind: 'none' } });
    await page().getByRole('button', { name: 'Continue' }).dblclick();
    await waitUntil(() => host.state.step === 'prepare');
    await page().getByRole('button', { name: 'Skip This Step' }).dblclick();
    await waitUntil(() => host.state.step === 'review');
    assert.deepEqual(
      host.argumentsOf('event').map(({ kind }) => kind),
      ['continue', 'skipPreparation'],
    );
    await host.show(wizardStates.details);
    for (const step of ['configuration', 'provider']) {
      await page().getByRole('button', { name: 'Continue' }).press('Enter');
      await waitUntil(() => host.state.step === step);
    }
  });

  it('chooses a card by the arrow keys', async () => {
    const host = await open(wizardStates.configuration);
    await page().getByRole('radio', { name: 'Advanced settings' }).focus();
    await page().keyboard.press('ArrowDown');
    await page().getByText('A project that Maia manages is created in Maia alone.').waitFor();
    assert.equal(host.state.configuration, 'maiaManaged');
  });

  it('works the menu of a provider by keyboard, and Escape gives the focus back', async () => {
    const host = await open(wizardStates.provider, { reauthorize: () => undefined });
    const button = page().getByRole('button', { name: 'More for Bitbucket' });
    await button.press('Enter');
    await page().keyboard.press('ArrowDown');
    assert.equal(
      await page()
        .locator(':focus')
        .textContent()
        .then((it) => it?.trim()),
      'Use Another Account',
    );
    await page().keyboard.press('Escape');
    assert.equal(await button.getAttribute('aria-expanded'), 'false');
    await button.press('ArrowDown');
    await page().keyboard.press('Enter');
    await waitUntil(() => host.argumentsOf('reauthorize').length === 1);
  });

  it('says whose sign-in is gone, and lets another account take its place', async () => {
    const host = await open(wizardStates.authorizeGone, { useAnotherAccount: () => undefined });
    await page().getByText('Anna Schmidt is not signed in any more.').waitFor();
    await page().getByRole('button', { name: 'Use Another Account' }).press('Enter');
    await waitUntil(() => host.requests.some(({ method }) => method === 'useAnotherAccount'));
  });

  it('tells where the commit stopped and why, and tries again', async () => {
    const host = await open(wizardStates.failed, { create: () => undefined });
    await page()
      .getByRole('alert')
      .getByText('Stopped at “Commit”. The branch main takes no commits from you.')
      .waitFor();
    await page().getByRole('button', { name: 'Retry' }).click();
    await waitUntil(() => host.argumentsOf('create').length === 1);
  });

  it('says of a commit that was broken off only what is known to be done', async () => {
    const host = await open(wizardStates.review);
    const commit = '4f2a9c1be07d3365';
    for (const { creation, done } of [
      { creation: { step: 'check', isRunning: false }, done: 0 },
      { creation: { step: 'commit', isRunning: false }, done: 1 },
      { creation: { step: 'commit', isRunning: false, commit }, done: 2 },
      { creation: { step: 'verify', isRunning: false }, done: 2 },
      { creation: { step: 'verify', isRunning: false, commit }, done: 3 },
      { creation: { step: 'open', isRunning: false, commit }, done: 3 },
    ] as const) {
      await host.show({ ...wizardStates.review, creation });
      assert.equal(await page().locator('.progress .icon.passed').count(), done, JSON.stringify(creation));
      assert.equal(await page().locator('.progress .quiet .icon').count(), 4 - done, JSON.stringify(creation));
    }
  });

  it('offers another branch first where the own one is protected', async () => {
    const host = await open(wizardStates.failed);
    const remedies = page().getByRole('alert').locator('.button');
    assert.deepEqual(await remedies.allInnerTexts(), ['Use Another Branch', 'Retry']);
    assert.deepEqual(await page().locator('.button.primary').allInnerTexts(), ['Use Another Branch']);
    await page().getByRole('button', { name: 'Use Another Branch' }).press('Enter');
    await waitUntil(() => host.state.branch === 'maia-project');
    assert.equal(await page().evaluate(findFocus), 'field-branch');
    await waitUntil(async () => (await page().locator('#field-branch').inputValue()) === 'maia-project');
  });

  it('offers to discard the wizard except while its commit is under way', async () => {
    const host = await open(wizardStates.review);
    const discard = page().getByRole('button', { name: 'Discard' });
    assert.equal(await discard.count(), 1);
    await host.show(wizardStates.creating);
    assert.equal(await discard.count(), 0);
    await host.show(wizardStates.failed);
    assert.equal(await discard.count(), 1);
  });

  it('has the files looked at again where somebody changed them, instead of trying the same once more', async () => {
    const host = await open(wizardStates.outdated, { checkAgain: () => undefined });
    assert.deepEqual(await page().getByRole('alert').locator('.button').allInnerTexts(), ['Look at the Files Again']);
    await page().getByRole('button', { name: 'Look at the Files Again' }).press('Enter');
    await waitUntil(() => host.argumentsOf('checkAgain').length === 1);
  });

  it('leads to the pull request first where the files are not on main yet', async () => {
    const host = await open(wizardStates.handOverBranch, { openPullRequest: () => undefined });
    await page().getByRole('heading', { level: 1, name: 'Merge into main, then finish in Maia' }).waitFor();
    await page().getByText('The files are on maia-project so far. Merge it into main first').waitFor();
    assert.deepEqual(
      (await page().locator('.button.primary').allInnerTexts()).map((it) => it.trim()),
      ['Create the Pull Request'],
    );
    await page().getByRole('button', { name: 'Create the Pull Request' }).press('Enter');
    await waitUntil(() => host.argumentsOf('openPullRequest').length === 1);
  });

  it('explains every field of what Maia will ask, on every data platform', async () => {
    const host = await open(wizardStates.prepare);
    for (const name of ['prepare', 'prepareDatabricks', 'prepareRedshift'] as const) {
      await host.show(wizardStates[name]);
      const controls = page().locator('.field input, .field select');
      for (const control of await controls.all()) {
        const id = (await control.getAttribute('id')) ?? '';
        const hint = page().locator(`#${id}-hint`);
        assert.match((await hint.textContent()) ?? '', /\w+ \w+ \w+/, `${name} ${id}`);
        assert.ok((await control.getAttribute('aria-describedby'))?.split(' ').includes(`${id}-hint`), `${name} ${id}`);
      }
    }
  });

  it('says that a value of the sheet was copied', async () => {
    const host = await open(wizardStates.handOver, { copy: () => undefined });
    await page().getByRole('button', { name: 'Copy Project name' }).press('Enter');
    await page().getByRole('status').getByText('Project name copied.').waitFor();
    assert.deepEqual(host.argumentsOf('copy'), ['Sales analytics']);
  });

  it('says that the project is linked, also when the page is there anew', async () => {
    const host = await open(wizardStates.handOver, {
      linkToMaia: () => {
        void host.apply({ kind: 'linked' });
        return { isLinked: true };
      },
    });
    await page().getByLabel('Address of the project in Maia').fill('https://app.matillion.com/projects/1');
    await page().keyboard.press('Enter');
    await page().getByText('Linked. Open in Maia now leads straight').waitFor();
    assert.equal(await page().evaluate(findFocus), 'linked');
    await page().context().close();
    await open(host.state);
    await page().getByText('Linked. Open in Maia now leads straight').waitFor();
  });

  it('lets the repair stand out while the repository needs one', async () => {
    const host = await open(wizardStates.repository);
    const primary = page().locator('.button.primary');
    assert.deepEqual(
      (await primary.allInnerTexts()).map((it) => it.trim()),
      ['Create main'],
    );
    await host.show(wizardStates.repositoryPassed);
    assert.deepEqual(
      (await primary.allInnerTexts()).map((it) => it.trim()),
      ['Continue'],
    );
  });

  it('asks again for what was missing, beside the repair and where there is none', async () => {
    const { check } = wizardStates.repository;
    const host = await open(wizardStates.repository, { checkAgain: () => undefined });
    const listButtons = async () =>
      (await page().locator('#field-mainBranch .button').allInnerTexts()).map((it) => it.trim());
    assert.deepEqual(await listButtons(), ['Create main', 'Try Again']);
    await page().locator('#field-mainBranch').getByRole('button', { name: 'Try Again' }).click();
    await waitUntil(() => host.argumentsOf('checkAgain').length === 1);
    await host.show({ ...wizardStates.repository, repair: { isRunning: true } });
    assert.deepEqual(await listButtons(), ['Create main']);
    const results = check.results.map((it) => (it.state === 'failed' ? { ...it, repair: undefined } : it));
    await host.show({ ...wizardStates.repository, check: { ...check, results } });
    assert.deepEqual(await listButtons(), ['Try Again']);
  });

  it('says at the field why an address of Maia was refused', async () => {
    await open(wizardStates.handOver, { linkToMaia: () => ({ isLinked: false, reason: 'This names no project.' }) });
    await page().getByLabel('Address of the project in Maia').fill('https://example.com');
    await page().keyboard.press('Enter');
    await page().getByText('This names no project.').waitFor();
    assert.equal(await page().evaluate(findFocus), 'field-address');
  });

  it('shows the host’s sentence when a request fails', async () => {
    await open(wizardStates.review);
    await page().getByRole('button', { name: 'Show Changes in README.md' }).click();
    await page().getByRole('alert').getByText('Nobody answers showDiff here.').waitFor();
  });
});
