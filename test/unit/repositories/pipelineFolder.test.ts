import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { toPipelineFolder, type PipelineFolder } from '../../../src/repositories/pipelineFolder';

const toFiles = (paths: readonly string[]) => paths.map((path) => ({ path, kind: 'orchestration' as const }));

function pathsIn(folder: PipelineFolder): string[] {
  return [...folder.folders.flatMap(pathsIn), ...folder.pipelines.map(({ path }) => path)];
}

describe('toPipelineFolder', () => {
  it('sorts folders and pipelines as a person would', () => {
    const root = toPipelineFolder(
      toFiles(['Load 10.orch.yaml', 'load 9.orch.yaml', 'b/x.orch.yaml', 'a/c/x.orch.yaml']),
    );
    assert.deepEqual(
      [root.folders.map(({ path }) => path), root.folders[0]?.folders.map(({ path }) => path)],
      [['a', 'b'], ['a/c']],
    );
    assert.deepEqual(
      root.pipelines.map(({ path }) => path),
      ['load 9.orch.yaml', 'Load 10.orch.yaml'],
    );
  });

  it('loses no pipeline and invents none, whatever the folders are called', () => {
    const name = fc.oneof(
      fc.constantFrom('__proto__', 'constructor', '..', ' ', '%2F'),
      fc.string({ minLength: 1 }).map((text) => text.replaceAll('/', '_')),
    );
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
    fc.assert(
      fc.property(fc.uniqueArray(path), (paths) => {
        assert.deepEqual(pathsIn(toPipelineFolder(toFiles(paths))).sort(), [...paths].sort());
      }),
    );
  });
});
