import assert from 'node:assert/strict';
import type { BitbucketFailure } from '../../../src/bitbucket/bitbucketError';
import type { ChangedPath } from '../../../src/bitbucket/model';
import { collect } from '../../support/collect';
import { json, type FakeAnswer } from '../../support/fakeFetch';
import { failureOf } from '../../support/failureOf';
import { apiUrl, commit, createHarness, repository } from './clientHarness';

const parent = 'decade'.padEnd(40, '0');
const root = `${apiUrl}/repositories/acme/sales`;
const date = '2026-11-20T10:00:00+00:00';
const rawCommit = {
  hash: commit,
  parents: [{ hash: parent }],
  message: 'One\n\nTwo\n',
  date,
  author: { raw: 'A. S. <a@example.com>', user: { display_name: 'Anna Schmidt', uuid: '{u}' } },
};
const readCommit = {
  hash: commit,
  parents: [parent],
  message: 'One\n\nTwo\n',
  date,
  authorName: 'Anna Schmidt',
  authorUuid: '{u}',
};
const notFound = () => Promise.resolve(json({ type: 'error' }, { status: 404 }));

/** Path and query of what was asked, decoded. */
const asked = (requests: readonly { readonly url: string }[]) =>
  requests.map(({ url }) => {
    const { pathname, searchParams } = new URL(url);
    searchParams.delete('fields');
    searchParams.delete('pagelen');
    return [pathname.slice('/2.0/repositories/acme/sales'.length), Object.fromEntries(searchParams)];
  });

describe('a commit of the history', () => {
  const authors: readonly [author: unknown, name: string, uuid: string | undefined][] = [
    [{ raw: 'A. S. <a@example.com>', user: { display_name: 'Anna Schmidt', uuid: '{u}' } }, 'Anna Schmidt', '{u}'],
    [{ raw: 'A. S. <a@example.com>' }, 'A. S.', undefined],
    [{ raw: 'A. S. <a@example.com>', user: null }, 'A. S.', undefined],
    [{ raw: 'Ann <3 SQL <a@example.com>' }, 'Ann <3 SQL', undefined],
    [{ raw: '<a@example.com>' }, 'a@example.com', undefined],
    [{ raw: 'build server' }, 'build server', undefined],
    [null, '', undefined],
  ];
  for (const [author, name, uuid] of authors) {
    it(`is ${name || 'nobody'}'s when the author is ${JSON.stringify(author)}`, async () => {
      const { client, requests } = createHarness({ answers: [json({ ...rawCommit, author })] });
      const found = await client.fetchCommit(repository, commit);
      assert.deepEqual(found, { ...readCommit, authorName: name, authorUuid: uuid });
      assert.deepEqual(asked(requests), [[`/commit/${commit}`, {}]]);
    });
  }

  it('is not shown with parents, message or date that nobody read', async () => {
    for (const missing of ['hash', 'parents', 'message', 'date'] as const) {
      const { client } = createHarness({ answers: [json({ ...rawCommit, [missing]: undefined })] });
      const failure = await failureOf(client.fetchCommit(repository, commit));
      assert.deepEqual(failure, { kind: 'unexpected', status: 200 }, missing);
    }
  });
});

describe('the tip of a branch', () => {
  const tip = (name: string) => ({ name, target: rawCommit });

  it('is found in one request, by exactly its name', async () => {
    const { client, requests } = createHarness({ answers: [json({ values: [tip('Main'), tip('main')] })] });
    assert.deepEqual(await client.findTip(repository, 'main'), readCommit);
    assert.deepEqual(asked(requests), [['/refs/branches', { q: 'name="main"' }]]);
  });

  it('is not that of a branch with another name', async () => {
    const { client } = createHarness({ answers: [json({ values: [tip('Main')] })] });
    assert.equal(await client.findTip(repository, 'main'), undefined);
  });

  it('is not taken for absent when it cannot be read', async () => {
    const values = [tip('main-2'), { name: 'main', target: { hash: commit } }];
    const { client } = createHarness({ answers: [json({ values })] });
    assert.deepEqual(await failureOf(client.findTip(repository, 'main')), { kind: 'unexpected', status: 200 });
  });
});

