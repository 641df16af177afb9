import assert from 'node:assert/strict';
import { hashContent } from '../../../../src/repositories/drafts/contentHash';
import { DraftStoreError } from '../../../../src/repositories/drafts/draftStoreError';
import { StoredBranchDrafts } from '../../../../src/repositories/drafts/storedBranchDrafts';
import type { DraftFolder } from '../../../../src/repositories/drafts/draftFolder';
import { FakeClock, settleDown } from '../../../support/fakeClock';
import { hashOf } from '../../../support/fakeRemote';
import { silentLog } from '../../../support/silentLog';
import { waitUntil } from '../../../support/waitUntil';
import { bytesOf, content, createHarness, dayMs, deletion, pendingOf, scope, textOf, toBase } from './draftHarness';

function delegateTo(folder: DraftFolder): DraftFolder {
  return {
    list: () => folder.list(),
    read: (name) => folder.read(name),
    hasDamaged: () => folder.hasDamaged(),
    replace: (name, bytes) => folder.replace(name, bytes),
    remove: (name) => folder.remove(name),
    exclusively: (work) => folder.exclusively(work),
    onDidChange: folder.onDidChange,
  };
}

describe('StoredBranchDrafts', () => {
  it('keeps what was saved and what it started from, for the next window', async () => {
    const { drafts, openWindow } = createHarness();
    await drafts.save([content('a.sql', 'mine', { base: await toBase('theirs') })]);
    const next = openWindow();
    assert.equal(textOf(await next.readContent('a.sql')), 'mine');
    assert.equal(textOf(await next.readBase('a.sql')), 'theirs');
    const [draft] = await next.all();
    assert.deepEqual(
      [draft?.path, draft?.base?.commit, draft?.change.kind, draft?.renamedFrom],
      ['a.sql', hashOf('a'), 'content', undefined],
    );
  });

  it('keeps the first base however often it is saved', async () => {
    const { drafts } = createHarness();
    await drafts.save([content('a', '1', { base: await toBase('0') })]);
    await drafts.save([content('a', '2', { base: await toBase('other', hashOf('b')) })]);
    assert.equal((await drafts.find('a'))?.base?.commit, hashOf('a'));
    assert.equal(textOf(await drafts.readBase('a')), '0');
  });

  it('leaves no draft where the content is what it was', async () => {
    const { drafts } = createHarness();
    await drafts.save([content('a', '1', { base: await toBase('0') })]);
    await drafts.save([content('a', '0')]);
    assert.deepEqual(await drafts.all(), []);
  });

  it('takes another mode for a change', async () => {
    const { drafts } = createHarness();
    const change = { kind: 'content', bytes: bytesOf('0'), mode: 'executable' } as const;
    await drafts.save([{ path: 'a', base: await toBase('0'), change }]);
    assert.equal((await drafts.all()).length, 1);
  });

  it('forgets a new file that is deleted again, but can give it back', async () => {
    const { drafts } = createHarness();
    await drafts.save([content('new', 'precious')]);
    await drafts.save([deletion('new')]);
    assert.deepEqual(await drafts.all(), []);
    const [kept] = await drafts.setAside();
    assert.equal(kept?.reason, 'discarded');
    await drafts.restore(kept.id);
    assert.equal(textOf(await drafts.readContent('new')), 'precious');
    assert.deepEqual(await drafts.setAside(), []);
  });

  it('keeps large bases away, and what they were with their hash', async () => {
    const { drafts, folder } = createHarness();
    const bytes = new Uint8Array(8 * 1024 * 1024 + 1);
    const base = { commit: hashOf('a'), hash: await hashContent(bytes), mode: 'file' as const, bytes };
    await drafts.save([content('a', 'small', { base })]);
    assert.equal(await drafts.readBase('a'), undefined);
    assert.equal((await drafts.find('a'))?.base?.hash, base.hash);
    assert.ok([...folder.records.values()].every(({ length }) => length < 1000));
  });

  it('lets the time of a path go on, even when the clock goes back', async () => {
    const { drafts, folder } = createHarness();
    await drafts.save([content('a', '1')]);
    const first = (await drafts.find('a'))?.savedMs ?? 0;
    const back = new StoredBranchDrafts(scope, { folder, clock: new FakeClock(1000), log: silentLog });
    await back.save([content('a', '2')]);
    assert.ok(((await back.find('a'))?.savedMs ?? 0) > first);
  });

  it('tells which paths changed, in this window and in the others', async () => {
    const { drafts, openWindow } = createHarness();
    const other = openWindow();
    await other.all();
    const told = { own: new Set<string>(), other: new Set<string>() };
    drafts.onDidChange((paths) => {
      for (const path of paths) told.own.add(path);
    });
    other.onDidChange((paths) => {
      for (const path of paths) told.other.add(path);
    });
    await drafts.save([content('a', '1'), content('b', '2')]);
    await waitUntil(() => told.other.size === 2);
    assert.deepEqual([told.own, told.other], [new Set(['a', 'b']), new Set(['a', 'b'])]);
    assert.deepEqual(await other.all(), await drafts.all());
  });

  it('answers who asks while a change is being read with what it comes to', async () => {
    const { drafts, folder, clock } = createHarness();
    let finishReading: () => void = () => undefined;
    const slow = {
      ...delegateTo(folder),
      read: async (name: string) => {
        if (name.startsWith('d-')) await new Promise<void>((resolve) => (finishReading = resolve));
        return folder.read(name);
      },
    };
    const other = new StoredBranchDrafts(scope, { folder: slow, clock, log: silentLog });
    await other.all();
    await drafts.save([content('a', '1')]);
    await settleDown();
    const asked = other.all();
    await settleDown();
    finishReading();
    assert.deepEqual(
      (await asked).map(({ path }) => path),
      ['a'],
    );
  });

  it('puts aside what another window saved and this one has never seen', async () => {
    const { drafts, openWindow } = createHarness();
    const other = openWindow();
    await drafts.save([content('a', 'mine')]);
    await other.readContent('a');
    await other.save([content('a', 'theirs')]);
    await drafts.save([content('a', 'mine again')]);
    const [kept] = await drafts.setAside();
    assert.equal(kept?.reason, 'overwritten');
    await drafts.restore(kept.id);
    assert.equal(textOf(await drafts.readContent('a')), 'theirs');
    // And what it replaced is there too.
    assert.deepEqual(
      (await drafts.setAside()).map(({ reason }) => reason),
      ['discarded'],
    );
  });

  it('replaces nothing that it has not heard of yet, and has heard of it then', async () => {
    const { drafts, folder, clock } = createHarness();
    const deaf = { ...delegateTo(folder), onDidChange: () => ({ dispose: () => undefined }) };
    const other = new StoredBranchDrafts(scope, { folder: deaf, clock, log: silentLog });
    await other.all();
    await drafts.save([content('a', 'mine')]);
    await assert.rejects(other.save([content('a', 'theirs')]), (error) =>
      DraftStoreError.is(error, 'changedMeanwhile'),
    );
    assert.equal(textOf(await other.readContent('a')), 'mine');
    // Whoever has seen it may replace it.
    await other.save([content('a', 'theirs')]);
    assert.equal(textOf(await drafts.readContent('a')), 'theirs');
  });

  it('replaces nothing that was saved after it was shown, though it has heard of it since', async () => {
    const { drafts, openWindow } = createHarness();
    const other = openWindow();
    await drafts.save([content('a', 'mine')]);
    const shownMs = (await other.find('a'))?.savedMs;
    await drafts.save([content('a', 'mine again')]);
    await settleDown();
    for (const edit of [content('a', 'theirs', { shownMs }), { ...deletion('a'), shownMs: 0 }]) {
      await assert.rejects(
        other.save([edit]),
        (error) => DraftStoreError.is(error, 'changedMeanwhile') && error.failure.path === 'a',
      );
    }
    assert.equal(textOf(await drafts.readContent('a')), 'mine again');
    await other.save([content('a', 'theirs', { shownMs: (await other.find('a'))?.savedMs })]);
    assert.equal(textOf(await drafts.readContent('a')), 'theirs');
  });

  it('puts nothing aside where the other window’s version was read before', async () => {
    const { drafts, openWindow } = createHarness();
    await drafts.save([content('a', 'mine')]);
    const other = openWindow();
    await other.readContent('a');
    await other.save([content('a', 'both')]);
    assert.deepEqual(await other.setAside(), []);
  });

  it('discards, and undoes it', async () => {
    const { drafts } = createHarness();
    await drafts.save([content('a', '1', { base: await toBase('0') }), deletion('b', await toBase('b'))]);
    const before = await drafts.all();
    const discarded = await drafts.discard(['a', 'b', 'unknown']);
    assert.deepEqual(await drafts.all(), []);
    assert.equal(await drafts.discard(['a']), undefined);
    await drafts.restore(discarded?.id ?? '');
    const plain = (list: typeof before) => list.map((draft) => ({ ...draft, savedMs: 0 }));
    assert.deepEqual(plain(await drafts.all()), plain(before));
    assert.equal(textOf(await drafts.readContent('a')), '1');
  });

  it('keeps what was put aside for 30 days', async () => {
    const { folder, openWindow } = createHarness();
    await openWindow().save([content('a', 'old')]);
    await openWindow().discard(['a']);
    const later = new StoredBranchDrafts(scope, {
      folder,
      clock: new FakeClock(new FakeClock().now() + 31 * dayMs),
      log: silentLog,
    });
    await later.save([content('b', 'new')]);
    await folder.exclusively(() => Promise.resolve());
    assert.deepEqual(await later.setAside(), []);
    const contents = [...folder.records.keys()].filter((name) => name.startsWith('c-'));
    assert.deepEqual(contents, [`c-${await hashContent(bytesOf('new'))}`]);
  });

  it('never removes bytes while a record cannot be read, because it may refer to them', async () => {
    const { folder, openWindow } = createHarness();
    await openWindow().save([content('a', 'precious')]);
    const [name = ''] = [...folder.records.keys()].filter((it) => it.startsWith('d-'));
    folder.records.set(name, bytesOf('{'));
    await openWindow().save([content('b', 'new')]);
    await folder.exclusively(() => Promise.resolve());
    assert.ok(folder.records.has(`c-${await hashContent(bytesOf('precious'))}`));
  });

  it('refuses to replace what a newer version keeps at a path, and leaves it as it is', async () => {
    const { drafts, folder, openWindow } = createHarness();
    await drafts.save([content('a', '1')]);
    const [name = ''] = [...folder.records.keys()].filter((it) => it.startsWith('d-'));
    const future = bytesOf('{"format":2,"path":"a","something":"else"}');
    folder.records.set(name, future);
    const next = openWindow();
    assert.deepEqual([await next.all(), await next.isKeptByNewerVersion('a')], [[], true]);
    await assert.rejects(next.save([content('b', 'x'), content('a', '2')]), (error) =>
      DraftStoreError.is(error, 'newerFormat'),
    );
    assert.deepEqual([folder.records.get(name), await next.all()], [future, []]);
  });

  it('leaves alone what a newer version has under way, and says so to who wants to commit', async () => {
    const { folder, openWindow } = createHarness();
    const future = bytesOf('{"format":2,"steps":["something else"]}');
    folder.records.set('pending', future);
    const drafts = openWindow();
    const isNewer = (error: unknown) => DraftStoreError.is(error, 'newerFormat');
    await assert.rejects(drafts.pendingCommit(), isNewer);
    const own = await pendingOf('a', '1');
    await assert.rejects(drafts.setPendingCommit(own), isNewer);
    await drafts.setPendingCommit(undefined);
    await drafts.save([content('a', '1')]);
    await drafts.dropCommitted(hashOf('b'), own);
    await folder.exclusively(() => Promise.resolve());
    assert.deepEqual([await openWindow().all(), folder.records.get('pending')], [[], future]);
  });

  it('says that bytes are missing instead of giving out an empty file', async () => {
    const { drafts, folder } = createHarness();
    await drafts.save([content('a', '1')]);
    folder.records.delete(`c-${await hashContent(bytesOf('1'))}`);
    await assert.rejects(drafts.readContent('a'), (error) => DraftStoreError.is(error, 'damaged'));
  });

  it('changes nothing when the disk is full', async () => {
    const { drafts, folder, openWindow } = createHarness();
    await drafts.save([content('a', '1')]);
    folder.failure = new DraftStoreError({ kind: 'diskFull' }, 'full');
    await assert.rejects(drafts.save([content('a', '2'), content('b', '2')]), (error) =>
      DraftStoreError.is(error, 'diskFull'),
    );
    folder.failure = undefined;
    for (const window of [drafts, openWindow()]) {
      assert.equal(textOf(await window.readContent('a')), '1');
      assert.equal(await window.find('b'), undefined);
    }
  });

  it('keeps a moved file with where it came from as long as that is deleted', async () => {
    const { drafts } = createHarness();
    await drafts.save([content('to', 'x', { renamedFrom: 'from' }), deletion('from', await toBase('x'))]);
    assert.equal((await drafts.find('to'))?.renamedFrom, 'from');
    await drafts.save([content('from', 'again')]);
    assert.deepEqual(
      [(await drafts.find('to'))?.renamedFrom, (await drafts.all())[1]?.renamedFrom],
      [undefined, undefined],
    );
  });
});
