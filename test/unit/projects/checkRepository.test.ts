import assert from 'node:assert/strict';
import { checkRepository } from '../../../src/projects/checkRepository';
import type { PrerequisiteResult } from '../../../src/projects/prerequisite';
import { cut, FakeProjectRemote, place } from './fakeProjectRemote';

async function check(remote: FakeProjectRemote) {
  const heard: PrerequisiteResult[] = [];
  const found = await checkRepository(remote.ports, place, (result) => heard.push(result));
  const of = (id: PrerequisiteResult['id']) => found.results.find((result) => result.id === id);
  return { found, heard, of };
}

const code = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`src/${i}.ts`, '']));
const project = 'version: "1.0"\nname: "Sales"\n';

describe('checking a repository', () => {
  it('says at once that it checks everything, and then how each turned out', async () => {
    const remote = new FakeProjectRemote();
    remote.push('main', { 'README.md': '' });
    const { heard, found } = await check(remote);
    assert.deepEqual(new Set(heard.slice(0, 5).map(({ state }) => state)), new Set(['checking']));
    assert.deepEqual(
      found.results.map(({ id, state }) => `${id} ${state}`),
      ['writePermission passed', 'notEmpty passed', 'mainBranch passed', 'noProject passed', 'dedicated passed'],
    );
    assert.equal(remote.requests.length, 4);
  });

  it('names the project that is there, for five requests', async () => {
    const remote = new FakeProjectRemote();
    remote.push('main', { '.maia-bitbucket.yaml': project, 'Load.orch.yaml': '', 'deep/Copy.tran.yaml': '' });
    const { found, of } = await check(remote);
    assert.deepEqual(of('noProject'), {
      id: 'noProject',
      state: 'warning',
      facts: { pipelines: 2, name: 'Sales' },
      repair: 'openExisting',
    });
    assert.deepEqual([found.existingName, found.pipelineCount], ['Sales', 2]);
    assert.equal(remote.requests.length, 5);
  });

  it('finds pipelines and .matillion in a repository too large to list', async () => {
    const remote = new FakeProjectRemote();
    remote.push('main', { ...code(150), 'z/Load.orch.yaml': '', '.matillion/shared-pipelines.yaml': '' });
    const { of } = await check(remote);
    assert.deepEqual(of('noProject')?.facts, { pipelines: 1 });
    assert.deepEqual(of('dedicated'), {
      id: 'dedicated',
      state: 'warning',
      facts: { codeFiles: 100, files: 100, percent: 100 },
      repair: 'chooseAnother',
    });
    assert.equal(remote.requests.length, 5);
  });

  const mixtures: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    ['documents and settings', { 'README.md': '', 'a.json': '', '.gitignore': '' }, 'passed'],
    ['pipelines with Python beside them', { 'a.orch.yaml': '', 'a.py': '', 'b.py': '', 'c.sh': '' }, 'passed'],
    ['Python alone', { 'a.py': '', 'b.py': '' }, 'warning'],
    ['SQL alone', { 'a.sql': '' }, 'passed'],
    ['as much code as pipelines', { 'a.orch.yaml': '', 'a.ts': '' }, 'passed'],
  ];
  for (const [title, files, state] of mixtures) {
    it(`takes ${title} for ${state === 'passed' ? 'a repository of its own' : 'other people’s code'}`, async () => {
      const remote = new FakeProjectRemote();
      remote.push('main', files);
      assert.equal((await check(remote)).of('dedicated')?.state, state);
    });
  }

  it('offers main from the default branch, and looks at that branch meanwhile', async () => {
    const remote = new FakeProjectRemote();
    remote.push('develop', { 'Load.orch.yaml': '' });
    const { of } = await check(remote);
    assert.deepEqual(of('mainBranch')?.facts, { defaultBranch: 'develop' });
    assert.equal(of('mainBranch')?.repair, 'createMain');
    assert.equal(of('noProject')?.state, 'warning');
  });

  it('finds main behind a hundred other branches', async () => {
    const remote = new FakeProjectRemote();
    for (let index = 0; index < 100; index++) remote.push(`a/${index}`, {});
    remote.push('main', { 'Load.orch.yaml': '' });
    const { of } = await check(remote);
    assert.deepEqual([of('mainBranch')?.state, of('noProject')?.state], ['passed', 'warning']);
  });

  for (const permission of ['read', undefined] as const) {
    it(`does not take ${permission ?? 'no permission'} for write permission`, async () => {
      const remote = new FakeProjectRemote();
      remote.push('main', {});
      remote.permission = permission;
      const { of } = await check(remote);
      assert.deepEqual(of('writePermission'), {
        id: 'writePermission',
        state: 'failed',
        facts: { permission: permission ?? 'none' },
        repair: 'chooseAnother',
      });
    });
  }

  it('knows everything but what it could not ask', async () => {
    const cases = [
      ['findPermission', ['writePermission']],
      ['listBranches', ['notEmpty', 'mainBranch', 'noProject', 'dedicated']],
      ['findDefaultBranch', []],
      ['sampleFiles', ['dedicated']],
      ['readText', []],
    ] as const;
    for (const [method, unknown] of cases) {
      const remote = new FakeProjectRemote();
      remote.push('main', { '.maia-bitbucket.yaml': project });
      remote.beforeRequest = (asked) => (asked === method ? cut() : undefined);
      const { found } = await check(remote);
      const open = found.results.filter(({ state }) => state === 'unknown');
      assert.deepEqual(
        open.map(({ id }) => id),
        unknown,
        method,
      );
      for (const { reason } of open) assert.equal(reason, 'No answer came.');
    }
  });

  it('rejects when nobody waits for it any more', async () => {
    const remote = new FakeProjectRemote();
    const controller = new AbortController();
    remote.beforeRequest = () => {
      controller.abort(new Error('Another one was chosen.'));
      return cut();
    };
    await assert.rejects(
      checkRepository(remote.ports, place, () => undefined, controller.signal),
      /Another one/,
    );
  });
});
