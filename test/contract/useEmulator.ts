import assert from 'node:assert/strict';
import type { AccessTokenSource, RepositoryId } from '../../src/bitbucket/bitbucketApi';
import { BitbucketClient } from '../../src/bitbucket/bitbucketClient';
import { createNodeFetch, type NodeFetch } from '../../src/node/nodeFetch';
import { systemClock } from '../../src/node/systemClock';
import { EmulatorAdmin } from '../emulator/adminClient';
import { startEmulator, type Emulator, type EmulatorOptions } from '../emulator/emulator';

const granted = ['account', 'repository:write'];

/** Seeded repositories: pipelines that anna may change and ben may read, and anna's files with odd names. */
export const sales: RepositoryId = { workspace: 'acme', slug: 'sales-analytics' };
export const odd: RepositoryId = { workspace: 'data-lab', slug: 'odd-names' };

/** One emulator for the tests of a suite; its faults end with each test. To be called where the suite is described. */
export function useEmulator(options: EmulatorOptions = {}): EmulatorOfSuite {
  const suite = new EmulatorOfSuite(options);
  before(() => suite.start());
  after(() => suite.stop());
  afterEach(() => suite.admin.clearFaults());
  return suite;
}

class EmulatorOfSuite {
  readonly #options: EmulatorOptions;
  #running: { readonly emulator: Emulator; readonly admin: EmulatorAdmin; readonly nodeFetch: NodeFetch } | undefined;

  constructor(options: EmulatorOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const emulator = await startEmulator(this.#options);
    this.#running = { emulator, admin: new EmulatorAdmin(emulator.adminUrl), nodeFetch: createNodeFetch() };
  }

  async stop(): Promise<void> {
    this.#running?.nodeFetch.dispose();
    await this.#running?.emulator.stop();
  }

  get emulator(): Emulator {
    return this.#get().emulator;
  }

  get admin(): EmulatorAdmin {
    return this.#get().admin;
  }

  get nodeFetch(): NodeFetch {
    return this.#get().nodeFetch;
  }

  /** The real client of somebody who has just signed in; what the emulator counts begins afterwards. */
  async signIn(user: string, scopes: readonly string[] = granted) {
    const { emulator, admin, nodeFetch } = this.#get();
    const logged: string[] = [];
    const log = (message: string) => void logged.push(message);
    const mint = async () => (await admin.mintTokens(user, scopes)).access_token;
    const token = await mint();
    const tokens: AccessTokenSource = { getAccessToken: () => Promise.resolve(token), renewAccessToken: mint };
    const client = new BitbucketClient({
      apiUrl: emulator.apiUrl,
      userAgent: 'maia-bitbucket/0.0.0-test',
      fetch: nodeFetch.fetch,
      tokens,
      clock: systemClock,
      log: { debug: log, info: log, warn: log, error: log },
      random: () => 0,
    });
    await admin.resetRequests();
    return { client, logged, token };
  }

  /** Method and status of every request since the last sign-in. */
  async takeRequests(): Promise<readonly string[]> {
    const { requests } = await this.admin.readRequests();
    await this.admin.resetRequests();
    return requests.map(({ method, path, status }) => `${method} ${path.replace(/^.*?\/2\.0/, '')} ${status}`);
  }

  #get() {
    assert.ok(this.#running, 'The emulator runs only during the tests of its suite.');
    return this.#running;
  }
}

/** The commit a branch points to. */
export async function tipOf(client: BitbucketClient, repository: RepositoryId, branch = 'main'): Promise<string> {
  const [found] = await client.findBranches(repository, [branch]);
  assert.ok(found);
  return found.commit;
}
