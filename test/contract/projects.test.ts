import assert from 'node:assert/strict';
import { checkRepository } from '../../src/projects/checkRepository';
import { planCreation } from '../../src/projects/planCreation';
import type { PrerequisiteResult } from '../../src/projects/prerequisite';
import type { RepositoryName } from '../../src/projects/projectRemote';
import { repairRepository } from '../../src/projects/repairRepository';
import type { StarterContent } from '../../src/projects/starterContent';
import { northwind, toInput, useProjects } from './projectsHarness';
import { sales } from './useEmulator';

describe('preparing projects at the emulator', () => {
  const { bitbucket, signIn, git } = useProjects(4);

  async function check(repository: RepositoryName, user?: string) {
    const { ports } = await signIn(user);
    const heard: PrerequisiteResult[] = [];
    const found = await checkRepository(ports, repository, (result) => heard.push(result));
    const states = Object.fromEntries(found.results.map(({ id, state, repair }) => [id, repair ?? state]));
    return { found, heard, states, requests: await bitbucket.takeRequests() };
  }

  describe('checking', () => {
    it('finds a project with four requests, and hears of each prerequisite as it starts and ends', async () => {
      const { found, heard, states, requests } = await check(sales);
      assert.deepEqual(states, {
        writePermission: 'passed',
        notEmpty: 'passed',
        mainBranch: 'passed',
        noProject: 'openExisting',
        dedicated: 'passed',
      });
      assert.equal(requests.length, 4, requests.join('\n'));
      assert.equal(heard.length, 10);
      assert.deepEqual(found.branches, ['feature/X', 'main', 'release/2026.11']);
      assert.equal(found.defaultBranch, 'main');
      assert.equal(found.pipelineCount, 8);
    });

    it('offers to begin an empty repository, and asks three times for that', async () => {
      const { states, requests } = await check(northwind('empty-project'));
      assert.equal(states['notEmpty'], 'initialise');
      assert.equal(states['mainBranch'], 'failed');
      assert.equal(states['noProject'], 'passed');
      assert.equal(requests.length, 3);
    });

    const others: readonly (readonly [string, RepositoryName, string, string])[] = [
      ['a repository without main', northwind('legacy-etl'), 'mainBranch', 'createMain'],
      ['main beside another default branch', northwind('mixed-default'), 'mainBranch', 'passed'],
      ['a website', { workspace: 'acme', slug: 'website' }, 'noProject', 'passed'],
      ['the code of a website', { workspace: 'acme', slug: 'website' }, 'dedicated', 'chooseAnother'],
      ['a repository to read only', { workspace: 'acme', slug: 'finance-archive' }, 'writePermission', 'chooseAnother'],
      ['pipelines beside .matillion', northwind('customer-360'), 'noProject', 'openExisting'],
    ];
    for (const [title, repository, id, expected] of others) {
      it(`tells of ${title}`, async () => {
        const { states, requests } = await check(repository);
        assert.equal(states[id], expected);
        assert.ok(requests.length <= 5, requests.join('\n'));
      });
    }

    it('says of one result why it is not known while the others go on', async () => {
      await bitbucket.admin.addFault({
        path: '/permissions/',
        count: 9,
        effect: { kind: 'rateLimit', retryAfter: '60' },
      });
      const { found, states } = await check(sales);
      assert.equal(states['writePermission'], 'unknown');
      assert.match(found.results[0]?.reason ?? '', /limits requests/);
      assert.equal(states['mainBranch'], 'passed');
    });

    it('looks at the root where the whole tree is too much for Bitbucket', async () => {
      await bitbucket.admin.configure({ sourceEntries: 3 });
      try {
        const { states } = await check(sales);
        assert.equal(states['dedicated'], 'passed');
        assert.equal(states['noProject'], 'unknown');
      } finally {
        await bitbucket.admin.configure({ sourceEntries: 100_000 });
      }
    });
  });

  describe('mending', () => {
    it('begins an empty repository with a README on main, once', async () => {
      const repository = northwind('empty-0');
      const { ports } = await signIn();
      await repairRepository(ports, repository, 'initialise', { readme: '# Sales\n' });
      await repairRepository(ports, repository, 'initialise');
      assert.equal(await git(repository, 'rev-list', '--count', 'main'), '1');
      assert.equal(await git(repository, 'show', 'main:README.md'), '# Sales');
      assert.equal((await check(repository)).states['mainBranch'], 'passed');
    });

    for (const [index, effect] of (['lostAnswer', 'resetBeforeAnswer'] as const).entries()) {
      it(`begins it once in spite of the fault "${effect}"`, async () => {
        const repository = northwind(`empty-${index + 1}`);
        const { ports } = await signIn();
        await bitbucket.admin.addFault({ path: '/src/?$', method: 'POST', effect: { kind: effect } });
        await repairRepository(ports, repository, 'initialise').catch(() =>
          repairRepository(ports, repository, 'initialise'),
        );
        assert.equal(await git(repository, 'rev-list', '--count', 'main'), '1');
      });
    }

    it('creates main from the default branch, once', async () => {
      const repository = northwind('legacy-etl');
      const { ports } = await signIn();
      await repairRepository(ports, repository, 'createMain');
      await repairRepository(ports, repository, 'createMain');
      assert.equal(await git(repository, 'rev-parse', 'main'), await git(repository, 'rev-parse', 'develop'));
    });

    it('leaves alone what only the person can mend', async () => {
      const { ports } = await signIn();
      await repairRepository(ports, sales, 'openExisting');
      assert.deepEqual(await bitbucket.takeRequests(), []);
    });
  });

  describe('planning', () => {
    it('plans a project file and nothing that is there already', async () => {
      const { ports } = await signIn();
      const planned = await planCreation(ports, toInput(sales, { name: 'Planned' }));
      assert.deepEqual(
        planned.files.map(({ path }) => path),
        ['.maia-bitbucket.yaml'],
      );
      assert.match(planned.files[0]?.text ?? '', /Planned/);
      assert.equal(planned.baseCommit, await git(sales, 'rev-parse', 'main'));
    });

    it('copies pipelines and scripts of another repository, and shows what they replace', async () => {
      const { ports } = await signIn();
      const source = { ...sales, branch: 'feature/X' };
      const starter: StarterContent = { kind: 'repository', source };
      const planned = await planCreation(ports, toInput(northwind('customer-360'), { starter }));
      const paths = planned.files.map(({ path }) => path);
      assert.ok(paths.includes('transform/Forecast by region.tran.yaml'));
      assert.ok(paths.includes('sql/checks/row_counts.sql'));
      assert.equal(paths.includes('README.md'), false);
      const same = await planCreation(
        ports,
        toInput(sales, { starter: { kind: 'repository', source: { ...sales, branch: 'main' } } }),
      );
      assert.deepEqual(
        same.files.map(({ path }) => path),
        ['.maia-bitbucket.yaml'],
      );
    });

    it('begins a new branch at main, and an empty repository at nothing', async () => {
      const { ports } = await signIn();
      const branch = await planCreation(ports, toInput(sales, { branch: 'maia/setup' }));
      assert.equal(branch.baseCommit, await git(sales, 'rev-parse', 'main'));
      const empty = await planCreation(ports, toInput(northwind('empty-3')));
      assert.equal(empty.baseCommit, undefined);
      assert.deepEqual(
        empty.files.map(({ path }) => path),
        ['.maia-bitbucket.yaml', 'README.md'],
      );
    });

    it('says why a repository cannot be copied', async () => {
      const { ports } = await signIn();
      const from = (repository: RepositoryName, branch: string) =>
        planCreation(ports, toInput(sales, { starter: { kind: 'repository', source: { ...repository, branch } } }));
      await assert.rejects(from({ workspace: 'acme', slug: 'website' }, 'main'), /has no pipelines/);
      await assert.rejects(from(sales, 'nowhere'), /has no branch nowhere/);
    });
  });
});
