import assert from 'node:assert/strict';
import { createProject } from '../../src/projects/createProject';
import type { Creation, CreationPlan } from '../../src/projects/creation';
import { planCreation } from '../../src/projects/planCreation';
import type { RepositoryName } from '../../src/projects/projectRemote';
import type { Fault } from '../emulator/admin/adminProtocol';
import { northwind, toInput, useProjects } from './projectsHarness';
import { sales } from './useEmulator';

const create = { create: true, overwrite: true };
const beginning: Creation = { isRunning: false };

/** Ways in which the network, or somebody in between, takes an answer away. */
const cuts: readonly Fault['effect'][] = [
  { kind: 'lostAnswer' },
  { kind: 'htmlErrorAfterwards', status: 502 },
  { kind: 'htmlError', status: 500 },
  { kind: 'resetBeforeAnswer' },
  { kind: 'rateLimit', retryAfter: '60' },
];

describe('creating projects at the emulator', () => {
  const { bitbucket, signIn, git, plan } = useProjects(cuts.length);

  async function countCommits(repository: RepositoryName, { baseCommit }: CreationPlan): Promise<number> {
    const range = baseCommit === undefined ? 'main' : `${baseCommit}..main`;
    return Number(await git(repository, 'rev-list', '--count', range));
  }

  it('checks, commits, verifies and opens: one commit with what was planned', async () => {
    const { ports, opened } = await signIn();
    const planned = await plan(ports, sales, 'first');
    const steps: (string | undefined)[] = [];
    await bitbucket.admin.resetRequests();
    const end = await createProject(ports, planned, beginning, ({ step }) => steps.push(step));
    assert.equal((await bitbucket.takeRequests()).length, 4 + planned.files.length);
    assert.equal(end.failure, undefined);
    assert.deepEqual([...new Set(steps)], ['check', 'commit', 'verify', 'open']);
    assert.equal(end.commit, await git(sales, 'rev-parse', 'main'));
    assert.equal(await countCommits(sales, planned), 1);
    assert.equal(await git(sales, 'show', 'main:made/first.sql'), "select 'first';");
    assert.deepEqual(opened, ['main']);
    const again = await planCreation(ports, toInput(sales, { name: 'first' }));
    assert.deepEqual(again.files, []);
    assert.equal((await createProject(ports, again, beginning, () => undefined)).commit, undefined);
    assert.equal(await countCommits(sales, planned), 1);
  });

  for (const effect of cuts) {
    it(`makes exactly one commit when "${effect.kind}" meets any of its requests and it is tried again`, async () => {
      for (let request = 0; request < 6; request++) {
        const { ports } = await signIn();
        const name = `${effect.kind}-${request}`;
        const planned = await plan(ports, sales, name);
        await bitbucket.admin.addFault({ path: '/2.0/', skip: request, count: 12, effect });
        const first = await createProject(ports, planned, beginning, () => undefined);
        assert.ok(first.failure, `${name} was not noticed`);
        assert.notEqual(first.failure.reason, '');
        assert.ok(['unreachable', 'limited'].includes(first.failure.kind), first.failure.kind);
        await bitbucket.admin.clearFaults();
        const second = await createProject(ports, planned, first, () => undefined);
        assert.equal(second.failure, undefined, name);
        assert.equal(await countCommits(sales, planned), 1, name);
        assert.equal(await git(sales, 'show', `main:made/${name}.sql`), `select '${name}';`);
        assert.equal(second.commit, await git(sales, 'rev-parse', 'main'));
      }
    });
  }

  for (const [index, effect] of cuts.entries()) {
    it(`makes the first commit of an empty repository once in spite of "${effect.kind}"`, async () => {
      const repository = northwind(`empty-${index}`);
      const { ports } = await signIn();
      const planned = await plan(ports, repository, 'begin');
      await bitbucket.admin.addFault({ path: '/src/?$', method: 'POST', effect });
      const first = await createProject(ports, planned, beginning, () => undefined);
      const second = await createProject(ports, planned, first, () => undefined);
      assert.equal(second.failure, undefined);
      assert.equal(await countCommits(repository, planned), 1);
    });
  }

  it('recognises its commit after the editor was closed, under another message and below other work', async () => {
    const { ports } = await signIn();
    const planned = await plan(ports, sales, 'killed');
    const { baseCommit: parent, message, files } = planned;
    await ports.commit(sales, { branch: 'main', parent, message, files });
    const edited = { ...planned, message: 'Another message' };
    const end = await createProject(ports, edited, beginning, () => undefined);
    assert.equal(end.failure, undefined);
    await bitbucket.admin.addCommit({ ...sales, branch: 'main', message: 'Theirs', files: { 'theirs.sql': 'x' } });
    const later = await createProject(ports, planned, beginning, () => undefined);
    assert.equal(later.commit, end.commit);
    assert.equal(await countCommits(sales, planned), 2);
  });

  it('goes on over other files that somebody commits, at any moment', async () => {
    const { ports } = await signIn();
    const planned = await plan(ports, sales, 'moved');
    const theirs = (path: string) => ({ ...sales, branch: 'main', message: 'Theirs', files: { [path]: 'x\n' } });
    await bitbucket.admin.addCommit(theirs('one.txt'));
    await bitbucket.admin.addCommitBefore(theirs('two.txt'));
    const end = await createProject(ports, planned, beginning, () => undefined);
    assert.equal(end.failure, undefined);
    assert.equal(await countCommits(sales, planned), 3);
    assert.equal(await git(sales, 'show', 'main:two.txt'), 'x');
  });

  it('stops where somebody committed the same file', async () => {
    const { ports } = await signIn();
    const planned = await plan(ports, sales, 'same');
    await bitbucket.admin.addCommitBefore({
      ...sales,
      branch: 'main',
      message: 'Theirs',
      files: { 'made/same.sql': 'select 0;\n' },
    });
    const { failure } = await createProject(ports, planned, beginning, () => undefined);
    assert.deepEqual([failure?.step, failure?.kind], ['check', 'changed']);
    assert.match(failure?.reason ?? '', /made\/same\.sql/);
    assert.equal(await git(sales, 'show', 'main:made/same.sql'), 'select 0;');
  });

  it('does not commit below edits that are only on this computer', async () => {
    const { ports, services } = await signIn();
    const planned = await plan(ports, sales, 'drafted');
    const draft = new TextEncoder().encode('select 1;\n');
    await services.workingTree(sales, 'main').write('made/drafted.sql', draft, create);
    const { failure } = await createProject(ports, planned, beginning, () => undefined);
    assert.deepEqual([failure?.step, failure?.kind], ['check', 'changed']);
    assert.match(failure?.reason ?? '', /not committed: made\/drafted\.sql/);
    assert.equal(await countCommits(sales, planned), 0);
  });

  it('says that the branch is protected, and commits to a new one instead', async () => {
    const { ports } = await signIn();
    const planned = await plan(ports, sales, 'guarded');
    await bitbucket.admin.protectBranch({ ...sales, branch: 'main', isProtected: true });
    try {
      const { failure } = await createProject(ports, planned, beginning, () => undefined);
      assert.deepEqual([failure?.step, failure?.kind], ['commit', 'protected']);
      const input = toInput(sales, { branch: 'maia/guarded', name: 'guarded' });
      const other = await planCreation(ports, input);
      const end = await createProject(ports, other, beginning, () => undefined);
      assert.equal(end.commit, await git(sales, 'rev-parse', 'maia/guarded'));
      assert.equal(await git(sales, 'rev-parse', 'maia/guarded^'), planned.baseCommit);
    } finally {
      await bitbucket.admin.protectBranch({ ...sales, branch: 'main', isProtected: false });
    }
  });

  it('says that somebody may not write any more', async () => {
    const { ports } = await signIn();
    const planned = await plan(ports, sales, 'refused');
    await bitbucket.admin.setPermission({ ...sales, user: 'anna', permission: 'read' });
    try {
      const { failure } = await createProject(ports, planned, beginning, () => undefined);
      assert.deepEqual([failure?.step, failure?.kind], ['commit', 'refused']);
      assert.match(failure?.reason ?? '', /may not write/);
    } finally {
      await bitbucket.admin.setPermission({ ...sales, user: 'anna', permission: 'write' });
    }
  });
});
