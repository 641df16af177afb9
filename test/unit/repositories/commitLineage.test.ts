import assert from 'node:assert/strict';
import { BranchTips } from '../../../src/repositories/branchTips';
import { RepositoryFiles } from '../../../src/repositories/repositoryFiles';
import { failureOf } from '../../support/failureOf';
import { FakeRemote, hashOf, sales } from '../../support/fakeRemote';
import { MemoryCache } from '../../support/memoryStores';

const at = (digit: string) => ({ repository: sales, ref: { kind: 'commit', hash: hashOf(digit) } }) as const;
const onMain = { repository: sales, ref: { kind: 'branch', name: 'main' } } as const;
const bytesOf = (text: string) => new TextEncoder().encode(text);
const before = { a: 'a', 'in/b': 'b', 'in/c': 'c', 'in/deep/d': 'd' };

function createHarness() {
  const remote = new FakeRemote().commit('main', hashOf('a'), before);
  const cache = new MemoryCache();
  const openWindow = () => {
    const tips = new BranchTips(remote.api);
    return { tips, files: new RepositoryFiles({ api: remote.api, cache, tips }) };
  };
  return { remote, cache, openWindow, ...openWindow() };
}

const names = async (files: RepositoryFiles, digit: string, folder: string) =>
  (await files.list(at(digit), folder)).map(({ name }) => name).sort();

async function lookAround(files: RepositoryFiles): Promise<void> {
  for (const folder of ['', 'in', 'in/deep']) await files.list(at('a'), folder);
  for (const path of Object.keys(before)) await files.read(at('a'), path);
}

