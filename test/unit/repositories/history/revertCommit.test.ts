import assert from 'node:assert/strict';
import type { ChangedPath, SourceEntry } from '../../../../src/bitbucket/model';
import { BitbucketError } from '../../../../src/bitbucket/bitbucketError';
import type { BranchDrafts } from '../../../../src/repositories/drafts/branchDrafts';
import { StoredBranchDrafts } from '../../../../src/repositories/drafts/storedBranchDrafts';
import { copyDrafts } from '../../../../src/repositories/history/copyDrafts';
import { revertCommit } from '../../../../src/repositories/history/revertCommit';
import type { RepositoryLocation } from '../../../../src/repositories/location';
import { FakeClock } from '../../../support/fakeClock';
import { sales } from '../../../support/fakeRemote';
import { MemoryDraftFolder } from '../../../support/memoryDraftFolders';
import { silentLog } from '../../../support/silentLog';
import { createCommit, hashNumber, modified } from './fakeHistory';

interface Kept {
  readonly text: string;
  readonly attributes?: SourceEntry['attributes'];
}
type Tree = Readonly<Record<string, string | Kept>>;

function createDrafts(branch: string): BranchDrafts {
  const ports = { folder: new MemoryDraftFolder(), clock: new FakeClock(), log: silentLog };
  return new StoredBranchDrafts({ accountId: '1', repository: sales, branch }, ports);
}

/** Drafts as people see them: `path: content`, `path deleted`, `path: content (from old)`. */
async function readDrafts(drafts: BranchDrafts): Promise<readonly string[]> {
  const all = await drafts.all();
  return Promise.all(
    all.map(async ({ path, change, renamedFrom }) => {
      const bytes = await drafts.readContent(path);
      const text = bytes === undefined ? ` ${change.kind}` : `: ${new TextDecoder().decode(bytes)}`;
      return `${path}${text}${renamedFrom === undefined ? '' : ` (from ${renamedFrom})`}`;
    }),
  );
}

async function saveDraft(drafts: BranchDrafts, path: string, text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  await drafts.save([{ path, base: undefined, change: { kind: 'content', bytes, mode: 'file' } }]);
}

