import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { BranchWorkingTree } from '../../../../src/repositories/drafts/branchWorkingTree';
import { anyway, bytesOf, createTreeHarness, textOf, treeFailureOf } from './treeHarness';

const committed = { a: 'A', 'x/b': 'B', 'x/y/c': 'C', 'x/y/d': 'D', 'z/e': 'E' };
const places = ['a', 'b', 'x', 'x/b', 'x/y', 'x/y/c', 'x/y/d', 'x/n', 'z', 'z/e', 'new', 'new/f'];
const place = fc.constantFrom(...places);

type Step =
  | { readonly kind: 'write'; readonly path: string; readonly text: string }
  | { readonly kind: 'delete'; readonly path: string }
  | { readonly kind: 'rename' | 'copy'; readonly from: string; readonly to: string; readonly overwrite: boolean }
  | { readonly kind: 'reload' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('write'), path: place, text: fc.constantFrom('A', 'B', '1', '2') }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete'), path: place }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom('rename', 'copy'),
      from: place,
      to: place,
      overwrite: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reload') }) },
);

/** Files by path, as anybody would expect them of a folder that has no empty folders. */
class PlainFiles {
  readonly files = new Map<string, string>(Object.entries(committed));

  below(path: string): readonly string[] {
    return [...this.files.keys()].filter((it) => it === path || it.startsWith(`${path}/`));
  }

  isFolder(path: string): boolean {
    return !this.files.has(path) && this.below(path).length > 0;
  }

  isBelowFile(path: string): boolean {
    const names = path.split('/');
    return names.some((_, at) => at > 0 && this.files.has(names.slice(0, at).join('/')));
  }

  /** Whether it was done. */
  do(it: Exclude<Step, { kind: 'reload' }>): boolean {
    if (it.kind === 'write') {
      if (this.isFolder(it.path) || this.isBelowFile(it.path)) return false;
      this.files.set(it.path, it.text);
      return true;
    }
    if (it.kind === 'delete') {
      const gone = this.below(it.path);
      for (const path of gone) this.files.delete(path);
      return gone.length > 0;
    }
    return this.#move(it);
  }

  #move({ kind, from, to, overwrite }: Extract<Step, { kind: 'rename' | 'copy' }>): boolean {
    if (from === to) return true;
    const sources = this.below(from);
    if (sources.length === 0 || to.startsWith(`${from}/`) || this.isBelowFile(to)) return false;
    if (this.below(to).length > 0 && !overwrite) return false;
    // What replaces the folder it is in goes as well, but for itself.
    const moved = sources.map((path) => [to + path.slice(from.length), this.files.get(path) ?? ''] as const);
    for (const path of this.below(to)) this.files.delete(path);
    if (kind === 'rename') for (const path of sources) this.files.delete(path);
    for (const [path, text] of moved) this.files.set(path, text);
    return true;
  }
}

async function doIt(tree: BranchWorkingTree, it: Exclude<Step, { kind: 'reload' }>): Promise<boolean> {
  const doing = {
    write: () => it.kind === 'write' && tree.write(it.path, bytesOf(it.text), anyway),
    delete: () => it.kind === 'delete' && tree.delete(it.path, { recursive: true }),
    rename: () => it.kind === 'rename' && tree.rename(it.from, it.to, it),
    copy: () => it.kind === 'copy' && tree.copy(it.from, it.to, it),
  };
  const failure = await treeFailureOf(Promise.resolve(doing[it.kind]()));
  if (failure instanceof Error) throw failure;
  return failure === 'success';
}

async function readAll(tree: BranchWorkingTree, folder = ''): Promise<readonly (readonly [string, string])[]> {
  const found: (readonly [string, string])[] = [];
  for (const { name, kind, size } of await tree.list(folder)) {
    const path = folder === '' ? name : `${folder}/${name}`;
    const stat = await tree.stat(path);
    assert.deepEqual([stat.kind, stat.size], [kind, size], path);
    if (kind === 'directory') found.push(...(await readAll(tree, path)));
    else found.push([path, textOf(await tree.read(path)) ?? '']);
  }
  return found.sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What a commit of all drafts would make of the branch. */
async function commitAll({
  drafts,
}: {
  readonly drafts: BranchWorkingTree['drafts'];
}): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>(Object.entries(committed));
  for (const { path, change, base } of await drafts.all()) {
    assert.equal(base !== undefined, Object.hasOwn(committed, path), `the base of ${path}`);
    if (change.kind === 'deleted') assert.ok(files.delete(path), `${path} was never there`);
    else files.set(path, textOf(await drafts.readContent(path)) ?? '');
  }
  return files;
}

const sorted = (files: ReadonlyMap<string, string>) => [...files].sort(([a], [b]) => (a < b ? -1 : 1));

describe('BranchWorkingTree against plain files', () => {
  it('looks, reads and would commit as a folder on a disk does, whatever is done to it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        const harness = createTreeHarness(committed);
        const model = new PlainFiles();
        let { tree } = harness;
        for (const it of steps) {
          if (it.kind === 'reload') ({ tree } = harness.openWindow());
          else assert.equal(await doIt(tree, it), model.do(it), JSON.stringify(it));
          assert.deepEqual(await readAll(tree), sorted(model.files), JSON.stringify(it));
        }
        assert.deepEqual(sorted(await commitAll(tree)), sorted(model.files));
      }),
      { numRuns: 200 },
    );
  });
});
