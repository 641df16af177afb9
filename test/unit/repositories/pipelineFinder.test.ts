import assert from 'node:assert/strict';
import { fetchPipelines, findPipelineKind } from '../../../src/repositories/pipelineFinder';
import { failureOf } from '../../support/failureOf';
import { FakeRemote, hashOf, sales } from '../../support/fakeRemote';

const commit = hashOf('a');

async function findPaths(remote: FakeRemote): Promise<readonly string[]> {
  return (await fetchPipelines(remote.api, sales, commit)).map(({ path }) => path);
}

describe('fetchPipelines', () => {
  it('reads every page of a long listing', async () => {
    const names = Array.from({ length: 250 }, (_, index) => `P${String(index).padStart(3, '0')}.orch.yaml`);
    const remote = new FakeRemote().commit('main', commit, Object.fromEntries(names.map((name) => [name, ''])));
    assert.deepEqual(await findPaths(remote), names);
    assert.equal(remote.requests.length, 3);
  });

  it('goes folder by folder where the whole tree is too much, and deeper only where a folder is too much again', async () => {
    const remote = new FakeRemote().commit('main', commit, {
      'Top.orch.yaml': '',
      'big/In.tran.yaml': '',
      'big/a/b/Deep.orch.yaml': '',
      'big/c/notes.md': '',
      'small/d/e/Other.orch.yaml': '',
      vendor: { attributes: ['subrepository'] },
    });
    remote.tooLarge.add('').add('big');

    assert.deepEqual(await findPaths(remote), [
      'Top.orch.yaml',
      'big/In.tran.yaml',
      'big/a/b/Deep.orch.yaml',
      'small/d/e/Other.orch.yaml',
    ]);
    assert.deepEqual(
      [...remote.requests].sort(),
      [
        'deep filtered /',
        'deep filtered /big',
        'deep filtered /big/a',
        'deep filtered /big/c',
        'deep filtered /small',
        'folder /',
        'folder /big',
      ].sort(),
    );
  });

  it('asks for at most four folders at once', async () => {
    const remote = new FakeRemote().commit(
      'main',
      commit,
      Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`folder${index}/P.orch.yaml`, ''])),
    );
    remote.tooLarge.add('');
    let running = 0;
    let most = 0;
    const listSource: typeof remote.api.listSource = async function* (...request) {
      most = Math.max(most, ++running);
      try {
        await new Promise(setImmediate);
        yield* remote.api.listSource(...request);
      } finally {
        running--;
      }
    };
    const pipelines = await fetchPipelines({ listSource }, sales, commit);
    assert.deepEqual([pipelines.length, most], [12, 4]);
  });

  it('gives up where even a single folder is refused for another reason', async () => {
    const remote = new FakeRemote();
    remote.isVanished = true;
    assert.deepEqual(await failureOf(findPaths(remote)), { kind: 'notFound' });
  });
});

describe('findPipelineKind', () => {
  const cases: readonly [string, string | undefined][] = [
    ['Load.orch.yaml', 'orchestration'],
    ['a/b/Load.tran.yaml', 'transformation'],
    ['Load.orch.yaml.bak', undefined],
    ['Load.orch.yml', undefined],
    ['Load.ORCH.yaml', undefined],
    ['a/.orch.yaml', undefined],
    ['Load.orch.yaml/readme.md', undefined],
    ['xorch.yaml', undefined],
  ];
  for (const [path, expected] of cases) {
    it(`takes ${path} for ${expected ?? 'no pipeline'}`, () => {
      assert.equal(findPipelineKind(path), expected);
    });
  }
});
