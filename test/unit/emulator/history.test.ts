import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type AdminArgument } from '../../emulator/admin/adminProtocol';
import { EmulatorAdmin } from '../../emulator/adminClient';
import { type Emulator, startEmulator } from '../../emulator/emulator';

const run = promisify(execFile);

const place = { workspace: 'northwind', slug: 'empty-project' };
const lines = (count: number) => Array.from({ length: count }, (_value, index) => `line ${index}\n`).join('');

/** `main`: one, two, four. `topic` begins at two: three. `other` begins at two: merged with nothing. */
const commits: readonly (Omit<AdminArgument<'commits'>, 'workspace' | 'slug'> & { readonly name: string })[] = [
  {
    name: 'one',
    branch: 'main',
    message: 'One',
    files: { 'a.txt': lines(30), 'say "hi".txt': 'hi\n', 'back\\slash': 'x\n', 'sub/kept.txt': 'kept\n' },
  },
  { name: 'two', branch: 'main', message: 'Two', files: { 'moved/b.txt': lines(30) }, deleted: ['a.txt'] },
  {
    name: 'three',
    branch: 'topic',
    message: 'Three',
    files: { 'moved/b.txt': `${lines(30)}more\n`, bin: { base64: 'AAE=' } },
  },
  { name: 'four', branch: 'main', message: 'Four', files: { 'main.txt': 'm\n' }, deleted: ['say "hi".txt'] },
];

