import assert from 'node:assert/strict';
import type { RepositoryContent } from '../../../src/repositories/branchSnapshot';
import { CatalogFilter } from '../../../src/repositories/catalogFilter';
import { Favourites } from '../../../src/repositories/favourites';
import { PipelineKnowledge } from '../../../src/repositories/pipelineKnowledge';
import { RecentRepositories } from '../../../src/repositories/recentRepositories';
import { MemoryState } from '../../support/memoryStores';

/** State in which everything is of another type than expected. */
const damaged = { get: () => ({ not: 'a list' }), update: () => Promise.resolve() };

function contentWith(...paths: string[]): RepositoryContent {
  const pipelines = paths.map((path) => ({ path, kind: 'orchestration' as const }));
  const about = { branch: 'main', reason: 'main', commit: 'a'.repeat(40), commitDate: '2026-11-20T12:00:00Z' } as const;
  return { kind: 'snapshot', snapshot: { ...about, pipelines } };
}

describe('what the Repositories view remembers', () => {
  it('keeps favourites between sessions, each once', async () => {
    const state = new MemoryState();
    const favourites = new Favourites(state);
    await favourites.add('{a}');
    await favourites.add('{b}');
    await favourites.add('{a}');
    await favourites.remove('{b}');
    assert.deepEqual([...new Favourites(state).read()], ['{a}']);
  });

  it('keeps the fifty repositories opened last, the latest first', async () => {
    const recent = new RecentRepositories(new MemoryState());
    const workspace = 'acme';
    for (let index = 0; index < 60; index++) await recent.add({ workspace, slug: `r${index}` });
    await recent.add({ workspace, slug: 'r30' });
    assert.deepEqual([recent.read().length, ...recent.read().slice(0, 2)], [50, 'acme/r30', 'acme/r59']);
  });

  it('knows the repositories with pipelines, and changes its mind', async () => {
    const state = new MemoryState();
    const knowledge = new PipelineKnowledge(state);
    await knowledge.record('{a}', contentWith('x.orch.yaml'));
    await knowledge.record('{b}', contentWith());
    await knowledge.record('{c}', contentWith('x.orch.yaml'));
    await knowledge.record('{c}', { kind: 'empty' });
    await knowledge.record('{d}', { kind: 'noBranch', lookedFor: ['main'] });
    assert.deepEqual(['{a}', '{b}', '{c}', '{d}'].map(new PipelineKnowledge(state).read()), [
      'some',
      'none',
      'none',
      'unknown',
    ]);
  });

  it('hides only repositories without pipelines until told otherwise', async () => {
    const state = new MemoryState();
    const filter = new CatalogFilter(state);
    const before = filter.mode;
    await filter.choose('all');
    assert.deepEqual([before, new CatalogFilter(state).mode], ['withPipelinesOrUnknown', 'all']);
  });

  it('begins anew where what was kept is damaged', () => {
    assert.deepEqual(
      {
        favourites: [...new Favourites(damaged).read()],
        recent: new RecentRepositories(damaged).read(),
        presence: new PipelineKnowledge(damaged).read()('{a}'),
        mode: new CatalogFilter(damaged).mode,
      },
      { favourites: [], recent: [], presence: 'unknown', mode: 'withPipelinesOrUnknown' },
    );
  });
});
