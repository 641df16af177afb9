import assert from 'node:assert/strict';
import type { BitbucketClient } from '../../src/bitbucket/bitbucketClient';
import type { BitbucketFailure } from '../../src/bitbucket/bitbucketError';
import { EmulatorAdmin } from '../emulator/adminClient';
import { startEmulator } from '../emulator/emulator';
import { collect } from '../support/collect';
import { failureOf } from '../support/failureOf';
import { odd, sales, tipOf, useEmulator } from './useEmulator';

describe('the client and the emulator', () => {
  const bitbucket = useEmulator();

  it('know who has signed in', async () => {
    const { client } = await bitbucket.signIn('ben');
    const { displayName, uuid } = await client.fetchUser();
    assert.equal(displayName, 'Ben Okafor');
    assert.match(uuid, /^\{[0-9a-f-]{36}\}$/);
  });

  it('list exactly what each account can write to', async () => {
    const writable = async (user: string): Promise<string[]> => {
      const { client, logged } = await bitbucket.signIn(user);
      const workspaces = await collect(client.listWorkspaces());
      const lists = await Promise.all(workspaces.map(({ slug }) => collect(client.listWritableRepositories(slug))));
      assert.deepEqual(
        logged.filter((line) => line.includes('left out')),
        [],
      );
      return lists.flat().map(({ workspace, slug }) => `${workspace}/${slug}`);
    };
    const [anna, ben] = [await writable('anna'), await writable('ben')];
    assert.ok(anna.includes('acme/sales-analytics') && anna.includes('northwind/empty-project'));
    assert.ok(!anna.includes('acme/finance-archive') && !anna.includes('acme/hr-reports'));
    assert.ok(ben.includes('acme/finance-archive') && ben.includes('acme/hr-reports'));
  });

  it('spend one request on a page', async () => {
    const { client } = await bitbucket.signIn('anna');
    await collect(client.listWritableRepositories('acme'));
    const { requests } = await bitbucket.admin.readRequests();
    assert.deepEqual(
      requests.map(({ method, path, status, authorization, userAgent }) => [
        method,
        path,
        status,
        authorization,
        userAgent,
      ]),
      [['GET', '/2.0/repositories/acme', 200, 'bearer', 'maia-bitbucket/0.0.0-test']],
    );
  });

  it('search repositories by a part of the name', async () => {
    const { client } = await bitbucket.signIn('anna');
    const found = await collect(client.listWritableRepositories('acme', { nameContains: 'sales' }));
    assert.deepEqual(
      found.map(({ slug }) => slug),
      ['sales-analytics'],
    );
    assert.deepEqual(await collect(client.listWritableRepositories('acme', { nameContains: '"\\' })), []);
  });

  it('tell an empty repository and one with another default branch', async () => {
    const { client } = await bitbucket.signIn('anna');
    const mainBranchOf = async (slug: string) =>
      (await client.fetchRepository({ workspace: 'northwind', slug })).mainBranch;
    assert.deepEqual([await mainBranchOf('empty-project'), await mainBranchOf('legacy-etl')], [undefined, 'develop']);
  });

  it('find branches by name, with slashes and without those that are gone', async () => {
    const { client } = await bitbucket.signIn('anna');
    const names = (branches: readonly { name: string }[]) => branches.map(({ name }) => name).sort();
    assert.deepEqual(names(await client.findBranches(sales, ['main', 'feature/X', 'gone', 'a"b'])), [
      'feature/X',
      'main',
    ]);
    assert.deepEqual(names(await collect(client.listBranches(sales, { nameContains: 'release' }))), [
      'release/2026.11',
    ]);
    assert.equal((await bitbucket.admin.readRequests()).total, 2);
  });

  it('find a commit by the beginning of its hash', async () => {
    const { client } = await bitbucket.signIn('anna');
    const commit = await tipOf(client, sales);
    assert.equal(await client.findCommit(sales, commit.slice(0, 7)), commit);
    assert.equal(await client.findCommit(sales, 'fffffff'), undefined);
  });

  it('find all pipelines with one deep listing, and fall back when it is too large', async () => {
    const { client } = await bitbucket.signIn('anna');
    const commit = await tipOf(client, sales);
    const options = { maxDepth: 50, pathContains: ['.orch.yaml', '.tran.yaml'] };
    const paths = (await collect(client.listSource(sales, commit, '', options))).map(({ path }) => path);
    assert.ok(paths.some((path) => !path.includes('/')) && paths.some((path) => path.includes('/')));
    assert.ok(paths.every((path) => /\.(orch|tran)\.yaml$/.test(path)));

    await bitbucket.admin.addFault({ path: 'max_depth', effect: { kind: 'json', status: 555, body: {} } });
    assert.deepEqual(await failureOf(collect(client.listSource(sales, commit, '', options))), { kind: 'tooLarge' });
    const top = await collect(client.listSource(sales, commit, ''));
    assert.ok(top.some(({ kind }) => kind === 'directory') && top.every(({ path }) => !path.includes('/')));
  });

  it('read every file of a repository with the oddest names, byte for byte as long as listed', async () => {
    const { client } = await bitbucket.signIn('anna');
    const commit = await tipOf(client, odd);
    const entries = await collect(client.listSource(odd, commit, '', { maxDepth: 50 }));
    assert.ok(entries.length > 8);
    for (const entry of entries) {
      assert.deepEqual(await client.fetchSourceEntry(odd, commit, entry.path), entry);
      if (entry.kind === 'directory') {
        assert.ok((await collect(client.listSource(odd, commit, entry.path))).length > 0, entry.path);
      } else if (!entry.attributes.includes('lfs')) {
        assert.equal((await client.fetchFile(odd, commit, entry.path)).length, entry.size, entry.path);
      }
    }
  });

  it('follow the content of an LFS file without the token', async () => {
    const { client } = await bitbucket.signIn('anna');
    const commit = await tipOf(client, odd);
    const entries = await collect(client.listSource(odd, commit, '', { maxDepth: 50 }));
    const pointer = entries.find(({ attributes }) => attributes.includes('lfs'));
    assert.ok(pointer, 'the seed has an LFS file');
    await bitbucket.admin.resetRequests();
    const content = await client.fetchFile(odd, commit, pointer.path);
    assert.doesNotMatch(new TextDecoder().decode(content.slice(0, 50)), /git-lfs/);
    const { requests } = await bitbucket.admin.readRequests();
    assert.deepEqual(
      requests.map(({ status, authorization }) => [status, authorization]),
      [
        [301, 'bearer'],
        [200, 'none'],
      ],
    );
  });

  it('show what CI said about a commit', async () => {
    const { client } = await bitbucket.signIn('anna');
    const [status] = await client.fetchCommitStatuses(sales, await tipOf(client, sales));
    assert.equal(status?.state, 'SUCCESSFUL');
  });

  const failures: readonly [string, (client: BitbucketClient) => Promise<unknown>, BitbucketFailure][] = [
    [
      'a repository that is not there',
      (client) => client.fetchRepository({ ...sales, slug: 'gone' }),
      { kind: 'notFound' },
    ],
    ['a commit that is not there', (client) => client.fetchFile(sales, 'f'.repeat(40), 'x'), { kind: 'notFound' }],
    [
      'a file that is not there',
      async (client) => client.fetchFile(sales, await tipOf(client, sales), 'gone.orch.yaml'),
      { kind: 'notFound' },
    ],
    [
      'a directory read as a file',
      async (client) => client.fetchFile(sales, await tipOf(client, sales), 'ingest'),
      { kind: 'unexpected', status: 200 },
    ],
  ];
  for (const [situation, act, expected] of failures) {
    it(`agree on ${situation}`, async () => {
      const { client } = await bitbucket.signIn('anna');
      assert.deepEqual(await failureOf(act(client)), expected);
    });
  }

  it('agree on which scopes are missing', async () => {
    const { client } = await bitbucket.signIn('anna', ['account']);
    const failure = await failureOf(client.fetchRepository(sales));
    assert.deepEqual(failure, { kind: 'forbidden', requiredScopes: ['repository'] });
  });

  it('go on with a new token when the old one has expired', async () => {
    const { client } = await bitbucket.signIn('anna');
    await bitbucket.admin.expireAccessTokens('anna');
    await client.fetchUser();
    const { requests } = await bitbucket.admin.readRequests();
    assert.deepEqual(
      requests.map(({ path, status }) => [path, status]),
      [
        ['/2.0/user', 401],
        ['/2.0/user', 200],
      ],
    );
  });

  it('never take the token to another origin', async () => {
    const { client } = await bitbucket.signIn('anna');
    const elsewhere = await startEmulator();
    try {
      const effect = { kind: 'redirect', location: `${elsewhere.apiUrl}/user` } as const;
      await bitbucket.admin.addFault({ path: '/user', effect });
      assert.deepEqual(await failureOf(client.fetchUser()), { kind: 'untrustedLink' });
      const other = await new EmulatorAdmin(elsewhere.adminUrl).readRequests();
      assert.deepEqual(other.requests, []);
    } finally {
      await elsewhere.stop();
    }
  });

  const outages = [
    { kind: 'htmlError', status: 502 },
    { kind: 'rateLimit', retryAfter: '0', body: 'text' },
    { kind: 'resetBeforeAnswer' },
    { kind: 'resetInBody' },
  ] as const;
  for (const effect of outages) {
    it(`get over ${effect.kind}`, async () => {
      const { client } = await bitbucket.signIn('anna');
      await bitbucket.admin.addFault({ path: '/user', count: 2, effect });
      assert.equal((await client.fetchUser()).displayName, 'Anna Schmidt');
    });
  }

  for (const [kind, expected] of [
    ['htmlInsteadOfJson', 'notBitbucket'],
    ['truncatedJson', 'unexpected'],
  ] as const) {
    it(`agree that ${kind} is no answer`, async () => {
      const { client } = await bitbucket.signIn('anna');
      await bitbucket.admin.addFault({ path: '/user', effect: { kind } });
      assert.deepEqual(await failureOf(client.fetchUser()), { kind: expected, status: 200 });
    });
  }

  it('never write the token into the log', async () => {
    const { client, logged, token } = await bitbucket.signIn('anna');
    await bitbucket.admin.addFault({ path: '/user', count: 9, effect: { kind: 'resetBeforeAnswer' } });
    await failureOf(client.fetchUser());
    assert.ok(logged.length > 0);
    assert.ok(logged.every((line) => !line.includes(token)));
  });
});
