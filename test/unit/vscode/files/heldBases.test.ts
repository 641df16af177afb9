import assert from 'node:assert/strict';
import { HeldBases } from '../../../../src/vscode/files/heldBases';
import { FakeDocuments } from '../../../support/fakeDocuments';
import { hashOf, sales } from '../../../support/fakeRemote';
import { MemoryState } from '../../../support/memoryStores';
import { silentLog } from '../../../support/silentLog';
import { at, createWindows } from './fileSystemHarness';

const files = { 'README.md': 'Sales', 'in/a.sql': 'a' };
const path = 'README.md';
const anyway = { create: true, overwrite: true };

describe('A text that was typed and not saved', () => {
  let documents: FakeDocuments;
  let held: HeldBases | undefined;

  beforeEach(() => {
    documents = new FakeDocuments();
    documents.install();
  });
  afterEach(() => {
    held?.dispose();
    documents.uninstall();
  });

  /** A window after another; the branch, the drafts and the workspace stay. */
  function createHarness() {
    const world = createWindows(files);
    const state = new MemoryState();
    const openWindow = () => {
      held?.dispose();
      documents.uninstall();
      documents = new FakeDocuments();
      documents.install();
      return world.openWindow();
    };
    const watch = ({ provider }: ReturnType<typeof openWindow>) => {
      held = new HeldBases(provider, state, silentLog);
    };
    const theyCommit = (text: string) => world.remote.commit('main', hashOf('b'), { ...files, [path]: text });
    return { ...world, state, openWindow, watch, theyCommit };
  }

  type Harness = ReturnType<typeof createHarness>;

  async function typeIn({ openWindow, watch }: Harness) {
    const window = openWindow();
    watch(window);
    await window.provider.readFile(at(path));
    documents.open(at(path));
    documents.type(at(path));
    return window;
  }

  const save = async (window: ReturnType<Harness['openWindow']>) => {
    await window.provider.writeFile(at(path), Buffer.from('mine'), anyway);
    documents.save(at(path));
    return (await window.treeOf('main').drafts.find(path))?.base?.commit;
  };

  const waysBack: readonly [string, (window: ReturnType<Harness['openWindow']>, watch: () => void) => void][] = [
    [
      'a reload, when the extension was there first',
      (_window, watch) => {
        watch();
        documents.bringBack(at(path));
      },
    ],
    [
      'a reload, when the editor was there first',
      (_window, watch) => {
        documents.bringBack(at(path));
        watch();
      },
    ],
    [
      'a crash of the extensions',
      (_window, watch) => {
        documents.addDirty(at(path));
        watch();
      },
    ],
  ];
  for (const [what, bringBack] of waysBack) {
    it(`becomes a draft of what it began with after ${what}, though the branch has moved meanwhile`, async () => {
      const harness = createHarness();
      await typeIn(harness);
      harness.theyCommit('theirs');
      const window = harness.openWindow();
      bringBack(window, () => {
        harness.watch(window);
      });
      assert.equal(Buffer.from(await window.provider.readFile(at(path))).toString(), 'theirs');
      documents.type(at(path));
      assert.equal(await save(window), hashOf('a'));
      assert.deepEqual(harness.state.get('maia.heldBases'), {});
    });
  }

  it('is none any more once it was undone: what is typed next begins with what is shown then', async () => {
    const harness = createHarness();
    const window = await typeIn(harness);
    harness.theyCommit('theirs');
    await window.services.tips.fetch(sales, 'main');
    await window.provider.readFile(at(path));
    window.events.length = 0;
    documents.becomeClean(at(path));
    // The editor has not looked since it was dirty.
    assert.deepEqual(window.events, ['1 README.md']);
    documents.type(at(path));
    assert.equal(await save(window), hashOf('b'));
  });

  it('is none any more once it was saved as it began: the editor is shown what came in meanwhile', async () => {
    const harness = createHarness();
    const window = await typeIn(harness);
    harness.theyCommit('theirs');
    await window.services.tips.fetch(sales, 'main');
    await window.provider.writeFile(at(path), Buffer.from('Sales'), anyway);
    const saved = await window.provider.stat(at(path));
    window.events.length = 0;
    documents.save(at(path));
    assert.deepEqual(window.events, ['1 README.md']);
    assert.notEqual((await window.provider.stat(at(path))).mtime, saved.mtime);
    // The editor does not read while somebody types.
    documents.type(at(path));
    assert.equal(await save(window), hashOf('a'));
  });

  it('goes to another place with its file as that was when it began', async () => {
    const harness = createHarness();
    const window = await typeIn(harness);
    harness.theyCommit('theirs');
    await window.services.tips.fetch(sales, 'main');
    const to = at('in/new.md');
    documents.beginMove(at(path), to);
    // The editor looks at the old place once more.
    await window.provider.readFile(at(path));
    await window.provider.rename(at(path), to, { overwrite: false });
    assert.equal(Buffer.from(await window.provider.readFile(to)).toString(), 'Sales');
    assert.equal((await window.treeOf('main').drafts.find(path))?.base?.commit, hashOf('a'));
  });

  it('is not mistaken for one of an earlier window', async () => {
    const harness = createHarness();
    await typeIn(harness);
    harness.theyCommit('theirs');
    const window = harness.openWindow();
    harness.watch(window);
    await window.provider.readFile(at(path));
    documents.open(at(path));
    documents.type(at(path));
    assert.equal(await save(window), hashOf('b'));
  });

  it('goes on from what was saved when somebody types while it is saved', async () => {
    const harness = createHarness();
    const window = await typeIn(harness);
    await window.provider.writeFile(at(path), Buffer.from('mine'), anyway);
    documents.save(at(path), { isTypedOn: true });
    const { drafts } = window.treeOf('main');
    harness.theyCommit('theirs');
    await drafts.discard([path]);
    await window.services.tips.fetch(sales, 'main');
    await window.provider.readFile(at(path));
    assert.equal(await save(window), hashOf('a'));
  });

  it('is still the same when its language changes', async () => {
    const harness = createHarness();
    const window = await typeIn(harness);
    documents.changeLanguage(at(path));
    harness.theyCommit('theirs');
    await window.services.tips.fetch(sales, 'main');
    await window.provider.readFile(at(path));
    documents.type(at(path));
    assert.equal(await save(window), hashOf('a'));
  });

  it('is not taken for somebody else’s account', async () => {
    const harness = createHarness();
    await typeIn(harness);
    const kept = Object.entries(harness.state.get('maia.heldBases') ?? {});
    await harness.state.update(
      'maia.heldBases',
      Object.fromEntries(kept.map(([key, value]) => [key, { ...(value as object), accountId: 'somebody' }])),
    );
    harness.theyCommit('theirs');
    const window = harness.openWindow();
    harness.watch(window);
    documents.bringBack(at(path));
    await window.provider.readFile(at(path));
    assert.equal(await save(window), hashOf('b'));
  });

  it('is begun anew where what an earlier window kept cannot be read', async () => {
    const harness = createHarness();
    await harness.state.update('maia.heldBases', { [at(path).toString()]: { commit: 7 }, other: null });
    const window = harness.openWindow();
    harness.watch(window);
    await window.provider.readFile(at(path));
    documents.bringBack(at(path));
    assert.equal(await save(window), hashOf('a'));
  });
});
