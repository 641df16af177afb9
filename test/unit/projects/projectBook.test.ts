import assert from 'node:assert/strict';
import { ProjectBook, type KnownProject, type ProjectStore } from '../../../src/projects/projectBook';

class MemoryStore implements ProjectStore {
  readonly saved = new Map<string, unknown>();

  get(key: string): unknown {
    return this.saved.get(key);
  }

  update(key: string, value: unknown): Promise<void> {
    // As the editor keeps it.
    this.saved.set(key, JSON.parse(JSON.stringify(value)));
    return Promise.resolve();
  }
}

function createProject(slug: string, more: Partial<KnownProject> = {}): KnownProject {
  return { repository: { workspace: 'acme', slug }, branch: 'main', name: slug, accountId: 'a1', openedMs: 1, ...more };
}

function createBook(store = new MemoryStore()) {
  const book = new ProjectBook(store);
  let changes = 0;
  book.onDidChange(() => changes++);
  return {
    book,
    store,
    countChanges: () => changes,
    slugs: () => book.list().map(({ repository }) => repository.slug),
  };
}

describe('known projects', () => {
  it('are none at first', () => {
    assert.deepEqual(createBook().book.list(), []);
  });

  it('come back as they were, also in another window, the one opened last in front', async () => {
    const { book, store } = createBook();
    const link = { region: 'eu1', projectId: 'p' };
    const old = createProject('old', { openedMs: 5 });
    const recent = createProject('recent', { openedMs: 9, link, pipelineCount: 3, trouble: 'noAccess' });
    await book.add(recent);
    await book.add(old);
    assert.deepEqual(new ProjectBook(store).list(), [recent, old]);
  });

  it('are named by somebody as soon as they are given a name, and not by anything else that is learnt', async () => {
    const { book } = createBook();
    const project = createProject('sales', { isNameGuessed: true });
    await book.add(project);
    await book.change(project, { pipelineCount: 3 });
    assert.equal(book.find(project)?.isNameGuessed, true);
    await book.rename(project, 'sales');
    assert.notEqual(book.find(project)?.isNameGuessed, true);
  });

  it('are known once per repository and branch', async () => {
    const { book } = createBook();
    await book.add(createProject('sales', { name: 'Before' }));
    await book.add(createProject('sales', { branch: 'Main' }));
    await book.add(createProject('Sales', { name: 'After', accountId: 'a2' }));
    assert.deepEqual(
      book
        .list()
        .map(({ name, branch }) => `${name} on ${branch}`)
        .sort(),
      ['After on main', 'sales on Main'],
    );
  });

  it('can be renamed, changed and forgotten, and say so', async () => {
    const { book, countChanges, slugs } = createBook();
    await book.add(createProject('sales'));
    await book.add(createProject('hr'));
    await book.rename(createProject('sales'), 'Sales!');
    await book.change(createProject('sales'), { trouble: 'brokenFile', openedMs: 7 });
    assert.deepEqual(
      book.find(createProject('sales')),
      createProject('sales', { name: 'Sales!', trouble: 'brokenFile', openedMs: 7 }),
    );
    await book.change(createProject('sales'), { trouble: undefined });
    assert.equal(book.find(createProject('sales'))?.trouble, undefined);
    await book.forget(createProject('sales'));
    assert.deepEqual(slugs(), ['hr']);
    assert.equal(countChanges(), 6);
  });

  it('do not come back by a change that arrives after they were forgotten', async () => {
    const { book, countChanges } = createBook();
    await book.change(createProject('gone'), { pipelineCount: 4 });
    await book.forget(createProject('gone'));
    assert.deepEqual([book.list(), countChanges()], [[], 0]);
  });

  it('make room for new ones: the 500 opened last stay', async () => {
    const { book, store, slugs } = createBook();
    const many = Array.from({ length: 500 }, (_, i) => createProject(`p${i}`, { openedMs: i + 10 }));
    await store.update('projects.known', many);
    await book.add(createProject('newest', { openedMs: 1000 }));
    assert.equal(slugs().length, 500);
    assert.equal(slugs()[0], 'newest');
    assert.equal(slugs().includes('p0'), false);
  });

  const corrupt: readonly unknown[] = [
    'text',
    { 0: createProject('x') },
    null,
    7,
    [null, 'x', {}, { ...createProject('x'), branch: '' }, { ...createProject('x'), openedMs: 'yesterday' }],
    [
      { ...createProject('x'), repository: { workspace: 'a' } },
      { ...createProject('x'), trouble: 'unheard of' },
    ],
    [
      { ...createProject('x'), pipelineCount: -1 },
      { ...createProject('x'), name: 'x'.repeat(2000) },
    ],
  ];
  for (const [index, value] of corrupt.entries()) {
    it(`do without what was damaged (${index + 1})`, async () => {
      const { book, store, slugs } = createBook();
      store.saved.set(
        'projects.known',
        Array.isArray(value) ? [...(value as unknown[]), createProject('good')] : value,
      );
      assert.deepEqual(slugs(), Array.isArray(value) ? ['good'] : []);
      await book.add(createProject('new', { openedMs: 3 }));
      assert.equal(slugs()[0], 'new');
    });
  }
});