describe('the commits of a branch', () => {
  it('are listed page by page, without those of another one', async () => {
    const next = `${root}/commits/${commit}?page=2`;
    const { client, requests } = createHarness({
      answers: [json({ values: [rawCommit], next }), json({ values: [{ ...rawCommit, hash: parent, parents: [] }] })],
    });
    const commits = await collect(client.listCommits(repository, commit, { exclude: parent, path: 'a b/ü.sql' }));
    assert.deepEqual(commits, [readCommit, { ...readCommit, hash: parent, parents: [] }]);
    assert.deepEqual(asked(requests), [
      [`/commits/${commit}`, { exclude: parent, path: 'a b/ü.sql' }],
      [`/commits/${commit}`, { page: '2' }],
    ]);
  });
});

describe('the history of a file', () => {
  it('tells the path it had at each commit', async () => {
    const values = [
      { path: 'ü b.sql', commit: rawCommit },
      { path: 'old.sql', commit: { ...rawCommit, hash: parent } },
    ];
    const { client, requests } = createHarness({ answers: [json({ values })] });
    assert.deepEqual(await collect(client.listFileHistory(repository, commit, 'dir/ü b.sql')), [
      { path: 'ü b.sql', commit: readCommit },
      { path: 'old.sql', commit: { ...readCommit, hash: parent } },
    ]);
    assert.deepEqual(asked(requests), [[`/filehistory/${commit}/dir/%C3%BC%20b.sql`, {}]]);
  });

  it('asks for the commits where Bitbucket shows no more of them than the hash', async () => {
    const values = [{ path: 'a.sql', commit: { type: 'commit', hash: commit } }];
    const { client, requests } = createHarness({ answers: [json({ values }), json(rawCommit)] });
    const versions = await collect(client.listFileHistory(repository, commit, 'a.sql'));
    assert.deepEqual(versions, [{ path: 'a.sql', commit: readCommit }]);
    assert.equal(requests.length, 2);
  });
});

describe('what differs between two commits', () => {
  const file = (path: string) => ({ path });
  const cases: readonly [status: string | undefined, old: object | null, now: object | null, ChangedPath][] = [
    ['added', null, file('a'), { kind: 'added', path: 'a', oldPath: 'a' }],
    ['added', file('template'), file('a'), { kind: 'added', path: 'a', oldPath: 'a' }],
    ['removed', file('a'), null, { kind: 'removed', path: 'a', oldPath: 'a' }],
    ['removed', null, file('a'), { kind: 'removed', path: 'a', oldPath: 'a' }],
    ['modified', file('a'), file('a'), { kind: 'modified', path: 'a', oldPath: 'a' }],
    ['renamed', file('a'), file('b'), { kind: 'renamed', path: 'b', oldPath: 'a' }],
    ['merge conflict', file('a'), file('a'), { kind: 'modified', path: 'a', oldPath: 'a' }],
    ['remote deleted', file('a'), null, { kind: 'removed', path: 'a', oldPath: 'a' }],
    ['rename conflict', file('a'), file('b'), { kind: 'renamed', path: 'b', oldPath: 'a' }],
    [undefined, null, file('a'), { kind: 'added', path: 'a', oldPath: 'a' }],
  ];
  for (const [status, old, now, expected] of cases) {
    it(`is “${expected.kind}” for “${status}” from ${JSON.stringify(old)} to ${JSON.stringify(now)}`, async () => {
      const { client } = createHarness({ answers: [json({ values: [{ status, old, new: now }] })] });
      assert.deepEqual(await collect(client.listChanges(repository, { from: parent, to: commit })), [expected]);
    });
  }

  const ranges: readonly [string, Parameters<ReturnType<typeof createHarness>['client']['listChanges']>[1], unknown][] =
    [
      ['the newer first', { from: parent, to: commit }, [`/diffstat/${commit}..${parent}`, { topic: 'false' }]],
      [
        'since the two parted',
        { from: parent, to: commit, sinceMergeBase: true },
        [`/diffstat/${commit}..${parent}`, { topic: 'true' }],
      ],
      ['by itself when it is the first', { from: undefined, to: commit }, [`/diffstat/${commit}`, {}]],
    ];
  for (const [how, range, expected] of ranges) {
    it(`is asked for ${how}`, async () => {
      const { client, requests } = createHarness({ answers: [json({ values: [] })] });
      await collect(client.listChanges(repository, range));
      assert.deepEqual(asked(requests), [expected]);
    });
  }

  it('can be limited to a path', async () => {
    const { client, requests } = createHarness({ answers: [json({ values: [] })] });
    await collect(client.listChanges(repository, { from: parent, to: commit }, { path: 'a b/ü.sql' }));
    assert.equal(new URL(requests[0]?.url ?? '').searchParams.get('path'), 'a b/ü.sql');
  });

  for (const bad of [{ status: 'modified', old: null, new: null }, { status: 'modified', old: 7 }, {}]) {
    it(`is never told without ${JSON.stringify(bad)}, which would pass for unchanged`, async () => {
      const values = [{ status: 'added', old: null, new: file('a') }, bad];
      const { client } = createHarness({ answers: [json({ values })] });
      const failure = await failureOf(collect(client.listChanges(repository, { from: parent, to: commit })));
      assert.deepEqual(failure, { kind: 'unexpected', status: 200 });
    });
  }
});

