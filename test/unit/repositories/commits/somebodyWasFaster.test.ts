import assert from 'node:assert/strict';
import type { CommitOutcome } from '../../../../src/repositories/commits/commitOutcome';
import { CommitHarness } from './commitHarness';
import { toFile } from './commitRemote';

const poem = 'one\ntwo\nthree\nfour\nfive\nsix\n';
const kindOf = ({ kind }: CommitOutcome): string => kind;

interface Interference {
  readonly name: string;
  readonly theirs: Record<string, string | undefined>;
  readonly mine: Record<string, string | undefined>;
  readonly kind: CommitOutcome['kind'];
  readonly files: Record<string, string>;
  readonly drafts: Record<string, string | undefined>;
}

const before = { 'poem.txt': poem, 'other.txt': 'other\n' };
const interferences: readonly Interference[] = [
  {
    name: 'goes on when they changed other files',
    theirs: { 'other.txt': 'theirs\n', 'new.txt': 'theirs\n' },
    mine: { 'poem.txt': 'mine\n' },
    kind: 'committed',
    files: { 'poem.txt': 'mine\n', 'other.txt': 'theirs\n', 'new.txt': 'theirs\n' },
    drafts: {},
  },
  {
    name: 'shows both when they changed other lines',
    theirs: { 'poem.txt': poem.replace('one', 'ONE') },
    mine: { 'poem.txt': poem.replace('six', 'SIX') },
    kind: 'merged',
    files: { ...before, 'poem.txt': poem.replace('one', 'ONE') },
    drafts: { 'poem.txt': poem.replace('one', 'ONE').replace('six', 'SIX') },
  },
  {
    name: 'marks a conflict when they changed the same lines',
    theirs: { 'poem.txt': poem.replace('two', 'theirs') },
    mine: { 'poem.txt': poem.replace('two', 'mine') },
    kind: 'conflict',
    files: { ...before, 'poem.txt': poem.replace('two', 'theirs') },
    drafts: { 'poem.txt!': poem.replace('two', 'mine') },
  },
  {
    name: 'marks a conflict when they deleted the file',
    theirs: { 'poem.txt': undefined },
    mine: { 'poem.txt': 'mine\n' },
    kind: 'conflict',
    files: { 'other.txt': 'other\n' },
    drafts: { 'poem.txt!': 'mine\n' },
  },
  {
    name: 'marks a conflict on the old path of a renamed file that they changed',
    theirs: { 'poem.txt': 'theirs\n' },
    mine: { 'poem.txt': undefined, 'verse.txt': poem },
    kind: 'conflict',
    files: { ...before, 'poem.txt': 'theirs\n' },
    drafts: { 'poem.txt!': undefined, 'verse.txt': poem },
  },
  {
    name: 'finds everything there when they made the same change',
    theirs: { 'poem.txt': 'same\n', 'other.txt': undefined },
    mine: { 'poem.txt': 'same\n', 'other.txt': undefined },
    kind: 'alreadyThere',
    files: { 'poem.txt': 'same\n' },
    drafts: {},
  },
  {
    name: 'goes on when they changed the file and changed it back',
    theirs: { 'poem.txt': poem, 'other.txt': 'theirs\n' },
    mine: { 'poem.txt': 'mine\n' },
    kind: 'committed',
    files: { 'poem.txt': 'mine\n', 'other.txt': 'theirs\n' },
    drafts: {},
  },
  {
    name: 'marks a conflict when both made a file of one name',
    theirs: { 'new.txt': 'theirs\n' },
    mine: { 'new.txt': 'mine\n' },
    kind: 'conflict',
    files: { ...before, 'new.txt': 'theirs\n' },
    drafts: { 'new.txt!': 'mine\n' },
  },
  {
    name: 'marks a conflict when they made a folder where my file is',
    theirs: { 'new/deep.txt': 'theirs\n' },
    mine: { new: 'mine\n' },
    kind: 'conflict',
    files: { ...before, 'new/deep.txt': 'theirs\n' },
    drafts: { 'new!': 'mine\n' },
  },
  {
    name: 'marks a conflict when they made a file where my folder is',
    theirs: { new: 'theirs\n' },
    mine: { 'new/deep.txt': 'mine\n' },
    kind: 'conflict',
    files: { ...before, new: 'theirs\n' },
    drafts: { 'new/deep.txt!': 'mine\n' },
  },
];

