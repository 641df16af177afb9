import assert from 'node:assert/strict';
import { ProjectError } from '../../../../src/projects/projectRemote';
import type { RepositoryCheck } from '../../../../src/projects/prerequisite';
import { createWizardState } from '../../../../src/wizard/createWizardState';
import { settleDown } from '../../../support/fakeClock';
import { useFakeEditor } from '../../../support/fakeEditor';
import { anna, ben, createWizardHarness, finance, goodCheck, nobody, sales } from './wizardHarness';

describe('the wizard', () => {
  useFakeEditor();

  describe('when it opens', () => {
    it('shows its first step before anybody was asked anything', () => {
      const { host, seen, lists } = createWizardHarness();
      assert.equal(host.start.first.state.step, 'details');
      assert.deepEqual([seen.loaded, lists.requests], [[], []]);
    });

    it('finds out who is signed in, and prefers whose row it was opened on', async () => {
      for (const preferredAccountId of [anna.id, ben.id]) {
        const { host, wizard, authorization } = createWizardHarness({ preferredAccountId });
        authorization.known = [anna, ben];
        host.begin();
        await settleDown();
        assert.equal(wizard.accountId, preferredAccountId);
      }
    });

    it('does not count somebody whose sign-in has ended', async () => {
      const { host, wizard, authorization } = createWizardHarness();
      authorization.known = [{ ...anna, hasEnded: true }];
      host.begin();
      await settleDown();
      assert.deepEqual(wizard.state.authorization, nobody());
    });

    it('looks again into the repository that it was left with, and shows until then what it found before', async () => {
      const found: RepositoryCheck = { ...goodCheck, branches: ['main', 'new'] };
      let answer: (check: RepositoryCheck) => void = () => assert.fail('Nothing was looked into.');
      const authorization = { kind: 'authorized', accountId: anna.id, label: anna.label } as const;
      const state = { ...createWizardState({ repository: sales }), authorization, check: goodCheck };
      const { host, wizard, ...harness } = createWizardHarness({
        state,
        actions: { checkRepository: () => new Promise((resolve) => (answer = resolve)) },
      });
      harness.authorization.known = [anna];
      host.begin();
      await settleDown();
      assert.deepEqual(wizard.state.check, goodCheck);
      answer(found);
      await settleDown();
      assert.deepEqual(wizard.state.check, found);
    });

    it('says which names are taken, but not by the very branch that it is about', async () => {
      const known = { accountId: anna.id, openedMs: 0, branch: 'main' };
      const { ask, wizard } = createWizardHarness({
        known: [
          { ...known, repository: { workspace: 'acme', slug: 'hr' }, name: 'People' },
          { ...known, repository: { workspace: 'acme', slug: 'sales' }, name: 'Sales' },
        ],
      });
      wizard.apply({ kind: 'repository', value: sales });
      await ask('ready', undefined);
      await settleDown();
      assert.deepEqual(wizard.state.knownNames, ['People']);
      wizard.apply({ kind: 'repository', value: finance });
      await settleDown();
      assert.deepEqual(wizard.state.knownNames, ['People', 'Sales']);
    });

    it('takes no name for taken that nobody gave', async () => {
      const known = { accountId: anna.id, openedMs: 0, branch: 'main', name: 'sales', isNameGuessed: true };
      const { ask, wizard } = createWizardHarness({
        known: [{ ...known, repository: { workspace: 'acme', slug: 'sales' } }],
      });
      await ask('ready', undefined);
      await settleDown();
      assert.deepEqual(wizard.state.knownNames, []);
    });
  });

  describe('a chosen repository', () => {
    it('is looked into at once, and every result shows as it comes', async () => {
      const { wizard, person, goToRepositories } = createWizardHarness({
        actions: {
          checkRepository: (_ports, _repository, onResult) => {
            onResult({ id: 'writePermission', state: 'passed' });
            return new Promise(() => undefined);
          },
        },
      });
      await goToRepositories();
      await person({ kind: 'repository', value: sales });
      assert.deepEqual(wizard.state.check?.results[0], { id: 'writePermission', state: 'passed' });
    });

    it('that was opened with the wizard is looked into as soon as somebody is authorized', async () => {
      const { host, wizard, authorization, seen } = createWizardHarness();
      wizard.apply({ kind: 'repository', value: sales });
      await settleDown();
      assert.deepEqual(seen.loaded, []);
      authorization.known = [anna];
      host.begin();
      await settleDown();
      assert.deepEqual([seen.loaded, wizard.state.check], [[anna.id], goodCheck]);
    });

    it('gets no answer that was meant for the one before', async () => {
      const ends = new Map<string, (check: RepositoryCheck) => void>();
      const aborted: string[] = [];
      const { wizard, person, goToRepositories } = createWizardHarness({
        actions: {
          checkRepository: (_ports, { slug }, _onResult, signal) => {
            signal?.addEventListener('abort', () => aborted.push(slug));
            return new Promise((resolve) => ends.set(slug, resolve));
          },
        },
      });
      await goToRepositories();
      await person({ kind: 'repository', value: sales });
      await person({ kind: 'repository', value: finance });
      ends.get('sales')?.({ ...goodCheck, branches: ['late'] });
      await settleDown();
      assert.deepEqual([wizard.state.check, aborted], [undefined, ['sales']]);
      ends.get('finance')?.(goodCheck);
      await settleDown();
      assert.deepEqual(wizard.state.check, goodCheck);
    });

    it('that cannot be looked into says why, and can be tried again', async () => {
      let isBroken = true;
      const { wizard, ask, person, goToRepositories } = createWizardHarness({
        actions: {
          checkRepository: () =>
            isBroken ? Promise.reject(new ProjectError('signedOut', 'Sign in first.')) : Promise.resolve(goodCheck),
        },
      });
      await goToRepositories();
      await person({ kind: 'repository', value: sales });
      assert.deepEqual(wizard.state.check?.results[0], {
        id: 'writePermission',
        state: 'unknown',
        reason: 'Sign in first.',
      });
      isBroken = false;
      await ask('checkAgain', undefined);
      assert.deepEqual(wizard.state.check, goodCheck);
    });

    it('is mended with a README about the project, and looked into again', async () => {
      const readmes: unknown[] = [];
      let checks = 0;
      const { wizard, ask, person, goToRepositories } = createWizardHarness({
        actions: {
          checkRepository: () => Promise.resolve((checks++, goodCheck)),
          repairRepository: (_ports, _repository, repair, options) =>
            Promise.resolve(void readmes.push([repair, options?.readme])),
        },
      });
      await goToRepositories();
      await person({ kind: 'repository', value: sales });
      await ask('repair', 'initialise');
      assert.deepEqual([readmes, checks, wizard.state.repair], [[['initialise', '# Sales\n']], 2, undefined]);
    });

    it('that could not be mended says why, but not on another one that was chosen meanwhile', async () => {
      for (const goesOn of [false, true]) {
        const { wizard, host, person, goToRepositories } = createWizardHarness({
          actions: {
            repairRepository: () => settleDown().then(() => Promise.reject(new ProjectError('forbidden', 'No.'))),
          },
        });
        await goToRepositories();
        await person({ kind: 'repository', value: sales });
        const done = host.receive({ id: 100, method: 'repair', argument: 'createMain' });
        if (goesOn) await host.receive({ id: 101, method: 'event', argument: { kind: 'repository', value: finance } });
        await done;
        assert.equal(wizard.state.repair?.failure, goesOn ? undefined : 'No.');
      }
    });

    it('with a project in it can be opened instead', async () => {
      const { ask, person, goToRepositories, openedProjects } = createWizardHarness();
      await goToRepositories();
      await person({ kind: 'repository', value: sales });
      await ask('repair', 'openExisting');
      assert.deepEqual(openedProjects, [
        [{ repository: { workspace: 'acme', slug: 'sales' }, branch: 'main' }, anna.id],
      ]);
    });

    it('with a project in it is opened where that was found: on the default branch where there is no main', async () => {
      const results = goodCheck.results.map((it) =>
        it.id === 'mainBranch' ? { ...it, state: 'failed' as const } : it,
      );
      const check: RepositoryCheck = { results, branches: ['develop'], defaultBranch: 'develop' };
      const { ask, person, goToRepositories, openedProjects } = createWizardHarness({
        actions: { checkRepository: () => Promise.resolve(check) },
      });
      await goToRepositories();
      await person({ kind: 'repository', value: sales });
      await ask('repair', 'openExisting');
      assert.deepEqual(openedProjects, [
        [{ repository: { workspace: 'acme', slug: 'sales' }, branch: 'develop' }, anna.id],
      ]);
    });
  });
});
