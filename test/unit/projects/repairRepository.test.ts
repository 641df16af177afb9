import assert from 'node:assert/strict';
import { ProjectError } from '../../../src/projects/projectRemote';
import { repairRepository } from '../../../src/projects/repairRepository';
import { cut, FakeProjectRemote, place } from './fakeProjectRemote';

describe('repairing a repository', () => {
  it('begins an empty one with the README it is given, and leaves it alone afterwards', async () => {
    const remote = new FakeProjectRemote();
    await repairRepository(remote.ports, place, 'initialise', { readme: '# Sales\n' });
    await repairRepository(remote.ports, place, 'initialise', { readme: '# Other\n' });
    assert.equal(remote.history().length, 1);
    assert.equal(remote.text('README.md'), '# Sales\n');
  });

  it('creates main where the default branch is', async () => {
    const remote = new FakeProjectRemote();
    const tip = remote.push('develop', { 'a.txt': '' });
    for (const repair of ['createMain', 'initialise'] as const) {
      await repairRepository(remote.ports, place, repair);
      assert.equal(remote.branches.get('main'), tip);
    }
    assert.equal(remote.requests.includes('commit'), false);
  });

  for (const method of ['commit', 'createBranch'] as const) {
    it(`finds that ${method} was done although its answer was lost`, async () => {
      const remote = new FakeProjectRemote();
      if (method === 'createBranch') remote.push('develop', {});
      remote.afterRequest = (asked) => (asked === method ? cut() : undefined);
      await repairRepository(remote.ports, place, 'createMain');
      assert.deepEqual(remote.noted, [remote.branches.get('main')]);
    });
  }

  it('says why nothing came of it', async () => {
    const remote = new FakeProjectRemote();
    const forbidden = new ProjectError('forbidden', 'No.');
    remote.beforeRequest = (asked) => (asked === 'commit' ? forbidden : undefined);
    const kindOf = (kind: string) => (error: unknown) => error instanceof ProjectError && error.kind === kind;
    await assert.rejects(repairRepository(remote.ports, place, 'initialise'), kindOf('protected'));
    remote.permission = 'read';
    await assert.rejects(repairRepository(remote.ports, place, 'initialise'), kindOf('refused'));
    remote.beforeRequest = () => cut(true);
    await assert.rejects(repairRepository(remote.ports, place, 'initialise'), kindOf('unreachable'));
    remote.beforeRequest = () => undefined;
    remote.defaultBranch = 'gone';
    await assert.rejects(repairRepository(remote.ports, place, 'createMain'), /noBranch/);
  });
});
