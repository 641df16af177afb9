import assert from 'node:assert/strict';
import { EmulatorAdmin } from '../emulator/adminClient';
import { type Emulator, startEmulator } from '../emulator/emulator';
import { restRoutes } from '../emulator/rest/routes';
import { OpenApiChecker } from './openApiChecker';
import { requireOpenApiDocument } from './openApiDocument';

const repository = '/repositories/acme/sales-analytics';
const odd = '/repositories/data-lab/odd-names';

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
  [`${repository}/commits`],
  [`${repository}/commits/`],
  [`${repository}/commits/release/2026.11?exclude=main&path=RELEASE.md&pagelen=1`],
  [`${repository}/commit/TIP`],
  [`${repository}/commit/TIP/statuses`],
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
    const asked = [...answered, ...refused].map(([path]) => path.split('?')[0] ?? '');
    const missed = restRoutes
      .map(({ path }) => path)
      .filter((path) => !asked.some((candidate) => toPattern(path).test(candidate)));
    assert.deepEqual(missed, []);
  });
});

function authorizedBy(authorization: string): RequestInit {
  return { headers: { authorization }, redirect: 'manual' };
}

function toPattern(route: string): RegExp {
  return new RegExp(`^${route.replaceAll(/:\w+/g, '[^/]+').replace('*', '.*')}$`);
}
