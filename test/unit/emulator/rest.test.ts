import assert from 'node:assert/strict';
import { EmulatorAdmin } from '../../emulator/adminClient';
import { type Emulator, startEmulator } from '../../emulator/emulator';

interface Page {
  readonly values: readonly Readonly<Record<string, unknown>>[];
  readonly next?: string;
  readonly size?: number;
}

describe('the emulated API', () => {
  let emulator: Emulator;
  let admin: EmulatorAdmin;
  const tokens = new Map<string, string>();

  before(async () => {
    emulator = await startEmulator();
    admin = new EmulatorAdmin(emulator.adminUrl);
    for (const user of emulator.users) {
      tokens.set(user, (await admin.mintTokens(user, ['account', 'repository'])).access_token);
    }
  });

  after(() => emulator.stop());

  async function get(path: string, user = 'anna', headers: Record<string, string> = {}) {
    const url = path.startsWith('http') ? path : `${emulator.apiUrl}${path}`;
    const response = await fetch(url, {
      headers: { Authorization: `Bearer ${tokens.get(user) ?? ''}`, ...headers },
      redirect: 'manual',
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    return {
      status: response.status,
      headers: response.headers,
      bytes,
      body: isJson ? (JSON.parse(bytes.toString()) as unknown) : undefined,
    };
  }

  const page = async (path: string, user?: string) => (await get(path, user)).body as Page;
  const message = (body: unknown) => (body as { error: { message: string } }).error.message;

  async function slugs(path: string, user?: string): Promise<unknown> {
    return (await page(`${path}${path.includes('?') ? '&' : '?'}pagelen=100`, user)).values.map(({ slug }) => slug);
  }

  it('lists what each role covers, for each user', async () => {
    assert.deepEqual(await slugs('/repositories/acme'), [
      'sales-analytics',
      'finance-archive',
      'website',
      'mobile-app',
    ]);
    assert.deepEqual(await slugs('/repositories/acme?role=contributor'), ['sales-analytics', 'website', 'mobile-app']);
    assert.deepEqual(await slugs('/repositories/acme?role=contributor', 'ben'), ['finance-archive', 'hr-reports']);
    assert.deepEqual(await slugs('/repositories/northwind?role=admin'), ['customer-360']);
    assert.equal((await page('/repositories/northwind?role=admin', 'ben')).size, 4);
    assert.deepEqual(await slugs('/repositories/data-lab', 'ben'), []);
  });

  it('takes permissions away and gives them at once', async () => {
    const place = { user: 'ben', workspace: 'acme', slug: 'website' } as const;
    assert.equal((await get('/repositories/acme/website', 'ben')).status, 404);
    await admin.setPermission({ ...place, permission: 'write' });
    assert.equal((await get('/repositories/acme/website', 'ben')).status, 200);
    assert.ok(((await slugs('/repositories/acme?role=contributor', 'ben')) as string[]).includes('website'));
    await admin.setPermission({ ...place, permission: 'none' });
    assert.ok(!((await slugs('/repositories/acme?role=contributor', 'ben')) as string[]).includes('website'));
  });

  it('pages with absolute links that keep every other parameter', async () => {
    const first = await page('/repositories/acme?pagelen=3&sort=-updated_on&fields=next,values.slug');
    assert.ok(first.next?.startsWith(`${emulator.apiUrl}/repositories/acme?`));
    assert.deepEqual(first.values, [{ slug: 'sales-analytics' }, { slug: 'website' }, { slug: 'mobile-app' }]);
    const second = (await get(first.next ?? '')).body;
    assert.deepEqual(second, { values: [{ slug: 'finance-archive' }] });
    assert.equal((await page('/repositories/acme?pagelen=3&fields=values.slug')).next, undefined);
  });

  it('refuses credentials that do not count, and tells scopes', async () => {
    const withoutAny = await fetch(`${emulator.apiUrl}/user`);
    assert.equal(withoutAny.status, 401);
    const lacking = await get('/user/workspaces', 'anna', {
      Authorization: `Bearer ${(await admin.mintTokens('anna', ['repository:write'])).access_token}`,
    });
    assert.deepEqual(lacking.body, {
      type: 'error',
      error: {
        message: 'Your credentials lack one or more required privilege scopes.',
        detail: { granted: ['repository:write'], required: ['account'] },
      },
    });
    assert.equal(lacking.headers.get('x-oauth-scopes'), 'repository:write');
    assert.equal(lacking.headers.get('x-accepted-oauth-scopes'), 'account');
  });

  it('accepts an API token beside the email address, and only there', async () => {
    const token = await admin.mintApiToken('anna', ['account']);
    const basic = (user: string) => `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}`;
    const accepted = await get('/user', 'anna', { Authorization: basic('anna.schmidt@example.com') });
    assert.equal(accepted.status, 200);
    assert.equal(accepted.headers.get('x-credential-type'), 'apitoken');
    assert.equal((await get('/user', 'anna', { Authorization: basic('ben.okafor@example.com') })).status, 401);
    assert.equal((await get('/user', 'anna', { Authorization: `Bearer ${token}` })).status, 401);
  });

  it('answers 410 where Bitbucket removed an endpoint', async () => {
    for (const path of [
      '/repositories?role=contributor',
      '/workspaces',
      '/user/permissions/workspaces',
      '/user/permissions/repositories',
    ]) {
      const { status, body } = await get(path);
      assert.equal(status, 410, path);
      assert.equal(message(body), 'CHANGE-2770 - Functionality has been deprecated');
    }
  });

  it('tells apart what is missing', async () => {
    const tip = (
      (await page('/repositories/acme/sales-analytics/refs/branches?q=name="main"')).values[0]?.['target'] as {
        hash: string;
      }
    ).hash;
    const texts: readonly (readonly [path: string, text: string])[] = [
      ['/nothing/here', 'Resource not found'],
      ['/repositories/acme/nowhere', 'Repository acme/nowhere not found'],
      [`/repositories/acme/sales-analytics/src/${tip}/no%20file`, 'No such file or directory: no file'],
      [`/repositories/acme/sales-analytics/src/${tip}/README.md/`, 'No such file or directory: README.md'],
      [`/repositories/acme/sales-analytics/src/${tip}`, 'Resource not found'],
      ['/repositories/acme/sales-analytics/src/1234567/', 'Commit not found'],
      ['/repositories/acme/sales-analytics/src/feature%2FX/', 'Commit not found'],
      ['/repositories/northwind/empty-project/src/main/', 'Commit not found'],
    ];
    for (const [path, text] of texts) {
      const { status, body } = await get(path);
      assert.deepEqual([status, message(body)], [404, text], path);
    }
  });

  it('answers an address that is not well-formed with an error of the usual shape', async () => {
    const { status, body } = await get('/repositories/acme/sales-analytics/src/main/100%');
    assert.equal(status, 400);
    assert.equal((body as { type: string }).type, 'error');
  });

  it('finds a repository and a workspace by uuid as well', async () => {
    const { uuid, workspace } = (await get('/repositories/acme/website')).body as {
      uuid: string;
      workspace: { uuid: string };
    };
    const found = await get(`/repositories/${encodeURIComponent(workspace.uuid)}/${encodeURIComponent(uuid)}`);
    assert.equal((found.body as { slug: string }).slug, 'website');
  });

  describe('reading files', () => {
    const odd = '/repositories/data-lab/odd-names/src/main';

    it('answers bytes as they are, with a type from the name and an ETag', async () => {
      const latin1 = await get(`${odd}/text/latin1.txt`);
      assert.deepEqual(latin1.bytes, Buffer.from('Umsatz für Österreich, Größe in m²\r\n', 'latin1'));
      assert.equal(latin1.headers.get('content-type'), 'text/plain');
      const etag = latin1.headers.get('etag') ?? '';
      assert.equal((await get(`${odd}/text/latin1.txt`, 'anna', { 'If-None-Match': etag })).status, 304);
      assert.equal((await get(`${odd}/text/large.txt`)).bytes.length, 64 * 32_768);
    });

    it('walks breadth first, as deep as it is told', async () => {
      const deep = await page(`${odd}/?max_depth=3&pagelen=100&fields=values.path`);
      const depths = deep.values.map(({ path }) => String(path).split('/').length);
      assert.deepEqual(
        depths,
        [...depths].sort((left, right) => left - right),
      );
      assert.equal(depths.at(-1), 3);
      const flat = await page(`${odd}/?pagelen=100&fields=values.path`);
      assert.ok(flat.values.every(({ path }) => !String(path).includes('/')));
    });

    it('answers 555 to a listing that is too large', async () => {
      await admin.configure({ sourceEntries: 5 });
      assert.equal((await get(`${odd}/?max_depth=9`)).status, 555);
      assert.equal((await get(`${odd}/`)).status, 200);
      await admin.configure({ sourceEntries: 10_000 });
    });

    it('marks links, scripts, pictures and LFS files', async () => {
      const listing = await page(`${odd}/?max_depth=2&pagelen=100&fields=values.path,values.attributes`);
      const attributes = Object.fromEntries(listing.values.map(({ path, attributes: own }) => [path, own])) as Record<
        string,
        unknown
      >;
      assert.deepEqual(attributes['link to readme'], ['link']);
      assert.deepEqual(attributes['scripts/run.sh'], ['executable']);
      assert.deepEqual(attributes['pictures/pixel.png'], ['binary']);
      assert.deepEqual(attributes['model/weights.bin'], ['lfs']);
      assert.deepEqual(attributes['README.md'], []);
    });

    it('sends LFS files from elsewhere, where the token is refused', async () => {
      const { status, headers } = await get(`${odd}/model/weights.bin`);
      assert.equal(status, 301);
      const location = headers.get('location') ?? '';
      assert.notEqual(new URL(location).origin, new URL(emulator.apiUrl).origin);
      const byNumber = location.replace('localhost', '127.0.0.1');
      assert.equal((await get(byNumber)).status, 400);
      assert.equal((await (await fetch(byNumber)).arrayBuffer()).byteLength, 12_345);
    });
  });

  it('shows a commit of somebody else at once, with what CI says about it', async () => {
    const place = { workspace: 'acme', slug: 'mobile-app' };
    const commit = await admin.addCommit({
      ...place,
      branch: 'main',
      message: 'Fix',
      files: { 'a/b.txt': 'new' },
      deleted: ['README.md'],
    });
    await admin.setCommitStatus({ ...place, revision: 'main', key: 'k', name: 'n', state: 'INPROGRESS' });
    const branch = (await get('/repositories/acme/mobile-app/refs/branches/main')).body as { target: { hash: string } };
    assert.equal(branch.target.hash, commit);
    assert.equal((await get(`/repositories/acme/mobile-app/src/${commit}/a/b.txt`)).bytes.toString(), 'new');
    assert.equal((await get(`/repositories/acme/mobile-app/src/${commit}/README.md`)).status, 404);
    const statuses = await page(`/repositories/acme/mobile-app/commit/${commit}/statuses?fields=values.state`);
    assert.deepEqual(statuses.values, [{ state: 'INPROGRESS' }]);
    const newest = await page('/repositories/acme?sort=-updated_on&pagelen=1&fields=values.slug');
    assert.deepEqual(newest.values, [{ slug: 'mobile-app' }]);
    const parents = await page('/repositories/acme/mobile-app/commits/main?fields=values.hash');
    assert.deepEqual([parents.values.length, parents.values[0]], [2, { hash: commit }]);
  });

  it('loses none of several commits that come at once', async () => {
    const place = { workspace: 'northwind', slug: 'legacy-etl', branch: 'develop' };
    const commit = (name: string) => admin.addCommit({ ...place, message: name, files: { [name]: name } });
    await Promise.all(['one', 'two', 'three'].map(commit));
    const listing = await page('/repositories/northwind/legacy-etl/src/develop/?fields=values.path');
    assert.deepEqual(
      ['one', 'two', 'three'].filter((name) => !listing.values.some(({ path }) => path === name)),
      [],
    );
  });

  it('gives an empty repository its main branch with the first commit', async () => {
    await admin.addCommit({
      workspace: 'northwind',
      slug: 'empty-project',
      branch: 'main',
      message: 'First',
      files: { a: 'b' },
    });
    const { mainbranch } = (await get('/repositories/northwind/empty-project')).body as {
      mainbranch: { name: string };
    };
    assert.equal(mainbranch.name, 'main');
  });

  it('forgets a removed repository', async () => {
    await admin.removeRepository({ workspace: 'acme', slug: 'website' });
    assert.equal((await get('/repositories/acme/website')).status, 404);
    assert.ok(!((await slugs('/repositories/acme')) as string[]).includes('website'));
  });
});
