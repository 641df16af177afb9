import assert from 'node:assert/strict';
import { BitbucketError } from '../../../../src/bitbucket/bitbucketError';
import { BranchGoneError } from '../../../../src/repositories/commits/branchGone';
import { ConflictChoiceError } from '../../../../src/repositories/commits/conflictSides';
import { CommitHarness } from './commitHarness';
import { failWith, toFile } from './commitRemote';

const poem = 'one\ntwo\nthree\nfour\nfive\nsix\n';
const before = { 'poem.txt': poem, 'other.txt': 'other\n', 'mine.txt': 'a\n' };
const theirPoem = poem.replace('one', 'ONE');
const toText = (bytes: Uint8Array | undefined): string | undefined => bytes && new TextDecoder().decode(bytes);

/** The poem in conflict in its second line. */
async function openConflict(): Promise<CommitHarness> {
  const harness = new CommitHarness(before);
  await harness.edit({ 'poem.txt': poem.replace('two', 'mine') });
  harness.remote.push('main', { 'poem.txt': theirPoem.replace('two', 'theirs') });
  assert.equal((await harness.commit()).kind, 'conflict');
  harness.takeRequests();
  return harness;
}

describe('looking for what came in', () => {
  it('costs one request when nothing moved', async () => {
    const harness = new CommitHarness(before);
    await harness.edit({ 'poem.txt': 'mine\n' });
    const { protocol, tree } = harness.window;
    assert.deepEqual([await protocol.look(tree), await protocol.look(tree)], [undefined, undefined]);
    assert.deepEqual(harness.takeRequests(), ['findTip', 'findTip']);
  });

  it('learns what did not change before the branch is seen to move, also while it commits', async () => {
    const harness = new CommitHarness(before);
    const { protocol, tree, noted } = harness.window;
    await harness.edit({ 'mine.txt': 'mine\n' });
    await protocol.look(tree);
    const first = harness.remote.branches.get('main') ?? '';
    const second = harness.remote.push('main', { 'poem.txt': theirPoem });
    await protocol.look(tree);
    assert.deepEqual(noted, [{ from: first, to: second, tip: first, paths: ['poem.txt'] }]);
    const third = harness.remote.push('main', { 'other.txt': 'theirs\n' });
    assert.equal((await harness.commit()).kind, 'committed');
    assert.deepEqual(noted.slice(1), [{ from: second, to: third, tip: second, paths: ['other.txt'] }]);
  });

  it('tells once what came in and what it means for the drafts, which keep their content', async () => {
    const harness = new CommitHarness(before);
    const { protocol, tree, tips, drafts } = harness.window;
    const edits = {
      'poem.txt': poem.replace('six', 'SIX'),
      'other.txt': 'mine\n',
      'mine.txt': 'mine\n',
      'new.txt': 'same\n',
    };
    await harness.edit(edits);
    await protocol.look(tree);
    const from = harness.remote.branches.get('main');
    const to = harness.remote.push('main', { 'poem.txt': theirPoem, 'other.txt': 'theirs\n', 'new.txt': 'same\n' });
    assert.deepEqual(await protocol.look(tree), {
      from,
      to,
      changes: [
        { kind: 'modified', path: 'poem.txt', oldPath: 'poem.txt' },
        { kind: 'modified', path: 'other.txt', oldPath: 'other.txt' },
        { kind: 'added', path: 'new.txt', oldPath: 'new.txt' },
      ],
      drafts: [
        { path: 'new.txt', kind: 'same' },
        { path: 'other.txt', kind: 'conflict' },
        { path: 'poem.txt', kind: 'merged' },
      ],
    });
    assert.equal(tips.get('main'), to);
    assert.deepEqual(await harness.drafts(), edits);
    assert.equal((await drafts.find('mine.txt'))?.base?.commit, to);
    assert.equal((await drafts.find('poem.txt'))?.base?.commit, from);
    assert.equal(await protocol.look(tree), undefined);
  });

  it('notices after a restart what came in while no window was open', async () => {
    const harness = new CommitHarness(before);
    await harness.edit({ 'poem.txt': 'mine\n' });
    harness.remote.push('main', { 'poem.txt': 'theirs\n' });
    const { protocol, tree, tips } = harness.openWindow();
    tips.set('main', harness.remote.branches.get('main') ?? '');
    assert.deepEqual((await protocol.look(tree))?.drafts, [{ path: 'poem.txt', kind: 'conflict' }]);
  });

  it('merges on demand: both sides, marks of conflicts, and nothing left of what is there', async () => {
    const harness = new CommitHarness(before);
    const { protocol, tree, drafts } = harness.window;
    await harness.edit({ 'poem.txt': poem.replace('six', 'SIX'), 'other.txt': 'mine\n', 'mine.txt': undefined });
    harness.remote.push('main', { 'poem.txt': theirPoem, 'other.txt': 'theirs\n', 'mine.txt': undefined });
    const { drafts: touched } = await protocol.merge(tree);
    assert.deepEqual(
      touched.map(({ kind }) => kind),
      ['same', 'conflict', 'merged'],
    );
    assert.deepEqual(await harness.drafts(), { 'other.txt!': 'mine\n', 'poem.txt': theirPoem.replace('six', 'SIX') });
    assert.deepEqual(
      (await drafts.setAside()).map(({ reason }) => reason),
      ['merged'],
    );
  });
});