describe('committing when somebody was faster', () => {
  for (const { name, theirs, mine, kind, files, drafts } of interferences) {
    it(`${name}, seen before sending`, async () => {
      const harness = new CommitHarness(before);
      await harness.edit(mine);
      harness.remote.push('main', theirs);
      assert.equal(kindOf(await harness.commit()), kind);
      assert.deepEqual(harness.files(), files);
      assert.deepEqual(await harness.drafts(), drafts);
    });

    it(`${name}, told by a 409`, async () => {
      const harness = new CommitHarness(before);
      await harness.edit(mine);
      harness.remote.fail({ request: 'commitFiles', before: () => harness.remote.push('main', theirs) });
      assert.equal(kindOf(await harness.commit()), kind);
      assert.deepEqual(harness.files(), files);
      assert.deepEqual(await harness.drafts(), drafts);
    });

    it(`${name}, on a branch that was rewritten`, async () => {
      // Without the older commit, folders in the way cannot be told from those that were there.
      if (Object.keys({ ...theirs, ...mine }).some((path) => path === 'new')) return;
      const harness = new CommitHarness(before);
      await harness.edit(mine);
      harness.remote.rewrite('main', theirs);
      assert.equal(kindOf(await harness.commit()), kind);
      assert.deepEqual(harness.files(), files);
      assert.deepEqual(await harness.drafts(), drafts);
    });
  }

  it('commits a merge once its user has looked at it', async () => {
    const harness = new CommitHarness(before);
    await harness.edit({ 'poem.txt': poem.replace('six', 'SIX') });
    harness.remote.push('main', { 'poem.txt': poem.replace('one', 'ONE') });
    assert.deepEqual([kindOf(await harness.commit()), kindOf(await harness.commit())], ['merged', 'committed']);
    assert.equal(harness.files()['poem.txt'], poem.replace('one', 'ONE').replace('six', 'SIX'));
  });

  it('says so when the branch moves at every attempt', async () => {
    const harness = new CommitHarness(before);
    await harness.edit({ 'poem.txt': 'mine\n' });
    for (let nth = 1; nth <= 9; nth++) {
      const push = () => harness.remote.push('main', { 'other.txt': `${nth}\n` });
      harness.remote.fail({ request: 'commitFiles', nth, before: push });
    }
    assert.deepEqual(await harness.commit(), { kind: 'movedTooOften' });
    assert.equal(harness.takeRequests().filter((it) => it === 'commitFiles').length, 4);
    assert.deepEqual(await harness.drafts(), { 'poem.txt': 'mine\n' });
    harness.remote.recover();
    assert.equal(kindOf(await harness.commit()), 'committed');
  });

  it('refuses drafts that are in conflict, without asking anybody', async () => {
    const harness = new CommitHarness(before);
    await harness.edit({ 'poem.txt': 'mine\n' });
    harness.remote.push('main', { 'poem.txt': 'theirs\n' });
    await harness.commit();
    harness.takeRequests();
    assert.deepEqual(await harness.commit(), { kind: 'conflict', paths: ['poem.txt'] });
    assert.deepEqual(harness.takeRequests(), []);
  });

  it('never merges binary files, links, or two changes of mode', async () => {
    const binary = { bytes: Uint8Array.of(0, 1, 2, 3), mode: 'file' } as const;
    const harness = new CommitHarness({ 'a.png': binary, 'a.link': toFile('one', 'link'), 'a.sh': toFile(poem) });
    await harness.edit({
      'a.png': { ...binary, bytes: Uint8Array.of(9, 1, 2, 3) },
      'a.link': toFile('two', 'link'),
      'a.sh': toFile(poem, 'executable'),
    });
    harness.remote.push('main', {
      'a.png': { ...binary, bytes: Uint8Array.of(0, 1, 2, 9) },
      'a.link': toFile('three', 'link'),
      'a.sh': toFile(poem, 'link'),
    });
    assert.deepEqual(await harness.commit(), { kind: 'conflict', paths: ['a.link', 'a.png', 'a.sh'] });
  });

  it('keeps their mode with my content, and my mode with theirs', async () => {
    const harness = new CommitHarness({ 'a.sh': 'a\n', 'b.sh': 'b\n' });
    await harness.edit({ 'a.sh': 'mine\n', 'b.sh': toFile('b\n', 'executable') });
    harness.remote.push('main', { 'a.sh': toFile('a\n', 'executable'), 'b.sh': 'theirs\n' });
    assert.equal(kindOf(await harness.commit()), 'merged');
    assert.equal(kindOf(await harness.commit()), 'committed');
    const tree = harness.remote.tree('main');
    assert.deepEqual(
      [tree.get('a.sh'), tree.get('b.sh')],
      [toFile('mine\n', 'executable'), toFile('theirs\n', 'executable')],
    );
  });
});
