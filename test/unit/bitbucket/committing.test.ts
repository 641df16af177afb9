import assert from 'node:assert/strict';
import type { BitbucketFailure } from '../../../src/bitbucket/bitbucketError';
import type { HttpRequest } from '../../../src/bitbucket/http';
import type { NewCommit } from '../../../src/bitbucket/model';
import { canCommitPath } from '../../../src/bitbucket/sourceCommit';
import { hang, json, redirect, type FakeAnswer } from '../../support/fakeFetch';
import { failureOf } from '../../support/failureOf';
import { apiUrl, commit, createHarness, repository } from './clientHarness';
import { readForm } from './readForm';

const parent = commit;
const change: NewCommit = {
  branch: 'feature/Ü',
  parent,
  message: 'Load "sales"\n\nEvery hour.\n',
  files: [
    { path: 'message', bytes: new Uint8Array([0, 255, 13, 10]), mode: 'file' },
    { path: 'bin/run.sh', bytes: new TextEncoder().encode('ls'), mode: 'executable' },
    { path: 'latest', bytes: new TextEncoder().encode('bin'), mode: 'link' },
  ],
  deletions: ['old "one".sql', 'dir/two\\.sql'],
};
const created = () => Promise.resolve(new Response(null, { status: 201 }));
const source = `${apiUrl}/repositories/acme/sales/src`;

/** Answers and keeps what was asked. */
function keep(requests: HttpRequest[], answer: () => Promise<Response> = created): FakeAnswer {
  return (_url, request) => {
    requests.push(request);
    return answer();
  };
}

async function readCommit({ headers, body }: HttpRequest): Promise<readonly (readonly [string, string])[]> {
  assert.ok(body instanceof Uint8Array);
  const parts = await readForm(headers?.['Content-Type'] ?? '', body);
  return parts.map(({ name, bytes }) => [name, Buffer.from(bytes).toString('latin1')]);
}

