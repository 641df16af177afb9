import assert from 'node:assert/strict';
import type { RepositoryId } from '../../src/bitbucket/bitbucketApi';
import { StoredDraftBook } from '../../src/repositories/drafts/storedDraftBook';
import type { CommitOutcome } from '../../src/repositories/commits/commitOutcome';
import { createRepositoryServices } from '../../src/repositories/repositoryServices';
import { MemoryDraftFolders } from '../support/memoryDraftFolders';
import { MemoryCache, MemoryState } from '../support/memoryStores';
import { QuickClock } from '../support/quickClock';
import { silentLog } from '../support/silentLog';
import { odd, sales, useEmulator } from './useEmulator';

const toBytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const create = { create: true, overwrite: true };

describe('committing drafts to the emulator', () => {
  const bitbucket = useEmulator();

  async function openTree(user: string, repository: RepositoryId, branch = 'main') {
    const { client } = await bitbucket.signIn(user);
    const clock = new QuickClock();
    const { commits, workingTree } = createRepositoryServices({
      accountId: `{${user}}`,
      api: client,
      cache: new MemoryCache(),
      state: new MemoryState(),
      drafts: new StoredDraftBook({ folders: new MemoryDraftFolders(), clock, log: silentLog }),
      clock,
      log: silentLog,
    });
    const tree = workingTree(repository, branch);
    const commitAll = async (newBranch?: string): Promise<CommitOutcome> => {
      const paths = (await tree.drafts.all()).map(({ path }) => path);
      const request = { paths, message: 'Change what was asked for', ...(newBranch !== undefined && { newBranch }) };
      await bitbucket.admin.resetRequests();
      return commits.commit(tree, request);
    };
    const write = (path: string, text: string) => tree.write(path, toBytes(text), create);
    return { client, commits, tree, commitAll, write };
  }

  /** What one commit of new files costs. */
  async function countFor(count: number): Promise<number> {
    const { tree, commitAll, write } = await openTree('anna', sales);
    for (let index = 0; index < count; index++) await write(`made/of-${count}/file-${index}.sql`, `select ${index};\n`);
    assert.equal((await commitAll()).kind, 'committed');
    assert.deepEqual(await tree.drafts.all(), []);
    return (await bitbucket.admin.readRequests()).total;
  }

  for (const count of [1, 50]) {
    it(`costs ${count} + 4 requests for ${count} files`, async () => {
      assert.equal(await countFor(count), count + 4);
    });
  }

  it('costs one more for every hundred or so files, whose modes no single address has room to ask for', async () => {
    const [count, total] = [150, await countFor(150)];
    assert.ok(total > count + 4 && total <= count + 4 + 2, `${total} requests`);
  });

  it('costs no more when files are changed, deleted and renamed, and keeps bytes, modes and odd names', async () => {
    const { client, tree, commitAll, write } = await openTree('anna', odd);
    await write('scripts/run.sh', '#!/bin/sh\necho changed\n');
    await tree.delete('100% load.orch.yaml', { recursive: false });
    await tree.rename('text/latin1.txt', "日本語/it's moved.txt", { overwrite: false });
    const outcome = await commitAll();
    assert.ok(outcome.kind === 'committed', outcome.kind);
    assert.ok((await bitbucket.admin.readRequests()).total <= 4 + 4);
    const modes = new Map(
      (await client.findSourceEntries(odd, outcome.commit, outcome.paths)).map((it) => [it.path, it.attributes]),
    );
    assert.deepEqual([...modes.keys()].sort(), ['scripts/run.sh', "日本語/it's moved.txt"]);
    assert.deepEqual(modes.get('scripts/run.sh'), ['executable']);
    const moved = await client.fetchFile(odd, outcome.commit, "日本語/it's moved.txt");
    assert.deepEqual(Buffer.from(moved), Buffer.from('Umsatz für Österreich, Größe in m²\r\n', 'latin1'));
  });

  const lost = [
    { kind: 'lostAnswer' },
    { kind: 'htmlErrorAfterwards', status: 502 },
    { kind: 'htmlError', status: 503 },
    { kind: 'resetBeforeAnswer' },
  ] as const;
  for (const effect of lost) {
    it(`makes one commit in spite of the fault "${effect.kind}"`, async () => {
      const { client, tree, commitAll, write } = await openTree('anna', sales);
      await write(`lost/${effect.kind}.sql`, 'select 1;\n');
      const before = (await client.findTip(sales, 'main'))?.hash;
      await bitbucket.admin.addFault({ path: '/src/?$', method: 'POST', effect });
      assert.equal((await commitAll()).kind, 'committed');
      assert.deepEqual((await client.findTip(sales, 'main'))?.parents, [before]);
      assert.deepEqual(await tree.drafts.all(), []);
    });
  }

  it('goes on over other files that somebody commits in between, and stops at the same lines', async () => {
    const { tree, commitAll, write } = await openTree('anna', sales);
    const somebody = (path: string) =>
      bitbucket.admin.addCommitBefore({
        ...sales,
        branch: 'main',
        message: 'Somebody else',
        files: { [path]: 'select theirs;\n' },
      });
    await write('race.sql', 'select mine;\n');
    await somebody('other.sql');
    assert.equal((await commitAll()).kind, 'committed');
    await write('race.sql', 'select mine again;\n');
    await somebody('race.sql');
    assert.deepEqual(await commitAll(), { kind: 'conflict', paths: ['race.sql'] });
    const outcome = await commitAll('feature/race');
    assert.equal(outcome.kind === 'committed' && outcome.branch, 'feature/race');
    assert.deepEqual(await tree.drafts.all(), []);
  });

  it('tells a protected branch from an account that may not write', async () => {
    const { commitAll, write } = await openTree('anna', sales, 'release/2026.11');
    await bitbucket.admin.protectBranch({ ...sales, branch: 'release/2026.11', isProtected: true });
    await write('guarded.sql', 'select 1;\n');
    assert.deepEqual(await commitAll(), { kind: 'protected', branch: 'release/2026.11' });
    assert.equal((await commitAll('feature/guarded')).kind, 'committed');
    const reader = await openTree('anna', { workspace: 'acme', slug: 'finance-archive' });
    await reader.write('mine.sql', 'select 1;\n');
    assert.deepEqual(await reader.commitAll(), { kind: 'notAllowed' });
  });

  it('makes the first commit of an empty repository, for one request more', async () => {
    const { tree, commitAll, write } = await openTree('anna', { workspace: 'northwind', slug: 'empty-project' });
    await write('first.sql', 'select 1;\n');
    assert.equal((await commitAll()).kind, 'committed');
    assert.equal((await bitbucket.admin.readRequests()).total, 1 + 5);
    assert.deepEqual(await tree.drafts.all(), []);
  });
});
