import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Creation } from '../../../../src/projects/creation';
import { ProjectError } from '../../../../src/projects/projectRemote';
import { settleDown } from '../../../support/fakeClock';
import { useFakeEditor } from '../../../support/fakeEditor';
import { anna, createWizardHarness, sales } from './wizardHarness';

describe('the wizard, from its review on', () => {
  const editor = useFakeEditor();

  describe('the review', () => {
    it('plans when it is entered, and shows each file against what is there', async () => {
      const { wizard, ask, goToReview, diffs } = createWizardHarness();
      await goToReview();
      assert.deepEqual(
        wizard.state.plan?.files.map(({ path }) => path),
        ['README.md'],
      );
      await ask('showDiff', 'README.md');
      await ask('showDiff', 'nothing/of/the/plan');
      assert.deepEqual(diffs, ['README.md']);
    });

    it('says why it could not plan, and tries again on request', async () => {
      const plans = [() => Promise.reject(new ProjectError('unreachable', 'No network.'))];
      const { wizard, ask, goToReview } = createWizardHarness({
        actions: {
          planCreation: (_ports, { repository: { workspace, slug }, branch, message }) =>
            plans.shift()?.() ?? Promise.resolve({ target: { workspace, slug, branch }, message, files: [] }),
        },
      });
      await goToReview();
      assert.equal(wizard.state.planFailure, 'No network.');
      await ask('checkAgain', undefined);
      assert.deepEqual([wizard.state.planFailure, wizard.state.plan?.files], [undefined, []]);
    });

    it('plans for the branch that was typed last', async () => {
      const { wizard, clock, person, goToReview } = createWizardHarness();
      await goToReview();
      await person({ kind: 'branch', value: 'maia' }, { kind: 'branch', value: 'maia-sales' });
      while (wizard.state.plan === undefined && clock.wakeNext()) await settleDown();
      assert.equal(wizard.state.plan?.target.branch, 'maia-sales');
    });
  });

  describe('creating', () => {
    const commit = 'a'.repeat(40);

    it('tells of each step, and makes the project known with its sheet', async () => {
      const { wizard, ask, goToReview, projects, recent, clock } = createWizardHarness({
        actions: {
          createProject: async (ports, { target }, _before, onChange) => {
            onChange({ isRunning: true, step: 'commit' });
            onChange({ isRunning: true, step: 'open', commit });
            await ports.open(target);
            return { isRunning: false, step: 'open', commit };
          },
        },
      });
      await goToReview();
      await ask('create', undefined);
      assert.deepEqual([wizard.state.step, wizard.state.creation.commit], ['handOver', commit]);
      assert.deepEqual(projects.list, [
        {
          repository: { workspace: 'acme', slug: 'sales' },
          branch: 'main',
          accountId: anna.id,
          name: 'Sales',
          openedMs: clock.now(),
        },
      ]);
      assert.deepEqual([projects.sheets.length, projects.shown, recent], [1, 1, ['acme/sales']]);
    });

    it('hands on what an earlier attempt did, so that nothing is done twice', async () => {
      const before: Creation[] = [];
      const failure = { step: 'verify', kind: 'unreachable', reason: 'No network.' } as const;
      const { wizard, ask, goToReview } = createWizardHarness({
        actions: {
          createProject: (_ports, _plan, given) => {
            before.push(given);
            const isFirst = before.length === 1;
            return Promise.resolve({ isRunning: false, step: 'verify', commit, ...(isFirst ? { failure } : {}) });
          },
        },
      });
      await goToReview();
      await ask('create', undefined);
      assert.deepEqual(wizard.state.creation, { isRunning: false, step: 'verify', commit, failure });
      await ask('create', undefined);
      assert.deepEqual([before[1]?.commit, wizard.state.step], [commit, 'handOver']);
    });

    it('happens once, however often the button is pressed', async () => {
      let runs = 0;
      const { host, goToReview } = createWizardHarness({
        actions: {
          createProject: async () => {
            runs++;
            await settleDown();
            return { isRunning: false, step: 'open' };
          },
        },
      });
      await goToReview();
      await Promise.all([1, 2, 3].map((id) => host.receive({ id: 100 + id, method: 'create', argument: undefined })));
      assert.equal(runs, 1);
    });

    it('never happens before the review', async () => {
      const { ask, person, goToRepositories, wizard } = createWizardHarness();
      await goToRepositories();
      await person({ kind: 'repository', value: sales });
      await ask('create', undefined);
      assert.equal(wizard.state.creation.isRunning, false);
    });
  });

  describe('its page', () => {
    it('opens pages by name, and copies', async () => {
      const { ask, opened, copied } = createWizardHarness();
      await ask('openPage', 'maia');
      await ask('openPage', 'editions');
      await ask('copy', 'ACME-EU');
      assert.deepEqual([opened[0], copied], ['https://app.matillion.com', ['ACME-EU']]);
      assert.ok(opened.every((url) => url.startsWith('https://')));
    });

    it('leads to the pull request that brings the files to main, with both branches filled in', async () => {
      const { ask, person, goToReview, opened } = createWizardHarness();
      await goToReview();
      await person({ kind: 'branch', value: 'maia-project' });
      await ask('openPullRequest', undefined);
      assert.deepEqual(opened, ['https://bitbucket.org/acme/sales/pull-requests/new?source=maia-project&dest=main']);
    });

    it('hears of what was typed only when it is kept', async () => {
      let isKept = false;
      const { host, messages, wizard } = createWizardHarness({
        keep: async () => {
          assert.equal(wizard.state.details.name, 'Sales');
          await settleDown();
          assert.deepEqual(
            messages.filter(({ kind }) => kind === 'answer'),
            [],
          );
          isKept = true;
        },
      });
      await host.receive({ id: 1, method: 'event', argument: { kind: 'details', change: { name: 'Sales' } } });
      assert.equal(isKept, true);
      assert.deepEqual(messages.at(-1), { kind: 'answer', id: 1, value: undefined });
    });

    it('learns why something failed, as a sentence', async () => {
      const { ask } = createWizardHarness({ ports: { copyText: () => Promise.reject(new TypeError('boom')) } });
      const reason = await ask('copy', 'x');
      assert.equal(typeof reason, 'string');
      assert.doesNotMatch(String(reason), /boom/);
    });

    it('links the project to Maia once it is known, and asks for the region where the address does not tell', async () => {
      const project = {
        repository: { workspace: 'acme', slug: 'sales' },
        branch: 'main',
        name: 'Sales',
        accountId: anna.id,
        openedMs: 0,
      };
      const { ask, person, goToRepositories, projects } = createWizardHarness({ known: [project] });
      await goToRepositories();
      await person({ kind: 'repository', value: sales });
      assert.deepEqual(((await ask('linkToMaia', 'https://example.org/')) as { isLinked: boolean }).isLinked, false);
      editor.current().choices.push('eu1');
      const id = '0b5f1e7c-7c1d-4f7e-9d7b-1f2a3b4c5d6e';
      const address = `https://app.matillion.com/designer/project/${id}/branch/main`;
      assert.deepEqual(await ask('linkToMaia', address), { isLinked: true });
      assert.deepEqual(projects.list[0]?.link, { region: 'eu1', projectId: id });
    });

    it('is thrown away on request', async () => {
      const { ask, seen } = createWizardHarness();
      await ask('discard', undefined);
      assert.equal(seen.discarded, 1);
    });

    it('changes nothing by messages that are none, and gets no answer to them', async () => {
      const { host, wizard, messages } = createWizardHarness();
      const before = wizard.state;
      const garbage = fc.oneof(
        fc.anything(),
        fc.record({ id: fc.anything(), method: fc.anything(), argument: fc.anything() }),
        fc.record({
          id: fc.nat(),
          method: fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty'),
          argument: fc.anything(),
        }),
        fc.record({
          id: fc.nat(),
          method: fc.constant('event'),
          argument: fc.record({ kind: fc.constantFrom('created', 'authorization', 'planned', 'nothing') }),
        }),
      );
      await fc.assert(
        fc.asyncProperty(garbage, async (message) => {
          await host.receive(message);
          assert.deepEqual([wizard.state === before, messages], [true, []]);
        }),
      );
    });

    it('never sees a token, whatever the accounts carry along', async () => {
      const token = 'eyJ-a-secret-token';
      const { host, messages, authorization } = createWizardHarness();
      const withToken = { ...anna, tokens: { accessToken: token }, accessToken: token };
      authorization.known = [withToken];
      host.begin();
      await settleDown();
      assert.doesNotMatch(JSON.stringify([host.start, messages]), new RegExp(token));
    });
  });
});
