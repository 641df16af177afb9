import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { EmulatorAdmin } from '../emulator/adminClient';
import { type Emulator, startEmulator } from '../emulator/emulator';
import { restRoutes } from '../emulator/rest/routes';
import { OpenApiChecker } from './openApiChecker';
import { requireOpenApiDocument } from './openApiDocument';

const run = promisify(execFile);

const repository = '/repositories/acme/sales-analytics';
const odd = '/repositories/data-lab/odd-names';
const readOnly = '/repositories/acme/finance-archive';

/** Every endpoint, successful: path, and the status where it is not 200. `TIP` is the tip of the repository's `main`. */
const answered: readonly (readonly [path: string, status?: number])[] = [
  ['/user'],
  ['/user?fields=uuid,display_name'],
  ['/user/workspaces'],
  ['/user/workspaces?pagelen=1&page=2&sort=-slug&administrator=false'],
  ['/user/workspaces/northwind/permissions/repositories'],
  ['/user/workspaces/northwind/permissions/repositories?q=repository.slug%3D%22customer-360%22&pagelen=1'],
  ['/workspaces/acme'],
  ['/repositories/acme'],
  ['/repositories/acme?role=contributor&sort=-updated_on&pagelen=1&fields=next,values.uuid,values.mainbranch.name'],
  ['/repositories/northwind?q=mainbranch.name%3Dnull'],
  ['/repositories/northwind/empty-project'],
  [repository],
  [`${repository}/refs/branches`],
  [`${repository}/refs/branches?q=name%3D%22main%22%20OR%20name%3D%22develop%22&sort=name`],
  [`${repository}/refs/branches/feature/X`],
  ['/repositories/northwind/empty-project/refs/branches'],
  [`${repository}/src`, 302],
  [`${repository}/src/`, 302],
  [`${repository}/src/TIP/`],
  [`${repository}/src/TIP/?max_depth=10&pagelen=100&q=path%20~%20%22.orch.yaml%22&sort=-size`],
  [`${repository}/src/TIP/ingest?format=meta`],
  [`${repository}/src/TIP/README.md?format=meta`],
  [`${odd}/src/main/?max_depth=20&pagelen=100`],
  [`${odd}/src/main/?q=attributes%3D%22link%22`],
  [`${odd}/src/main/model/weights.bin`, 301],
  [`${odd}/src/main/?max_depth=9&q=path%20%3D%20%22a%5C%22b%22%20OR%20path%20%3D%20%22README.md%22`],
  [`${repository}/refs/tags`],
  [`${repository}/refs/tags?q=name~%22v%22&sort=-name&pagelen=1&fields=next,values.name,values.target.hash`],
  [`${repository}/refs/tags/v1/annotated`],
  [`${repository}/filehistory/TIP/README.md`],
  [`${repository}/filehistory/TIP/README.md?renames=false&pagelen=1&fields=next,values.path,values.commit.date`],
  [`${repository}/diffstat/TIP`],
  [`${repository}/diffstat/new..main?topic=true&renames=false&ignore_whitespace=true&path=README.md&path=ingest`],
  [`${repository}/diffstat/new..main?merge=false&pagelen=500&fields=next,values.status,values.old.path`],
  [`${repository}/diff/TIP`],
  [`${repository}/diff/new..main?topic=false&context=1&binary=false`],
  [`${repository}/merge-base/new..main`],
  [`${repository}/merge-base/new..main?fields=hash`],
  [`${repository}/commits?include=new&exclude=main&path=b.txt`],
  [`${repository}/commits`],
  [`${repository}/commits/`],
  [`${repository}/commits/release/2026.11?exclude=main&path=RELEASE.md&pagelen=1`],
  [`${repository}/commit/TIP`],
  [`${repository}/commit/TIP/statuses`],
];

interface Write {
  readonly method: 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly status: number;
}

