import assert from 'node:assert/strict';
import { ProjectError } from '../../../../src/projects/projectRemote';
import type { RepositoryCheck } from '../../../../src/projects/prerequisite';
import { createWizardState } from '../../../../src/wizard/createWizardState';
import { settleDown } from '../../../support/fakeClock';
import { useFakeEditor } from '../../../support/fakeEditor';
import { anna, ben, createWizardHarness, finance, goodCheck, sales } from './wizardHarness';

/** Nobody is signed in, and nobody was. */
function nobody(failure?: string) {
  return { kind: 'none', canSignIn: true, failure, gone: undefined, hasOthers: false };
}

describe('the wizard', () => {
  const editor = useFakeEditor();

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
    });
  });

  describe('signing in', () => {
    it('waits for the browser, and is authorized by itself when somebody is back', async () => {
      const { host, wizard, authorization } = createWizardHarness();
      const done = host.receive({ id: 1, method: 'signIn', argument: 'default' });
      await settleDown();
      assert.equal(wizard.state.authorization.kind, 'waiting');
      authorization.known = [anna];
      authorization.end({ kind: 'signedIn', accountId: anna.id });
      await done;
      assert.deepEqual(wizard.state.authorization, { kind: 'authorized', accountId: anna.id, label: anna.label });
    });

    it('is over as well when it was finished in another window', async () => {
      const { host, wizard, authorization } = createWizardHarness();
      void host.receive({ id: 1, method: 'signIn', argument: 'default' });
      await settleDown();
      authorization.change([]);
      await settleDown();
      assert.equal(wizard.state.authorization.kind, 'waiting');
      authorization.change([anna]);
      await settleDown();
      assert.equal(wizard.accountId, anna.id);
    });

    it('says why it did not come about, and nothing when it was given up', async () => {
      for (const reason of ['Bitbucket could not be reached.', undefined]) {
        const { host, wizard, authorization } = createWizardHarness();
        const done = host.receive({ id: 1, method: 'signIn', argument: 'default' });
        await settleDown();
        authorization.end({ kind: 'notSignedIn', reason });
        await done;
        assert.deepEqual(wizard.state.authorization, nobody(reason));
      }
    });

    it('goes on another way, or ends, on request; a second click begins no second one', async () => {
      const { host, ask, authorization } = createWizardHarness();
      const done = host.receive({ id: 100, method: 'signIn', argument: 'default' });
      await settleDown();
      await ask('signIn', 'default');
      await ask('signIn', 'anotherWay');
      await ask('cancelSignIn', undefined);
      await done;
      assert.deepEqual(authorization.asked, ['default', 'tryAnotherWay', 'cancel']);
    });

    it('leaves pasting a consumer to the editor', async () => {
      const { ask } = createWizardHarness();
      await ask('signIn', 'pasteConsumer');
      assert.deepEqual(editor.current().executed, [['maia.pasteConsumer']]);
    });

    it('once more keeps whoever is authorized until it has succeeded', async () => {
      const { host, wizard, authorization, goToRepositories } = createWizardHarness();
      await goToRepositories();
      const done = host.receive({ id: 100, method: 'reauthorize', argument: undefined });
      await settleDown();
      assert.deepEqual([wizard.accountId, authorization.asked], [anna.id, [`again ${anna.id}`]]);
      authorization.end({ kind: 'notSignedIn' });
      await done;
      assert.equal(wizard.accountId, anna.id);
    });

    it('once more has the repository looked into again: the rights may be other ones', async () => {
      let checks = 0;
      const { host, authorization, person, goToRepositories } = createWizardHarness({
        actions: { checkRepository: () => Promise.resolve((checks++, goodCheck)) },
      });
      await goToRepositories();
      await person({ kind: 'repository', value: sales });
      const done = host.receive({ id: 100, method: 'reauthorize', argument: undefined });
      await settleDown();
      authorization.end({ kind: 'signedIn', accountId: anna.id });
      await done;
      assert.equal(checks, 2);
    });

    it('is asked for when whoever was used is gone: nobody else takes their place unasked', async () => {
      const { ask, host, wizard, authorization, goToReview } = createWizardHarness();
      await goToReview();
      authorization.change([ben]);
      await settleDown();
      const gone = { accountId: anna.id, label: anna.label };
      const none = { kind: 'none', canSignIn: true, failure: undefined, gone, hasOthers: true };
      assert.deepEqual(wizard.state.authorization, none);
      void host.receive({ id: 100, method: 'reauthorize', argument: undefined });
      await settleDown();
      authorization.end({ kind: 'notSignedIn' });
      await settleDown();
      assert.deepEqual([authorization.asked, wizard.state.authorization], [[`again ${anna.id}`], none]);
      editor.current().choices.push('Ben Okafor');
      await ask('useAnotherAccount', undefined);
      assert.equal(wizard.accountId, ben.id);
    });

    it('is no news when nothing is different about it: tokens are renewed all the time', async () => {
      const { wizard, authorization, goToRepositories } = createWizardHarness();
      await goToRepositories();
      const changes: unknown[] = [];
      wizard.onDidChange(() => changes.push(wizard.state));
      authorization.change([{ ...anna }, ben]);
      await settleDown();
      assert.deepEqual(changes, []);
    });

    it('with another account takes one that is here, or a further one', async () => {
      const { ask, wizard, authorization, goToRepositories } = createWizardHarness();
      await goToRepositories();
      authorization.known = [anna, ben];
      editor.current().choices.push('Ben Okafor');
      await ask('useAnotherAccount', undefined);
      assert.deepEqual([wizard.accountId, authorization.asked], [ben.id, []]);
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
