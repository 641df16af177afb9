import assert from 'node:assert/strict';
import { Emitter } from '../../../src/base/event';
import type { Draft } from '../../../src/repositories/drafts/draft';
import { ShownDrafts } from '../../../src/repositories/shownDrafts';
import { settleDown } from '../../support/fakeClock';
import { createRepository } from '../../support/fakeRepositoryLists';

const repository = createRepository('acme', 'sales');
const draft = (path: string): Draft => ({
  path,
  base: undefined,
  change: { kind: 'deleted' },
  renamedFrom: undefined,
  savedMs: 0,
  conflict: undefined,
});

function createHarness() {
  const log: string[] = [];
  const branches = new Map<string, { drafts: Draft[] | Error; readonly changes: Emitter<readonly string[]> }>();
  const shown = new ShownDrafts({
    findDrafts: (_, branch) => open(branch).source,
    log: { warn: (message) => log.push(message) },
  });
  const sources = new Map<
    string,
    { all: () => Promise<readonly Draft[]>; onDidChange: Emitter<readonly string[]>['event'] }
  >();
  function open(branch: string) {
    const state = branches.get(branch) ?? { drafts: [], changes: new Emitter<readonly string[]>() };
    branches.set(branch, state);
    const source = sources.get(branch) ?? {
      all: () => (state.drafts instanceof Error ? Promise.reject(state.drafts) : Promise.resolve([...state.drafts])),
      onDidChange: state.changes.event,
    };
    sources.set(branch, source);
    return { source, state };
  }
  const save = async (branch: string, drafts: Draft[] | Error) => {
    const { state } = open(branch);
    state.drafts = drafts;
    state.changes.fire([]);
    await settleDown();
  };
  let changes = 0;
  shown.onDidChange(() => changes++);
  return { shown, save, log, countChanges: () => changes };
}

describe('ShownDrafts', () => {
  it('has those of the branch that is shown, as they change', async () => {
    const { shown, save, countChanges } = createHarness();
    shown.follow(repository, 'main');
    await settleDown();
    assert.equal(countChanges(), 0);
    await save('main', [draft('a')]);
    assert.deepEqual(
      shown.find(repository.uuid).map(({ path }) => path),
      ['a'],
    );
    await save('main', []);
    assert.deepEqual([shown.find(repository.uuid), countChanges()], [[], 2]);
  });

  it('follows to another branch, and forgets the former one', async () => {
    const { shown, save, countChanges } = createHarness();
    shown.follow(repository, 'main');
    await save('other', [draft('b')]);
    shown.follow(repository, 'other');
    await settleDown();
    const before = countChanges();
    await save('main', [draft('a')]);
    assert.equal(countChanges(), before);
    assert.deepEqual(
      shown.find(repository.uuid).map(({ path }) => path),
      ['b'],
    );
    shown.follow(repository, undefined);
    assert.deepEqual(shown.find(repository.uuid), []);
  });

  it('keeps what it has when drafts cannot be read, and logs it', async () => {
    const { shown, save, log } = createHarness();
    shown.follow(repository, 'main');
    await save('main', [draft('a')]);
    await save('main', new Error('busy'));
    assert.equal(shown.find(repository.uuid).length, 1);
    assert.equal(log.length, 1);
  });
});
