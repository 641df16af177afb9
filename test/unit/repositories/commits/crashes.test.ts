import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { BranchDrafts } from '../../../../src/repositories/drafts/branchDrafts';
import type { CommitApi } from '../../../../src/repositories/commits/commitPorts';
import { CommitHarness } from './commitHarness';
import { failWith, type Changes } from './commitRemote';

class Crash extends Error {}

/** Drafts of a window that ends before its `step`th call; whatever it does afterwards comes to nothing. */
function endingAt(step: number, state: { calls: number }): (drafts: BranchDrafts) => BranchDrafts {
  return (drafts) =>
    new Proxy(drafts, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        return (...args: readonly unknown[]): unknown => {
          if (++state.calls >= step) return Promise.reject(new Crash());
          return Reflect.apply(value, target, args);
        };
      },
    });
}

const poem = 'one\ntwo\nthree\nfour\nfive\nsix\n';
const start: Changes = { 'a.txt': poem, 'b.txt': poem, 'c.txt': poem };
const edits: Changes = { 'a.txt': poem.replace('one', 'mine'), 'b.txt': undefined, 'd.txt': 'mine\n' };

describe('a crash in the middle of a commit', () => {
  const theirs: readonly (readonly [string, Changes | undefined])[] = [
    ['nobody else', undefined],
    ['somebody with other files', { 'c.txt': 'theirs\n' }],
    ['somebody with other lines', { 'a.txt': poem.replace('six', 'theirs') }],
    ['somebody with the same lines', { 'a.txt': poem.replace('one', 'theirs') }],
  ];

  for (const [who, changes] of theirs) {
    it(`loses nothing at any step, with ${who} at work`, async () => {
      for (let step = 1; ; step++) {
        const harness = new CommitHarness(start);
        await harness.edit(edits);
        if (changes !== undefined) {
          harness.remote.fail({ request: 'commitFiles', before: () => harness.remote.push('main', changes) });
        }
        const state = { calls: 0 };
        const paths = Object.keys(edits);
        const crashing = harness.openWindow(endingAt(step, state));
        const hasEnded = await harness.commit({ paths }, crashing).then(
          () => true,
          (error: unknown) => {
            assert.ok(error instanceof Crash, String(error));
            return false;
          },
        );
        await assertNothingLost(harness, edits);
        harness.clock.pass(60_000);
        await harness.commit({ paths: Object.keys(edits) }, harness.openWindow());
        await assertNothingLost(harness, edits);
        assert.equal(await harness.window.drafts.pendingCommit(), undefined);
        assert.ok(harness.remote.history('main').length <= (changes === undefined ? 2 : 3));
        if (hasEnded) break;
        assert.ok(step < 100);
      }
    });
  }
});

const requests: readonly (keyof CommitApi)[] = [
  'findTip',
  'commitFiles',
  'fetchFile',
  'findSourceEntries',
  'listChanges',
];
const failures = [{ kind: 'unreachable' }, { kind: 'unexpected', status: 500 }, { kind: 'conflict' }] as const;
const fault = fc.record({
  request: fc.constantFrom(...requests),
  nth: fc.integer({ min: 1, max: 4 }),
  isAfter: fc.boolean(),
  failure: fc.constantFrom(...failures),
});
const content = fc.constantFrom(undefined, 'x\n', poem.replace('one', 'p'), poem.replace('six', 'q'), `${poem}r\n`);
const changes = fc.dictionary(fc.constantFrom('a.txt', 'b.txt', 'c.txt', 'd.txt'), content, { maxKeys: 3 });
const turn = fc.record({
  edits: changes,
  theirs: fc.option(fc.record({ changes, request: fc.constantFrom(...requests) }), { nil: undefined }),
  faults: fc.array(fault, { maxLength: 3 }),
  crashAt: fc.option(fc.integer({ min: 1, max: 25 }), { nil: undefined }),
  windows: fc.integer({ min: 1, max: 2 }),
});

describe('whatever happens while committing', () => {
  it('no draft is dropped whose content is not on the branch, and nothing of others is undone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { minLength: 1, maxLength: 4 }), async (turns) => {
        const harness = new CommitHarness(start);
        const seen = new Map<string, string>();
        for (const { edits: mine, theirs, faults, crashAt, windows } of turns) {
          const open = Object.keys(await harness.drafts()).map((path) => path.replace('!', ''));
          const fresh = Object.fromEntries(Object.entries(mine).filter(([path]) => !open.includes(path)));
          await harness.edit(fresh);
          const tip = harness.remote.branches.get('main') ?? '';
          for (const path of Object.keys(fresh)) seen.set(path, tip);
          const known = new Set(harness.remote.commits.keys());
          const saved = await harness.drafts();
          if (theirs !== undefined) {
            harness.remote.fail({
              request: theirs.request,
              before: () => harness.remote.push('main', theirs.changes, 'Theirs'),
            });
          }
          for (const { request, nth, isAfter, failure } of faults) {
            const strike = failWith(failure);
            // A conflict is an answer that says nothing was done.
            const isLost = isAfter && failure.kind !== 'conflict';
            harness.remote.fail({ request, nth, ...(isLost ? { after: strike } : { before: strike }) });
          }
          const paths = Object.keys(saved).map((path) => path.replace('!', ''));
          const state = { calls: 0 };
          await Promise.allSettled(
            Array.from({ length: windows }, () =>
              harness.commit({ paths }, harness.openWindow(endingAt(crashAt ?? Infinity, state))),
            ),
          );
          harness.remote.recover();
          harness.clock.pass(60_000);
          await assertNothingLost(
            harness,
            Object.fromEntries(Object.entries(saved).map(([path, text]) => [path.replace('!', ''), text])),
          );
          assertNothingUndone(harness, known, seen);
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** Everything saved is in the history of the branch, in a draft, or put aside by a merge. */
async function assertNothingLost(harness: CommitHarness, saved: Changes): Promise<void> {
  const { drafts } = harness.openWindow();
  const setAside = (await drafts.setAside()).flatMap((it) => it.drafts);
  for (const [path, text] of Object.entries(saved)) {
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : undefined;
    const draft = await drafts.find(path);
    const isDraft =
      draft !== undefined && Buffer.compare(bytesOf(await drafts.readContent(path)), bytesOf(bytes)) === 0;
    const isSetAside = setAside.some((it) => it.path === path);
    assert.ok(isDraft || isSetAside || harness.remote.everHeld('main', path, bytes), `${path} is lost`);
  }
}

/** Our newer commits keep every line that others brought in since the file was `seen` by who changed it. */
function assertNothingUndone(
  { remote }: CommitHarness,
  known: ReadonlySet<string>,
  seen: ReadonlyMap<string, string>,
): void {
  const history = remote.history('main');
  const linesOf = (hash: string | undefined, path: string): readonly string[] =>
    new TextDecoder().decode(remote.commits.get(hash ?? '')?.tree.get(path)?.bytes).split('\n');
  for (const { hash, parents, message } of history.filter((commit) => !known.has(commit.hash))) {
    if (message !== 'Mine') continue;
    for (const path of remote.commits.get(parents[0] ?? '')?.tree.keys() ?? []) {
      const old = linesOf(seen.get(path) ?? parents[0], path);
      const added = linesOf(parents[0], path).filter((line) => !old.includes(line));
      const now = linesOf(hash, path);
      assert.deepEqual(
        added.filter((line) => !now.includes(line)),
        [],
        `${path} of theirs is undone`,
      );
    }
  }
}

function bytesOf(bytes: Uint8Array | undefined): Uint8Array {
  return bytes ?? new TextEncoder().encode('\0none');
}