describe('the common ancestor of two commits', () => {
  const base = '1'.repeat(40);
  const found = () => Promise.resolve(json({ hash: commit }));
  const cases: readonly [situation: string, answers: readonly FakeAnswer[], expected: string | undefined][] = [
    ['is found', [json({ hash: base })], base],
    ['is none when Bitbucket says so by 404 and knows both', [notFound, found, found], undefined],
    ['is none when Bitbucket answers nothing', [json(null)], undefined],
    ['is none when Bitbucket answers an empty object', [json({})], undefined],
  ];
  for (const [what, answers, expected] of cases) {
    it(what, async () => {
      const { client, requests } = createHarness({ answers });
      assert.equal(await client.findMergeBase(repository, [parent, commit]), expected);
      assert.deepEqual(asked(requests)[0], [`/merge-base/${parent}..${commit}`, {}]);
      assert.equal(requests.length, answers.length);
    });
  }

  it('cannot be told when a commit is gone', async () => {
    const { client } = createHarness({ answers: [notFound, found, notFound] });
    assert.deepEqual(await failureOf(client.findMergeBase(repository, [parent, commit])), { kind: 'notFound' });
  });
});

describe('what the account may do with a repository', () => {
  const refuse = (status: number, body: object = { type: 'error' }) => json(body, { status });
  const ofScopes = { type: 'error', error: { message: 'm', detail: { granted: [], required: ['account'] } } };
  const cases: readonly [situation: string, answer: FakeAnswer, expected: string | undefined | BitbucketFailure][] = [
    ['to write', json({ values: [{ permission: 'write' }] }), 'write'],
    ['to administrate', json({ values: [{ permission: 'admin' }] }), 'admin'],
    ['nothing when it is not listed', json({ values: [] }), undefined],
    ['nothing outside the workspace', refuse(403), undefined],
    ['nothing when the workspace is gone', refuse(404), undefined],
    ['unknown without the scope', refuse(403, ofScopes), { kind: 'forbidden', requiredScopes: ['account'] }],
    ['unknown in another word', json({ values: [{ permission: 'owner' }] }), { kind: 'unexpected', status: 200 }],
  ];
  for (const [situation, answer, expected] of cases) {
    it(`is ${situation}`, async () => {
      const { client, requests } = createHarness({ answers: [answer] });
      const asking = client.findPermission(repository);
      if (typeof expected === 'object') assert.deepEqual(await failureOf(asking), expected);
      else assert.equal(await asking, expected);
      const url = new URL(requests[0]?.url ?? '');
      assert.equal(url.pathname, '/2.0/user/workspaces/acme/permissions/repositories');
      assert.equal(url.searchParams.get('q'), 'repository.slug="sales"');
    });
  }
});
