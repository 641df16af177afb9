import assert from 'node:assert/strict';
import type { RepositoryId } from '../../src/bitbucket/bitbucketApi';
import type { BitbucketClient } from '../../src/bitbucket/bitbucketClient';
import type { BitbucketFailure } from '../../src/bitbucket/bitbucketError';
import type { NewCommit } from '../../src/bitbucket/model';
import { collect } from '../support/collect';
import { failureOf } from '../support/failureOf';
import { odd, sales, tipOf, useEmulator } from './useEmulator';

const empty: RepositoryId = { workspace: 'northwind', slug: 'empty-project' };
const encode = (text: string) => new TextEncoder().encode(text);

/** A commit of one small file, unless told otherwise. */
const change = (parent: string | undefined, overrides: Partial<NewCommit> = {}): NewCommit => ({
  branch: 'main',
  parent,
  message: 'Note what was done',
  files: [{ path: 'notes/today.txt', bytes: encode('done'), mode: 'file' }],
  deletions: [],
  ...overrides,
});

describe('a commit by the client', () => {
  const bitbucket = useEmulator();

  async function read(client: BitbucketClient, repository: RepositoryId, commit: string, path: string) {
    return Buffer.from(await client.fetchFile(repository, commit, path));
  }

  it('costs one request, and is the new tip on top of its parent', async () => {
    const { client } = await bitbucket.signIn('anna');
    const parent = await tipOf(client, sales);
    const message = 'Übersicht "neu"\n\nZweite Zeile\n\nDritte\n';
    await bitbucket.takeRequests();
    await client.commitFiles(sales, change(parent, { message }));
    assert.deepEqual(await bitbucket.takeRequests(), ['POST /repositories/acme/sales-analytics/src 201']);
    const tip = await client.findTip(sales, 'main');
    assert.ok(tip);
    assert.deepEqual(
      { ...tip, hash: '', date: '', authorUuid: '' },
      {
        hash: '',
        date: '',
        authorUuid: '',
        parents: [parent],
        message,
        authorName: 'Anna Schmidt',
      },
    );
    assert.equal(tip.authorUuid, (await client.fetchUser()).uuid);
    assert.deepEqual(await client.fetchCommit(sales, tip.hash), tip);
    assert.equal((await read(client, sales, tip.hash, 'notes/today.txt')).toString(), 'done');
  });

  it('brings every byte, name and mode as it was sent', async () => {
    const { client } = await bitbucket.signIn('anna');
    const everyByte = Uint8Array.from({ length: 256 }, (_, index) => index);
    const files: NewCommit['files'] = [
      { path: 'message', bytes: encode('not the message'), mode: 'file' },
      { path: 'branch', bytes: encode('not the branch'), mode: 'file' },
      { path: 'files', bytes: encode('/README.md'), mode: 'file' },
      { path: 'every byte.bin', bytes: everyByte, mode: 'file' },
      { path: 'empty', bytes: new Uint8Array(), mode: 'file' },
      { path: 'line ends.txt', bytes: encode('a\r\nb\nc\r\r\n'), mode: 'file' },
      {
        path: 'looks like a form',
        bytes: encode('--maia-0\r\nContent-Disposition: form-data; name="message"\r\n\r\nx'),
        mode: 'file',
      },
      { path: '日本語/Größe & Umfang; a="b".tran.yaml', bytes: encode('ü'), mode: 'file' },
      { path: '"; x-attributes="link', bytes: encode('no link'), mode: 'file' },
      { path: 'back\\slash\\', bytes: encode('1'), mode: 'file' },
      { path: 'two\\\\and a quote\\"', bytes: encode('2'), mode: 'file' },
      { path: "50%22 of it's #1+1?.sql", bytes: encode('3'), mode: 'file' },
      { path: 'scripts/new.sh', bytes: encode('#!/bin/sh\n'), mode: 'executable' },
      { path: 'scripts/latest', bytes: encode('new.sh'), mode: 'link' },
      { path: 'large.bin', bytes: new Uint8Array(3_000_000).fill(45), mode: 'file' },
    ];
    await client.commitFiles(odd, change(await tipOf(client, odd), { files }));
    const tip = await tipOf(client, odd);
    const entries = await client.findSourceEntries(
      odd,
      tip,
      files.map(({ path }) => path),
    );
    const modes = new Map(entries.map(({ path, attributes }) => [path, attributes.filter((it) => it !== 'binary')]));
    for (const { path, bytes, mode } of files) {
      assert.deepEqual(modes.get(path), mode === 'file' ? [] : [mode], path);
      assert.ok((await read(client, odd, tip, path)).equals(bytes), path);
    }
  });

  it('deletes and moves, also what has an odd name', async () => {
    const { client } = await bitbucket.signIn('anna');
    const from = await tipOf(client, odd);
    const gone = ['it\'s "quoted".orch.yaml', 'back\\slash.txt', 'hash#tag.orch.yaml'];
    const bytes = await client.fetchFile(odd, from, 'hash#tag.orch.yaml');
    const moved = { path: 'moved/hash#tag.orch.yaml', bytes, mode: 'file' } as const;
    await client.commitFiles(odd, change(from, { files: [moved], deletions: gone }));
    const to = await tipOf(client, odd);
    const left = await client.findSourceEntries(odd, to, [...gone, moved.path]);
    assert.deepEqual(
      left.map(({ path }) => path),
      [moved.path],
    );
    const changes = await collect(client.listChanges(odd, { from, to }));
    assert.deepEqual(changes.map(({ kind, oldPath, path }) => [kind, oldPath, path]).sort(), [
      ['removed', 'back\\slash.txt', 'back\\slash.txt'],
      ['removed', 'it\'s "quoted".orch.yaml', 'it\'s "quoted".orch.yaml'],
      ['renamed', 'hash#tag.orch.yaml', 'moved/hash#tag.orch.yaml'],
    ]);
  });

  it('is the first of an empty repository, and its branch the main one', async () => {
    const { client } = await bitbucket.signIn('anna');
    await client.commitFiles(empty, change(undefined, { branch: 'trunk' }));
    assert.equal((await client.fetchRepository(empty)).mainBranch, 'trunk');
    const tip = await client.findTip(empty, 'trunk');
    assert.deepEqual(tip?.parents, []);
    const changes = await collect(client.listChanges(empty, { from: undefined, to: tip.hash }));
    assert.deepEqual(changes, [{ kind: 'added', path: 'notes/today.txt', oldPath: 'notes/today.txt' }]);
  });

  it('creates a branch that does not exist', async () => {
    const { client } = await bitbucket.signIn('anna');
    const parent = await tipOf(client, sales);
    await client.commitFiles(sales, change(parent, { branch: 'feature/from-here' }));
    assert.deepEqual((await client.findTip(sales, 'feature/from-here'))?.parents, [parent]);
    assert.equal(await tipOf(client, sales), parent);
  });

  it('is refused when somebody was faster, also at the last moment, and nothing of theirs is touched', async () => {
    const { client } = await bitbucket.signIn('anna');
    const parent = await tipOf(client, sales);
    const theirs = { ...sales, branch: 'main', message: 'Faster', files: { 'notes/today.txt': 'theirs' } };
    await bitbucket.admin.addCommitBefore(theirs);
    assert.deepEqual(await failureOf(client.commitFiles(sales, change(parent))), { kind: 'conflict' });
    assert.deepEqual(await failureOf(client.commitFiles(sales, change(parent))), { kind: 'conflict' });
    const tip = await client.findTip(sales, 'main');
    assert.deepEqual([tip?.message.trim(), tip?.parents], ['Faster', [parent]]);
    assert.equal((await read(client, sales, tip?.hash ?? '', 'notes/today.txt')).toString(), 'theirs');
  });

  it('is refused on a protected branch', async () => {
    const { client } = await bitbucket.signIn('anna');
    const tip = await tipOf(client, sales, 'release/2026.11');
    await bitbucket.admin.protectBranch({ ...sales, branch: 'release/2026.11', isProtected: true });
    const refused = failureOf(client.commitFiles(sales, change(tip, { branch: 'release/2026.11' })));
    assert.deepEqual(await refused, { kind: 'forbidden', requiredScopes: [] });
    assert.equal(await tipOf(client, sales, 'release/2026.11'), tip);
  });

  const forbidden: readonly [situation: string, user: string, scopes: readonly string[], BitbucketFailure][] = [
    ['who may only read', 'ben', ['account', 'repository:write'], { kind: 'forbidden', requiredScopes: [] }],
    [
      'whose session may only read',
      'anna',
      ['account', 'repository'],
      { kind: 'forbidden', requiredScopes: ['repository:write'] },
    ],
  ];
  for (const [situation, user, scopes, expected] of forbidden) {
    it(`is refused to somebody ${situation}`, async () => {
      const { client } = await bitbucket.signIn(user, scopes);
      const parent = await tipOf(client, sales);
      assert.deepEqual(await failureOf(client.commitFiles(sales, change(parent))), expected);
      assert.deepEqual(await failureOf(client.createBranch(sales, 'feature/mine', parent)), expected);
    });
  }

  /** What happens on the way, and whether the commit is made. */
  const accidents = [
    [{ kind: 'resetBeforeAnswer' }, { kind: 'unreachable' }, false],
    [{ kind: 'htmlError', status: 503 }, { kind: 'unexpected', status: 503 }, false],
    [{ kind: 'lostAnswer' }, { kind: 'unreachable' }, true],
    [{ kind: 'htmlErrorAfterwards', status: 502 }, { kind: 'unexpected', status: 502 }, true],
  ] as const;
  for (const [effect, expected, isMade] of accidents) {
    it(`is sent once when there is ${effect.kind}, and ${isMade ? 'made' : 'not made'}`, async () => {
      const { client } = await bitbucket.signIn('anna');
      const parent = await tipOf(client, sales);
      await bitbucket.admin.addFault({ path: '/src/?$', method: 'POST', effect });
      await bitbucket.takeRequests();
      const bytes = encode(effect.kind);
      const files = [{ path: 'notes/accident.txt', bytes, mode: 'file' } as const];
      assert.deepEqual(await failureOf(client.commitFiles(sales, change(parent, { files }))), expected);
      assert.equal((await bitbucket.takeRequests()).length, 1);
      assert.equal((await tipOf(client, sales)) !== parent, isMade);
    });
  }

  it('gets over an expired token and a rate limit, and is made once', async () => {
    const { client } = await bitbucket.signIn('anna');
    const parent = await tipOf(client, sales);
    await bitbucket.admin.expireAccessTokens('anna');
    const effect = { kind: 'rateLimit', retryAfter: '0', body: 'text' } as const;
    await bitbucket.admin.addFault({ path: '/src/?$', method: 'POST', count: 1, effect });
    await bitbucket.takeRequests();
    const files = [{ path: 'notes/limits.txt', bytes: encode('once'), mode: 'file' } as const];
    await client.commitFiles(sales, change(parent, { files }));
    const statuses = (await bitbucket.takeRequests()).map((request) => request.slice(-3));
    assert.deepEqual([...statuses].sort(), ['201', '401', '429']);
    assert.deepEqual((await client.findTip(sales, 'main'))?.parents, [parent]);
  });

  it('is not taken elsewhere with its content', async () => {
    const { client } = await bitbucket.signIn('anna');
    const parent = await tipOf(client, sales);
    const location = `http://localhost:${new URL(bitbucket.emulator.apiUrl).port}/2.0/elsewhere`;
    await bitbucket.admin.addFault({
      path: '/src/?$',
      method: 'POST',
      effect: { kind: 'redirect', status: 307, location },
    });
    await bitbucket.takeRequests();
    assert.deepEqual(await failureOf(client.commitFiles(sales, change(parent))), { kind: 'untrustedLink' });
    assert.equal((await bitbucket.takeRequests()).length, 1);
  });
});

describe('a branch made by the client', () => {
  const bitbucket = useEmulator();

  it('points to the commit it was asked for, wherever that is', async () => {
    const { client } = await bitbucket.signIn('anna');
    const [, earlier] = await collect(client.listCommits(sales, await tipOf(client, sales)));
    assert.ok(earlier);
    const branch = await client.createBranch(sales, 'feature/Ümläut', earlier.hash);
    assert.deepEqual([branch.name, branch.commit], ['feature/Ümläut', earlier.hash]);
    assert.deepEqual(await client.findTip(sales, 'feature/Ümläut'), earlier);
  });

  for (const name of ['main', 'two..dots', 'with space', '']) {
    it(`cannot be called “${name}”`, async () => {
      const { client } = await bitbucket.signIn('anna');
      const failure = await failureOf(client.createBranch(sales, name, await tipOf(client, sales)));
      assert.deepEqual(failure, { kind: 'unexpected', status: 400 });
    });
  }
});
