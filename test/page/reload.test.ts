import assert from 'node:assert/strict';
import { createWizardState } from '../../src/wizard/createWizardState';
import { waitUntil } from '../support/waitUntil';
import type { FakeHost } from './fakeHost';
import { useWizardPage } from './useWizardPage';
import { wizardStates } from './wizardStates';

const readKept = 'JSON.stringify(Object.values(localStorage))';

describe('the wizard’s page when the editor goes away', () => {
  const { open, page } = useWizardPage();

  /** The page goes and comes back, as the editor does; nothing that it sends in between arrives. */
  async function reload(host: FakeHost): Promise<void> {
    await page().reload();
    host.isGone = false;
    await page().locator('h1').waitFor();
    await page().evaluate('location.reload()');
    await page().locator('h1').waitFor();
  }

  it('hands over afterwards what was typed in that very moment', async () => {
    const host = await open(createWizardState());
    host.isGone = true;
    await page().getByLabel('Project name').pressSequentially('Sales');
    await page().getByLabel('Description').fill('Orders');
    await reload(host);
    await waitUntil(() => host.state.details.description === 'Orders');
    assert.equal(host.state.details.name, 'Sales');
    assert.equal(await page().getByLabel('Project name').inputValue(), 'Sales');
    await waitUntil(async () => (await page().evaluate(readKept)) === '[]');
  });

  it('hands over afterwards what was chosen in that very moment', async () => {
    const host = await open(wizardStates.starter);
    host.isGone = true;
    await page().getByRole('radio', { name: 'Transform' }).check();
    await reload(host);
    await waitUntil(() => host.state.starter.kind === 'transform');
  });

  it('keeps nothing of what the host has answered', async () => {
    const host = await open(createWizardState());
    await page().getByLabel('Project name').fill('Sales');
    await waitUntil(() => host.state.details.name === 'Sales');
    await waitUntil(async () => (await page().evaluate(readKept)) === '[]');
  });

  it('hands over nothing that the host would not even read, and forgets it', async () => {
    const host = await open(createWizardState());
    const toEntry = (text: string) => JSON.stringify([['details.name', { kind: 'details', change: { name: text } }]]);
    await page().evaluate(
      `localStorage.setItem('maia.wizard.wizard-1', ${JSON.stringify(toEntry('x'.repeat(10_001)))})`,
    );
    await page().reload();
    await page().locator('h1').waitFor();
    await page().getByLabel('Description').fill('Orders');
    await waitUntil(() => host.state.details.description === 'Orders');
    await waitUntil(async () => (await page().evaluate(readKept)) === '[]');
    assert.equal(host.state.details.name, '');
  });

  it('never keeps what looks like a secret', async () => {
    const host = await open(wizardStates.prepare);
    host.isGone = true;
    await page().getByLabel('Name of the secret definition').fill('AKIAABCDEFGHIJKLMNOP');
    await page().getByLabel('Environment name').fill('Staging');
    assert.doesNotMatch(await page().evaluate<string>(readKept), /AKIA/);
    assert.match(await page().evaluate<string>(readKept), /Staging/);
  });
});