describe('the emulated history', () => {
  let emulator: Emulator;
  let admin: EmulatorAdmin;
  let token: string;
  const hashes = new Map<string, string>();

  before(async () => {
    emulator = await startEmulator();
    admin = new EmulatorAdmin(emulator.adminUrl);
    token = (await admin.mintTokens('anna', ['repository:write', 'account'])).access_token;
    for (const { name, ...commit } of commits) {
      if (commit.branch === 'topic') await send('POST', 'refs/branches', { name: 'topic', target: { hash: 'main' } });
      hashes.set(name, await admin.addCommit({ ...place, ...commit, author: 'anna' }));
    }
  });

  after(() => emulator.stop());

  /** Names of commits in the path become their hashes. */
  async function send(method: string, path: string, body?: unknown) {
    const address = path.replaceAll(/\{(\w+)\}/g, (_match, name: string) => hashes.get(name) ?? name);
    const response = await fetch(`${emulator.apiUrl}/repositories/northwind/empty-project/${address}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, text: await response.text() };
  }

  const get = async (path: string) => JSON.parse((await send('GET', path)).text) as Record<string, unknown>;
  const valuesOf = async (path: string) => (await get(path))['values'] as readonly Record<string, unknown>[];
  const nameOf = (hash: unknown) => [...hashes].find(([, known]) => known === hash)?.[0];

  interface Stat {
    readonly status: string;
    readonly old: { readonly path: string } | null;
    readonly new: { readonly path: string } | null;
    readonly lines_added: number;
    readonly lines_removed: number;
  }

  const diffstats: readonly (readonly [what: string, spec: string, expected: readonly string[]])[] = [
    ['a commit with its first parent', '{two}', ['renamed a.txt > moved/b.txt +0 -0']],
    ['a commit without renames', '{two}?renames=false', ['removed a.txt > - +0 -30', 'added - > moved/b.txt +30 -0']],
    [
      'the first commit with nothing',
      '{one}',
      [
        'added - > a.txt +30 -0',
        'added - > back\\slash +1 -0',
        'added - > say "hi".txt +1 -0',
        'added - > sub/kept.txt +1 -0',
      ],
    ],
    [
      'the first of two commits with the second, the other way round than git diff',
      '{two}..{one}?topic=false',
      ['renamed a.txt > moved/b.txt +0 -0'],
    ],
    [
      'two branches as they are',
      '{three}..{four}?topic=false',
      [
        'added - > bin +0 -0',
        'removed main.txt > - +0 -1',
        'modified moved/b.txt > moved/b.txt +1 -0',
        'added - > say "hi".txt +1 -0',
      ],
    ],
    [
      'a branch with where it left the other',
      '{three}..{four}?topic=true',
      ['added - > bin +0 -0', 'modified moved/b.txt > moved/b.txt +1 -0'],
    ],
    [
      'what merging a branch would change, when nothing else is asked for',
      '{three}..{four}',
      ['added - > bin +0 -0', 'modified moved/b.txt > moved/b.txt +1 -0'],
    ],
    ['two branches by name', 'topic..main?topic=true&path=bin', ['added - > bin +0 -0']],
    ['several paths', '{one}?path=a.txt&path=sub', ['added - > a.txt +30 -0', 'added - > sub/kept.txt +1 -0']],
  ];
  for (const [what, spec, expected] of diffstats) {
    it(`compares ${what}`, async () => {
      const values = (await valuesOf(`diffstat/${spec}`)) as unknown as readonly Stat[];
      const told = values.map(
        (stat) =>
          `${stat.status} ${stat.old?.path ?? '-'} > ${stat.new?.path ?? '-'} +${stat.lines_added} -${stat.lines_removed}`,
      );
      assert.deepEqual(told, expected);
    });
  }

  it('pages a diffstat, 500 at a time and up to 5,000', async () => {
    assert.equal((await get('diffstat/{one}'))['pagelen'], 500);
    const first = await get('diffstat/{one}?pagelen=3&fields=next,values.new.path');
    assert.equal((first['values'] as unknown[]).length, 3);
    const next = new URL(String(first['next']));
    assert.deepEqual(await valuesOf(`diffstat/${next.pathname.split('/').at(-1) ?? ''}${next.search}`), [
      { new: { path: 'sub/kept.txt' } },
    ]);
    assert.equal((await send('GET', 'diffstat/{one}?pagelen=5001')).status, 400);
  });

  it('shows a diff as Git writes it', async () => {
    assert.match((await send('GET', 'diff/{two}')).text, /^diff --git a\/a.txt b\/moved\/b.txt\nsimilarity index 100%/);
    assert.match((await send('GET', 'diff/{three}?context=0')).text, /@@ -30,0 \+31 @@.*\n\+more\n/);
    assert.match((await send('GET', 'diff/{three}')).text, /Binary files/);
    assert.doesNotMatch((await send('GET', 'diff/{three}?binary=false')).text, /Binary files/);
    assert.doesNotMatch((await send('GET', 'diff/{three}..{four}')).text, /main\.txt/);
  });

  const histories: readonly (readonly [what: string, path: string, expected: readonly string[]])[] = [
    [
      'follows a file through its renames',
      '{three}/moved/b.txt',
      ['three moved/b.txt', 'two moved/b.txt', 'one a.txt'],
    ],
    ['stops at a rename when told so', '{three}/moved/b.txt?renames=false', ['three moved/b.txt', 'two moved/b.txt']],
    ['begins at the commit it is given', '{one}/a.txt', ['one a.txt']],
    ['reads odd names', '{three}/say%20%22hi%22.txt', ['one say "hi".txt']],
    ['filters', '{three}/moved/b.txt?q=path%20%3D%20%22a.txt%22', ['one a.txt']],
  ];
  for (const [what, path, expected] of histories) {
    it(`${what} in a file's history`, async () => {
      const values = (await valuesOf(`filehistory/${path}`)) as unknown as readonly {
        readonly path: string;
        readonly commit: { readonly hash: string };
      }[];
      assert.deepEqual(
        values.map((version) => `${nameOf(version.commit.hash) ?? '?'} ${version.path}`),
        expected,
      );
    });
  }

  it("pages a file's history without a count", async () => {
    const first = await get('filehistory/{three}/moved/b.txt?pagelen=2');
    assert.deepEqual(Object.keys(first), ['values', 'pagelen', 'page', 'next']);
    const page = await get(
      'filehistory/{three}/moved/b.txt?pagelen=2&page=2&fields=next,values.path,values.commit.date',
    );
    assert.deepEqual(Object.keys(page), ['values']);
    assert.deepEqual(
      (page['values'] as { path: string }[]).map(({ path }) => path),
      ['a.txt'],
    );
  });

  it('finds the merge base of two commits in either order', async () => {
    for (const spec of ['{three}..{four}', '{four}..{three}', 'topic..main']) {
      assert.equal((await get(`merge-base/${spec}?fields=hash`))['hash'], hashes.get('two'));
    }
  });

  it('lists commits of a branch, without those of another, and those that touch a path', async () => {
    const named = async (path: string) => (await valuesOf(`commits${path}`)).map(({ hash }) => nameOf(hash));
    assert.deepEqual(await named('/topic?exclude=main'), ['three']);
    assert.deepEqual(await named('/main?path=moved'), ['two']);
    assert.deepEqual(await named('?include={two}&fields=values.hash'), ['two', 'one']);
    assert.deepEqual((await named('')).sort(), ['four', 'one', 'three', 'two']);
  });

  it('lists tags, with who made them where Git knows, and their commits', async () => {
    const folder = await admin.repositoryFolder(place);
    const git = (...args: readonly string[]) => run('git', ['--git-dir', folder, ...args]);
    await git('tag', 'light', 'main');
    await git('-c', 'user.name=Anna', '-c', 'user.email=a@example.com', 'tag', '-a', '-m', 'Ship it', 'v/1', 'topic');
    const fields = 'fields=values.name,values.message,values.tagger.raw,values.target.hash';
    assert.deepEqual(await valuesOf(`refs/tags?${fields}`), [
      { name: 'light', target: { hash: hashes.get('four') } },
      {
        name: 'v/1',
        target: { hash: hashes.get('three') },
        tagger: { raw: 'Anna <a@example.com>' },
        message: 'Ship it\n',
      },
    ]);
    assert.equal((await get('refs/tags/v/1'))['name'], 'v/1');
    assert.equal(nameOf((await valuesOf('commits/v/1?pagelen=1'))[0]?.['hash']), 'three');
  });

  it('finds exactly the files that a filter names', async () => {
    const q = String.raw`path = "say \"hi\".txt" OR path = "back\\slash" OR path = "sub/kept.txt" OR path = "nowhere"`;
    const values = await valuesOf(`src/{three}/?max_depth=20&fields=values.path&q=${encodeURIComponent(q)}`);
    assert.deepEqual(
      values.map(({ path }) => path),
      ['back\\slash', 'say "hi".txt', 'sub/kept.txt'],
    );
  });

  const refused: readonly (readonly [path: string, status: number])[] = [
    ['diffstat/{one}..0000000', 404],
    ['diffstat/{one}...{two}', 404],
    ['diffstat/{one}..{two}?topic=true&merge=true', 400],
    ['diffstat/{one}..{two}?topic=maybe', 400],
    ['diff/{one}?context=some', 400],
    ['filehistory/{three}/nowhere', 404],
    ['filehistory/{three}/moved', 404],
    ['filehistory/{three}/a.txt', 404],
    ['filehistory/{three}/moved/b.txt?renames=maybe', 400],
    ['merge-base/{one}', 400],
    ['merge-base/{one}..0000000', 404],
    ['refs/tags/nowhere', 404],
  ];
  for (const [path, status] of refused) {
    it(`answers ${path} with ${status}`, async () => {
      assert.equal((await send('GET', path)).status, status);
    });
  }

  describe('branches', () => {
    const create = async (name: unknown, hash: unknown) => {
      const { status, text } = await send('POST', 'refs/branches', { name, target: { hash } });
      return { status, body: JSON.parse(text) as { readonly target?: { readonly hash: string } } };
    };

    it('are created at a commit, the beginning of its hash or another branch', async () => {
      for (const [name, target, at] of [
        ['from/hash', hashes.get('two'), 'two'],
        ['from/short', hashes.get('one')?.slice(0, 10), 'one'],
        ['from/branch', 'topic', 'three'],
      ] as const) {
        const { status, body } = await create(name, target);
        assert.deepEqual([status, nameOf(body.target?.hash)], [201, at]);
        assert.equal(nameOf(((await get(`refs/branches/${name}`))['target'] as { hash: string }).hash), at);
      }
    });

    for (const [why, name, hash] of [
      ['the name is taken', 'topic', 'main'],
      ['the name is a folder of other branches', 'topic/below', 'main'],
      ['Git does not allow the name', 'a..b', 'main'],
      ['the name begins with a dash', '-a', 'main'],
      ['the name is empty', '', 'main'],
      ['there is no such commit', 'new', '0000000'],
      ['the body has no name', undefined, 'main'],
    ] as const) {
      it(`are not created when ${why}`, async () => {
        assert.equal((await create(name, hash)).status, 400);
      });
    }

    it('are deleted, but not the main branch and not a protected one', async () => {
      await create('doomed', 'main');
      assert.equal((await send('DELETE', 'refs/branches/doomed')).status, 204);
      assert.equal((await send('DELETE', 'refs/branches/doomed')).status, 404);
      assert.equal((await send('DELETE', 'refs/branches/main')).status, 400);
      await create('safe', 'main');
      await admin.protectBranch({ ...place, branch: 'safe', isProtected: true });
      assert.equal((await send('DELETE', 'refs/branches/safe')).status, 403);
    });

    it('are not created by who may not write', async () => {
      token = (await admin.mintTokens('anna', ['repository'])).access_token;
      assert.equal((await create('new', 'main')).status, 403);
    });
  });
});