describe('what is known of a commit from the one before', () => {
  it('is everything after an own commit, in the next window too', async () => {
    const { remote, files, openWindow } = createHarness();
    await lookAround(files);
    remote.takeRequests();
    await files.noteStep({
      repository: sales,
      parent: hashOf('a'),
      commit: hashOf('b'),
      files: [
        { path: 'in/b', content: { bytes: bytesOf('longer'), mode: 'executable' } },
        { path: 'in/deep/d', content: undefined },
        { path: 'new/folder/n', content: { bytes: bytesOf('n'), mode: 'file' } },
      ],
    });
    for (const window of [files, openWindow().files]) {
      assert.deepEqual(await names(window, 'b', ''), ['a', 'in', 'new']);
      assert.deepEqual(await names(window, 'b', 'in'), ['b', 'c']);
      assert.deepEqual(await names(window, 'b', 'new/folder'), ['n']);
      const { size, mode } = await window.stat(at('b'), 'in/b');
      assert.deepEqual([size, mode], [6, 'executable']);
      const texts = ['a', 'in/b', 'in/c', 'new/folder/n'].map((path) => window.read(at('b'), path));
      const decoded = (await Promise.all(texts)).map((bytes) => new TextDecoder().decode(bytes));
      assert.deepEqual(decoded, ['a', 'longer', 'c', 'n']);
      assert.deepEqual(await failureOf(window.stat(at('b'), 'in/deep/d')), { kind: 'notFound' });
      // What the commit before looked like stays as it was.
      assert.deepEqual(await names(window, 'a', 'in'), ['b', 'c', 'deep']);
    }
    assert.deepEqual(remote.requests, []);
  });

  it('is what somebody else’s commits left alone; the rest is asked for', async () => {
    const { remote, files } = createHarness();
    await lookAround(files);
    remote.commit('main', hashOf('b'), { ...before, 'in/b': 'theirs' });
    remote.takeRequests();
    const changes = [{ kind: 'modified', path: 'in/b', oldPath: 'in/b' }] as const;
    await files.noteChanges(sales, { from: hashOf('a'), to: hashOf('b'), changes });
    assert.deepEqual(await names(files, 'b', ''), ['a', 'in']);
    assert.deepEqual(await names(files, 'b', 'in/deep'), ['d']);
    await files.read(at('b'), 'in/c');
    assert.deepEqual(remote.takeRequests(), []);
    assert.equal(new TextDecoder().decode(await files.read(at('b'), 'in/b')), 'theirs');
    assert.equal((await files.stat(at('b'), 'in/b')).size, 6);
    assert.deepEqual(remote.takeRequests(), ['file in/b', 'folder /in']);
  });

  it('reaches back over many commits', async () => {
    const { remote, files, openWindow } = createHarness();
    await lookAround(files);
    remote.takeRequests();
    const digits = Array.from('abcdef0123456789');
    for (const [index, digit] of digits.entries()) {
      if (index === 0) continue;
      const content = { bytes: bytesOf(digit), mode: 'file' } as const;
      const parent = hashOf(digits[index - 1] ?? '');
      await files.noteStep({ repository: sales, parent, commit: hashOf(digit), files: [{ path: 'a', content }] });
    }
    const { files: next } = openWindow();
    assert.equal(new TextDecoder().decode(await next.read(at('9'), 'in/c')), 'c');
    assert.deepEqual(await names(next, '9', 'in'), ['b', 'c', 'deep']);
    assert.deepEqual(remote.requests, []);
  });

  it('is not looked for in circles when a branch was set back', async () => {
    const { remote, files } = createHarness();
    remote.commit('main', hashOf('b'), { ...before, 'in/b': 'theirs' });
    const changes = [{ kind: 'modified', path: 'in/b', oldPath: 'in/b' }] as const;
    await files.noteChanges(sales, { from: hashOf('a'), to: hashOf('b'), changes });
    await files.noteChanges(sales, { from: hashOf('b'), to: hashOf('a'), changes });
    assert.deepEqual(await names(files, 'b', 'in/deep'), ['d']);
    assert.deepEqual(await names(files, 'a', 'in/deep'), ['d']);
    assert.deepEqual(remote.requests, ['folder /in/deep']);
  });

  it('is found in a moment where many commits deep in a tree were never looked at', async () => {
    const { cache, remote, files } = createHarness();
    const hashes = Array.from({ length: 60 }, (_, index) => index.toString(16).padStart(40, 'a'));
    const path = 'a/b/c/d/e/f';
    for (const [index, commit] of hashes.entries()) {
      const changes = [{ kind: 'modified', path, oldPath: path }] as const;
      if (index > 0) await files.noteChanges(sales, { from: hashes[index - 1] ?? '', to: commit, changes });
    }
    const last = hashes.at(-1) ?? '';
    remote.commit('main', last, { [path]: '1' });
    let reads = 0;
    const read = cache.read.bind(cache);
    cache.read = (key) => {
      reads++;
      return read(key);
    };
    await files.read({ repository: sales, ref: { kind: 'commit', hash: last } }, path);
    assert.ok(reads < 60 * 30, `${reads} looks at the disk`);
  });

  it('is all of a first commit', async () => {
    const { remote, files } = createHarness();
    const content = { bytes: bytesOf('1'), mode: 'file' } as const;
    await files.noteStep({
      repository: sales,
      parent: undefined,
      commit: hashOf('f'),
      files: [{ path: 'x/y', content }],
    });
    assert.deepEqual([await names(files, 'f', ''), await names(files, 'f', 'x')], [['x'], ['y']]);
    assert.deepEqual(await failureOf(files.stat(at('f'), 'x/z')), { kind: 'notFound' });
    assert.deepEqual(remote.requests, []);
  });

  it('moves the branch along without a request, and tells', async () => {
    const { tips, files, remote } = createHarness();
    await files.resolve(onMain);
    const moved: string[] = [];
    tips.onDidMove(({ commit }) => moved.push(commit));
    remote.takeRequests();
    tips.note(sales, { name: 'main', commit: hashOf('b'), date: '2026-11-23T12:00:00Z' });
    assert.equal((await files.resolve(onMain)).commit, hashOf('b'));
    assert.deepEqual([moved, tips.peek(sales, 'main')?.commit, remote.requests], [[hashOf('b')], hashOf('b'), []]);
  });

  it('tells of a branch that was missed and is there now', async () => {
    const { tips, remote } = createHarness();
    await failureOf(tips.resolve(sales, 'later'));
    const moved: string[] = [];
    tips.onDidMove(({ branch }) => moved.push(branch));
    remote.commit('later', hashOf('c'), {});
    await tips.resolve(sales, 'later');
    assert.deepEqual(moved, ['later']);
  });
});
