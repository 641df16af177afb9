import assert from 'node:assert/strict';
import type { RepositoryId } from '../../src/bitbucket/bitbucketApi';
import type { BitbucketClient } from '../../src/bitbucket/bitbucketClient';
import { collect } from '../support/collect';
import { failureOf } from '../support/failureOf';
import { odd, sales, tipOf, useEmulator } from './useEmulator';

const customer360: RepositoryId = { workspace: 'northwind', slug: 'customer-360' };
const nowhere = 'f'.repeat(40);
const story = 'stories/Part ü "1".sql';
const renamed = 'stories/Part ü "2".sql';
const lines = Array.from({ length: 20 }, (_, index) => `SELECT ${index};\n`).join('');

describe('the history the client reads', () => {
  const bitbucket = useEmulator();

  /** main: base – add – rename – edit; side, from base: one file of its own. */
  async function writeStory(client: BitbucketClient) {
    const base = await tipOf(client, odd);
    const write = async (
      branch: string,
      message: string,
      files: Readonly<Record<string, string>>,
      gone: string[] = [],
    ) => {
      const parent = (await client.findTip(odd, branch))?.hash ?? base;
      const written = Object.entries(files).map(([path, text]) => ({
        path,
        bytes: Buffer.from(text),
        mode: 'file' as const,
      }));
      await client.commitFiles(odd, { branch, parent, message, files: written, deletions: gone });
      return tipOf(client, odd, branch);
    };
    const side = await write('side', 'Aside', { 'aside.sql': 'SELECT 1;\n' });
    const added = await write('main', 'Add', { [story]: lines });
    const moved = await write('main', 'Rename', { [renamed]: lines }, [story]);
    const edited = await write('main', 'Edit', { [renamed]: `${lines}-- the end\n`, 'README.md': '# Changed\n' });
    await bitbucket.takeRequests();
    return { base, side, added, moved, edited };
  }
  let hashes: Awaited<ReturnType<typeof writeStory>>;

  before(async () => {
    hashes = await writeStory((await bitbucket.signIn('anna')).client);
  });

  it('follows a file through its names, newest first, in one request', async () => {
    const { client } = await bitbucket.signIn('anna');
    const versions = await collect(client.listFileHistory(odd, hashes.edited, renamed));
    assert.deepEqual(
      versions.map(({ path, commit }) => [path, commit.message, commit.hash, commit.authorName]),
      [
        [renamed, 'Edit', hashes.edited, 'Anna Schmidt'],
        [renamed, 'Rename', hashes.moved, 'Anna Schmidt'],
        [story, 'Add', hashes.added, 'Anna Schmidt'],
      ],
    );
    assert.deepEqual(versions[0]?.commit.parents, [hashes.moved]);
    assert.equal((await bitbucket.takeRequests()).length, 1);
    assert.deepEqual(
      (await collect(client.listFileHistory(odd, hashes.added, story))).map(({ commit }) => commit.hash),
      [hashes.added],
    );
  });

  it('lists commits newest first, up to another one, and those of a path', async () => {
    const { client } = await bitbucket.signIn('anna');
    const { edited, moved, added, base } = hashes;
    const hashesOf = async (options?: { exclude?: string; path?: string }) =>
      (await collect(client.listCommits(odd, edited, options))).map(({ hash }) => hash);
    assert.deepEqual((await hashesOf()).slice(0, 4), [edited, moved, added, base]);
    assert.deepEqual(await hashesOf({ exclude: base }), [edited, moved, added]);
    assert.deepEqual(await hashesOf({ exclude: base, path: renamed }), [edited, moved]);
    assert.deepEqual(await hashesOf({ exclude: edited }), []);
  });

  it('tells what differs, from either side and since two branches parted', async () => {
    const { client } = await bitbucket.signIn('anna');
    const { base, side, moved, edited, added } = hashes;
    const changes = async (range: Parameters<BitbucketClient['listChanges']>[1], path?: string) => {
      const found = await collect(client.listChanges(odd, range, path === undefined ? {} : { path }));
      return found
        .map(({ kind, oldPath, path: now }) => (kind === 'renamed' ? [kind, oldPath, now] : [kind, now]))
        .sort();
    };
    assert.deepEqual(await changes({ from: base, to: edited }), [
      ['added', renamed],
      ['modified', 'README.md'],
    ]);
    assert.deepEqual(await changes({ from: edited, to: base }), [
      ['modified', 'README.md'],
      ['removed', renamed],
    ]);
    assert.deepEqual(await changes({ from: added, to: moved }), [['renamed', story, renamed]]);
    assert.deepEqual(await changes({ from: base, to: edited }, 'README.md'), [['modified', 'README.md']]);
    assert.deepEqual(await changes({ from: side, to: edited }), [
      ['added', renamed],
      ['modified', 'README.md'],
      ['removed', 'aside.sql'],
    ]);
    assert.deepEqual(await changes({ from: edited, to: side, sinceMergeBase: true }), [['added', 'aside.sql']]);
    assert.deepEqual(await changes({ from: edited, to: edited }), []);
  });

  it('finds where two branches parted', async () => {
    const { client } = await bitbucket.signIn('anna');
    const { base, side, edited, added } = hashes;
    assert.equal(await client.findMergeBase(odd, [side, edited]), base);
    assert.equal(await client.findMergeBase(odd, [edited, added]), added);
    assert.deepEqual(await failureOf(client.findMergeBase(odd, [edited, nowhere])), { kind: 'notFound' });
  });

  it('knows that a branch is not there', async () => {
    const { client } = await bitbucket.signIn('anna');
    assert.equal((await client.findTip(odd, 'side'))?.hash, hashes.side);
    assert.equal(await client.findTip(odd, 'SIDE'), undefined);
    assert.equal(await client.findTip(odd, 'a"b\\'), undefined);
  });

  it('says that a commit or a file is not there', async () => {
    const { client } = await bitbucket.signIn('anna');
    const failures = await Promise.all([
      failureOf(client.fetchCommit(odd, nowhere)),
      failureOf(collect(client.listCommits(odd, nowhere))),
      failureOf(collect(client.listFileHistory(odd, hashes.edited, 'gone.sql'))),
      failureOf(collect(client.listChanges(odd, { from: nowhere, to: hashes.edited }))),
      failureOf(client.findSourceEntries(odd, nowhere, ['text/a', 'text/b'])),
    ]);
    assert.deepEqual(failures, Array(5).fill({ kind: 'notFound' }));
  });

  it('knows of certain paths which are files, and of what kind', async () => {
    const { client } = await bitbucket.signIn('anna');
    const wanted = [
      'scripts/run.sh',
      'link to readme',
      'text',
      'text/empty.txt',
      'gone/x.sql',
      'it\'s "quoted".orch.yaml',
    ];
    await bitbucket.takeRequests();
    const entries = await client.findSourceEntries(odd, hashes.edited, wanted);
    assert.equal((await bitbucket.takeRequests()).length, 1);
    assert.deepEqual(
      new Map(entries.map(({ path, attributes }) => [path, attributes])),
      new Map([
        ['it\'s "quoted".orch.yaml', []],
        ['link to readme', ['link']],
        ['scripts/run.sh', ['executable']],
        ['text/empty.txt', []],
      ]),
    );
    assert.deepEqual(await client.findSourceEntries(odd, hashes.edited, ['gone/x.sql', 'gone/y.sql']), []);
    const below = await client.findSourceEntries(odd, hashes.edited, ['text/empty.txt', 'text/large.txt']);
    assert.deepEqual(
      below.map(({ size }) => size),
      [0, 2_097_152],
    );
  });

  it('finds the same entries when a listing is too large', async () => {
    const { client } = await bitbucket.signIn('anna');
    const wanted = ['scripts/run.sh', 'README.md', 'gone.sql', 'text'];
    const listed = await client.findSourceEntries(odd, hashes.edited, wanted);
    await bitbucket.admin.addFault({ path: 'max_depth', effect: { kind: 'json', status: 555, body: {} } });
    assert.deepEqual(await client.findSourceEntries(odd, hashes.edited, wanted), listed);
  });

  it('knows what each account may do', async () => {
    const permissions = async (user: string) => {
      const { client } = await bitbucket.signIn(user);
      const asked = [sales, customer360, { ...sales, slug: 'finance-archive' }, { ...sales, slug: 'hr-reports' }, odd];
      return Promise.all(asked.map((repository) => client.findPermission(repository)));
    };
    assert.deepEqual(await permissions('anna'), ['write', 'admin', 'read', undefined, 'write']);
    const [ofSales, , ofArchive, ofReports, ofOdd] = await permissions('ben');
    assert.deepEqual([ofSales, ofArchive, ofReports, ofOdd], ['read', 'write', 'write', undefined]);
  });
});
