import assert from 'node:assert/strict';
import { type Fault } from '../../emulator/admin/adminProtocol';
import { EmulatorAdmin } from '../../emulator/adminClient';
import { type Emulator, startEmulator } from '../../emulator/emulator';

describe('faults on request', () => {
  let emulator: Emulator;
  let admin: EmulatorAdmin;
  let token: string;

  before(async () => {
    emulator = await startEmulator();
    admin = new EmulatorAdmin(emulator.adminUrl);
    token = (await admin.mintTokens('anna', ['account', 'repository'])).access_token;
  });

  after(() => emulator.stop());

  beforeEach(() => admin.clearFaults());

  const ask = (path = '/user') =>
    fetch(`${emulator.apiUrl}${path}`, { headers: { Authorization: `Bearer ${token}` }, redirect: 'manual' });

  /** Asks with the fault, and once more without it. */
  async function askWith(effect: Fault['effect'], path = '/user'): Promise<Response> {
    await admin.addFault({ path: path.replace('?', String.raw`\?`), effect });
    const spoiled = await ask(path);
    const later = await ask(path);
    assert.equal(later.status, 200);
    await later.arrayBuffer();
    return spoiled;
  }

  it('limits the rate, with and without Retry-After, as JSON or text', async () => {
    const json = await askWith({ kind: 'rateLimit', retryAfter: '7' });
    assert.deepEqual([json.status, json.headers.get('retry-after')], [429, '7']);
    assert.match(await json.text(), /^\{.*Rate limit for this resource has been exceeded/);
    const text = await askWith({ kind: 'rateLimit', body: 'text' });
    assert.equal(text.headers.get('retry-after'), null);
    assert.equal(await text.text(), 'Rate limit for this resource has been exceeded');
  });

  it('sends pages instead of JSON', async () => {
    const broken = await askWith({ kind: 'htmlError', status: 502 });
    assert.deepEqual([broken.status, broken.headers.get('content-type')], [502, 'text/html']);
    assert.match(await broken.text(), /<html>/);
    const portal = await askWith({ kind: 'htmlInsteadOfJson' });
    assert.deepEqual([portal.status, portal.headers.get('content-type')], [200, 'text/html']);
    await portal.text();
  });

  it('breaks the connection before or within an answer, or ends JSON half-way', async () => {
    await admin.addFault({ path: '/user', effect: { kind: 'resetBeforeAnswer' } });
    await assert.rejects(ask());
    const broken = await askWith({ kind: 'resetInBody' });
    assert.equal(broken.status, 200);
    await assert.rejects(broken.text());
    const text = await (await askWith({ kind: 'truncatedJson' })).text();
    assert.ok(text.length > 10);
    assert.throws(() => void JSON.parse(text), SyntaxError);
  });

  it('leads to another origin, by link or redirect', async () => {
    const effect = { kind: 'foreignNext', origin: 'https://elsewhere.test' } as const;
    const page = (await (await askWith(effect, '/repositories/acme?pagelen=1')).json()) as { next: string };
    assert.match(page.next, /^https:\/\/elsewhere\.test\/2\.0\/repositories\/acme\?/);
    const redirect = await askWith({ kind: 'redirect', location: 'https://elsewhere.test/user' });
    assert.deepEqual([redirect.status, redirect.headers.get('location')], [302, 'https://elsewhere.test/user']);
  });

  it('adds headers until told otherwise', async () => {
    await admin.addFault({
      path: '/user',
      effect: { kind: 'headers', headers: { sunset: 'Tue, 01 Dec 2026 00:00:00 GMT' } },
    });
    for (const response of [await ask(), await ask()]) assert.ok(response.headers.has('sunset'));
    await admin.clearFaults();
    assert.ok(!(await ask()).headers.has('sunset'));
  });

  it('lets a commit slip in before a request', async () => {
    const commit = { workspace: 'acme', slug: 'website', branch: 'main', message: 'Slipped in', files: { a: 'b' } };
    await admin.addFault({ path: '/refs/branches/main', skip: 1, effect: { kind: 'commitBefore', commit } });
    const tips = [];
    for (let round = 0; round < 3; round += 1) {
      const branch = (await (await ask('/repositories/acme/website/refs/branches/main')).json()) as {
        target: { message: string };
      };
      tips.push(branch.target.message);
    }
    assert.deepEqual(tips, ['Initial commit\n', 'Slipped in', 'Slipped in']);
  });

  describe('around a commit', () => {
    const place = { workspace: 'northwind', slug: 'legacy-etl', branch: 'develop' };
    let count = 0;

    const tip = async () => {
      const url = `/repositories/northwind/legacy-etl/refs/branches/develop?fields=target.hash`;
      return ((await (await ask(url)).json()) as { target: { hash: string } }).target.hash;
    };

    async function commit(parents: string): Promise<number> {
      const { access_token } = await admin.mintTokens('anna', ['repository:write']);
      const response = await fetch(`${emulator.apiUrl}/repositories/northwind/legacy-etl/src`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${access_token}` },
        body: new URLSearchParams({ '/count': String((count += 1)), parents }),
      });
      await response.text();
      return response.status;
    }

    it('loses the answer to a request that is carried out', async () => {
      const before = await tip();
      await admin.addFault({ path: '/src$', method: 'POST', effect: { kind: 'lostAnswer' } });
      await assert.rejects(commit(before));
      const after = await tip();
      assert.notEqual(after, before);
      const { requests } = await admin.readRequests();
      assert.equal(requests.findLast(({ method }) => method === 'POST')?.status, 0);
      assert.equal(await commit(after), 201);
    });

    it('answers a request that is carried out with a page that says it was not', async () => {
      const before = await tip();
      await admin.addFault({ path: '/src$', method: 'POST', effect: { kind: 'htmlErrorAfterwards', status: 502 } });
      assert.equal(await commit(before), 502);
      assert.notEqual(await tip(), before);
    });

    it('carries out a request while its answer waits', async () => {
      const before = await tip();
      await admin.addFault({ path: '/src$', method: 'POST', effect: { kind: 'answerLatency', ms: 300 } });
      const answer = commit(before);
      let now = before;
      for (let turn = 0; now === before && turn < 1000; turn += 1) now = await tip();
      assert.notEqual(now, before);
      assert.equal(await answer, 201);
    });

    it('lets somebody else commit just before', async () => {
      const files = {
        'bin/tool': { text: 'tool', mode: '100755' },
        latest: { text: 'bin/tool', mode: '120000' },
        bytes: { base64: '/wA=' },
      } as const;
      await admin.addCommitBefore({ ...place, message: 'Faster', files, deleted: ['README.md'] });
      assert.equal(await commit(await tip()), 409);
      const listing = await (
        await ask(`/repositories/northwind/legacy-etl/src/${await tip()}/?max_depth=2&pagelen=100`)
      ).json();
      const entries = (listing as { values: readonly { path: string; attributes?: unknown }[] }).values;
      const attributes = Object.fromEntries(entries.map(({ path, attributes: own }) => [path, own]));
      assert.deepEqual(
        ['bin/tool', 'latest', 'bytes', 'README.md'].map((path) => attributes[path]),
        [['executable'], ['link'], ['binary'], undefined],
      );
      assert.equal(await commit(await tip()), 201);
    });
  });

  it('spoils the token endpoint as well', async () => {
    await admin.addFault({
      path: '/access_token$',
      method: 'POST',
      effect: { kind: 'json', status: 503, body: { error: 'x' } },
    });
    const response = await fetch(`${emulator.oauthUrl}/access_token`, { method: 'POST', body: new URLSearchParams() });
    assert.equal(response.status, 503);
    await response.text();
  });

  it('hits as many requests as it says, after those it lets pass', async () => {
    await admin.addFault({ path: '/user', skip: 1, count: 2, effect: { kind: 'htmlError', status: 500 } });
    const statuses = [];
    for (let round = 0; round < 4; round += 1) {
      const response = await ask();
      await response.text();
      statuses.push(response.status);
    }
    assert.deepEqual(statuses, [200, 500, 500, 200]);
  });

  it('counts requests and connections, and keeps no credentials', async () => {
    await admin.resetRequests();
    await (await ask('/user?fields=uuid')).text();
    await fetch(`${emulator.oauthUrl}/authorize?client_id=x&state=secret-state`);
    const { total, connections, requests } = await admin.readRequests();
    assert.equal(total, 2);
    assert.ok(connections >= 1 && connections <= 2);
    const [first, second] = requests;
    assert.deepEqual(
      [first?.path, first?.query, first?.status, first?.authorization],
      ['/2.0/user', 'fields=uuid', 200, 'bearer'],
    );
    assert.deepEqual([second?.status, second?.authorization], [400, 'none']);
    assert.ok(!JSON.stringify(requests).includes('secret-state') && !JSON.stringify(requests).includes(token));
  });

  it('says what is wrong with a request to the admin interface', async () => {
    await assert.rejects(admin.mintTokens('nobody', []), /There is no user nobody/);
    await assert.rejects(admin.addFault({ path: '(', effect: { kind: 'truncatedJson' } }), /regular expression/i);
    const commit = { workspace: 'acme', slug: 'website', branch: 'not..allowed', message: 'x' };
    await assert.rejects(admin.addCommit(commit), /not\.\.allowed/);
    const response = await fetch(`${emulator.adminUrl}/tokens`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"user":"anna"}',
    });
    assert.equal(response.status, 400);
  });
});
