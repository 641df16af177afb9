import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { EmulatorAdmin } from '../../emulator/adminClient';
import { type Emulator, startEmulator } from '../../emulator/emulator';
import { anna, ben, toAuthor } from '../../emulator/seeds/people';
import { type Seed, type SeedRepository } from '../../emulator/seeds/seed';
import { type Body, field, file, form, multipart } from './commitBodies';
import { createTemporaryFolder, type TemporaryFolder } from '../../support/temporaryFolder';

const run = promisify(execFile);

const base = {
  'README.md': 'Read me\n',
  'jobs/load.yaml': 'load\n',
  'bin/run.sh': { text: 'run\n', mode: '100755' },
  link: { text: 'README.md', mode: '120000' },
} as const;

/** As many repositories as there are tests: each begins with a repository nobody has touched. */
function createSeed(count: number): Seed {
  const common = { workspace: 'acme', updatedOn: '2026-11-01T08:00:00Z', permissions: { anna: 'write', ben: 'read' } };
  const repositories = Array.from({ length: count }, (_value, index): SeedRepository[] => [
    { ...common, slug: `r${index}`, name: `R ${index}`, mainBranch: 'main', content: 'base' } as SeedRepository,
    { ...common, slug: `empty${index}`, name: `Empty ${index}` } as SeedRepository,
  ]).flat();
  const commit = { message: 'First', author: toAuthor(ben), date: '2026-10-01T08:00:00Z' };
  return {
    users: [anna, ben],
    workspaces: [{ slug: 'acme', name: 'Acme', members: { anna: 'member', ben: 'member' } }],
    repositories,
    contents: {
      base: {
        commits: [
          { ...commit, branch: 'main', files: base },
          { ...commit, branch: 'dev', from: 'main', message: 'On dev', files: { 'dev.txt': 'dev\n' } },
        ],
      },
    },
  };
}

/** `MAIN` and `DEV` stand for the tips. */
const accepted: readonly (readonly [rule: string, body: Body, tree: Readonly<Record<string, string | null>>])[] = [
  ['takes paths with a leading slash and without', multipart(file('/a', '1'), file('b', '2')), { a: '1', b: '2' }],
  [
    'takes a part without a file name for metadata when its name says so, else for a file',
    multipart(field('message', 'Hello'), field('notes.txt', 'text')),
    { 'notes.txt': 'text' },
  ],
  ['takes a part with a file name for a file named message', multipart(file('message', 'text')), { message: 'text' }],
  [
    'takes /message for a file in either kind of form',
    form(['/message', 'text'], ['message', 'M']),
    { message: 'text' },
  ],
  ['keeps bytes that are no text', multipart(file('b', Buffer.from([0xff, 0, 13, 10, 0xfe]))), { b: '\xff\0\r\n\xfe' }],
  ['makes an empty file', multipart(file('empty', '')), { empty: '' }],
  ['reads names beyond ASCII', multipart(file('Pläne/Übersicht 1.md', 'x')), { 'Pläne/Übersicht 1.md': 'x' }],
  ['reads escaped quotes and backslashes in names', multipart(file(String.raw`a\"b\\c`, 'x')), { 'a"b\\c': 'x' }],
  [
    'deletes the paths that files names, each time it is there',
    multipart(field('files', '/README.md'), field('files', 'jobs/load.yaml')),
    { 'README.md': null, 'jobs/load.yaml': null, jobs: null },
  ],
  [
    'lets content win over the same path in files',
    multipart(field('files', 'README.md'), file('/README.md', 'new')),
    { 'README.md': 'new' },
  ],
  [
    'moves a file by deleting and adding',
    multipart(field('files', 'README.md'), file('docs/README.md', 'Read me\n')),
    { 'README.md': null, 'docs/README.md': 'Read me\n' },
  ],
  [
    'lets a directory take the place of a file that the same commit deletes',
    multipart(field('files', 'README.md'), file('README.md/part', 'x')),
    { 'README.md/part': 'x' },
  ],
  [
    'lets a file take the place of a directory whose files the same commit deletes',
    multipart(field('files', 'jobs/load.yaml'), file('jobs', 'x')),
    { jobs: 'x' },
  ],
];

