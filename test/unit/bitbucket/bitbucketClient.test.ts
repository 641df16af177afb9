import assert from 'node:assert/strict';
import { json } from '../../support/fakeFetch';
import { collect } from '../../support/collect';
import { failureOf } from '../../support/failureOf';
import { apiUrl, commit, createHarness, repository, user } from './clientHarness';

/** The one request that was sent, with its query taken apart. */
function onlyRequest({ requests }: { requests: readonly { url: string }[] }): Record<string, string> {
  assert.equal(requests.length, 1);
  const url = new URL(requests[0]?.url ?? '');
  return { path: url.origin + url.pathname, ...Object.fromEntries(url.searchParams) };
}

const repositoryFields = (prefix: string): string =>
  'uuid slug name description is_private updated_on mainbranch.name workspace.slug workspace.name'
    .split(' ')
    .map((field) => prefix + field)
    .join();

const rawRepository = {
  type: 'repository',
  uuid: '{r}',
  slug: 'sales',
  name: 'Sales',
  description: 'Everything sold',
  is_private: true,
  updated_on: '2026-11-20T08:00:00+00:00',
  mainbranch: { type: 'branch', name: 'main' },
  workspace: { slug: 'acme', name: 'Acme Corp', type: 'workspace' },
};

describe('BitbucketClient', () => {
  it('introduces itself and asks for JSON with the token', async () => {
    const seen: unknown[] = [];
    const { client } = createHarness({
      fetch: (url, { headers, redirect, method }) => {
        seen.push({ url, headers, redirect, method });
        return Promise.resolve(json(user));
      },
    });
    assert.deepEqual(await client.fetchUser(), { uuid: '{u}', displayName: 'Anna', nickname: 'anna' });
    assert.deepEqual(seen, [
      {
        url: `${apiUrl}/user?fields=uuid%2Cdisplay_name%2Cnickname`,
        headers: { Accept: 'application/json', 'User-Agent': 'maia-bitbucket/0.0.0', Authorization: 'Bearer token-1' },
        redirect: 'manual',
        method: 'GET',
      },
    ]);
  });

  it('sends a credential that is no token of OAuth as it is', async () => {
    const seen: unknown[] = [];
    const { client } = createHarness({
      fetch: (_url, { headers }) => {
        seen.push(headers?.['Authorization']);
        return Promise.resolve(json(user));
      },
      tokens: {
        getAccessToken: () => Promise.resolve('Basic YTpi'),
        renewAccessToken: () => assert.fail('Nothing was refused.'),
      },
    });
    await client.fetchUser();
    assert.deepEqual(seen, ['Basic YTpi']);
  });

  it('takes an API address with a slash at its end', async () => {
    const harness = createHarness({ apiUrl: `${apiUrl}/`, answers: [json({ values: [] })] });
    await collect(harness.client.listWorkspaces());
    assert.deepEqual(onlyRequest(harness), {
      path: `${apiUrl}/user/workspaces`,
      pagelen: '100',
      fields: 'size,next,values.workspace.uuid,values.workspace.slug',
    });
  });

  it('lists exactly what can be written to, last changed first', async () => {
    const harness = createHarness({ answers: [json({ values: [rawRepository] })] });
    assert.deepEqual(await collect(harness.client.listWritableRepositories('acme')), [
      {
        uuid: '{r}',
        workspace: 'acme',
        slug: 'sales',
        name: 'Sales',
        workspaceName: 'Acme Corp',
        description: 'Everything sold',
        isPrivate: true,
        updatedOn: '2026-11-20T08:00:00+00:00',
        mainBranch: 'main',
      },
    ]);
    assert.deepEqual(onlyRequest(harness), {
      path: `${apiUrl}/repositories/acme`,
      role: 'contributor',
      sort: '-updated_on',
      pagelen: '100',
      fields: `size,next,${repositoryFields('values.')}`,
    });
  });

  it('searches repositories by name on the server', async () => {
    const harness = createHarness({ answers: [json({ values: [] })] });
    await collect(harness.client.listWritableRepositories('acme', { nameContains: 'say "hi"' }));
    assert.equal(onlyRequest(harness)['q'], 'name~"say \\"hi\\""');
  });

  it('shows an empty repository, and one of which little is told', async () => {
    const bare = { uuid: '{r}', slug: 'new', mainbranch: null, workspace: { slug: 'acme' } };
    const harness = createHarness({ answers: [json(bare)] });
    assert.deepEqual(await harness.client.fetchRepository({ workspace: 'acme', slug: 'new' }), {
      uuid: '{r}',
      workspace: 'acme',
      slug: 'new',
      name: 'new',
      workspaceName: 'acme',
      description: '',
      isPrivate: true,
      updatedOn: '',
      mainBranch: undefined,
    });
    assert.deepEqual(onlyRequest(harness), {
      path: `${apiUrl}/repositories/acme/new`,
      fields: repositoryFields(''),
    });
  });

  it('finds branches by name in one request, and only those', async () => {
    const branch = (name: string) => ({ name, target: { hash: commit, date: '2026-11-20T08:00:00+00:00' } });
    const answer = json({ values: [branch('main'), branch('MAIN'), branch('feature/"x"')] });
    const harness = createHarness({ answers: [answer] });
    const found = await harness.client.findBranches(repository, ['feature/"x"', 'main', 'gone', 'main']);

    assert.deepEqual(
      found,
      ['main', 'feature/"x"'].map((name) => ({ name, commit, date: '2026-11-20T08:00:00+00:00' })),
    );
    assert.deepEqual(onlyRequest(harness), {
      path: `${apiUrl}/repositories/acme/sales/refs/branches`,
      q: 'name="feature/\\"x\\"" OR name="main" OR name="gone"',
      pagelen: '100',
      fields: 'size,next,values.name,values.target.hash,values.target.date',
    });
  });

  it('looks for no branch without a request', async () => {
    const { client, requests } = createHarness();
    assert.deepEqual(await client.findBranches(repository, []), []);
    assert.deepEqual(requests, []);
  });

  it('filters branches by name on the server', async () => {
    const harness = createHarness({ answers: [json({ values: [] })] });
    await collect(harness.client.listBranches(repository, { nameContains: 'rel' }));
    assert.equal(onlyRequest(harness)['q'], 'name~"rel"');
  });

  it('lists the pipelines of a whole repository with one deep, filtered listing', async () => {
    const values = [
      { type: 'commit_file', path: 'a/Load.orch.yaml', size: 12, attributes: ['executable', 'sparkling'] },
      { type: 'commit_file', path: 'logo.png', size: 3, attributes: 'binary' },
      { type: 'commit_directory', path: 'a/', size: 4096 },
      { type: 'commit_hologram', path: 'b' },
    ];
    const harness = createHarness({ answers: [json({ values })] });
    const options = { maxDepth: 20, pathContains: ['.orch.yaml', '.tran.yaml'] };
    assert.deepEqual(await collect(harness.client.listSource(repository, commit, '', options)), [
      { kind: 'file', path: 'a/Load.orch.yaml', size: 12, attributes: ['executable'] },
      { kind: 'file', path: 'logo.png', size: 3, attributes: ['binary'] },
      { kind: 'directory', path: 'a', size: undefined, attributes: [] },
    ]);
    assert.deepEqual(onlyRequest(harness), {
      path: `${apiUrl}/repositories/acme/sales/src/${commit}/`,
      q: 'path~".orch.yaml" OR path~".tran.yaml"',
      max_depth: '20',
      pagelen: '100',
      fields: 'size,next,values.type,values.path,values.size,values.attributes',
    });
    assert.ok(harness.logged.some((line) => line.includes('left out 1 of 4')));
  });

  it('lists a folder by its name with a slash at the end', async () => {
    const harness = createHarness({ answers: [json({ values: [] })] });
    await collect(harness.client.listSource(repository, commit, 'data sets/2026'));
    assert.equal(onlyRequest(harness)['path'], `${apiUrl}/repositories/acme/sales/src/${commit}/data%20sets/2026/`);
  });

  it('tells what a path is without reading it', async () => {
    const harness = createHarness({ answers: [json({ type: 'commit_directory', path: 'a' })] });
    const entry = await harness.client.fetchSourceEntry(repository, commit, 'a');
    assert.deepEqual(entry, { kind: 'directory', path: 'a', size: undefined, attributes: [] });
    assert.deepEqual(onlyRequest(harness), {
      path: `${apiUrl}/repositories/acme/sales/src/${commit}/a`,
      format: 'meta',
      fields: 'type,path,size,attributes',
    });
  });

  it('reads every byte of a file, text or not', async () => {
    const content = Uint8Array.from([0, 255, 13, 10, 0xe4]);
    const { client } = createHarness({ answers: [new Response(content)] });
    assert.deepEqual(await client.fetchFile(repository, commit, 'x'), content);
  });

  it('takes a page for the content of a file only where it was sent as one', async () => {
    const page = (headers: Record<string, string>) => new Response('<html>', { headers });
    const type = { 'Content-Type': 'text/html; charset=utf-8' };
    const { client } = createHarness({
      answers: [page({ ...type, 'Content-Disposition': 'attachment' }), page(type), json({ values: [] })],
    });
    assert.equal((await client.fetchFile(repository, commit, 'index.html')).length, 6);
    for (const [path, kind] of [
      ['load.orch.yaml', 'notBitbucket'],
      ['a/directory', 'unexpected'],
    ] as const) {
      const failure = await failureOf(client.fetchFile(repository, commit, path));
      assert.deepEqual(failure, { kind, status: 200 }, path);
    }
  });

  it('finds a whole hash by its beginning, and tells when there is none', async () => {
    const harness = createHarness({ answers: [json({ hash: commit }), json({}, { status: 404 })] });
    assert.equal(await harness.client.findCommit(repository, 'c0ffee0'), commit);
    assert.deepEqual(onlyRequest(harness), {
      path: `${apiUrl}/repositories/acme/sales/commit/c0ffee0`,
      fields: 'hash',
    });
    assert.equal(await harness.client.findCommit(repository, 'fffffff'), undefined);
  });

  it('shows CI results newest first, with links that lead to the web only', async () => {
    const status = (key: string, rest: object) => ({ key, state: 'SUCCESSFUL', name: key, ...rest });
    const values = [
      status('https', { url: 'https://ci.example/1', state: 'FAILED' }),
      status('script', { url: 'javascript:alert(1)' }),
      status('command', { url: 'command:workbench.action.quit' }),
      status('nothing', { url: null, name: null }),
      status('future', { state: 'LEVITATING' }),
    ];
    const harness = createHarness({ answers: [json({ values, next: `${apiUrl}/x` })] });
    assert.deepEqual(await harness.client.fetchCommitStatuses(repository, commit), [
      { key: 'https', name: 'https', state: 'FAILED', url: 'https://ci.example/1' },
      { key: 'script', name: 'script', state: 'SUCCESSFUL', url: undefined },
      { key: 'command', name: 'command', state: 'SUCCESSFUL', url: undefined },
      { key: 'nothing', name: 'nothing', state: 'SUCCESSFUL', url: undefined },
    ]);
    assert.deepEqual(onlyRequest(harness), {
      path: `${apiUrl}/repositories/acme/sales/commit/${commit}/statuses`,
      sort: '-created_on',
      pagelen: '100',
      fields: 'size,next,values.key,values.name,values.state,values.url',
    });
  });
});
