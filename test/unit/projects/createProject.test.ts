import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createProject } from '../../../src/projects/createProject';
import type { Creation, CreationPlan } from '../../../src/projects/creation';
import { ProjectError, type CreationPorts } from '../../../src/projects/projectRemote';
import { cut, FakeProjectRemote, place } from './fakeProjectRemote';

const target = { ...place, branch: 'main' };
const beginning: Creation = { isRunning: false };
const files = [
  { path: '.maia-bitbucket.yaml', text: 'name: "New"\n', before: 'name: "Old"\n' },
  { path: 'Load.orch.yaml', text: 'type: "orchestration"\n' },
];

function begin() {
  const remote = new FakeProjectRemote();
  const baseCommit = remote.push('main', { '.maia-bitbucket.yaml': 'name: "Old"\n' });
  const plan: CreationPlan = { target, baseCommit, message: 'Add a Maia project', files };
  return { remote, plan };
}

function run(remote: FakeProjectRemote, plan: CreationPlan, before = beginning, heard: Creation[] = []) {
  return createProject(remote.ports, plan, before, (creation) => heard.push(creation));
}

const ours = (remote: FakeProjectRemote) =>
  remote.history().filter(({ message }) => message === 'Add a Maia project\n').length;

describe('creating a project', () => {
  it('goes through its steps and ends with the commit that is there', async () => {
    const { remote, plan } = begin();
    const heard: Creation[] = [];
    const end = await run(remote, plan, beginning, heard);
    assert.deepEqual(end, { step: 'open', isRunning: false, failure: undefined, commit: remote.branches.get('main') });
    assert.deepEqual(
      heard.map(({ step, isRunning }) => `${step ?? ''} ${String(isRunning)}`),
      ['check true', 'commit true', 'verify true', 'open true', 'open false'],
    );
    assert.deepEqual(remote.opened, ['main']);
    assert.deepEqual(remote.noted, [end.commit]);
  });

  it('commits nothing where there is nothing to commit', async () => {
    const { remote, plan } = begin();
    const end = await run(remote, { ...plan, files: [] });
    assert.deepEqual([end.failure, end.commit], [undefined, undefined]);
    assert.deepEqual(remote.requests, ['open']);
  });

  it('opens the project later where only that failed', async () => {
    const { remote, plan } = begin();
    remote.beforeRequest = (method) => (method === 'open' ? new Error('No window.') : undefined);
    const first = await run(remote, plan);
    assert.deepEqual(first.failure, { step: 'open', kind: 'refused', reason: 'unexpected: Error: No window.' });
    remote.beforeRequest = () => undefined;
    remote.requests.length = 0;
    assert.equal((await run(remote, plan, first)).failure, undefined);
    assert.deepEqual(remote.requests, ['open']);
  });

  it('says when the commit holds something else than was sent', async () => {
    const { remote, plan } = begin();
    const ports: CreationPorts = {
      ...remote.ports,
      commit: (repository, commit) =>
        remote.ports.commit(repository, { ...commit, files: commit.files.map(({ path }) => ({ path, text: 'else' })) }),
    };
    const end = await createProject(ports, plan, beginning, () => undefined);
    assert.equal(end.commit, remote.branches.get('main'));
    assert.deepEqual(end.failure?.step, 'verify');
    assert.match(end.failure.reason, /differs:\.maia-bitbucket\.yaml,Load\.orch\.yaml/);
  });

  it('gives up after the branch moved four times under it', async () => {
    const { remote, plan } = begin();
    remote.beforeRequest = (method) => {
      if (method === 'commit') remote.push('main', { [`theirs-${remote.requests.length}.txt`]: '' });
      return undefined;
    };
    const { failure } = await run(remote, plan);
    assert.deepEqual(failure, { step: 'commit', kind: 'changed', reason: 'movedTooOften:' });
    assert.equal(remote.requests.filter((method) => method === 'commit').length, 4);
    assert.equal(ours(remote), 0);
  });

  const refusals: readonly (readonly [string, ProjectError, string])[] = [
    ['a sign-in that ended', new ProjectError('signedOut', 'Sign in.'), 'signedOut'],
    ['a limit', new ProjectError('limited', 'Later.'), 'limited'],
    ['a protected branch', new ProjectError('forbidden', 'No.'), 'protected'],
    ['a repository that is gone', new ProjectError('notFound', 'Gone.'), 'refused'],
  ];
  for (const [title, error, kind] of refusals) {
    it(`tells of ${title} and sends nothing twice`, async () => {
      const { remote, plan } = begin();
      remote.beforeRequest = (method) => (method === 'commit' ? error : undefined);
      const end = await run(remote, plan);
      assert.deepEqual([end.failure?.step, end.failure?.kind, end.commit], ['commit', kind, undefined]);
      assert.equal(remote.requests.filter((method) => method === 'commit').length, 1);
    });
  }

  it('stops when the repository is not empty any more, or its branch says something else', async () => {
    const { remote, plan } = begin();
    const other = await run(remote, { ...plan, target: { ...target, branch: 'other' }, baseCommit: undefined });
    assert.deepEqual([other.failure?.step, other.failure?.kind], ['check', 'changed']);
    remote.push('main', { 'Load.orch.yaml': 'theirs' });
    assert.equal((await run(remote, plan)).failure?.reason, 'changed:Load.orch.yaml');
    assert.equal(remote.text('Load.orch.yaml'), 'theirs');
  });

  it('recognises its commit below somebody’s work on the same file', async () => {
    const { remote, plan } = begin();
    const { commit } = await run(remote, plan);
    remote.push('main', { 'Load.orch.yaml': 'theirs, later' });
    const again = await run(remote, plan);
    assert.deepEqual([again.failure, again.commit], [undefined, commit]);
    assert.equal(ours(remote), 1);
    assert.equal(remote.text('Load.orch.yaml'), 'theirs, later');
  });

  it('ends without a word when it is aborted', async () => {
    const { remote, plan } = begin();
    const controller = new AbortController();
    remote.beforeRequest = () => {
      controller.abort(new Error('Closed.'));
      return cut();
    };
    const creation = createProject(remote.ports, plan, beginning, () => undefined, controller.signal);
    await assert.rejects(creation, /Closed/);
  });

  it('makes one commit and undoes nobody’s work, whatever is lost and whoever commits meanwhile', async () => {
    const event = fc.record({
      method: fc.constantFrom('findTip', 'commit', 'readTexts', 'listCommits', 'open'),
      kind: fc.constantFrom('before', 'after', 'theirs'),
      skip: fc.nat(2),
      isKilled: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 6 }), async (events) => {
        const { remote, plan } = begin();
        let before = beginning;
        for (const { method, kind, skip, isKilled } of events) {
          let left = skip;
          const hits = (asked: string) => asked === method && left-- === 0;
          remote.beforeRequest = (asked) => {
            if (kind === 'after' || !hits(asked)) return undefined;
            if (kind === 'before') return cut();
            remote.push('main', { [`theirs-${remote.history().length}.txt`]: 'theirs' });
            return undefined;
          };
          remote.afterRequest = (asked) => (kind === 'after' && hits(asked) ? cut() : undefined);
          const end = await run(remote, plan, before);
          // A window that is gone remembers nothing of the run.
          before = isKilled ? before : end;
        }
        remote.beforeRequest = remote.afterRequest = () => undefined;
        const last = await run(remote, plan, before);
        assert.equal(last.failure, undefined);
        assert.equal(ours(remote), 1);
        for (const { path, text } of files) assert.equal(remote.text(path), text);
        const theirs = remote.history().flatMap((commit) => [...commit.files.keys()]);
        for (const path of theirs) assert.notEqual(remote.text(path), undefined);
      }),
      { numRuns: 300 },
    );
  });
});