/** `mode path` after the commit. */
const modes: readonly (readonly [rule: string, body: Body, mode: string])[] = [
  ['makes a file executable', multipart(file('a', 'x', '; x-attributes="executable"')), '100755 a'],
  ['reads attributes behind a colon', multipart(file('a', 'x', '; x-attributes:"executable"')), '100755 a'],
  ['makes a link', multipart(file('a', 'README.md', '; x-attributes="link"')), '120000 a'],
  [
    'turns an executable file that comes without attributes into an ordinary one',
    multipart(file('bin/run.sh', 'run\n')),
    '100644 bin/run.sh',
  ],
  [
    'turns a link that comes without attributes into an ordinary file',
    multipart(file('link', 'README.md')),
    '100644 link',
  ],
];

const refused: readonly (readonly [rule: string, body: Body, status?: number])[] = [
  ['nothing to commit', multipart(field('message', 'Nothing'))],
  ['content that is there already', multipart(file('README.md', 'Read me\n'))],
  ['a path that is a directory', multipart(file('jobs', 'x'))],
  ['a path below a file', multipart(file('README.md/part', 'x'))],
  ['two files of one request, one below the other', multipart(file('a', 'x'), file('a/b', 'x'))],
  ['a file that comes twice', multipart(file('a', 'x'), file('/a', 'y'))],
  ['deleting a directory', multipart(field('files', 'jobs'))],
  ['deleting what does not exist', multipart(field('files', 'nowhere'))],
  ['a path through ..', multipart(file('../a', 'x'))],
  ['a path through .git, in any case', multipart(file('sub/.GIT/config', 'x'))],
  ['an empty path', multipart(file('/', 'x'))],
  ['a path that ends in a slash', multipart(file('a/', 'x'))],
  ['an unknown attribute', multipart(file('a', 'x', '; x-attributes="hidden"'))],
  ['a link that leads nowhere', multipart(file('a', '', '; x-attributes="link"'))],
  ['a part without a name', multipart(['form-data', 'x'])],
  ['a header that cannot be read', multipart(['form-data; name="a', 'x'])],
  ['a body that ends early', { ...multipart(file('a', 'x')), body: Buffer.from('--XXboundaryXX\r\n') }],
  ['another kind of body', { type: 'application/json', body: Buffer.from('{}') }],
  ['several parents', form(['/a', 'x'], ['parents', 'MAIN'], ['parents', 'DEV'])],
  ['several parents in one field', form(['/a', 'x'], ['parents', 'MAIN,DEV'])],
  ['the beginning of a hash as the parent', form(['/a', 'x'], ['parents', '0123abc'])],
  ['a parent that does not exist', form(['/a', 'x'], ['parents', '0'.repeat(40)])],
  ['a branch that comes twice', form(['/a', 'x'], ['branch', 'main'], ['branch', 'dev'])],
  ['a branch name that Git does not allow', form(['/a', 'x'], ['branch', 'a..b'])],
  ['a branch below another branch', form(['/a', 'x'], ['branch', 'main/sub'])],
  ['an author without an address', form(['/a', 'x'], ['author', 'Anna'])],
  ['a parent that is not the tip', form(['/a', 'x'], ['branch', 'dev'], ['parents', 'MAIN']), 409],
  ['a parent that is not the tip of the main branch', form(['/a', 'x'], ['parents', 'DEV']), 409],
];