describe('a branch that is not there any more', () => {
  /** In another window than the one that wrote the draft, which may know nothing of the branch. */
  async function open({ isKnown }: { readonly isKnown: boolean }) {
    const harness = new CommitHarness(before);
    await harness.edit({ 'mine.txt': 'mine\n' });
    const { protocol, tree, tips } = harness.openWindow();
    if (isKnown) tips.set('main', harness.remote.branches.get('main') ?? '');
    return { harness, protocol, tree };
  }

  for (const isKnown of [true, false]) {
    it(`is told of to who looks or merges, where it was ${isKnown ? 'seen before' : 'known to drafts only'}`, async () => {
      const { harness, protocol, tree } = await open({ isKnown });
      harness.remote.branches.delete('main');
      await assert.rejects(protocol.look(tree), BranchGoneError);
      await assert.rejects(protocol.merge(tree), BranchGoneError);
    });
  }

  it('is another thing than a repository that is not there, which Bitbucket says itself', async () => {
    const { harness, protocol, tree } = await open({ isKnown: true });
    const isMissing = (error: unknown) => BitbucketError.is(error, 'notFound');
    const vanish = () => harness.remote.fail({ request: 'findTip', before: failWith({ kind: 'notFound' }) });
    vanish();
    await assert.rejects(protocol.look(tree), isMissing);
    vanish();
    await assert.rejects(protocol.merge(tree), isMissing);
    vanish();
    await assert.rejects(harness.commit(), isMissing);
  });

  it('has not been there yet in an empty repository', async () => {
    const harness = new CommitHarness();
    await harness.edit({ 'mine.txt': 'mine\n' });
    const { protocol, tree } = harness.window;
    assert.equal(await protocol.look(tree), undefined);
  });
});