describe('a commit', () => {
  it('is one form with everything in it', async () => {
    const seen: HttpRequest[] = [];
    const { client, requests } = createHarness({ answers: [keep(seen)] });
    await client.commitFiles(repository, change);
    assert.deepEqual(requests, [{ method: 'POST', url: source, authorization: 'Bearer token-1' }]);
    assert.ok(seen[0]);
    assert.deepEqual(await readCommit(seen[0]), [
      ['message', change.message],
      ['branch', Buffer.from('feature/Ü').toString('latin1')],
      ['parents', parent],
      ['files', '/old "one".sql'],
      ['files', '/dir/two\\.sql'],
      ['/message', '\0\xff\r\n'],
      ['/bin/run.sh', 'ls'],
      ['/latest', 'bin'],
    ]);
  });

  it('says which files are executable or links', async () => {
    const seen: HttpRequest[] = [];
    const { client } = createHarness({ answers: [keep(seen)] });
    await client.commitFiles(repository, change);
    const body = seen[0]?.body;
    assert.ok(body instanceof Uint8Array);
    const heads = new TextDecoder('latin1').decode(body).match(/name="\/.*/g);
    assert.deepEqual(heads, [
      'name="/message"; filename="message"',
      'name="/bin/run.sh"; filename="run.sh"; x-attributes="executable"',
      'name="/latest"; filename="latest"; x-attributes="link"',
    ]);
  });

  it('names no parent when it is the first, and never an author', async () => {
    const seen: HttpRequest[] = [];
    const { client } = createHarness({ answers: [keep(seen)] });
    await client.commitFiles(repository, { ...change, parent: undefined, deletions: [] });
    assert.ok(seen[0]);
    const names = (await readCommit(seen[0])).map(([name]) => name);
    assert.deepEqual(names, ['message', 'branch', '/message', '/bin/run.sh', '/latest']);
  });

  const paths: readonly [path: string, isPossible: boolean][] = [
    ['a/b.sql', true],
    ['.matillion/"ü" \\ ;.yaml', true],
    ['...', true],
    ['', false],
    ['/a', false],
    ['a/', false],
    ['a//b', false],
    ['a/../b', false],
    ['./a', false],
    ['a\nb', false],
    ['a\r\nX: y', false],
    ['a\0b', false],
    ['half \ud83d pair', false],
  ];
  for (const [path, isPossible] of paths) {
    it(`${isPossible ? 'can' : 'cannot'} name ${JSON.stringify(path)}`, async () => {
      assert.equal(canCommitPath(path), isPossible);
      if (isPossible) return;
      const { client, requests } = createHarness();
      const written = { ...change, files: [{ path, bytes: new Uint8Array(), mode: 'file' } as const] };
      const refused: BitbucketFailure = { kind: 'unexpected', status: 400 };
      assert.deepEqual(await failureOf(client.commitFiles(repository, written)), refused);
      assert.deepEqual(await failureOf(client.commitFiles(repository, { ...change, deletions: [path] })), refused);
      assert.deepEqual(requests, []);
    });
  }
});

const refusal =
  (status: number, body = '{"type":"error"}', headers: Record<string, string> = {}) =>
  () =>
    Promise.resolve(new Response(body, { status, headers }));

describe('a commit that is not answered as hoped', () => {
  const cases: readonly [situation: string, answer: FakeAnswer, expected: BitbucketFailure][] = [
    ['the branch has moved', refusal(409), { kind: 'conflict' }],
    ['the branch is protected', refusal(403), { kind: 'forbidden', requiredScopes: [] }],
    ['the repository is gone', refusal(404), { kind: 'notFound' }],
    ['it is refused', refusal(400), { kind: 'unexpected', status: 400 }],
    ['the server fails', refusal(500), { kind: 'unexpected', status: 500 }],
    ['the gateway fails', refusal(502, '<html>'), { kind: 'unexpected', status: 502 }],
    ['the server is unavailable', refusal(503, '<html>'), { kind: 'unexpected', status: 503 }],
    ['the gateway gives up', refusal(504, '<html>'), { kind: 'unexpected', status: 504 }],
    ['the connection breaks', new Error('socket hang up'), { kind: 'unreachable' }],
    ['the answer never comes', hang, { kind: 'unreachable' }],
    ['a login page answers', refusal(200, '\n<!doctype html>'), { kind: 'notBitbucket', status: 200 }],
    ['something else answers', refusal(200, '{}'), { kind: 'unexpected', status: 200 }],
    ['it is sent on as a GET', redirect(source, 303), { kind: 'unexpected', status: 303 }],
    ['it is sent on by an old proxy', redirect(source, 302), { kind: 'unexpected', status: 302 }],
    ['it is sent to another origin', redirect('https://evil.example/2.0/x', 307), { kind: 'untrustedLink' }],
    ['a login page is where it is sent', redirect('https://login.example/', 302), { kind: 'untrustedLink' }],
  ];
  for (const [situation, answer, expected] of cases) {
    it(`is not sent a second time when ${situation}`, async () => {
      const { client, clock, requests } = createHarness({ answers: [answer, created] });
      const failure = await clock.runUntilSettled(failureOf(client.commitFiles(repository, change)));
      assert.deepEqual({ failure, requests: requests.length }, { failure: expected, requests: 1 });
    });
  }

  const repeated: readonly [situation: string, answer: FakeAnswer, authorization: string][] = [
    ['too much was asked before', refusal(429, 'Rate limit', { 'Retry-After': '7' }), 'Bearer token-1'],
    ['the token had expired', refusal(401), 'Bearer token-2'],
    ['Bitbucket has the same thing elsewhere', redirect(`${apiUrl}/moved/src`, 308), 'Bearer token-1'],
    ['Bitbucket answers elsewhere for now', redirect(`${apiUrl}/moved/src`, 307), 'Bearer token-1'],
  ];
  for (const [situation, answer, authorization] of repeated) {
    it(`is sent once more, the same, when ${situation}`, async () => {
      const seen: HttpRequest[] = [];
      const first: FakeAnswer = (url, request) => {
        seen.push(request);
        if (typeof answer === 'function') return answer(url, request);
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      };
      const { client, clock } = createHarness({ answers: [first, keep(seen)] });
      await clock.runUntilSettled(client.commitFiles(repository, change));
      const [once, again] = seen;
      assert.ok(once && again && seen.length === 2);
      assert.deepEqual(
        [again.method, again.body, again.headers?.['Content-Type']],
        ['POST', once.body, once.headers?.['Content-Type']],
      );
      assert.equal(again.headers?.['Authorization'], authorization);
    });
  }

  it('gets more time the larger it is', async () => {
    const waited = async (length: number) => {
      const { client, clock } = createHarness({ answers: [hang] });
      const files = [{ path: 'large.bin', bytes: new Uint8Array(length), mode: 'file' } as const];
      await clock.runUntilSettled(failureOf(client.commitFiles(repository, { ...change, files })));
      return Math.floor((clock.slept[0] ?? 0) / 1000);
    };
    assert.deepEqual([await waited(1), await waited(6_400_000)], [30, 130]);
  });

  it('ends at once when the user gives up', async () => {
    const controller = new AbortController();
    const { client } = createHarness({ answers: [hang] });
    const committing = client.commitFiles(repository, change, controller.signal);
    const reason = new Error('given up');
    controller.abort(reason);
    await assert.rejects(committing, reason);
  });
});

describe('a new branch', () => {
  const answer = { name: 'feature/Ü', target: { hash: commit, date: '2026-11-20T10:00:00+00:00' } };

  it('is made at the commit it was asked for', async () => {
    const seen: HttpRequest[] = [];
    const { client, requests } = createHarness({
      answers: [keep(seen, () => Promise.resolve(json(answer, { status: 201 })))],
    });
    const branch = await client.createBranch(repository, 'feature/Ü', commit);
    assert.deepEqual(branch, { name: 'feature/Ü', commit, date: '2026-11-20T10:00:00+00:00' });
    assert.equal(
      requests[0]?.url,
      `${apiUrl}/repositories/acme/sales/refs/branches?fields=name%2Ctarget.hash%2Ctarget.date`,
    );
    const [request] = seen;
    assert.ok(request?.body instanceof Uint8Array);
    assert.deepEqual(
      [request.method, request.headers?.['Content-Type'], JSON.parse(new TextDecoder().decode(request.body))],
      ['POST', 'application/json', { name: 'feature/Ü', target: { hash: commit } }],
    );
  });

  const cases: readonly [situation: string, answer: FakeAnswer, expected: BitbucketFailure][] = [
    ['its name is taken', refusal(400), { kind: 'unexpected', status: 400 }],
    ['the account may only read', refusal(403), { kind: 'forbidden', requiredScopes: [] }],
    ['the server fails', refusal(503), { kind: 'unexpected', status: 503 }],
    ['a login page answers', refusal(200, '<html>'), { kind: 'notBitbucket', status: 200 }],
  ];
  for (const [situation, refused, expected] of cases) {
    it(`is asked for once when ${situation}`, async () => {
      const { client, clock, requests } = createHarness({ answers: [refused] });
      const failure = await clock.runUntilSettled(failureOf(client.createBranch(repository, 'x', commit)));
      assert.deepEqual({ failure, requests: requests.length }, { failure: expected, requests: 1 });
    });
  }
});