describe('committing by POST src', () => {
  let emulator: Emulator;
  let admin: EmulatorAdmin;
  let state: TemporaryFolder;
  let writer: string;
  let reader: string;
  let slug: string;
  let count = 0;

  before(async () => {
    state = createTemporaryFolder('commit-files');
    emulator = await startEmulator({ seed: createSeed(80), stateFolder: state.path });
    admin = new EmulatorAdmin(emulator.adminUrl);
    writer = (await admin.mintTokens('anna', ['repository:write'])).access_token;
    reader = (await admin.mintTokens('ben', ['repository:write'])).access_token;
  });

  after(async () => {
    await emulator.stop();
    state.remove();
  });

  beforeEach(async () => {
    slug = `r${count}`;
    await admin.prepareRepository({ workspace: 'acme', slug });
    count += 1;
  });

  async function git(...args: readonly string[]): Promise<string> {
    const folder = await admin.repositoryFolder({ workspace: 'acme', slug });
    return (await run('git', ['--git-dir', folder, ...args], { encoding: 'latin1' })).stdout;
  }

  const tipOf = async (branch: string) => (await git('rev-parse', `refs/heads/${branch}`)).trim();

  async function post({ type, body }: Body, token = writer): Promise<Response> {
    const isEmpty = slug.startsWith('empty');
    const text = body.toString('latin1');
    const filled = isEmpty ? text : text.replaceAll('MAIN', await tipOf('main')).replaceAll('DEV', await tipOf('dev'));
    return fetch(`${emulator.apiUrl}/repositories/acme/${slug}/src`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': type },
      body: Buffer.from(filled, 'latin1'),
    });
  }

  async function commit(body: Body): Promise<string> {
    const response = await post(body);
    assert.deepEqual([response.status, await response.text()], [201, '']);
    return response.headers.get('location')?.split('/').at(-1) ?? '';
  }

  for (const [rule, body, tree] of accepted) {
    it(rule, async () => {
      const before = await tipOf('main');
      const hash = await commit(body);
      assert.equal(await tipOf('main'), hash);
      assert.equal((await git('rev-parse', `${hash}^`)).trim(), before);
      for (const [path, content] of Object.entries(tree)) {
        const name = `${hash}:${Buffer.from(path).toString('utf8')}`;
        if (content === null) await assert.rejects(git('cat-file', '-e', name));
        else assert.equal(await git('cat-file', 'blob', name), content);
      }
      await git('fsck', '--strict');
    });
  }

  for (const [rule, body, mode] of modes) {
    it(rule, async () => {
      const lines = (await git('ls-tree', '-r', '--format=%(objectmode) %(path)', await commit(body))).split('\n');
      assert.ok(lines.includes(mode), lines.join('\n'));
    });
  }

  for (const [rule, body, status = 400] of refused) {
    it(`refuses ${rule}`, async () => {
      const before = await git('for-each-ref');
      const response = await post(body);
      assert.equal(response.status, status);
      assert.match(await response.text(), /^\{"type":"error","error":\{"message":"[^"]+/);
      assert.equal(await git('for-each-ref'), before);
    });
  }

  it('signs with the user, or with the author that was asked for, and keeps the message as it is', async () => {
    const message = 'Line 1\n\n%REPOSITORY% "ü"\n';
    await commit(multipart(field('message', message), file('a', '1')));
    assert.equal(await git('log', '-1', '--format=%an <%ae>'), 'Anna Schmidt <anna.schmidt@example.com>\n');
    const stored = Buffer.from(await git('cat-file', 'commit', 'main'), 'latin1').toString('utf8');
    assert.equal(stored.split('\n\n').slice(1).join('\n\n'), message);
    await commit(form(['/a', '2'], ['author', 'Erik <erik@example.com>']));
    assert.equal(
      await git('log', '-1', '--format=%an <%ae>%n%s'),
      'Erik <erik@example.com>\nEdited online with Bitbucket\n',
    );
  });

  it('commits to an existing branch on its tip', async () => {
    const hash = await commit(form(['/a', 'x'], ['branch', 'dev'], ['parents', 'DEV']));
    assert.equal(await tipOf('dev'), hash);
    assert.equal(await git('log', '--format=%s', 'dev'), 'Edited online with Bitbucket\nOn dev\nFirst\n');
  });

  it('begins a branch at the parent it is given, or at the main branch, and leaves that one alone', async () => {
    const main = await tipOf('main');
    const dev = await tipOf('dev');
    await commit(form(['/a', 'x'], ['branch', 'one/new'], ['parents', 'DEV']));
    await commit(form(['/a', 'x'], ['branch', 'two']));
    assert.deepEqual(
      [(await git('rev-parse', 'one/new^')).trim(), (await git('rev-parse', 'two^')).trim()],
      [dev, main],
    );
    assert.equal(await tipOf('main'), main);
  });

  it('begins a branch with a commit that changes nothing', async () => {
    const hash = await commit(form(['branch', 'new'], ['parents', 'MAIN']));
    assert.equal((await git('rev-parse', `${hash}^{tree}`)).trim(), (await git('rev-parse', 'main^{tree}')).trim());
  });

  it('makes the first commit of an empty repository on the branch that is named, which becomes the main branch', async () => {
    slug = `empty${count}`;
    const withParent = await post(form(['/a', 'x'], ['parents', '0'.repeat(40)]));
    assert.equal(withParent.status, 400);
    await withParent.text();
    const hash = await commit(form(['/a', 'x'], ['branch', 'trunk']));
    assert.equal(await git('rev-list', '--parents', 'trunk'), `${hash}\n`);
    assert.equal((await git('symbolic-ref', 'HEAD')).trim(), 'refs/heads/trunk');
    await commit(form(['/b', 'x']));
    assert.equal(await git('rev-list', '--count', 'trunk'), '2\n');
  });

  it('names the first branch main where none is named', async () => {
    slug = `empty${count}`;
    const hash = await commit(form(['/a', 'x']));
    assert.equal(await tipOf('main'), hash);
  });

  it('accepts one of two commits on the same parent, and both when neither names a parent', async () => {
    const main = await tipOf('main');
    const statuses = async (...bodies: readonly Body[]) =>
      (await Promise.all(bodies.map((body) => post(body)))).map(({ status }) => status).sort();
    const onParent = (name: string) => form([name, 'x'], ['parents', main]);
    assert.deepEqual(await statuses(onParent('/a'), onParent('/b')), [201, 409]);
    assert.deepEqual(await statuses(form(['/c', 'x']), form(['/d', 'x'])), [201, 201]);
    assert.equal(await git('rev-list', '--count', 'main'), '4\n');
  });

  it('shows the new tip and the new file at once', async () => {
    const ask = async (path: string) => {
      const headers = { Authorization: `Bearer ${writer}` };
      return (await fetch(`${emulator.apiUrl}/repositories/acme/${slug}/${path}`, { headers })).text();
    };
    await ask('refs/branches/main?fields=target.hash');
    const hash = await commit(multipart(file('a', 'x')));
    assert.equal(await ask('refs/branches/main?fields=target.hash'), `{"target":{"hash":"${hash}"}}`);
    assert.equal(await ask(`src/${hash}/a`), 'x');
  });

  it('refuses who may only read, whose token lacks the scope, and who is nobody', async () => {
    const readScope = (await admin.mintTokens('anna', ['repository'])).access_token;
    for (const [token, status] of [
      [reader, 403],
      [readScope, 403],
      ['nobody', 401],
    ] as const) {
      const response = await post(multipart(file('a', 'x')), token);
      assert.equal(response.status, status);
      await response.text();
    }
  });

  it('refuses commits to a protected branch, but for users who are exempt and until it is unprotected', async () => {
    const place = { workspace: 'acme', slug, branch: 'main' };
    const status = async () => {
      const response = await post(multipart(file('a', String(Math.random()))));
      await response.text();
      return response.status;
    };
    await admin.protectBranch({ ...place, isProtected: true });
    assert.equal(await status(), 403);
    await commit(form(['/a', 'x'], ['branch', 'other']));
    await admin.protectBranch({ ...place, isProtected: true, exempt: ['anna'] });
    assert.equal(await status(), 201);
    await admin.protectBranch({ ...place, isProtected: true });
    await admin.protectBranch({ ...place, isProtected: false });
    assert.equal(await status(), 201);
  });
});