describe('a draft in conflict', () => {
  it('shows its three sides', async () => {
    const harness = await openConflict();
    const { protocol, tree } = harness.window;
    const { base, mine, theirs } = await protocol.readSides(tree, 'poem.txt');
    assert.deepEqual([base, mine, theirs].map(toText), [
      poem,
      poem.replace('two', 'mine'),
      theirPoem.replace('two', 'theirs'),
    ]);
  });

  const ends = [
    ['mine', poem.replace('two', 'mine')],
    ['both', theirPoem.replace('two\n', 'theirs\nmine\n')],
  ] as const;
  for (const [choice, want] of ends) {
    it(`is committed as it is left by "${choice}"`, async () => {
      const harness = await openConflict();
      const { protocol, tree } = harness.window;
      await protocol.resolve(tree, 'poem.txt', choice);
      // Their first line stands at the head of the same run of changed lines.
      assert.equal((await harness.commit()).kind, 'committed');
      const text = harness.files()['poem.txt'] ?? '';
      if (choice === 'mine') assert.equal(text, want);
      else for (const line of ['theirs\n', 'mine\n', 'ONE\n']) assert.ok(text.includes(line), text);
    });
  }

  it('is gone with "theirs", and can be had back', async () => {
    const harness = await openConflict();
    const { protocol, tree, drafts } = harness.window;
    await protocol.resolve(tree, 'poem.txt', 'theirs');
    assert.deepEqual(await harness.drafts(), {});
    const [kept] = await drafts.setAside();
    await drafts.restore(kept?.id ?? '');
    assert.deepEqual(Object.values(await harness.drafts()), [poem.replace('two', 'mine')]);
  });

  it('stands on theirs once it was merged by hand', async () => {
    const harness = await openConflict();
    const { protocol, tree } = harness.window;
    await harness.edit({ 'poem.txt': 'by hand\n' });
    await protocol.markResolved(tree, 'poem.txt');
    assert.equal((await harness.commit()).kind, 'committed');
    assert.equal(harness.files()['poem.txt'], 'by hand\n');
  });

  it('stays in conflict when they go on meanwhile, with what they have now', async () => {
    const harness = await openConflict();
    const { protocol, tree } = harness.window;
    harness.remote.push('main', { 'poem.txt': 'newer\n' });
    await protocol.merge(tree);
    assert.deepEqual(Object.keys(await harness.drafts()), ['poem.txt!']);
    assert.equal(toText((await protocol.readSides(tree, 'poem.txt')).theirs), 'newer\n');
    await protocol.resolve(tree, 'poem.txt', 'mine');
    assert.equal((await harness.commit()).kind, 'committed');
  });

  it('cannot be both where it is no text, nor mine where a folder is in the way', async () => {
    const harness = new CommitHarness({ ...before, 'a.png': { bytes: Uint8Array.of(0), mode: 'file' } });
    const { protocol, tree } = harness.window;
    await harness.edit({ 'a.png': { bytes: Uint8Array.of(0, 1), mode: 'file' }, folder: 'mine\n' });
    harness.remote.push('main', { 'a.png': { bytes: Uint8Array.of(0, 2), mode: 'file' }, 'folder/a': toFile('a') });
    await harness.commit();
    await assert.rejects(protocol.resolve(tree, 'a.png', 'both'), ConflictChoiceError);
    await assert.rejects(protocol.resolve(tree, 'folder', 'mine'), ConflictChoiceError);
    assert.deepEqual(Object.keys(await harness.drafts()), ['a.png!', 'folder!']);
  });

  const modes = [
    ['theirs, where they changed it', 'file', 'file', 'executable', 'executable'],
    ['theirs, where they took it away', 'executable', 'executable', 'file', 'file'],
    ['mine, where I changed it', 'file', 'executable', 'file', 'executable'],
    ['mine, where they made a link of the file', 'file', 'file', 'link', 'file'],
  ] as const;
  for (const [name, base, mine, theirs, want] of modes) {
    for (const end of ['mine', 'both', 'by hand'] as const) {
      // A link and a file cannot be both.
      if (end === 'both' && theirs === 'link') continue;
      it(`has the mode that is ${name}, when it ended with ${end}`, async () => {
        const harness = new CommitHarness({ 'run.sh': toFile('old\n', base) });
        const { protocol, tree } = harness.window;
        await harness.edit({ 'run.sh': toFile('mine\n', mine) });
        harness.remote.push('main', { 'run.sh': toFile('theirs\n', theirs) });
        assert.equal((await harness.commit()).kind, 'conflict');
        if (end === 'by hand') await protocol.markResolved(tree, 'run.sh');
        else await protocol.resolve(tree, 'run.sh', end);
        assert.equal((await harness.commit()).kind, 'committed');
        const text = end === 'both' ? 'theirs\nmine\n' : 'mine\n';
        assert.deepEqual(harness.remote.tree('main').get('run.sh'), toFile(text, want));
      });
    }
  }

  it('of a file they deleted is made anew with mine, and deleted with theirs', async () => {
    for (const choice of ['mine', 'theirs'] as const) {
      const harness = new CommitHarness(before);
      const { protocol, tree } = harness.window;
      await harness.edit({ 'poem.txt': 'mine\n' });
      harness.remote.push('main', { 'poem.txt': undefined });
      await harness.commit();
      await protocol.resolve(tree, 'poem.txt', choice);
      await harness.commit();
      assert.equal(harness.files()['poem.txt'], choice === 'mine' ? 'mine\n' : undefined);
      assert.deepEqual(await harness.drafts(), {});
    }
  });
});
