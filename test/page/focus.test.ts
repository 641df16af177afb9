import assert from 'node:assert/strict';
import type { PrerequisiteResult, Repair } from '../../src/projects/prerequisite';
import type { WizardState } from '../../src/wizard/wizardState';
import { waitUntil } from '../support/waitUntil';
import { findFocus, useWizardPage } from './useWizardPage';
import { createRepositoryAnswers, wizardStates } from './wizardStates';

const quietAnswers = {
  listRepositories: createRepositoryAnswers(3),
  signIn: () => undefined,
  cancelSignIn: () => undefined,
  checkAgain: () => undefined,
  repair: () => undefined,
  create: () => undefined,
};

describe('the keyboard when what it was on goes', () => {
  const { open, page } = useWizardPage();

  const { check, ...unchecked } = wizardStates.repository;
  const toCheck = (state: PrerequisiteResult['state'], repair?: Repair): WizardState => ({
    ...unchecked,
    check: { ...check, results: [{ id: 'mainBranch', state, repair }] },
  });
  const focusCases: readonly {
    readonly what: string;
    readonly state: WizardState;
    readonly button: string;
    readonly next: WizardState;
    readonly place: string;
  }[] = [
    {
      what: 'a check',
      state: toCheck('unknown'),
      button: 'Try Again',
      next: toCheck('checking'),
      place: 'field-mainBranch',
    },
    {
      what: 'a repair',
      state: toCheck('failed', 'createMain'),
      button: 'Create main',
      next: toCheck('passed'),
      place: 'field-mainBranch',
    },
    {
      what: 'checks that begin anew',
      state: toCheck('unknown'),
      button: 'Try Again',
      next: unchecked,
      place: 'SECTION',
    },
    {
      what: 'an authorization',
      state: wizardStates.authorize,
      button: 'Authorize',
      next: wizardStates.authorizing,
      place: 'field-authorization',
    },
    {
      what: 'an authorization that was cancelled',
      state: wizardStates.authorizing,
      button: 'Cancel',
      next: wizardStates.authorize,
      place: 'field-authorization',
    },
    {
      what: 'a commit',
      state: wizardStates.review,
      button: 'Commit and Continue in Maia',
      next: wizardStates.creating,
      place: 'OL',
    },
    {
      what: 'a commit tried again',
      state: wizardStates.failed,
      button: 'Retry',
      next: wizardStates.creating,
      place: 'OL',
    },
    {
      what: 'a plan',
      state: { ...wizardStates.review, plan: undefined, planFailure: 'Bitbucket is silent.' },
      button: 'Retry',
      next: wizardStates.review,
      place: 'field-plan',
    },
  ];
  for (const { what, state, button, next, place } of focusCases) {
    it(`keeps the keyboard near ${what} when the button that was pressed goes`, async () => {
      const host = await open(state, quietAnswers);
      await page().getByRole('button', { name: button, exact: true }).press('Enter');
      await host.show(next);
      await waitUntil(async () => (await page().evaluate(findFocus)) === place);
    });
  }

  it('goes to the heading when there is no nearer place left', async () => {
    await open(wizardStates.review);
    await page().getByRole('button', { name: 'Show Changes in README.md' }).click();
    await page().getByRole('button', { name: 'Dismiss' }).press('Enter');
    await waitUntil(async () => (await page().evaluate(findFocus)) === 'H1');
  });

  it('goes back to the list when that could be loaded after all', async () => {
    let failure: string | undefined = 'Bitbucket is silent.';
    await open(unchecked, {
      listRepositories: () => ({ rows: [], total: 0, isLoading: false, workspaces: [], failure }),
      refreshRepositories: () => (failure = undefined),
    });
    await page().getByRole('button', { name: 'Try Again' }).press('Enter');
    await waitUntil(async () => (await page().evaluate(findFocus)) === 'field-repository');
  });

  it('takes the keyboard from nobody who is elsewhere when a button goes', async () => {
    const host = await open(toCheck('unknown'), quietAnswers);
    for (const [leave, place] of [
      [() => page().getByRole('searchbox').focus(), 'repository-search'],
      [() => page().getByRole('button', { name: 'Back' }).focus(), 'BUTTON'],
      [() => page().evaluate('document.activeElement.blur()'), 'BODY'],
    ] as const) {
      await host.show(toCheck('unknown'));
      await page().getByRole('button', { name: 'Try Again' }).focus();
      await leave();
      await host.show(toCheck('passed'));
      assert.equal(await page().evaluate(findFocus), place);
    }
  });

  it('takes the keyboard from no other window, and has it near the button on return', async () => {
    const host = await open(wizardStates.authorize, quietAnswers);
    await page().getByRole('button', { name: 'Authorize', exact: true }).press('Enter');
    await page().evaluate('document.hasFocus = () => false');
    await host.show(wizardStates.authorizing);
    assert.equal(await page().evaluate(findFocus), 'BODY');
    await page().evaluate("dispatchEvent(new Event('focus'))");
    assert.equal(await page().evaluate(findFocus), 'field-authorization');
  });
});