/** In this order. Bodies are JSON, or a form where they are `URLSearchParams`. */
const written: readonly Write[] = [
  { method: 'POST', path: `${repository}/src`, body: form({ '/a.txt': 'x', parents: 'TIP' }), status: 201 },
  {
    method: 'POST',
    path: `${repository}/src/`,
    body: form({ '/b.txt': 'x', branch: 'new', message: 'M' }),
    status: 201,
  },
  { method: 'POST', path: `${repository}/src`, body: form({ '/a.txt': 'y', parents: 'TIP' }), status: 409 },
  { method: 'POST', path: `${repository}/src`, body: form({ '/../a.txt': 'y' }), status: 400 },
  { method: 'POST', path: `${repository}/src`, body: {}, status: 400 },
  { method: 'POST', path: `${readOnly}/src`, body: form({ '/a.txt': 'y' }), status: 403 },
  { method: 'POST', path: '/repositories/acme/nowhere/src', body: form({ '/a.txt': 'y' }), status: 404 },
  { method: 'POST', path: `${repository}/src`, body: form({ '/a.txt': 'y', branch: 'locked' }), status: 403 },
  { method: 'POST', path: `${repository}/refs/branches`, body: { name: 'x/y', target: { hash: 'TIP' } }, status: 201 },
  { method: 'POST', path: `${repository}/refs/branches`, body: { name: 'x/y', target: { hash: 'TIP' } }, status: 400 },
  {
    method: 'POST',
    path: `${repository}/refs/branches`,
    body: { name: 'z', target: { hash: '0000000' } },
    status: 400,
  },
  { method: 'POST', path: `${readOnly}/refs/branches`, body: { name: 'z', target: { hash: 'main' } }, status: 403 },
  { method: 'DELETE', path: `${repository}/refs/branches/x/y`, status: 204 },
  { method: 'DELETE', path: `${repository}/refs/branches/x/y`, status: 404 },
  { method: 'DELETE', path: `${repository}/refs/branches/main`, status: 400 },
  { method: 'DELETE', path: `${repository}/refs/branches/locked`, status: 404 },
];

/** Every way to be refused. */
const refused: readonly (readonly [path: string, status: number])[] = [
  ['/repositories', 410],
  ['/workspaces', 410],
  ['/user/permissions/workspaces', 410],
  ['/user/permissions/repositories', 410],
  ['/user/workspaces?pagelen=101', 400],
  ['/user/workspaces?page=9', 404],
  ['/user/workspaces/elsewhere/permissions/repositories', 403],
  ['/workspaces/elsewhere', 404],
  ['/repositories/elsewhere', 404],
  ['/repositories/acme?role=writer', 400],
  ['/repositories/acme?q=name', 400],
  ['/repositories/acme?sort=colour', 400],
  ['/repositories/acme/hr-reports', 404],
  [`${repository}/refs/branches/nowhere`, 404],
  [`${repository}/src/0000000000000000000000000000000000000000/`, 404],
  [`${repository}/src/TIP/nowhere.txt`, 404],
  [`${repository}/src/TIP/?max_depth=0`, 400],
  [`${repository}/commit/0000000`, 404],
  [`${repository}/commit/0000000/statuses`, 404],
  [`${repository}/commits/nowhere`, 404],
  [`${repository}/refs/tags/nowhere`, 404],
  [`${repository}/filehistory/TIP/nowhere.txt`, 404],
  [`${repository}/filehistory/TIP/README.md?q=colour%3D1`, 400],
  [`${repository}/diffstat/TIP..0000000`, 404],
  [`${repository}/diffstat/TIP..main?topic=true&merge=true`, 400],
  [`${repository}/diff/0000000`, 404],
  [`${repository}/merge-base/TIP`, 400],
  [`${repository}/merge-base/TIP..0000000`, 404],
];

