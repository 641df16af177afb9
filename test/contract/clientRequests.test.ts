import assert from 'node:assert/strict';
import type { BitbucketApi } from '../../src/bitbucket/bitbucketApi';
import { BitbucketClient } from '../../src/bitbucket/bitbucketClient';
import { collect } from '../support/collect';
import { FakeClock } from '../support/fakeClock';
import { json } from '../support/fakeFetch';
import { OpenApiChecker } from './openApiChecker';
import { requireOpenApiDocument } from './openApiDocument';

const repository = { workspace: 'acme', slug: 'sales-analytics' };
const commit = 'c0ffee'.padEnd(40, '0');
const parent = 'decade'.padEnd(40, '0');
const odd = 'Übersicht #1/50% + 1?.tran.yaml';

/** Every method of the client, with every option it takes. A new method does not compile until it is here. */
const calls: Readonly<Record<keyof BitbucketApi, readonly ((client: BitbucketApi) => Promise<unknown>)[]>> = {
  fetchUser: [(client) => client.fetchUser()],
  listWorkspaces: [(client) => collect(client.listWorkspaces())],
  listWritableRepositories: [
    (client) => collect(client.listWritableRepositories('acme')),
    (client) => collect(client.listWritableRepositories('acme', { nameContains: 'a "b" & c' })),
  ],
  fetchRepository: [(client) => client.fetchRepository(repository)],
  findBranches: [(client) => client.findBranches(repository, ['main', 'feature/X'])],
  findCommit: [(client) => client.findCommit(repository, 'c0ffee0')],
  listBranches: [
    (client) => collect(client.listBranches(repository)),
    (client) => collect(client.listBranches(repository, { nameContains: 'release/' })),
  ],
  listSource: [
    (client) => collect(client.listSource(repository, commit, '')),
    (client) => collect(client.listSource(repository, commit, odd, { maxDepth: 9, pathContains: ['.orch.yaml', 'ü'] })),
  ],
  fetchSourceEntry: [
    (client) => client.fetchSourceEntry(repository, commit, ''),
    (client) => client.fetchSourceEntry(repository, commit, odd),
  ],
  fetchFile: [(client) => client.fetchFile(repository, commit, odd)],
  fetchCommitStatuses: [(client) => client.fetchCommitStatuses(repository, commit)],
  findSourceEntries: [(client) => client.findSourceEntries(repository, commit, [odd, `ingest/${odd}`])],
  findTip: [(client) => client.findTip(repository, 'feature/X')],
  findPermission: [(client) => client.findPermission(repository)],
  fetchCommit: [(client) => client.fetchCommit(repository, commit)],
  listCommits: [
    (client) => collect(client.listCommits(repository, commit)),
    (client) => collect(client.listCommits(repository, commit, { exclude: parent, path: odd })),
  ],
  listFileHistory: [(client) => collect(client.listFileHistory(repository, commit, odd))],
  listChanges: [
    (client) => collect(client.listChanges(repository, { from: undefined, to: commit })),
    (client) => collect(client.listChanges(repository, { from: parent, to: commit }, { path: odd })),
    (client) => collect(client.listChanges(repository, { from: parent, to: commit, sinceMergeBase: true })),
  ],
  findMergeBase: [(client) => client.findMergeBase(repository, [parent, commit])],
  createBranch: [(client) => client.createBranch(repository, 'feature/Y', commit)],
  commitFiles: [
    (client) =>
      client.commitFiles(repository, {
        branch: 'main',
        parent: commit,
        message: 'Change a pipeline',
        files: [{ path: odd, bytes: new Uint8Array([1, 2]), mode: 'executable' }],
        deletions: ['gone.sql'],
      }),
  ],
};

describe("the client's requests", () => {
  let checker: OpenApiChecker;

  before(function () {
    checker = new OpenApiChecker(requireOpenApiDocument(this));
  });

  for (const [name, variants] of Object.entries(calls)) {
    it(`are those of Atlassian's OpenAPI document: ${name}`, async () => {
      const problems: string[] = [];
      let requests = 0;
      const ignore = () => undefined;
      const client = new BitbucketClient({
        apiUrl: 'https://api.bitbucket.org/2.0',
        userAgent: 'maia-bitbucket/0.0.0-test',
        tokens: {
          getAccessToken: () => Promise.resolve('token'),
          renewAccessToken: () => Promise.reject(new Error('Nothing was refused.')),
        },
        clock: new FakeClock(),
        log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
        fetch: (url, { method = 'GET', headers = {} }) => {
          requests++;
          problems.push(...checker.checkRequest(method, url, headers));
          return Promise.resolve(json({ values: [] }));
        },
      });
      // Only what is asked matters here; that this answer is none of a file or a user does not.
      await Promise.allSettled(variants.map((call) => call(client)));
      assert.deepEqual({ problems, requests }, { problems: [], requests: variants.length });
    });
  }
});