describe('revertCommit', () => {
  /** Commit 2 on commit 1, whose branch is at 3 now. */
  function createHarness(before: Tree, after: Tree, now: Tree, changes: readonly ChangedPath[]) {
    const trees = new Map([before, after, now].map((tree, index) => [hashNumber(index + 1), tree]));
    const read = (commit: string, path: string): Kept | undefined => {
      const found = trees.get(commit)?.[path];
      return typeof found === 'string' ? { text: found } : found;
    };
    const requests: string[] = [];
    const drafts = createDrafts('main');
    const location: RepositoryLocation = { repository: sales, ref: { kind: 'branch', name: 'main' } };
    const revert = (isComplete = true) =>
      revertCommit(
        {
          api: {
            findSourceEntries: (_repository, commit, paths) => {
              requests.push('entries');
              const entries = paths.flatMap((path): SourceEntry[] => {
                const kept = read(commit, path);
                if (kept === undefined) return [];
                return [{ kind: 'file', path, size: kept.text.length, attributes: kept.attributes ?? [] }];
              });
              return Promise.resolve(entries);
            },
          },
          files: {
            resolve: () => Promise.resolve({ commit: hashNumber(3), date: undefined }),
            read: ({ ref }, path) => {
              requests.push('file');
              const kept = ref.kind === 'commit' ? read(ref.hash, path) : undefined;
              if (kept === undefined) throw new BitbucketError({ kind: 'notFound' }, path);
              return Promise.resolve(new TextEncoder().encode(kept.text));
            },
          },
          history: { fetchCommitChanges: () => Promise.resolve({ changes, isComplete }) },
        },
        { location, drafts },
        createCommit(2),
      );
    return { revert, drafts, requests };
  }

  it('makes drafts of what it was before, deletions and moves included', async () => {
    const { revert, drafts } = createHarness(
      { changed: 'old', removed: 'gone', 'old name': 'moved' },
      { changed: 'new', added: 'added', 'new name': 'moved' },
      { changed: 'new', added: 'added', 'new name': 'moved', other: 'x' },
      [
        modified('changed'),
        { kind: 'removed', path: 'removed', oldPath: 'removed' },
        { kind: 'added', path: 'added', oldPath: 'added' },
        { kind: 'renamed', path: 'new name', oldPath: 'old name' },
      ],
    );
    const outcome = await revert();
    assert.deepEqual(outcome.kind === 'reverted' && outcome.leftOut, []);
    assert.deepEqual(await readDrafts(drafts), [
      'added deleted',
      'changed: old',
      'new name deleted',
      'old name: moved (from new name)',
      'removed: gone',
    ]);
  });

  it('gives back the executable bit, and bases each draft on the tip', async () => {
    const script: Kept = { text: '#!', attributes: ['executable'] };
    const { revert, drafts } = createHarness({ run: script }, { run: '#! x' }, { run: '#! x' }, [modified('run')]);
    await revert();
    const draft = await drafts.find('run');
    assert.deepEqual(
      [draft?.change.kind === 'content' && draft.change.mode, draft?.base?.commit, draft?.base?.mode],
      ['executable', hashNumber(3), 'file'],
    );
  });

  it('never touches a path that has a draft, and names what it left alone and why', async () => {
    const lfs: Kept = { text: 'pointer', attributes: ['lfs'] };
    const { revert, drafts } = createHarness(
      { mine: 'a', later: 'a', big: lfs, good: 'a' },
      { mine: 'b', later: 'b', big: lfs, good: 'b' },
      { mine: 'b', later: 'c', big: lfs, good: 'b' },
      ['mine', 'later', 'big', 'library', 'good'].map(modified),
    );
    await saveDraft(drafts, 'mine', 'my own');
    const outcome = await revert();
    assert.deepEqual(outcome, {
      kind: 'reverted',
      drafts: ['good'],
      leftOut: [
        { path: 'big', reason: 'lfs' },
        { path: 'later', reason: 'conflict' },
        { path: 'library', reason: 'submodule' },
        { path: 'mine', reason: 'draft' },
      ],
    });
    assert.deepEqual(await readDrafts(drafts), ['good: a', 'mine: my own']);
  });

  it('makes no draft of what was undone already', async () => {
    const { revert, drafts } = createHarness({ a: '1' }, { a: '2' }, { a: '1' }, [modified('a')]);
    assert.deepEqual(await revert(), { kind: 'reverted', drafts: [], leftOut: [] });
    assert.deepEqual(await readDrafts(drafts), []);
  });

  it('costs a listing for each of the three commits and at most three reads a file', async () => {
    const { revert, requests } = createHarness({ a: '1' }, { a: '2' }, { a: '2' }, [modified('a')]);
    await revert();
    assert.deepEqual(requests, ['entries', 'entries', 'entries', 'file', 'file', 'file']);
  });

  it('reads nothing of a commit with too many files', async () => {
    const many = Array.from({ length: 201 }, (_, index) => modified(`f${index}`));
    const { revert, requests } = createHarness({}, {}, {}, many);
    assert.deepEqual([await revert(), await revert(false), requests], [{ kind: 'tooMany' }, { kind: 'tooMany' }, []]);
  });
});

describe('copyDrafts', () => {
  it('takes content, deletions and moves along, and leaves them where they were', async () => {
    const [from, to] = [createDrafts('main'), createDrafts('feature')];
    const bytes = new TextEncoder().encode('old');
    const base = { commit: hashNumber(1), hash: undefined, mode: 'file', bytes } as const;
    await saveDraft(from, 'a', 'text');
    await from.save([
      { path: 'old', base, change: { kind: 'deleted' } },
      { path: 'new', base: undefined, change: { kind: 'content', bytes, mode: 'file' }, renamedFrom: 'old' },
    ]);
    assert.deepEqual(await copyDrafts(from, to), ['a', 'new', 'old']);
    assert.deepEqual(await readDrafts(to), ['a: text', 'new: old (from old)', 'old deleted']);
    assert.deepEqual(await readDrafts(from), await readDrafts(to));
    assert.deepEqual((await to.find('old'))?.base?.commit, hashNumber(1));
  });

  it('passes over paths that have a draft there', async () => {
    const [from, to] = [createDrafts('main'), createDrafts('feature')];
    await saveDraft(from, 'a', 'from');
    await saveDraft(to, 'a', 'to');
    assert.deepEqual([await copyDrafts(from, to), await readDrafts(to)], [[], ['a: to']]);
  });
});
