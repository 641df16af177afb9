import assert from 'node:assert/strict';
import { json, redirect } from '../../support/fakeFetch';
import { collect } from '../../support/collect';
import { errorOf, failureOf } from '../../support/failureOf';
import { apiUrl, commit, createHarness, repository, user } from './clientHarness';

const bytes = (text: string): Response => new Response(text);

describe('a link to the next page', () => {
  const foreign: readonly [string, string][] = [
    ['another host', 'https://evil.example/2.0/user/workspaces?page=2'],
    ['another port', 'https://api.bitbucket.example:8443/2.0/user/workspaces?page=2'],
    ['an unencrypted connection', 'http://api.bitbucket.example/2.0/user/workspaces?page=2'],
    ['another part of the same host', 'https://api.bitbucket.example/internal/user/workspaces'],
    ['a part whose name only begins alike', 'https://api.bitbucket.example/2.0x/user'],
    ['a part reached by going up', 'https://api.bitbucket.example/2.0/%2e%2e/admin'],
    ['a host that looks alike', 'https://api.bitbucket.example.evil.example/2.0/user'],
    ['an address with somebody’s credentials', 'https://a:b@api.bitbucket.example/2.0/user/workspaces'],
    ['something that is no web address', 'javascript:alert(1)'],
    ['an unreadable address', 'https://[/2.0'],
  ];
  for (const [title, next] of foreign) {
    it(`is not followed to ${title}`, async () => {
      const { client, requests } = createHarness({ answers: [json({ values: [], next })] });
      assert.deepEqual(await failureOf(collect(client.listWorkspaces())), { kind: 'untrustedLink' });
      assert.equal(requests.length, 1);
    });
  }

  const named: readonly [string, string][] = [
    ['https://a:b@evil.example:8443/2.0/secret?token=secret#secret', 'https://evil.example:8443.'],
    ['https://[/2.0/secret', 'an unreadable address.'],
  ];
  for (const [next, expected] of named) {
    it(`is named to the log without what it may carry: ${expected}`, async () => {
      const { client } = createHarness({ answers: [json({ values: [], next })] });
      const { message } = await errorOf(collect(client.listWorkspaces()));
      assert.ok(message.endsWith(expected), message);
      assert.doesNotMatch(message, /secret|a:b/);
    });
  }
});

describe('a redirect', () => {
  it('inside the API is followed with the token', async () => {
    const answers = [redirect('/2.0/users/%7Bu%7D'), redirect(`${apiUrl}/users/anna`, 301), json(user)];
    const { client, requests } = createHarness({ answers });
    await client.fetchUser();
    assert.deepEqual(
      requests.slice(1).map(({ url, authorization }) => ({ url, authorization })),
      [
        { url: `${apiUrl}/users/%7Bu%7D`, authorization: 'Bearer token-1' },
        { url: `${apiUrl}/users/anna`, authorization: 'Bearer token-1' },
      ],
    );
  });

  it('that goes in circles ends', async () => {
    const again = () => Promise.resolve(redirect(`${apiUrl}/user`));
    const { client, requests } = createHarness({ answers: [again, again, again, again] });
    assert.deepEqual(await failureOf(client.fetchUser()), { kind: 'unexpected', status: 302 });
    assert.equal(requests.length, 4);
  });

  it('to another origin is refused where JSON was asked for', async () => {
    const { client, requests } = createHarness({ answers: [redirect('https://media.example/user')] });
    const { failure, message } = await errorOf(client.fetchUser());
    assert.deepEqual([failure, requests.length], [{ kind: 'untrustedLink' }, 1]);
    assert.match(message, /: https:\/\/media\.example\.$/);
  });
});

describe('the content of an LFS file', () => {
  const fetchFile = (answers: readonly Response[], options: { apiUrl?: string } = {}) => {
    const { client, requests, renewals } = createHarness({ answers, ...options });
    return { file: client.fetchFile(repository, commit, 'big.bin'), requests, renewals };
  };

  it('comes from where Bitbucket keeps it, without the token', async () => {
    const { file, requests } = fetchFile([redirect('https://media.example/blob?sig=1', 301), bytes('content')]);
    assert.equal(new TextDecoder().decode(await file), 'content');
    assert.deepEqual(requests[1], { method: 'GET', url: 'https://media.example/blob?sig=1', authorization: undefined });
  });

  const refused: readonly [string, readonly Response[], number][] = [
    ['a second redirect', [redirect('https://media.example/a'), redirect('https://media.example/b')], 2],
    ['a redirect back with the hope for a token', [redirect('https://evil.example/'), redirect(`${apiUrl}/user`)], 2],
    ['an unencrypted redirect', [redirect('http://media.example/a')], 1],
    ['a redirect to a file on this computer', [redirect('file:///etc/passwd')], 1],
    ['a redirect with credentials', [redirect('https://a:b@media.example/')], 1],
  ];
  for (const [title, answers, sent] of refused) {
    it(`is not fetched through ${title}`, async () => {
      const { file, requests } = fetchFile(answers);
      assert.deepEqual(await failureOf(file), { kind: 'untrustedLink' });
      assert.equal(requests.length, sent);
    });
  }

  it('may be unencrypted where the API is', async () => {
    const { file } = fetchFile([redirect('http://127.0.0.1:9/blob'), bytes('x')], { apiUrl: 'http://127.0.0.1:8/2.0' });
    assert.equal((await file).length, 1);
  });

  for (const status of [401, 403]) {
    it(`says nothing about the session when the other server answers ${status}`, async () => {
      const { file, renewals } = fetchFile([redirect('https://media.example/a'), new Response('', { status })]);
      assert.deepEqual(await failureOf(file), { kind: 'unexpected', status });
      assert.deepEqual(renewals, []);
    });
  }
});