describe('the emulator', () => {
  let emulator: Emulator | undefined;
  let apiUrl: string;
  let admin: EmulatorAdmin;
  let checker: OpenApiChecker;
  let tip: string;
  let everything: string;

  before(async function () {
    checker = new OpenApiChecker(requireOpenApiDocument(this));
    emulator = await startEmulator();
    apiUrl = emulator.apiUrl;
    admin = new EmulatorAdmin(emulator.adminUrl);
    everything = `Bearer ${(await admin.mintTokens('anna', ['account', 'repository:write'])).access_token}`;
    const response = await fetch(`${apiUrl}${repository}/refs/branches/main`, authorizedBy(everything));
    tip = ((await response.json()) as { target: { hash: string } }).target.hash;
    const place = { workspace: 'acme', slug: 'sales-analytics' };
    await admin.protectBranch({ ...place, branch: 'locked', isProtected: true });
    const git = [
      '--git-dir',
      await admin.repositoryFolder(place),
      '-c',
      'user.name=Anna',
      '-c',
      'user.email=a@b.example',
    ];
    await run('git', [...git, 'tag', '-a', '-m', 'First', 'v1/annotated', 'main']);
    await run('git', [...git, 'tag', 'v2', 'main']);
  });

  after(() => emulator?.stop());

  /** Asks and compares the answer with the document. */
  async function ask(path: string, authorization = everything): Promise<number> {
    const url = apiUrl + path.replace('TIP', tip);
    const response = await fetch(url, authorizedBy(authorization));
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    const body: unknown = isJson ? await response.json() : undefined;
    if (!isJson) await response.arrayBuffer();
    assert.deepEqual(checker.checkResponse('GET', url, response.status, body), [], path);
    return response.status;
  }

  for (const { method, path, body, status } of written) {
    const shown = body instanceof URLSearchParams ? decodeURIComponent(body.toString()) : toText(body);
    it(`answers ${method} ${path} ${shown} with ${status}, as documented`, async () => {
      const url = apiUrl + path;
      const isForm = body instanceof URLSearchParams;
      const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
      const text = (isForm ? body.toString() : toText(body)).replaceAll('TIP', tip);
      const sent = text === '' ? {} : { 'content-type': type };
      const response = await fetch(url, {
        method,
        headers: { authorization: everything, ...sent },
        ...(text === '' ? {} : { body: text }),
      });
      const answer = await response.text();
      const json: unknown = answer === '' ? undefined : JSON.parse(answer);
      assert.deepEqual(checker.checkResponse(method, url, response.status, json), []);
      assert.equal(response.status, status);
    });
  }

  for (const [path, status = 200] of answered) {
    it(`answers ${path} as documented`, async () => {
      assert.equal(await ask(path), status);
    });
  }

  for (const [path, status] of refused) {
    it(`refuses ${path} as documented`, async () => {
      assert.equal(await ask(path), status);
    });
  }

  it('refuses a token that does not count and scopes that do not suffice as documented', async () => {
    assert.equal(await ask('/user', 'Bearer nobody'), 401);
    const tokens = await admin.mintTokens('anna', ['email']);
    assert.equal(await ask('/user', `Bearer ${tokens.access_token}`), 403);
  });

  it('answers a listing that is too deep, and a rate limit, as documented', async () => {
    await admin.configure({ sourceEntries: 3 });
    assert.equal(await ask(`${repository}/src/TIP/?max_depth=9`), 555);
    await admin.configure({ sourceEntries: 10_000 });
    await admin.addFault({ path: '/user$', effect: { kind: 'rateLimit' } });
    assert.equal(await ask('/user'), 429);
  });

  it('has no endpoint that this tour leaves out', () => {
    const read = [...answered, ...refused].map(([path]) => ({ method: 'GET', path: path.split('?')[0] ?? '' }));
    const missed = restRoutes.filter(
      ({ method, path }) =>
        ![...read, ...written].some((asked) => asked.method === method && toPattern(path).test(asked.path)),
    );
    assert.deepEqual(
      missed.map(({ method, path }) => `${method} ${path}`),
      [],
    );
  });
});

function form(fields: Readonly<Record<string, string>>): URLSearchParams {
  return new URLSearchParams(fields);
}

/** Nothing where there is no body. */
function toText(body: unknown): string {
  return body === undefined ? '' : JSON.stringify(body);
}

function authorizedBy(authorization: string): RequestInit {
  return { headers: { authorization }, redirect: 'manual' };
}

function toPattern(route: string): RegExp {
  return new RegExp(`^${route.replaceAll(/:\w+/g, '[^/]+').replace('*', '.*')}$`);
}
