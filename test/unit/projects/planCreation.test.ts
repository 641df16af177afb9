import assert from 'node:assert/strict';
import { mostCopiedFiles } from '../../../src/projects/copiedFiles';
import { planCreation, type CreationInput } from '../../../src/projects/planCreation';
import { ProjectError } from '../../../src/projects/projectRemote';
import { readProjectFile } from '../../../src/projects/readProjectFile';
import { FakeProjectRemote, place } from './fakeProjectRemote';

const details = { name: 'Sales', description: '', dataPlatform: 'snowflake' } as const;
const path = '.maia-bitbucket.yaml';

function plan(remote: FakeProjectRemote, change: Partial<CreationInput> = {}) {
  const starter = { kind: 'none' } as const;
  const input = { details, repository: place, branch: 'main', starter, message: 'Prepare it', ...change };
  return planCreation(remote.ports, input);
}

/** From a branch of the same repository, which is as good as another one. */
const copyOf = (branch: string) => ({ kind: 'repository', source: { ...place, branch } }) as const;

describe('planning a project', () => {
  it('writes a project file that is read back, and a README where there is none', async () => {
    const remote = new FakeProjectRemote();
    const baseCommit = remote.push('main', { 'a.txt': '' });
    const planned = await plan(remote);
    assert.deepEqual(
      { ...planned, files: [] },
      {
        target: { ...place, branch: 'main' },
        baseCommit,
        message: 'Prepare it',
        files: [],
      },
    );
    assert.deepEqual(
      planned.files.map((file) => file.path),
      [path, 'README.md'],
    );
    const reading = readProjectFile(planned.files[0]?.text ?? '');
    assert.ok(reading.kind === 'project');
    assert.deepEqual(reading.project, { version: '1.0', name: 'Sales', dataPlatform: 'snowflake', branch: 'main' });
  });

  for (const readme of ['README.md', 'readme.rst', 'README']) {
    it(`is content with a ${readme}`, async () => {
      const remote = new FakeProjectRemote();
      remote.push('main', { [readme]: '' });
      assert.deepEqual(
        (await plan(remote)).files.map((file) => file.path),
        [path],
      );
    });
  }

  it('changes of a project file what was typed, and nothing when it says so already', async () => {
    const remote = new FakeProjectRemote();
    const before = '# Ours.\nversion: "1.0"\nname: "Old" # keep\ndescription: "Team text"\nbranch: "release"\n';
    remote.push('main', { 'README.md': '', [path]: before });
    const [file] = (await plan(remote)).files;
    assert.equal(file?.before, before);
    assert.match(file.text, /^# Ours\.\n/);
    assert.match(file.text, /name: "Sales" # keep/);
    assert.match(file.text, /Team text/);
    assert.match(file.text, /branch: "release"/);
    remote.push('main', { [path]: file.text });
    assert.deepEqual((await plan(remote)).files, []);
  });

  it('replaces a broken project file in plain sight, and leaves one of a later version alone', async () => {
    const remote = new FakeProjectRemote();
    remote.push('main', { 'README.md': '', [path]: '{{{' });
    const [file] = (await plan(remote)).files;
    assert.equal(file?.before, '{{{');
    assert.equal(readProjectFile(file.text).kind, 'project');
    remote.push('main', { [path]: 'version: "2.0"\nname: "Later"\n' });
    assert.deepEqual((await plan(remote)).files, []);
  });

  it('refuses details that make no valid project file', async () => {
    const remote = new FakeProjectRemote();
    remote.push('main', {});
    for (const name of ['', 'x'.repeat(256)]) {
      const planned = plan(remote, { details: { ...details, name } });
      await assert.rejects(planned, (error) => error instanceof ProjectError && error.kind === 'invalid');
    }
  });

  it('begins at main for a new branch, else at the default branch, else at nothing', async () => {
    const remote = new FakeProjectRemote();
    assert.equal((await plan(remote)).baseCommit, undefined);
    const develop = remote.push('develop', { 'README.md': '' });
    assert.equal((await plan(remote)).baseCommit, develop);
    const main = remote.push('main', { 'README.md': '' });
    assert.equal((await plan(remote, { branch: 'maia/setup' })).baseCommit, main);
  });

  it('copies pipelines and scripts, shows what they replace, and never touches .matillion', async () => {
    const remote = new FakeProjectRemote();
    remote.push('source', {
      'Load.orch.yaml': 'new',
      'same.sql': 'same',
      'lib/run.py': 'run',
      'README.md': 'theirs',
      'src/app.ts': 'code',
      '.matillion/rules.orch.yaml': 'rules',
    });
    remote.push('main', { 'README.md': '', 'Load.orch.yaml': 'old', 'same.sql': 'same' });
    const { files } = await plan(remote, { starter: copyOf('source') });
    assert.deepEqual(files.slice(1), [
      { path: 'Load.orch.yaml', text: 'new', before: 'old' },
      { path: 'lib/run.py', text: 'run', before: undefined },
    ]);
  });

  it('says why a repository cannot be copied, before it reads a file of it', async () => {
    const remote = new FakeProjectRemote();
    remote.push('main', {});
    const many = Array.from({ length: mostCopiedFiles + 1 }, (_, index) => [`${index}.orch.yaml`, '']);
    remote.push('many', Object.fromEntries(many) as Readonly<Record<string, string>>);
    remote.push('large', { 'a.orch.yaml': '', 'a.sql': 'x'.repeat(5 * 1024 * 1024 + 1) });
    remote.push('none', { 'a.sql': '' });
    const reasons = { many: /sourceTooLarge/, large: /sourceTooLarge/, none: /sourceEmpty/, gone: /sourceMissing/ };
    for (const [branch, reason] of Object.entries(reasons)) {
      await assert.rejects(plan(remote, { starter: copyOf(branch) }), reason);
    }
    remote.push('latin', { 'a.orch.yaml': '', 'a.sql': 'Gr\uFFFD\uFFFDe' });
    await assert.rejects(plan(remote, { starter: copyOf('latin') }), /sourceNotText/);
  });
});
